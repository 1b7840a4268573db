"""Organizations, areas and their succession, with validity dates."""
