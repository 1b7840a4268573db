"""The ground every house stands on: time, place, people, rights, records."""
