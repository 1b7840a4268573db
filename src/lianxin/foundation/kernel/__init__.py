"""Pure parts that every room shares: errors, actor, rights, numbers, moves, keys, tokens."""
