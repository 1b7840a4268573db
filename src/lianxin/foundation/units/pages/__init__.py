"""Pages of the organisation: the tree, one unit, the acts on it, and a table of units."""
