"""Draw numbers and look-up codes that no record has yet."""

from collections.abc import Sequence
from datetime import date

from django.db import connection

from lianxin.consultation.matters.models import Lookup, Matter
from lianxin.foundation.audit.actions import Work
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.kernel.ids import FOUR_DIGITS_UNTIL, draw_numbers
from lianxin.foundation.kernel.tokens import draw_find

_TAKEN = "matters.numbers"
_HOLD = """SELECT candidate FROM unnest(%s::text[]) AS candidate
WHERE pg_try_advisory_xact_lock(hashtextextended('matters.number:' || candidate, 0))"""


def new_number(work: Work, month: date) -> str:
    """Draw a number that is free in its month, four digits, five once half of those are taken.

    Two parallel acts never get the same one: a candidate is held before it is looked up. In a
    batch the month's numbers are read once; in the present month it draws with a digit more than
    people are given meanwhile, who so neither wait for it nor meet its numbers.
    """
    if work.batch is not None:
        return _from_memory(work, month)
    digits = 0
    while True:
        candidates = _held(draw_numbers(month, taken=digits))
        if not candidates:
            continue
        rows = Matter.objects.filter(number__in=candidates).values_list("number", flat=True)
        taken = set(rows)
        free = [number for number in candidates if number not in taken]
        if len(free) > len(taken):
            return free[0]
        digits = max(digits * 10, FOUR_DIGITS_UNTIL)


def _held(candidates: Sequence[str]) -> list[str]:
    """Give the candidates that no other transaction holds, and hold them till this one ends."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [list(candidates)])
        return [row[0] for row in cursor.fetchall()]


def _from_memory(work: Work, month: date) -> str:
    prefix = f"{month:%y%m}-"
    months: dict[str, set[str]] = work.cache.setdefault(_TAKEN, {})
    if prefix not in months:
        rows = Matter.objects.filter(number__startswith=prefix).values_list("number", flat=True)
        months[prefix] = set(rows)
    taken = months[prefix]
    size = len(taken)
    if prefix == f"{clock.local_day(work.now):%y%m}-":
        size = max(size * 10, FOUR_DIGITS_UNTIL)
    while True:
        for number in draw_numbers(month, taken=size):
            if number not in taken:
                taken.add(number)
                return number


def new_find() -> str:
    """Draw the eight digits of a look-up code that no other code has."""
    while True:
        find = draw_find()
        if not Lookup.objects.filter(find=find).exists():
            return find
