"""The small city for the pages that need people and units."""

from tests.consultation.conftest import town, town_database

__all__ = ["town", "town_database"]
