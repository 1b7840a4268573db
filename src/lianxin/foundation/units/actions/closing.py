"""Acts that end units: close one, merge several into one, split one into several.

A closed unit stands under its main successor and cannot be opened again. News of it goes to
the outbox, so that its open work is handed over by a list.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from lianxin.foundation.audit.actions import Work, act, retried
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.units import rules
from lianxin.foundation.units.actions import acts, checks, tree
from lianxin.foundation.units.actions.acts import Receipt
from lianxin.foundation.units.models import Succession, Term, Unit

SUCCEEDED: Final = "units.succeeded"
"""The topic that tells of a unit that was closed; ``about`` is its code."""
JOB: Final = "job"
FEWEST_PARTS: Final = 2


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit that an act founds on its day; ``parent`` None: where the old one stood."""

    code: str
    name: str
    kind: str
    parent: str | None = None
    area: str = ""


Heir = str | NewUnit
"""A successor: the code of an open unit, or one to found."""


def code_of(heir: Heir) -> str:
    """Give a successor's code."""
    return heir if isinstance(heir, str) else heir.code


def _plain(heir: Heir) -> str | dict[str, Any]:
    return heir if isinstance(heir, str) else asdict(heir)


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
        _end(work, code, [successor], since, {"successor": successor})
        receipt = Receipt(code, since)
        work.keep(receipt.plain())
        return receipt


@retried
def merge(
    *, by: Actor, codes: Sequence[str], into: Heir, since: date, key: UUID | None = None
) -> Receipt:
    """Merge units into one, open or founded on that day; what stands below them moves there.

    The receipt names the successor. Raises Invalid, NotFound and Refused as ``close``.
    """
    arguments = {"codes": list(codes), "into": _plain(into), "since": since}
    with act(by, "units.merge", key=key, arguments=arguments) as work:
        if work.replay:
            return Receipt.kept(work.replay)
        tree.lock_tree()
        heir = code_of(into)
        _check_several(codes, heir)
        _found(by, into, since, codes[0])
        for code in codes:
            _move_below(by, code, since, lambda _child: heir)
            _end(work, code, [heir], since, {"merged": list(codes), "into": heir})
        receipt = Receipt(heir, since)
        work.keep(receipt.plain())
        return receipt


@retried
def split(
    *,
    by: Actor,
    code: str,
    into: Sequence[Heir],
    since: date,
    below: Mapping[str, str] | None = None,
    key: UUID | None = None,
) -> Receipt:
    """Split a unit into several, open or founded on that day; the first is the main successor.

    ``below`` tells under which successor each unit below the old one goes; the others go to
    the main one. The receipt names the old unit. Raises Invalid, NotFound and Refused as
    ``close``.
    """
    placed = dict(below or {})
    arguments = {"code": code, "into": [_plain(one) for one in into], "below": placed}
    with act(by, "units.split", key=key, arguments={**arguments, "since": since}) as work:
        if work.replay:
            return Receipt.kept(work.replay)
        tree.lock_tree()
        heirs = [code_of(one) for one in into]
        _check_parts(code, heirs, placed)
        for one in into:
            _found(by, one, since, code)
        _move_below(by, code, since, lambda child: placed.get(child, heirs[0]))
        _end(work, code, heirs, since, {"into": heirs, "below": placed})
        receipt = Receipt(code, since)
        work.keep(receipt.plain())
        return receipt


def _check_several(codes: Sequence[str], heir: str) -> None:
    if not codes or len(set(codes)) != len(codes) or heir in codes:
        raise Invalid("units.merge", where="codes", codes=", ".join(codes))


def _check_parts(code: str, heirs: Sequence[str], placed: Mapping[str, str]) -> None:
    if len(heirs) < FEWEST_PARTS or len(set(heirs)) != len(heirs) or code in heirs:
        raise Invalid("units.split", where="into", heirs=", ".join(heirs))
    for child, heir in placed.items():
        if heir not in heirs:
            raise Invalid("units.split_below", where="below", below=child, heir=heir)


def _found(by: Actor, heir: Heir, since: date, old: str) -> None:
    """Found a successor that does not stand yet, beside the old unit unless it says where."""
    if isinstance(heir, str):
        return
    above = Term.objects.filter(unit__code=old, valid__contains=since)
    beside = above.values_list("parent__code", flat=True).first()
    parent = heir.parent if heir.parent is not None else beside
    acts.found(
        by=by,
        code=heir.code,
        name=heir.name,
        kind=heir.kind,
        parent=parent,
        area=heir.area,
        since=since,
    )


def below(code: str, since: date) -> tuple[str, ...]:
    """Give the codes of the open units right under a unit on a day."""
    closed = Succession.objects.filter(on__lte=since).values("old")
    terms = Term.objects.filter(parent__code=code, valid__contains=since)
    rows = terms.exclude(unit__in=closed).order_by("unit__code")
    return tuple(rows.values_list("unit__code", flat=True))


def _move_below(by: Actor, code: str, since: date, heir_of: Callable[[str], str]) -> None:
    for child in below(code, since):
        heir = heir_of(child)
        if heir != child:
            acts.move(by=by, code=child, parent=heir, since=since)


def _end(
    work: Work, code: str, heirs: Sequence[str], since: date, facts: Mapping[str, object]
) -> None:
    """Close a unit: it stands under the first heir from now on."""
    checks.check_right(work.by, code)
    unit = tree.unit_of(code, "code")
    checks.check_open(unit, since, "code")
    checks.check_closable(unit, since)
    span = rules.Span(since)
    followers = [tree.unit_of(heir, "successor") for heir in heirs]
    _check_heirs(unit, followers, span)
    tree.put(unit, span, parent=followers[0])
    Succession.objects.bulk_create(
        Succession(old=unit, new=heir, on=since, place=place)
        for place, heir in enumerate(followers, start=1)
    )
    tree.follow(unit)
    work.row(object=f"unit:{code}", facts={**facts, "since": since.isoformat()})
    day = clock.start_of(since)
    later = day if day > work.now else None
    work.notice(SUCCEEDED, about=code, seq=1, recipient=JOB, not_before=later)


def _check_heirs(unit: Unit, heirs: Iterable[Unit], span: rules.Span) -> None:
    for heir in heirs:
        checks.check_stands(heir, span, "successor")
        checks.check_no_circle(unit, heir, span)
