"""What a parameter is called, in the reader's language."""

from django.utils.translation import get_language

from lianxin.foundation.parameters.rules.names import name_in, names


def name_of(key: str) -> str:
    """Give what a parameter is called; a city's own goes by its key."""
    return name_in(key, get_language() or "zh-hans")


def searched_names(key: str) -> str:
    """Give the names in both languages, to be searched; none for a city's own parameter."""
    return " ".join(names().get(key, ()))
