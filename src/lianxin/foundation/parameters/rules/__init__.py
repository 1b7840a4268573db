"""Pure rules of parameters: kinds of value, the data file, values over time."""
