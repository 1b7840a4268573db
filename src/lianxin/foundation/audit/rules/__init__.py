"""Hashes of rows and seals, and the checking of a chain of them; pure."""
