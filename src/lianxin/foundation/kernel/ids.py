"""Human numbers: ``2103-0481``, drawn at random in the month, telling no order and no volume."""

import re
from datetime import date
from random import Random
from secrets import SystemRandom

from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.text import tidy_code

CANDIDATES = 4
"""How many numbers one query tries (MODEL section 8)."""
FOUR_DIGITS_UNTIL = 5_000
"""A month with this many numbers draws five digits (MODEL section 8)."""

_NUMBER = re.compile(r"(\d{2})(0[1-9]|1[0-2])-?(\d{4,7})", re.ASCII)


def digits_for(taken: int) -> int:
    """Give how many digits numbers of a month need when ``taken`` exist already."""
    digits = 4
    limit = FOUR_DIGITS_UNTIL
    while taken >= limit:
        digits += 1
        limit *= 10
    return digits


def draw_numbers(
    month: date, *, taken: int, count: int = CANDIDATES, random: Random | None = None
) -> list[str]:
    """Draw ``count`` different candidate numbers for a month; the database keeps them unique."""
    source = random or SystemRandom()
    digits = digits_for(taken)
    drawn = source.sample(range(1, 10**digits), count)
    return [f"{month:%y%m}-{number:0{digits}d}" for number in drawn]


def parse_number(text: str) -> str:
    """Read a human number as people type it: full width, blanks, no dash.

    Raises Invalid("kernel.number") when it cannot be one.
    """
    found = _NUMBER.fullmatch(tidy_code(text))
    if not found:
        raise Invalid("kernel.number", where="number", given=text[:40])
    year, month, number = found.groups()
    return f"{year}{month}-{number}"
