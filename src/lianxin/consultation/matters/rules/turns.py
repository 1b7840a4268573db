"""Which right a turn asks for, by its role."""

from collections.abc import Mapping
from typing import Final

from lianxin.consultation.matters.rules.states import LegRole
from lianxin.foundation.kernel.rights import Right

_RIGHTS: Final[Mapping[LegRole, Right]] = {
    LegRole.TRIAGE: Right.MATTERS_DISPATCH,
    LegRole.CALLBACK: Right.MATTERS_SUPERVISE,
    LegRole.JUDGE: Right.MATTERS_SUPERVISE,
    LegRole.HOLD: Right.MATTERS_APPROVE,
}


def right_of(role: str) -> Right:
    """Give the right that a turn asks for; all but these are the handling unit's."""
    return _RIGHTS.get(LegRole(role), Right.MATTERS_HANDLE)
