"""How citizens are heard."""
