"""Acts on the organisation: found, rename, move and close a unit from a day on.

Each act may be dated earlier or later than today. It holds from its day until the next act
that changed the same thing; the closure of the tree follows in the same transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from lianxin.foundation.audit.actions import act, retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, NoRight, NotFound, Refused
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.kernel.text import tidy_line
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units import rules
from lianxin.foundation.units.models import Reach, Succession, Term, Unit

RENEW_MARK = """
INSERT INTO units_tree AS tree (id, mark) VALUES (1, gen_random_uuid())
ON CONFLICT (id) DO UPDATE SET mark = gen_random_uuid()
"""
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


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an act on a unit did: the unit's code and the day from which it holds."""

    code: str
    since: date

    @classmethod
    def kept(cls, stored: Mapping[str, str]) -> "Receipt":
        """Read a receipt that was kept under a submission key."""
        return cls(stored["code"], date.fromisoformat(stored["since"]))

    def plain(self) -> dict[str, str]:
        """Give the receipt for keeping."""
        return {"code": self.code, "since": self.since.isoformat()}


def _lock_tree() -> None:
    """Renew the tree's mark: other processes notice, and other acts on the tree wait."""
    with connection.cursor() as cursor:
        cursor.execute(RENEW_MARK)


def _follow(unit: Unit) -> None:
    """Write the closure anew for the unit and all that ever stood below it."""
    below = set(Reach.objects.filter(ancestor=unit).values_list("unit_id", flat=True))
    keys = sorted(below | {unit.pk})
    Reach.objects.filter(unit_id__in=keys).delete()
    with connection.cursor() as cursor:
        cursor.execute(ADD_REACH, [keys])


def _unit(code: str, where: str) -> Unit:
    try:
        return Unit.objects.get(code=code)
    except Unit.DoesNotExist:
        raise NotFound("units.unknown", where=where, unit=code) from None


def _check_right(by: Actor, code: str | None) -> None:
    if not by.holds(Right.UNITS_MANAGE, code):
        raise NoRight("units.no_right", where=code or "")


def _closing(unit: Unit) -> date | None:
    return Succession.objects.filter(old=unit).values_list("on", flat=True).first()


def _check_open(unit: Unit, since: date, where: str) -> None:
    """Refuse a unit that is closed on a day, or not founded yet."""
    closing = _closing(unit)
    if closing is not None and since >= closing:
        raise Refused("units.closed", where=where, unit=unit.code, on=closing)
    if not Term.objects.filter(unit=unit, valid__contains=since).exists():
        raise Refused("units.not_founded", where=where, unit=unit.code, on=since)


def _check_stands(unit: Unit, span: rules.Span, where: str) -> None:
    """Refuse a parent or successor that does not stand open through the whole span."""
    _check_open(unit, span.start, where)
    closing = _closing(unit)
    if closing is not None and (span.end is None or closing < span.end):
        raise Refused("units.closed", where=where, unit=unit.code, on=closing)


def _check_no_circle(unit: Unit, above: Unit, span: rules.Span) -> None:
    """Refuse to put a unit under one of its own."""
    days = DateRange(span.start, span.end)
    if Reach.objects.filter(ancestor=unit, unit=above, valid__overlap=days).exists():
        raise Refused("units.circle", where="parent", unit=unit.code, parent=above.code)


def _standings(unit: Unit) -> list[rules.Standing]:
    terms = Term.objects.filter(unit=unit).order_by("valid")
    return [
        rules.Standing(
            rules.Span(t.valid.lower, t.valid.upper), t.parent_id, t.kind, t.name, t.area
        )
        for t in terms
    ]


def _span(taken: tuple[rules.Standing, ...], since: date, closes: date | None) -> rules.Span:
    """Give the days that a change reaches, cut at the unit's closing."""
    last = taken[-1].span.end
    ends = [day for day in (last, closes) if day is not None]
    return rules.Span(since, min(ends) if ends else None)


def _split(unit: Unit, day: date) -> None:
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


def _set(unit: Unit, span: rules.Span, **columns: str | Unit) -> None:
    """Set columns of a unit's terms through a span."""
    _split(unit, span.start)
    if span.end is not None:
        _split(unit, span.end)
    days = DateRange(span.start, span.end)
    Term.objects.filter(unit=unit, valid__contained_by=days).update(**columns)


@retried
def found(
    *,
    by: Actor,
    code: str,
    name: str,
    kind: str,
    parent: str | None,
    since: date,
    area: str = "",
    key: UUID | None = None,
) -> Receipt:
    """Found a unit under ``parent`` (None: the top) from a day on.

    Raises Invalid (code, name, kind, code already given), NotFound and Refused for the parent.
    """
    code, name, area = rules.parse_code(code), rules.parse_name(name), tidy_line(area)
    arguments = {"code": code, "name": name, "kind": kind, "parent": parent, "area": area}
    with act(by, "units.found", key=key, arguments={**arguments, "since": since}) as work:
        if work.replay:
            return Receipt.kept(work.replay)
        _lock_tree()
        _check_right(by, parent)
        _check_kind(kind, since)
        above = None if parent is None else _unit(parent, "parent")
        if above is not None:
            _check_stands(above, rules.Span(since), "parent")
        unit = _new_unit(code)
        Term.objects.create(
            unit=unit, parent=above, kind=kind, name=name, area=area, valid=DateRange(since, None)
        )
        _follow(unit)
        receipt = Receipt(code, since)
        work.row(object=f"unit:{code}", facts={**arguments, "since": since.isoformat()})
        work.keep(receipt.plain())
        return receipt


def _check_kind(kind: str, since: date) -> None:
    if kind not in {choice.code for choice in parameters.choices("units.kinds", on=since)}:
        raise Invalid("units.kind", where="kind", given=kind)


def _new_unit(code: str) -> Unit:
    try:
        with transaction.atomic():
            return Unit.objects.create(code=code)
    except IntegrityError:
        raise Invalid("units.code_taken", where="code", unit=code) from None


@retried
def rename(*, by: Actor, code: str, name: str, since: date, key: UUID | None = None) -> Receipt:
    """Give a unit another name from a day on.

    Raises Invalid, NotFound, and Refused when the unit is closed or not founded that day.
    """
    name = rules.parse_name(name)
    arguments = {"code": code, "name": name, "since": since}
    with act(by, "units.rename", key=key, arguments=arguments) as work:
        if work.replay:
            return Receipt.kept(work.replay)
        _lock_tree()
        _check_right(by, code)
        unit = _unit(code, "code")
        _check_open(unit, since, "code")
        closes = _closing(unit)
        taken = rules.reached(_standings(unit), "name", since, closes)
        span = _span(taken, since, None)
        _set(unit, span, name=name)
        receipt = Receipt(code, since)
        work.row(
            object=f"unit:{code}",
            facts={"was": taken[0].name, "name": name, "since": since.isoformat()},
        )
        work.keep(receipt.plain())
        return receipt


@retried
def move(*, by: Actor, code: str, parent: str, since: date, key: UUID | None = None) -> Receipt:
    """Put a unit with all below it under another parent from a day on.

    Raises NotFound, and Refused when either is closed or not founded, or the parent stands
    under the unit.
    """
    arguments = {"code": code, "parent": parent, "since": since}
    with act(by, "units.move", key=key, arguments=arguments) as work:
        if work.replay:
            return Receipt.kept(work.replay)
        _lock_tree()
        _check_right(by, code)
        _check_right(by, parent)
        unit, above = _unit(code, "code"), _unit(parent, "parent")
        _check_open(unit, since, "code")
        closes = _closing(unit)
        taken = rules.reached(_standings(unit), "parent", since, closes)
        span = _span(taken, since, closes)
        _check_stands(above, span, "parent")
        _check_no_circle(unit, above, span)
        _set(unit, span, parent=above)
        _follow(unit)
        receipt = Receipt(code, since)
        work.row(object=f"unit:{code}", facts={"parent": parent, "since": since.isoformat()})
        work.keep(receipt.plain())
        return receipt


@retried
def close(*, by: Actor, code: str, successor: str, since: date, key: UUID | None = None) -> Receipt:
    """Close a unit from a day on; from then it stands under its successor, which answers for it.

    Raises NotFound, and Refused when open units stand under it, when either is closed already,
    when later changes of the unit are recorded, or when the successor stands under the unit.
    """
    arguments = {"code": code, "successor": successor, "since": since}
    with act(by, "units.close", key=key, arguments=arguments) as work:
        if work.replay:
            return Receipt.kept(work.replay)
        _lock_tree()
        _check_right(by, code)
        unit, heir = _unit(code, "code"), _unit(successor, "successor")
        _check_open(unit, since, "code")
        _check_closable(unit, since)
        span = rules.Span(since)
        _check_stands(heir, span, "successor")
        _check_no_circle(unit, heir, span)
        _set(unit, span, parent=heir)
        Succession.objects.create(old=unit, new=heir, on=since)
        _follow(unit)
        receipt = Receipt(code, since)
        work.row(object=f"unit:{code}", facts={"successor": successor, "since": since.isoformat()})
        work.keep(receipt.plain())
        return receipt


def _check_closable(unit: Unit, since: date) -> None:
    if _closing(unit) is not None or Term.objects.filter(unit=unit, valid__startswith__gt=since):
        raise Refused("units.changed_later", where="since", unit=unit.code, on=since)
    days = DateRange(since, None)
    open_below = (
        Term.objects.filter(parent=unit, valid__overlap=days)
        .exclude(Q(unit__succession__isnull=False) & Q(unit__succession__on__lte=since))
        .order_by("unit__code")
        .values_list("unit__code", flat=True)
    )
    if open_below:
        raise Refused(
            "units.units_below", where="code", unit=unit.code, below=", ".join(open_below)
        )
