"""State badges and clock badges: words, shape, date; each clock says which one it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from lianxin.consultation.matters.kinds import KINDS
from lianxin.consultation.matters.models import Matter
from lianxin.consultation.matters.queries import labels
from lianxin.consultation.matters.queries.lines import LegTold, MatterTold
from lianxin.consultation.matters.queries.requests import Still, standing_still
from lianxin.consultation.matters.rules.states import Answer, State
from lianxin.consultation.matters.words import ANSWERS
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.clock.queries import Calendar, Span, SpanUnit, local_day
from lianxin.foundation.faces import dates
from lianxin.foundation.parameters import queries as parameters

RISK = "matters.risk.before"
"""The parameter: a leg with at most so many working days left is at risk (UI section 5)."""

USUAL_URGENCY = "normal"


@dataclass(frozen=True, slots=True)
class Badge:
    """A state: its look and its words."""

    look: str
    text: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock: its look, which one it is, how long, until when."""

    look: str
    name: str
    text: str
    date: str


_LOOKS: dict[State, str] = {
    State.NEW: "waiting",
    State.DISPATCHED: "waiting",
    State.RETURNED: "waiting",
    State.IN_HAND: "moving",
    State.RECHECK: "moving",
    State.TO_ANSWER: "moving",
    State.WITH_CITIZEN: "waiting",
    State.REOPENED: "risk",
    State.PARKED: "waiting",
    State.CONCLUDED: "ended",
}


def badge_of(matter: MatterTold) -> Badge:
    """Give the badge of a matter; green only when the citizen says solved."""
    state = State(matter.state)
    if state is State.CONCLUDED and matter.answer == Answer.SOLVED:
        return Badge("solved", _("群众说已解决"))
    if state is State.CONCLUDED and matter.outcome not in {"", "rectified"}:
        return Badge("ended", f"{labels.state(matter)} · {labels.outcome(matter)}")
    if state is State.REOPENED and matter.answer == Answer.UNSOLVED:
        return Badge("risk", _("群众说没解决,重办"))
    return Badge(_LOOKS[state], labels.state(matter))


def urgent_text(matter: MatterTold) -> str:
    """Give the words of an urgency above the usual, else nothing."""
    if matter.urgency in {"", USUAL_URGENCY}:
        return ""
    return labels.label("matters.urgencies", matter.urgency, matter.registered_on)


def answer_text(matter: Matter) -> str:
    """Give the citizen's word, or that there was none."""
    return str(ANSWERS[Answer(matter.answer)]) if matter.answer else _("未回应")


def span_text(span: Span) -> str:
    """Give how long a span is."""
    texts = {
        SpanUnit.WORKING_DAYS: dates.working_days_text,
        SpanUnit.DAYS: dates.days_text,
        SpanUnit.HOURS: dates.hours_text,
        SpanUnit.MINUTES: dates.minutes_text,
    }
    return texts[span.unit](span.amount)


def step_clock(
    due: datetime, calendar: Calendar, now: datetime, *, provisional: bool = False
) -> Clock:
    """Give the clock of this step: late, due today, at risk, or how much is left."""
    span = calendar.remaining(now, due)
    date = dates.due_text(due)
    if provisional:
        date = tentative(date)
    if span.late:
        look, text = "late", _("逾期 {span}").format(span=span_text(span))
    elif span.unit is SpanUnit.WORKING_DAYS and span.amount == 0:
        look, text = "risk", _("今天到期")
    else:
        most = parameters.number(RISK, on=local_day(now))
        near = span.unit in {SpanUnit.HOURS, SpanUnit.MINUTES} or (
            span.unit is SpanUnit.WORKING_DAYS and span.amount <= most
        )
        look, text = "risk" if near else "moving", _("剩 {span}").format(span=span_text(span))
    return Clock(look, _("这一步"), text, date)


def turn_clock(
    leg: LegTold | None,
    calendar: Calendar,
    now: datetime,
    stills: Mapping[int, Still] | None = None,
) -> Clock | None:
    """Give the clock of a turn: what is left, or why it stands still and until when.

    A list gives the ``stills`` of all its turns, asked for at once.
    """
    if leg is None or leg.due is None:
        return None
    still = (standing_still([leg], now) if stills is None else stills).get(leg.id)
    if still is None:
        return step_clock(leg.due, calendar, now, provisional=leg.provisional)
    reason, until = still
    word = _("挂账:{reason}") if leg.state == State.PARKED else _("停计:{reason}")
    return Clock("paused", _("这一步"), word.format(reason=reason), dates.due_text(until))


def tentative(text: str) -> str:
    """Say of a date that it may still move, and why."""
    return _("{date}(节假日安排未公布,暂定)").format(date=text)


def rests_on_rule(matter: MatterTold, calendar: Calendar) -> bool:
    """Tell whether the date of the whole matter rests on a year without a notice yet."""
    if matter.due is None:
        return False
    last = local_day(matter.due - timedelta(microseconds=1))
    first = min(local_day(matter.registered_at) + timedelta(days=1), last)
    return not calendar.years.issuperset(range(first.year, last.year + 1))


def contact_text(matter: Matter, calendar: Calendar, now: datetime) -> str:
    """Give the day of the first contact with the citizen, or by when it is owed."""
    if matter.first_contact_at:
        return dates.day_text(local_day(matter.first_contact_at))
    if matter.state == State.CONCLUDED:
        return ""
    start = matter.registered_at
    limit = clock.limit(f"{KINDS[matter.kind].limits}.contact", on=local_day(start))
    due = calendar.deadline(start, limit).at
    text = dates.due_text(due)
    return _("{due},已逾期").format(due=text) if now >= due else text


def total_clock(matter: MatterTold, calendar: Calendar, now: datetime) -> Clock:
    """Give the clock of the whole way: which day it is, and by when an answer is owed.

    It runs on through every round (UI section 6): in a later one an answer is owed again.
    """
    end = matter.concluded_at or now
    day = calendar.elapsed_days(matter.registered_at, end)
    text = _("第 {day} 天").format(day=day + 1)
    if matter.concluded_at:
        return Clock("ended", _("全程"), _("共 {days}").format(days=dates.days_text(day + 1)), "")
    if matter.replied_at and matter.state == State.WITH_CITIZEN:
        answered = dates.day_text(local_day(matter.replied_at))
        return Clock("moving", _("全程"), text, _("{day}已答复").format(day=answered))
    if matter.due is None:
        return Clock("moving", _("全程"), text, "")
    late = now >= matter.due
    date = _("{due}答复").format(due=dates.due_text(matter.due))
    if rests_on_rule(matter, calendar):
        date = tentative(date)
    return Clock("late" if late else "moving", _("全程"), text, date)
