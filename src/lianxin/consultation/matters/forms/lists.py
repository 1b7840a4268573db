"""Lists of the forms: categories, units and other choices of today."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.consultation.matters.queries.routes import can_handle
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.parameters.queries import Choice
from lianxin.foundation.units.queries import directory


def choices(key: str) -> tuple[Choice, ...]:
    """Give today's choices of a parameter."""
    return parameters.choices(key, on=timezone.localdate())


def category_groups() -> list[Any]:
    """Give the categories in two levels, an empty one first."""
    english = (get_language() or "").startswith("en")
    found = choices("matters.categories")
    words = {one.code: one.en if english else one.zh for one in found}
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in found:
        top = one.parent or one.code
        groups.setdefault(top, []).append((one.code, words[one.code]))
    return [("", _("请选")), *((words[top], lines) for top, lines in groups.items())]


def unit_groups(*, empty: str) -> list[Any]:
    """Give the units that can handle, under the name of the unit above them."""
    tree = directory()
    groups: dict[str, list[tuple[str, str]]] = {}
    for entry in tree.all():
        if can_handle(entry):
            above = tree.by_code(entry.parent).name if entry.parent else ""
            groups.setdefault(above, []).append((entry.code, entry.name))
    return [("", empty), *groups.items()]
