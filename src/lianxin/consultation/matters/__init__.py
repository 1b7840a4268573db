"""The workflow of a matter, once, for every kind of it."""
