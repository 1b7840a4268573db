"""Why a unit may not ask a thing of its approver now: the desk and the act read it here."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from lianxin.consultation.matters.rules.states import Asked, Decision


class Why(StrEnum):
    """What stands against asking, as the code of its sentence."""

    LATE = "matters.asked_late"
    WAITS = "matters.asked_already"
    PAUSED = "matters.paused_already"
    ENOUGH = "matters.extended_enough"


class Told(Protocol):
    """A request of the open turn: what it asks for, and its decision, empty while it waits."""

    @property
    def kind(self) -> str: ...

    @property
    def decision(self) -> str: ...


def why_not(
    kind: Asked,
    requests: Iterable[Told],
    due: datetime | None,
    now: datetime,
    *,
    paused: bool,
    most: int,
) -> Why | None:
    """Give what stands against asking for ``kind`` in a turn; None when it may be asked.

    It is asked before the step is due alone (hard case 23), one of a kind at a time; no pause
    within a pause, and ``most`` extensions in one turn.
    """
    if due is None or now >= due:
        return Why.LATE
    own = [one for one in requests if one.kind == kind]
    if any(not one.decision for one in own):
        return Why.WAITS
    if kind is Asked.PAUSE and paused:
        return Why.PAUSED
    granted = sum(one.decision == Decision.APPROVED for one in own)
    return Why.ENOUGH if kind is Asked.EXTEND and granted >= most else None
