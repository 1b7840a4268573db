"""Acts on one unit: found, rename, change its kind or area, and move it, from a day on.

Each act may be dated earlier or later than today. It holds from its day until the next act
that changed the same thing; the closure of the tree follows in the same transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from lianxin.foundation.audit.actions import act, retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.units import rules
from lianxin.foundation.units.actions import checks, tree
from lianxin.foundation.units.models import Term, Unit


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

    Raises Invalid (code, name, kind, area, code already given), NotFound and Refused for the
    parent, and for a second top.
    """
    code, name, area = rules.parse_code(code), rules.parse_name(name), checks.parse_area(area)
    arguments = {"code": code, "name": name, "kind": kind, "parent": parent, "area": area}
    with act(by, "units.found", key=key, arguments={**arguments, "since": since}) as work:
        if work.replay:
            return Receipt.kept(work.replay)
        tree.lock_tree()
        checks.check_right(by, parent)
        checks.check_kind(kind, since)
        checks.check_area(area, since)
        above = _above(parent, since)
        unit = _new_unit(code)
        Term.objects.create(
            unit=unit, parent=above, kind=kind, name=name, area=area, valid=DateRange(since, None)
        )
        tree.follow(unit)
        receipt = Receipt(code, since)
        work.row(object=f"unit:{code}", facts={**arguments, "since": since.isoformat()})
        work.keep(receipt.plain())
        return receipt


def _above(parent: str | None, since: date) -> Unit | None:
    """Give the parent of a new unit, which stands from the day on; None for the one top."""
    if parent is None:
        checks.check_one_top(since)
        return None
    above = tree.unit_of(parent, "parent")
    checks.check_stands(above, rules.Span(since), "parent")
    return above


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
    return _change(by, "rename", (code, since, "name", rules.parse_name(name)), key)


@retried
def rekind(*, by: Actor, code: str, kind: str, since: date, key: UUID | None = None) -> Receipt:
    """Make a unit one of another kind from a day on. Raises as ``rename``."""
    return _change(by, "rekind", (code, since, "kind", kind), key)


@retried
def relocate(*, by: Actor, code: str, area: str, since: date, key: UUID | None = None) -> Receipt:
    """Give a unit another area from a day on. Raises as ``rename``."""
    return _change(by, "relocate", (code, since, "area", checks.parse_area(area)), key)


def _change(by: Actor, verb: str, change: tuple[str, date, str, str], key: UUID | None) -> Receipt:
    code, since, column, value = change
    arguments = {"code": code, column: value, "since": since}
    with act(by, f"units.{verb}", key=key, arguments=arguments) as work:
        if work.replay:
            return Receipt.kept(work.replay)
        tree.lock_tree()
        checks.check_right(by, code)
        checks.check_value(column, value, since)
        unit = tree.unit_of(code, "code")
        checks.check_open(unit, since, "code")
        closes = tree.closing_of(unit)
        taken = rules.reached(tree.standings(unit), column, since, closes)
        tree.put(unit, tree.span(taken, since, closes), **{column: value})
        receipt = Receipt(code, since)
        facts = {"was": getattr(taken[0], column), column: value, "since": since.isoformat()}
        work.row(object=f"unit:{code}", facts=facts)
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
        tree.lock_tree()
        checks.check_right(by, code)
        checks.check_right(by, parent)
        unit, above = tree.unit_of(code, "code"), tree.unit_of(parent, "parent")
        checks.check_open(unit, since, "code")
        closes = tree.closing_of(unit)
        taken = rules.reached(tree.standings(unit), "parent", since, closes)
        span = tree.span(taken, since, closes)
        checks.check_stands(above, span, "parent")
        checks.check_no_circle(unit, above, span)
        was = tree.code_of(taken[0].parent)
        tree.put(unit, span, parent=above)
        tree.follow(unit)
        receipt = Receipt(code, since)
        facts = {"was": was, "parent": parent, "since": since.isoformat()}
        work.row(object=f"unit:{code}", facts=facts)
        work.keep(receipt.plain())
        return receipt
