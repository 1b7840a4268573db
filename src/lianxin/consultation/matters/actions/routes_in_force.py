"""Puts the draft of the routes in force from a day, and takes a planned version back."""

from datetime import date, datetime
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from lianxin.consultation.matters.actions.routing import (
    OBJECT,
    RoutesReceipt,
    check_right,
    locked_draft,
)
from lianxin.consultation.matters.models import RouteSet
from lianxin.consultation.matters.queries import routing
from lianxin.foundation.audit.actions import act, retried
from lianxin.foundation.clock.queries import local_day, start_of
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, NotFound, Refused
from lianxin.foundation.kernel.versions import check_seen


@retried
def put_in_force(
    *, by: Actor, since: date, key: UUID | None = None, seen: int | None = None
) -> RoutesReceipt:
    """Let the draft decide from a day on, from now if that is today; the one before ends there.

    Raises NoRight, NotFound without a draft, Conflict, Refused when its last rule asks for
    something or another version is planned, Invalid for a day that is over.
    """
    with act(by, "routes.enforce", key=key, arguments={"since": since}) as work:
        if work.replay:
            return RoutesReceipt(**work.replay)
        check_right(by)
        draft = locked_draft()
        check_seen(OBJECT, seen=seen, now=draft.edition)
        found = routing.draft()
        rules = found.rules if found else ()
        if not rules or not rules[-1].takes_all:
            raise Refused("matters.routes_last")
        moment = _moment(since, work.now)
        _end_before(moment)
        draft.valid = DateTimeTZRange(moment, None)
        draft.save(update_fields=["valid"])
        receipt = RoutesReceipt(draft.number, len(rules))
        facts = {"since": moment.isoformat(), "rules": len(rules)}
        work.row(object=f"{OBJECT}:{draft.number}", facts=facts)
        work.keep(receipt.plain())
        return receipt


def _moment(since: date, now: datetime) -> datetime:
    today = local_day(now)
    if since < today:
        raise Invalid("matters.routes_since", where="since", since=since)
    return now if since == today else start_of(since)


def _end_before(moment: datetime) -> None:
    last = RouteSet.objects.select_for_update().filter(valid__endswith=None).exclude(valid=None)
    for one in last:
        begun = one.valid.lower
        if begun >= moment:
            raise Refused("matters.routes_planned", number=one.number, since=local_day(begun))
        one.valid = DateTimeTZRange(begun, moment)
        one.save(update_fields=["valid"])


@retried
def take_back_routes(*, by: Actor, number: int, key: UUID | None = None) -> RoutesReceipt:
    """Make a version that is planned for a day to come a draft again; the one before goes on.

    Raises NoRight, NotFound, Refused when it has begun or there is another draft.
    """
    with act(by, "routes.take_back", key=key, arguments={"number": number}) as work:
        if work.replay:
            return RoutesReceipt(**work.replay)
        check_right(by)
        planned = RouteSet.objects.select_for_update().filter(number=number).first()
        if planned is None or planned.valid is None:
            raise NotFound("matters.no_routes", number=number)
        begun = planned.valid.lower
        if begun <= work.now:
            raise Refused("matters.routes_begun", number=number)
        if RouteSet.objects.filter(valid=None).exists():
            raise Refused("matters.draft_there")
        planned.valid = None
        planned.save(update_fields=["valid"])
        for before in RouteSet.objects.select_for_update().filter(valid__endswith=begun):
            before.valid = DateTimeTZRange(before.valid.lower, None)
            before.save(update_fields=["valid"])
        receipt = RoutesReceipt(number, planned.rules.count())
        work.row(object=f"{OBJECT}:{number}", facts={"since": begun.isoformat()})
        work.keep(receipt.plain())
        return receipt
