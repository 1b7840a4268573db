"""Checks that several verbs share."""

from datetime import date, datetime, timedelta

from lianxin.consultation.matters.actions.clocks import deadline
from lianxin.consultation.matters.queries.known import Known
from lianxin.consultation.matters.queries.places import successor
from lianxin.consultation.matters.queries.routes import can_handle
from lianxin.consultation.matters.rules.states import JUDGING_SIDE, SIDES, LegRole, Verb
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.kernel.errors import Invalid, Refused
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units.queries import Directory

WORDS_MAX = "matters.words.max"


def check_choice(day: date, key: str, code: str, where: str) -> None:
    """Raise Invalid("matters.choice") when a code is not among the day's choices of a parameter."""
    if code not in {choice.code for choice in parameters.choices(key, on=day)}:
        raise Invalid("matters.choice", where=where, given=code)


def check_outcome(day: date, key: str, code: str) -> None:
    """Raise Invalid when a code is no outcome that rectifying or answering can have."""
    possible = {
        choice.code
        for choice in parameters.choices(key, on=day)
        if choice.extra.get("verb") == Verb.RECTIFY
    }
    if code not in possible:
        raise Invalid("matters.choice", where="outcome", given=code)


def check_names(day: date, reason: str, names: str) -> None:
    """Raise Invalid when a reason of return must name the right unit and none is named."""
    choice = parameters.choice("matters.reasons.return", reason, on=day)
    if choice.extra.get("names_unit") and not names:
        raise Invalid("matters.names_missing", where="names")


def check_unit_fits(day: date, directory: Directory, known: Known, reason: str, code: str) -> None:
    """Raise Invalid when a reason says the same unit and another one is named, or the reverse."""
    wanted = parameters.choice("matters.reasons.redispatch", reason, on=day).extra.get("unit")
    if not wanted or known.matter.unit_id is None:
        return
    last = directory.by_id(known.matter.unit_id)
    same = code in {last.code, successor(last, directory).code}
    if same != (wanted == "same"):
        raise Invalid(f"matters.reason_{wanted}_unit", where="reason", unit=last.name)


def check_words(day: date, words: str, where: str) -> None:
    """Raise Invalid when words are missing or longer than the parameter allows."""
    if not words.strip():
        raise Invalid(f"matters.{where}_missing", where=where)
    most = parameters.number(WORDS_MAX, on=day)
    if len(words) > most:
        raise Invalid("matters.words_long", where=where, most=most, given=len(words))


def check_handler(directory: Directory, known: Known, code: str, where: str) -> None:
    """Raise Invalid when a unit cannot handle: of another kind, closed, or judging this matter."""
    entry = directory.by_code(code)
    if entry.closed or not can_handle(entry):
        raise Invalid("matters.unit_no_handler", where=where, unit=entry.name)
    judged = {leg.unit_id for leg in known.legs if SIDES.get(LegRole(leg.role)) == JUDGING_SIDE}
    if entry.id in judged:
        raise Invalid("matters.unit_judges", where=where, unit=entry.name)


def check_within(known: Known, rule: str, start: datetime | None, now: datetime, code: str) -> None:
    """Raise Refused(code) when the limit ``rule`` counted from ``start`` is over."""
    if start is None:
        raise Refused(code, where=known.matter.number)
    until = deadline(rule, start).at
    if now >= until:
        raise Refused(code, where=known.matter.number, until=until)


def held_for(moment: datetime) -> timedelta:
    """Give how long a reply is held before it goes out."""
    seconds = parameters.number("matters.reply.held", on=clock.local_day(moment))
    return timedelta(seconds=seconds)
