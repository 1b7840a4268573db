"""Holidays, working days, periods and deadlines."""
