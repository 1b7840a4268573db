"""A small city to try, built through the actions."""
