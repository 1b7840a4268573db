"""Reminders 催办 and circulars 通报 of what is due, late, undecided or parked; each once.

What is told is kept under the date that it tells of: run as often as one likes, for any time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import F, Q, QuerySet

from lianxin.consultation.matters.kinds import KINDS
from lianxin.consultation.matters.models import Event, Leg, Matter, Request
from lianxin.consultation.matters.queries.routes import approving_unit, supervision_unit
from lianxin.consultation.matters.rules.states import LegRole, State, Verb
from lianxin.consultation.matters.rules.turns import right_of
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.clock.queries import Limit
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import NoRight
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices import actions as notices
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units.queries import Directory, directory

INSTANT: Final = timedelta(microseconds=1)
DAY: Final = timedelta(days=1)
ANSWERED: Final = (State.WITH_CITIZEN, State.REOPENED, State.PARKED)
"""States in which the whole matter's date is not the owner's to keep."""
LATE: Final = {State.DISPATCHED: "matters.told.late_accept"}
"""What is told of a step that is late, where it has words of its own."""
EXPLAINS: Final = (Verb.NOTE, Verb.CONTACT)
"""What a unit writes of a late matter counts as its reason."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to tell those who hold a right over a unit; ``mark`` tells it from others."""

    code: str
    leg: Leg
    unit: str
    right: Right
    mark: str
    until: datetime | date


def remind(*, by: Actor, now: datetime) -> int:
    """Tell everything that is to be told at a time; give how many notices are new.

    Raises NoRight.
    """
    if not by.holds(Right.MATTERS_CLOCK):
        raise NoRight("matters.clock_right")
    at = _Moment(now, directory())
    return sum(_tell(reminder, at.tree) for reminder in at.reminders())


def _tell(reminder: Reminder, tree: Directory) -> int:
    leg = reminder.leg
    number = leg.matter.number
    return notices.tell_unit(
        unit=reminder.unit,
        right=reminder.right,
        topic=reminder.code,
        about=number,
        code=reminder.code,
        arguments={
            "subject": leg.matter.subject,
            "unit": tree.by_id(leg.unit_id).name,
            "until": reminder.until,
        },
        href=f"/desk/matters/{number}",
        dedupe=f"{number}:{leg.seq}:{reminder.code}:{reminder.mark}:{reminder.right}",
    )


def _key(matter: Matter, step: str) -> str:
    return f"{KINDS[matter.kind].limits}.{step}"


class _Moment:
    """What is to be told at one time."""

    def __init__(self, now: datetime, tree: Directory) -> None:
        """Take the time, and today's tree and calendar."""
        self.now = now
        self.tree = tree
        self.today = clock.local_day(now)
        self.calendar = clock.calendar()

    def reminders(self) -> Iterator[Reminder]:
        """Give every reminder, each kind in turn."""
        yield from self.soon()
        yield from self.late()
        yield from self.circulars()
        yield from self.undecided()
        yield from self.call_backs()
        yield from self.parked()

    def open(self, *conditions: Q, **more: object) -> QuerySet[Leg]:
        """Give open chain legs in order."""
        found = Leg.objects.standing().filter(*conditions, **more)
        return found.select_related("matter").order_by("pk")

    def _owner(self, code: str, leg: Leg, due: datetime) -> Reminder:
        unit = self.tree.by_id(leg.unit_id).code
        return Reminder(code, leg, unit, right_of(leg.role), due.isoformat(), due)

    def soon(self) -> Iterator[Reminder]:
        """What is due within the parameter's working days: this step, or the whole matter."""
        ahead = parameters.number("matters.reminders.before", on=self.today)
        last = self.calendar.add_working_days(self.today, ahead)
        until = clock.start_of(last + DAY)
        for leg in self.open(due__gt=self.now, due__lte=until):
            yield self._owner("matters.told.soon_step", leg, leg.due or until)
        for leg in self._total(matter__due__gt=self.now, matter__due__lte=until):
            yield self._owner("matters.told.soon_total", leg, leg.matter.due or until)

    def _total(self, **due: object) -> QuerySet[Leg]:
        """Give the open turns whose whole matter's date is another than their step's."""
        return self.open(~Q(matter__due=F("due")), **due).exclude(matter__state__in=ANSWERED)

    def late(self) -> Iterator[Reminder]:
        """What was not done in time, on the day after: also what nobody accepted."""
        wait = self._limit("matters.reminders.overdue")
        for leg in self.open(due__lte=self.now):
            if leg.due and self._passed(leg.due, wait):
                code = LATE.get(State(leg.state), "matters.told.late_step")
                yield self._owner(code, leg, leg.due)
        for leg in self._total(matter__due__lte=self.now):
            if leg.matter.due and self._passed(leg.matter.due, wait):
                yield self._owner("matters.told.late_total", leg, leg.matter.due)

    def _limit(self, key: str) -> Limit:
        return clock.limit(key, on=self.today)

    def _passed(self, due: datetime, wait: Limit) -> bool:
        """Tell whether so much went by since something was due, the due day not counted."""
        return self.calendar.elapsed(due - INSTANT, self.now, wait.unit) >= wait.amount

    def circulars(self) -> Iterator[Reminder]:
        """What stayed late without a reason: to those who lead, and to who supervises."""
        wait = self._limit("matters.reminders.circular")
        for leg in self.open(due__lte=self.now, role=LegRole.HANDLE):
            if leg.due is None or not self._passed(leg.due, wait) or self._explained(leg):
                continue
            unit = self.tree.by_id(leg.unit_id).code
            told = {unit: Right.MATTERS_APPROVE}
            handled = frozenset({leg.unit_id})
            told[supervision_unit(self.tree, unit, handled)] = Right.MATTERS_SUPERVISE
            mark = leg.due.isoformat()
            for over, right in told.items():
                if over:
                    yield Reminder("matters.told.circular", leg, over, right, mark, leg.due)

    @staticmethod
    def _explained(leg: Leg) -> bool:
        """Tell whether the unit wrote why, after it was late."""
        return Event.objects.filter(
            matter_id=leg.matter_id,
            verb__in=EXPLAINS,
            by_unit_id=leg.unit_id,
            occurred_at__gte=leg.due,
        ).exists()

    def undecided(self) -> Iterator[Reminder]:
        """Requests that nobody decided in time: to those who lead above the unit."""
        waiting = Request.objects.filter(decision="", leg__ended_at=None, asked_at__lt=self.now)
        for request in waiting.select_related("leg__matter").order_by("pk"):
            if self._decided_by(request) <= self.now:
                unit = self.tree.by_id(request.leg.unit_id).code
                yield Reminder(
                    "matters.told.undecided",
                    request.leg,
                    approving_unit(self.tree, unit),
                    Right.MATTERS_APPROVE,
                    str(request.seq),
                    request.until,
                )

    def _decided_by(self, request: Request) -> datetime:
        asked_at = request.asked_at
        key = _key(request.leg.matter, "extend_decide")
        limit = clock.limit(key, on=clock.local_day(asked_at))
        return self.calendar.deadline(asked_at, limit).at

    def call_backs(self) -> Iterator[Reminder]:
        """Answers on which the giver has not spoken: the call-back is due."""
        for leg in self.open(role=LegRole.CALLBACK, matter__answer=""):
            limit = self._limit(_key(leg.matter, "callback_first"))
            due = self.calendar.deadline(leg.since, limit).at
            if due - DAY <= self.now < (leg.due or due):
                yield self._owner("matters.told.call_back", leg, leg.due or due)

    def parked(self) -> Iterator[Reminder]:
        """What lies parked is looked at again each time the parameter's time went by."""
        for leg in self.open(role=LegRole.HOLD):
            limit = self._limit(_key(leg.matter, "park_review"))
            went = self.calendar.elapsed(leg.started_at, self.now, limit.unit)
            times = went // limit.amount
            if times:
                unit = self.tree.by_id(leg.unit_id).code
                yield Reminder(
                    "matters.told.park_review",
                    leg,
                    unit,
                    Right.MATTERS_APPROVE,
                    str(times),
                    leg.due or self.now,
                )
