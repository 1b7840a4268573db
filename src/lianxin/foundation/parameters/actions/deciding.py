"""A second person's word on a change: confirm it, or refuse it with words (SECURITY AN7)."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.timezone import localdate

from lianxin.foundation.audit.actions import act, retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Conflict, Invalid, NoRight
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters.actions.asking import check_open, decide
from lianxin.foundation.parameters.actions.checks import check_fits, kind_of_stored
from lianxin.foundation.parameters.actions.writing import changing, write
from lianxin.foundation.parameters.models import Change, Decision, Origin
from lianxin.foundation.parameters.permissions import may_decide
from lianxin.foundation.parameters.queries import NAME, stored_values
from lianxin.foundation.parameters.queries.changes import change_numbered
from lianxin.foundation.parameters.rules.timeline import FOREVER, Stretch, cut, placed, version

CONFIRM: Final = "parameters.confirm"
REFUSE: Final = "parameters.refuse"


@retried
def confirm(
    *, by: Actor, key: str, number: int, seen: int, submission: UUID | None = None
) -> dict[str, Any]:
    """Let a change hold that somebody else asked for; a day that is over becomes today.

    ``seen`` is the version of the values that the confirmer saw. Raises NotFound, NoRight (no
    right, one's own), Refused (decided already), Conflict (the values are others by now),
    Invalid (a day would have no value).
    """
    arguments = {"key": key, "number": number, "seen": seen}
    with (
        act(by, CONFIRM, key=submission, arguments=arguments) as work,
        changing(work, NAME, right=Right.PARAMETERS_CONFIRM, scope=_scope(key, number)) as renew,
    ):
        if work.replay is not None:
            return work.replay
        change = _change_of_another(by, key, number)
        stored = stored_values({key})
        here = [each.stretch for each in stored if each.scope == change.scope]
        now = version(here)
        if now != seen:
            raise Conflict(where=key, seen=seen, now=now)
        since = max(change.since, localdate(work.now))
        kind = kind_of_stored(key, stored)
        if not change.ends:
            check_fits(key, kind, change.value)
        place, after = (key, change.scope), _after(change, here, since)
        if write(work, place, here, after, kind=kind, origin=Origin.DESK, reason=change.why):
            renew()
        change.held_from = since
        decide(work, change, Decision.CONFIRMED)
        receipt = {"key": key, "since": since.isoformat()}
        work.keep(receipt)
    return receipt


@retried
def refuse(*, by: Actor, key: str, number: int, words: str, submission: UUID | None = None) -> None:
    """Refuse a change that somebody else asked for, with words why.

    Raises NotFound, NoRight, Refused, Invalid("parameters.no_why").
    """
    arguments = {"key": key, "number": number, "words": words}
    with (
        act(by, REFUSE, key=submission, arguments=arguments) as work,
        changing(work, NAME, right=Right.PARAMETERS_CONFIRM, scope=_scope(key, number)),
    ):
        if work.replay is not None:
            return
        if not words.strip():
            raise Invalid("parameters.no_why", where="words")
        change = _change_of_another(by, key, number)
        decide(work, change, Decision.REFUSED, words.strip())
        work.row(object=f"parameter:{key}", reason=words, facts={"number": number})


def _scope(key: str, number: int) -> str:
    """Give where a change holds, which never becomes another."""
    return change_numbered(key, number).scope


def _change_of_another(by: Actor, key: str, number: int) -> Change:
    change = change_numbered(key, number, locked=True)
    check_open(change)
    if not may_decide(by, change):
        raise NoRight("parameters.own_change")
    return change


def _after(change: Change, here: list[Stretch], since: date) -> list[Stretch]:
    if change.ends:
        return cut(here, since)
    piece = Stretch(
        since, FOREVER, change.value, change.source, change.confidence, change.source_en
    )
    return placed(here, piece)
