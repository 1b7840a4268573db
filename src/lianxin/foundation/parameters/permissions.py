"""Who changes a value: over the whole city, or the one of a unit of one's own."""

import re
from typing import Final

from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import NoRight
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters.models import Change

AREA: Final = re.compile(r"\d{6}|\d{9}")
"""The code of an area, which no post covers by itself; a unit that bears one gives none over it."""


def may_change(by: Actor, right: Right, scope: str) -> bool:
    """Tell whether the right covers where a value holds: everywhere (empty), an area, a unit."""
    if by.holds_everywhere(right):
        return True
    return bool(scope) and AREA.fullmatch(scope) is None and by.holds(right, scope)


def may_decide(by: Actor, change: Change) -> bool:
    """Tell whether one may decide a change: by right where it holds, never one's own."""
    own = change.asked_by == by.id
    return not own and may_change(by, Right.PARAMETERS_CONFIRM, change.scope)


def check_change(by: Actor, right: Right, scope: str) -> None:
    """Raise NoRight unless the right covers where a value holds."""
    if not by.holds(right):
        raise NoRight("parameters.no_right", right=right)
    if not may_change(by, right, scope):
        raise NoRight("parameters.whole_right", right=right)
