"""Asking for a change of a parameter: nothing holds before a second person confirmed it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.timezone import localdate

from lianxin.foundation.audit.actions import Work, act, retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, NoRight, Refused
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters.actions.checks import (
    check_day,
    check_new,
    check_other,
    kind_of_stored,
    removed_codes,
)
from lianxin.foundation.parameters.actions.writing import changing
from lianxin.foundation.parameters.models import Change, Decision
from lianxin.foundation.parameters.permissions import check_change
from lianxin.foundation.parameters.queries import EVERYWHERE, NAME, stored_values
from lianxin.foundation.parameters.queries.changes import change_numbered
from lianxin.foundation.parameters.rules.timeline import Stretch, at, version
from lianxin.foundation.parameters.rules.values import Confidence, Kind

ASK: Final = "parameters.ask"
WITHDRAW: Final = "parameters.withdraw"
ASKED: Final = "parameters.asked"
"""The topic that tells those who may confirm of a change, numbered by ``seq``."""
DECIDED: Final = "parameters.decided"
"""The topic that tells the asker of the decision."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What shall hold from a day on; ``ends`` lets the general value hold in the scope again.

    ``knows_removed``: the asker knows that codes which can be picked today go.
    """

    value: Any
    since: date
    source: str
    why: str
    source_en: str = ""
    confidence: Confidence = Confidence.OWN
    scope: str = EVERYWHERE
    ends: bool = False
    knows_removed: bool = False


@retried
def ask(*, by: Actor, key: str, wanted: Wanted, submission: UUID | None = None) -> dict[str, Any]:
    """Ask for a change from the day ``since`` (today or later) and give its number.

    Raises NoRight, Refused (a change of the same place waits already), Invalid for an unknown
    key, a day that is over, missing words, a value that holds already, codes that would go
    unnoticed, InvalidMany for a value of another kind.
    """
    arguments = {"key": key, "wanted": repr(wanted)}
    with (
        act(by, ASK, key=submission, arguments=arguments) as work,
        changing(work, NAME, scope=wanted.scope),
    ):
        if work.replay is not None:
            return work.replay
        stored = stored_values({key})
        kind = kind_of_stored(key, stored)
        here = [each.stretch for each in stored if each.scope == wanted.scope]
        _check(key, kind, wanted, here, localdate(work.now))
        _check_alone(key, wanted.scope)
        change = _add(work, key, wanted, here)
        receipt = {"key": key, "number": change.number}
        work.keep(receipt)
    return receipt


def _check(key: str, kind: Kind, wanted: Wanted, here: list[Stretch], today: date) -> None:
    if not wanted.why.strip():
        raise Invalid("parameters.no_why", where="why")
    check_day(wanted.since, today)
    if wanted.ends:
        if not wanted.scope or at(here, wanted.since) is None:
            raise Invalid("parameters.nothing_ends", where="ends")
        return
    check_new(key, kind, wanted.value, wanted.scope, wanted.source)
    check_other(wanted.value, wanted.source, here, wanted.since)
    gone = removed_codes(kind, wanted.value, at(here, wanted.since))
    if gone and not wanted.knows_removed:
        raise Invalid("parameters.codes_removed", where="knows_removed", codes=list(gone))


def _check_alone(key: str, scope: str) -> None:
    waiting = Change.objects.filter(key=key, scope=scope, state=Decision.ASKED).first()
    if waiting is not None:
        raise Refused("parameters.open_change", where=key, name=waiting.asked_name)


def _add(work: Work, key: str, wanted: Wanted, here: list[Stretch]) -> Change:
    there = at(here, wanted.since)
    change = Change(
        key=key,
        number=Change.objects.filter(key=key).count() + 1,
        scope=wanted.scope,
        value=None if wanted.ends else wanted.value,
        ends=wanted.ends,
        since=wanted.since,
        source=wanted.source.strip() or wanted.why.strip(),
        source_en=wanted.source_en.strip(),
        confidence=wanted.confidence,
        why=wanted.why.strip(),
        was=there.value if there else None,
        base=version(here),
        asked_by=work.by.id,
        asked_name=work.by.name,
        asked_at=work.now,
    )
    work.add(change)
    facts = {
        "scope": change.scope,
        "since": change.since.isoformat(),
        "value": change.value,
        "ends": change.ends,
        "source": change.source,
        "number": change.number,
    }
    work.row(object=f"parameter:{key}", reason=change.why, facts=facts)
    work.notice(ASKED, about=key, seq=change.number, recipient="confirmers")
    return change


@retried
def withdraw(*, by: Actor, key: str, number: int, submission: UUID | None = None) -> None:
    """Take one's own request back while nobody decided it. Raises NotFound, NoRight, Refused."""
    arguments = {"key": key, "number": number}
    with act(by, WITHDRAW, key=submission, arguments=arguments) as work:
        if work.replay is not None:
            return
        change = change_numbered(key, number, locked=True)
        check_change(by, Right.PARAMETERS_MANAGE, change.scope)
        check_open(change)
        if change.asked_by != by.id:
            raise NoRight("parameters.not_own", name=change.asked_name)
        decide(work, change, Decision.WITHDRAWN)
        work.row(object=f"parameter:{key}", facts={"number": number})


def check_open(change: Change) -> None:
    """Refuse a change that was decided. Raises Refused."""
    if change.state != Decision.ASKED:
        raise Refused("parameters.decided", where=change.key, verdict=change.state)


def decide(work: Work, change: Change, state: Decision, words: str = "") -> None:
    """Note who decided how."""
    change.state = state
    change.decided_by, change.decided_name = work.by.id, work.by.name
    change.decided_at, change.words = work.now, words
    work.change(change, "state", "decided_by", "decided_name", "decided_at", "words", "held_from")
    if state is not Decision.WITHDRAWN:
        work.notice(DECIDED, about=change.key, seq=change.number, recipient="asker")
