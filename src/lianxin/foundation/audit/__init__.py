"""Append-only rows, submission keys, tokens, outbox and the unit of work of every action."""
