"""Values that are codes of something else, by the names that people know it by."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.timezone import localdate

from lianxin.foundation.faces.sentences import named
from lianxin.foundation.parameters import queries
from lianxin.foundation.parameters.pages.wording import language
from lianxin.foundation.parameters.queries import MissingValue

ROLES: Final = frozenset({"accounts.factor.also", "accounts.posts.confirmed"})
"""Parameters whose values are roles, which a room above names."""
CHOICES: Final[Mapping[str, str]] = {
    "matters.routes.callback": "units.kinds",
    "matters.routes.default": "units.kinds",
    "matters.routes.handle": "units.kinds",
    "matters.routes.places": "units.kinds",
    "matters.routes.triage": "units.kinds",
    "rates.closed_unreachable": "matters.callback.results",
    "rectified.outcomes": "matters.outcomes",
}
"""Parameters whose values are codes of another one's choices."""


def spoken(key: str, value: Any) -> Any:
    """Give a value with names instead of codes; a code that nothing names stays."""
    if value is None or (key not in ROLES and key not in CHOICES):
        return value
    if isinstance(value, list):
        return [_name(key, code) for code in value]
    return _name(key, value)


def _name(key: str, code: str) -> str:
    if key in ROLES:
        return named("role", code)
    try:
        return queries.label(CHOICES[key], code, on=localdate(), language=language())
    except MissingValue:
        return code
