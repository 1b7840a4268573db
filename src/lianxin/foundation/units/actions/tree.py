"""What acts on the tree share: its lock and mark, its terms, and the closure."""

from datetime import date

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.units import rules
from lianxin.foundation.units.models import Reach, Succession, Term, Unit
from lianxin.foundation.units.queries import look_anew

LOCK = """
INSERT INTO units_tree AS tree (id, mark) VALUES (1, gen_random_uuid())
ON CONFLICT (id) DO UPDATE SET mark = tree.mark
"""
RENEW_MARK = "UPDATE units_tree SET mark = gen_random_uuid()"
ADD_REACH = """
WITH RECURSIVE way (unit_id, ancestor_id, depth, valid) AS (
    SELECT term.unit_id, term.unit_id, 0, daterange(min(lower(term.valid)), NULL)
    FROM units_term AS term WHERE term.unit_id = ANY(%s) GROUP BY term.unit_id
  UNION ALL
    SELECT way.unit_id, term.parent_id, way.depth + 1, way.valid * term.valid
    FROM way JOIN units_term AS term
      ON term.unit_id = way.ancestor_id AND term.valid && way.valid
    WHERE term.parent_id IS NOT NULL
)
INSERT INTO units_reach (ancestor_id, unit_id, depth, valid)
SELECT ancestor_id, unit_id, depth, unnest(range_agg(valid))
FROM way GROUP BY ancestor_id, unit_id, depth
"""


def lock_tree() -> None:
    """Let other acts on the tree wait until this one ends."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK)


def renew_mark() -> None:
    """Tell every process that the tree is another one now; called after what changes it.

    Before it, this very act may have read the tree as it still was, and remembered it.
    """
    with connection.cursor() as cursor:
        cursor.execute(RENEW_MARK)
    look_anew()


def follow(*units: Unit) -> None:
    """Write the closure anew for the units and all that ever stood below them."""
    below = set(Reach.objects.filter(ancestor__in=units).values_list("unit_id", flat=True))
    keys = sorted(below | {unit.pk for unit in units})
    Reach.objects.filter(unit_id__in=keys).delete()
    with connection.cursor() as cursor:
        cursor.execute(ADD_REACH, [keys])
    renew_mark()


def unit_of(code: str, where: str) -> Unit:
    """Give the unit of a code. Raises NotFound."""
    try:
        return Unit.objects.get(code=code)
    except Unit.DoesNotExist:
        raise NotFound("units.unknown", where=where, unit=code) from None


def code_of(key: int | None) -> str | None:
    """Give the code of a unit's key, None for none."""
    return None if key is None else Unit.objects.values_list("code", flat=True).get(pk=key)


def closing_of(unit: Unit) -> date | None:
    """Give the day from which a unit is closed, if any."""
    return Succession.objects.filter(old=unit).values_list("on", flat=True).first()


def standings(unit: Unit) -> list[rules.Standing]:
    """Give all that is recorded of a unit, in order."""
    terms = Term.objects.filter(unit=unit).order_by("valid")
    return [
        rules.Standing(
            rules.Span(t.valid.lower, t.valid.upper), t.parent_id, t.kind, t.name, t.area
        )
        for t in terms
    ]


def span(taken: tuple[rules.Standing, ...], since: date, closes: date | None) -> rules.Span:
    """Give the days that a change reaches, cut at the unit's closing."""
    last = taken[-1].span.end
    ends = [day for day in (last, closes) if day is not None]
    return rules.Span(since, min(ends) if ends else None)


def split(unit: Unit, day: date) -> None:
    """Cut the unit's term in two at a day, if one holds through it."""
    term = (
        Term.objects.filter(unit=unit, valid__contains=day).exclude(valid__startswith=day).first()
    )
    if term is None:
        return
    end = term.valid.upper
    term.valid = DateRange(term.valid.lower, day)
    term.save(update_fields=["valid"])
    Term.objects.create(
        unit=unit,
        parent_id=term.parent_id,
        kind=term.kind,
        name=term.name,
        area=term.area,
        valid=DateRange(day, end),
    )


def put(unit: Unit, span: rules.Span, **columns: str | Unit) -> None:
    """Set columns of a unit's terms through a span."""
    split(unit, span.start)
    if span.end is not None:
        split(unit, span.end)
    days = DateRange(span.start, span.end)
    Term.objects.filter(unit=unit, valid__contained_by=days).update(**columns)
    renew_mark()
