"""Why a unit may not ask a thing of its approver now."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from lianxin.consultation.matters.rules.asking import Why, why_not
from lianxin.consultation.matters.rules.states import Asked, Decision

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DUE = NOW + timedelta(days=1)


@dataclass(frozen=True)
class Asking:
    """A request of the turn."""

    kind: str
    decision: str = ""


def why(kind: Asked, *requests: Asking, due: datetime | None = DUE, paused: bool = False) -> str:
    """Give what stands against asking."""
    return why_not(kind, requests, due, NOW, paused=paused, most=2) or ""


@pytest.mark.parametrize("kind", list(Asked))
def test_each_kind_is_asked_in_time_and_one_at_a_time(kind: Asked) -> None:
    others = [Asking(other) for other in Asked if other is not kind]
    assert why(kind, *others) == ""
    assert why(kind, *others, Asking(kind)) == Why.WAITS
    assert why(kind, Asking(kind, Decision.REFUSED)) == ""
    assert why(kind, due=NOW) == Why.LATE
    assert why(kind, due=None) == Why.LATE


def test_no_pause_in_a_pause_and_no_third_extension() -> None:
    granted = [Asking(kind, Decision.APPROVED) for kind in (Asked.EXTEND, Asked.PAUSE)]
    assert why(Asked.PAUSE, *granted, paused=True) == Why.PAUSED
    assert why(Asked.PARK, *granted, paused=True) == ""
    assert why(Asked.EXTEND, *granted) == ""
    assert why(Asked.EXTEND, *granted, *granted) == Why.ENOUGH
    assert why(Asked.PAUSE, *granted, *granted) == ""
