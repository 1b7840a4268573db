"""What each act on the tree asks first."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, NoRight, Refused
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.kernel.text import tidy_code
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units import queries, rules
from lianxin.foundation.units.actions.tree import closing_of
from lianxin.foundation.units.models import Area, Reach, Succession, Term, Unit


def parse_area(text: str) -> str:
    """Read an area's code; empty for none."""
    return tidy_code(text)


def check_kind(kind: str, since: date) -> None:
    """Check a kind of units against the list of a day. Raises Invalid."""
    if kind not in {choice.code for choice in parameters.choices("units.kinds", on=since)}:
        raise Invalid("units.kind", where="kind", given=kind)


def check_area(area: str, since: date) -> None:
    """Check an area against those of a day, if any are loaded. Raises Invalid.

    A city whose areas were never loaded may still say where its units are.
    """
    if area and queries.areas_loaded():
        known = Area.objects.filter(code=area, valid__contains=since)
        if not known.exists():
            raise Invalid("units.area", where="area", given=area)


def check_value(column: str, value: str, since: date) -> None:
    """Check a value that a column gets. Raises Invalid."""
    if column == "kind":
        check_kind(value, since)
    if column == "area":
        check_area(value, since)


def check_right(by: Actor, code: str | None) -> None:
    """Check that one manages the unit, or every unit, if None. Raises NoRight."""
    if code is None and not by.holds_everywhere(Right.UNITS_MANAGE):
        raise NoRight("units.whole_right")
    if not by.holds(Right.UNITS_MANAGE, code):
        raise NoRight("units.no_right", where=code or "")


def check_one_top(since: date) -> None:
    """Refuse a second unit without a parent: whoever stands over the first would lose it."""
    closed = Succession.objects.filter(on__lte=since).values("old")
    tops = Term.objects.filter(parent=None, valid__overlap=DateRange(since, None))
    standing = tops.exclude(unit__in=closed).values_list("unit__code", flat=True).first()
    if standing is not None:
        raise Refused("units.table.roots", where="parent", root=standing)


def check_open(unit: Unit, since: date, where: str) -> None:
    """Refuse a unit that is closed on a day, or not founded yet."""
    closing = closing_of(unit)
    if closing is not None and since >= closing:
        raise Refused("units.closed", where=where, unit=unit.code, on=closing)
    if not Term.objects.filter(unit=unit, valid__contains=since).exists():
        raise Refused("units.not_founded", where=where, unit=unit.code, on=since)


def check_stands(unit: Unit, span: rules.Span, where: str) -> None:
    """Refuse a parent or successor that does not stand open through the whole span."""
    check_open(unit, span.start, where)
    closing = closing_of(unit)
    if closing is not None and (span.end is None or closing < span.end):
        raise Refused("units.closed", where=where, unit=unit.code, on=closing)


def check_no_circle(unit: Unit, above: Unit, span: rules.Span) -> None:
    """Refuse to put a unit under one of its own."""
    days = DateRange(span.start, span.end)
    if Reach.objects.filter(ancestor=unit, unit=above, valid__overlap=days).exists():
        raise Refused("units.circle", where="parent", unit=unit.code, parent=above.code)


def check_closable(unit: Unit, since: date) -> None:
    """Refuse to close a unit with later changes, or with open units below it."""
    if closing_of(unit) is not None or Term.objects.filter(unit=unit, valid__startswith__gt=since):
        raise Refused("units.changed_later", where="since", unit=unit.code, on=since)
    days = DateRange(since, None)
    closed = Succession.objects.filter(on__lte=since).values("old")
    open_below = (
        Term.objects.filter(parent=unit, valid__overlap=days)
        .exclude(unit__in=closed)
        .order_by("unit__code")
        .values_list("unit__code", flat=True)
        .distinct()
    )
    if open_below:
        raise Refused(
            "units.units_below", where="code", unit=unit.code, below=", ".join(open_below)
        )
