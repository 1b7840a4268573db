"""Pure rules of matters: states, moves, clocks."""
