"""Forms of matters; each names its fields, and nothing else is taken."""
