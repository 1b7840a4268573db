"""Draw numbers and look-up codes that no record has yet."""

from datetime import date

from lianxin.consultation.matters.models import Lookup, Matter
from lianxin.foundation.audit.actions import Work
from lianxin.foundation.kernel.ids import FOUR_DIGITS_UNTIL, draw_numbers
from lianxin.foundation.kernel.tokens import draw_find

_TAKEN = "matters.numbers"


def new_number(work: Work, month: date) -> str:
    """Draw a number that is free in its month, four digits, five once half of those are taken.

    One query looks at four candidates; in a batch the month's numbers are read once.
    """
    if work.batch is not None:
        return _from_memory(work, month)
    digits = 0
    while True:
        candidates = draw_numbers(month, taken=digits)
        rows = Matter.objects.filter(number__in=candidates).values_list("number", flat=True)
        taken = set(rows)
        free = [number for number in candidates if number not in taken]
        if len(free) > len(taken):
            return free[0]
        digits = max(digits * 10, FOUR_DIGITS_UNTIL)


def _from_memory(work: Work, month: date) -> str:
    prefix = f"{month:%y%m}-"
    months: dict[str, set[str]] = work.cache.setdefault(_TAKEN, {})
    if prefix not in months:
        rows = Matter.objects.filter(number__startswith=prefix).values_list("number", flat=True)
        months[prefix] = set(rows)
    taken = months[prefix]
    while True:
        for number in draw_numbers(month, taken=len(taken)):
            if number not in taken:
                taken.add(number)
                return number


def new_find() -> str:
    """Draw the eight digits of a look-up code that no other code has."""
    while True:
        find = draw_find()
        if not Lookup.objects.filter(find=find).exists():
            return find
