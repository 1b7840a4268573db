"""Pages of the calendar: its years, one year, and loading a notice."""
