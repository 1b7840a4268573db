"""Acts on the organisation: found, rename, move and close a unit from a day on.

Each act may be dated earlier or later than today. It holds from its day until the next act
that changed the same thing; the closure of the tree follows in the same transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from lianxin.foundation.audit.actions import act, retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, Refused
from lianxin.foundation.kernel.text import tidy_line
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units import rules
from lianxin.foundation.units.actions import tree
from lianxin.foundation.units.models import Succession, Term, Unit


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

    Raises Invalid (code, name, kind, code already given), NotFound and Refused for the parent.
    """
    code, name, area = rules.parse_code(code), rules.parse_name(name), tidy_line(area)
    arguments = {"code": code, "name": name, "kind": kind, "parent": parent, "area": area}
    with act(by, "units.found", key=key, arguments={**arguments, "since": since}) as work:
        if work.replay:
            return Receipt.kept(work.replay)
        tree.lock_tree()
        tree.check_right(by, parent)
        _check_kind(kind, since)
        above = None if parent is None else tree.unit_of(parent, "parent")
        if above is not None:
            tree.check_stands(above, rules.Span(since), "parent")
        unit = _new_unit(code)
        Term.objects.create(
            unit=unit, parent=above, kind=kind, name=name, area=area, valid=DateRange(since, None)
        )
        tree.follow(unit)
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
        tree.lock_tree()
        tree.check_right(by, code)
        unit = tree.unit_of(code, "code")
        tree.check_open(unit, since, "code")
        closes = tree.closing_of(unit)
        taken = rules.reached(tree.standings(unit), "name", since, closes)
        span = tree.span(taken, since, None)
        tree.put(unit, span, name=name)
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
        tree.lock_tree()
        tree.check_right(by, code)
        tree.check_right(by, parent)
        unit, above = tree.unit_of(code, "code"), tree.unit_of(parent, "parent")
        tree.check_open(unit, since, "code")
        closes = tree.closing_of(unit)
        taken = rules.reached(tree.standings(unit), "parent", since, closes)
        span = tree.span(taken, since, closes)
        tree.check_stands(above, span, "parent")
        tree.check_no_circle(unit, above, span)
        tree.put(unit, span, parent=above)
        tree.follow(unit)
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
        tree.lock_tree()
        tree.check_right(by, code)
        unit, heir = tree.unit_of(code, "code"), tree.unit_of(successor, "successor")
        tree.check_open(unit, since, "code")
        _check_closable(unit, since)
        span = rules.Span(since)
        tree.check_stands(heir, span, "successor")
        tree.check_no_circle(unit, heir, span)
        tree.put(unit, span, parent=heir)
        Succession.objects.create(old=unit, new=heir, on=since)
        tree.follow(unit)
        receipt = Receipt(code, since)
        work.row(object=f"unit:{code}", facts={"successor": successor, "since": since.isoformat()})
        work.keep(receipt.plain())
        return receipt


def _check_closable(unit: Unit, since: date) -> None:
    if tree.closing_of(unit) is not None or Term.objects.filter(
        unit=unit, valid__startswith__gt=since
    ):
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
