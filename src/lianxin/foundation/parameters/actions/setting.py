"""Setting a value on the server before anybody works at the desk: the first set-up."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.timezone import localdate

from lianxin.foundation.audit.actions import act, retried
from lianxin.foundation.kernel.actor import Actor, ActorKind
from lianxin.foundation.kernel.errors import NoRight
from lianxin.foundation.parameters.actions.checks import check_day, check_new, kind_of_stored
from lianxin.foundation.parameters.actions.writing import changing, write
from lianxin.foundation.parameters.models import Origin
from lianxin.foundation.parameters.queries import EVERYWHERE, NAME, stored_values
from lianxin.foundation.parameters.rules.timeline import FOREVER, Stretch, placed
from lianxin.foundation.parameters.rules.values import Confidence

SET: Final = "parameters.set"


@retried
def set_value(
    *,
    by: Actor,
    key: str,
    value: Any,
    since: date,
    source: str,
    source_en: str = "",
    confidence: Confidence = Confidence.OWN,
    scope: str = EVERYWHERE,
    submission: UUID | None = None,
) -> dict[str, Any]:
    """Let a value hold from the day ``since`` (today or later), up to the next one planned.

    For the first set-up on the server alone: a member of staff asks and another one confirms.
    Loading a file leaves the key alone from then on. Raises NoRight, Invalid for an unknown
    key, a day that is over, a missing source, InvalidMany for a value of another kind.
    """
    arguments = {"key": key, "value": value, "since": since.isoformat(), "scope": scope}
    if by.kind is not ActorKind.JOB:
        raise NoRight("parameters.second_person")
    with act(by, SET, key=submission, arguments=arguments) as work, changing(work, NAME) as renew:
        if work.replay is not None:
            return work.replay
        stored = stored_values({key})
        kind = kind_of_stored(key, stored)
        check_new(key, kind, value, scope, source)
        check_day(since, localdate(work.now))
        piece = Stretch(since, FOREVER, value, source.strip(), confidence, source_en.strip())
        before = [each.stretch for each in stored if each.scope == scope]
        after = placed(before, piece)
        if write(work, (key, scope), before, after, kind=kind, origin=Origin.DESK):
            renew()
        receipt = {"key": key, "since": since.isoformat()}
        work.keep(receipt)
    return receipt
