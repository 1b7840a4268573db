"""Acts on the draft of the routes: begin, add, change, move, remove, load, discard."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Max

from lianxin.consultation.matters.actions.route_checks import check_rule
from lianxin.consultation.matters.models import Route, RouteSet
from lianxin.consultation.matters.queries import routing
from lianxin.consultation.matters.queries.routes import online_receiver
from lianxin.consultation.matters.rules.routing import Rule, numbered
from lianxin.foundation.audit.actions import Work, act, retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import NoRight, NotFound, Refused
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.kernel.text import tidy_line
from lianxin.foundation.kernel.versions import check_seen
from lianxin.foundation.units.queries import directory

OBJECT = "routes"


@dataclass(frozen=True, slots=True)
class RoutesReceipt:
    """Which version an act touched, and how many rules it holds now."""

    number: int
    rules: int

    def plain(self) -> dict[str, int]:
        """Give the receipt for keeping."""
        return {"number": self.number, "rules": self.rules}


def may_write(by: Actor) -> bool:
    """Tell whether one writes the routes of the whole city: by a post over its dispatch unit."""
    return by.holds(Right.ROUTES_MANAGE, online_receiver(directory()))


def check_right(by: Actor) -> None:
    """Refuse whoever does not write the routes of the whole city. Raises NoRight."""
    if not may_write(by):
        tree = directory()
        unit = tree.by_code(online_receiver(tree)).name
        raise NoRight("matters.routes_right", unit=unit)


def locked_draft() -> RouteSet:
    """Lock the draft. Raises NotFound without one."""
    found = RouteSet.objects.select_for_update().filter(valid=None).first()
    if found is None:
        raise NotFound("matters.no_draft")
    return found


def _write(draft: RouteSet, rules: Sequence[Rule]) -> None:
    """Write the rules of a draft anew, in the order given."""
    tree = directory()
    Route.objects.filter(routes=draft).delete()
    Route.objects.bulk_create(
        Route(
            routes=draft,
            position=rule.position,
            category=rule.category,
            area=rule.area,
            words=list(rule.words),
            hours=rule.hours,
            valid=DateRange(rule.since, rule.until),
            unit_id=tree.by_code(rule.target.unit).id if rule.target.unit else None,
            kind=rule.target.kind,
            near=rule.target.near,
            note=rule.note,
        )
        for rule in numbered(rules)
    )


def _begin(work: Work) -> RouteSet:
    last = RouteSet.objects.aggregate(last=Max("number"))["last"] or routing.HOUSE
    name = tidy_line(work.by.name)
    return RouteSet.objects.create(number=last + 1, made_at=work.now, by_name=name)


@contextmanager
def _changing(work: Work, seen: int | None) -> Iterator[tuple[RouteSet, list[Rule]]]:
    """Lock the draft, give its rules to be changed, then write them and count the change."""
    check_right(work.by)
    draft = locked_draft()
    check_seen(OBJECT, seen=seen, now=draft.edition)
    found = routing.draft()
    rules = list(found.rules) if found else []
    yield draft, rules
    _write(draft, rules)
    draft.edition += 1
    draft.save(update_fields=["edition"])
    receipt = RoutesReceipt(draft.number, len(rules))
    work.keep(receipt.plain())


@retried
def draft_routes(*, by: Actor, key: UUID | None = None) -> RoutesReceipt:
    """Begin a draft as a copy of what is in force.

    Raises NoRight, Refused when there is a draft already.
    """
    with act(by, "routes.draft", key=key) as work:
        if work.replay:
            return RoutesReceipt(**work.replay)
        check_right(by)
        if RouteSet.objects.filter(valid=None).exists():
            raise Refused("matters.draft_there")
        rules = routing.in_force(work.now).rules
        draft = _begin(work)
        _write(draft, rules)
        receipt = RoutesReceipt(draft.number, len(rules))
        work.row(object=f"{OBJECT}:{draft.number}", facts={"rules": len(rules)})
        work.keep(receipt.plain())
        return receipt


def _facts(rule: Rule) -> dict[str, object]:
    return {
        "position": rule.position,
        "category": rule.category,
        "area": rule.area,
        "words": list(rule.words),
        "hours": rule.hours,
        "since": rule.since.isoformat() if rule.since else "",
        "until": rule.until.isoformat() if rule.until else "",
        "unit": rule.target.unit,
        "kind": rule.target.kind,
        "near": rule.target.near,
        "note": rule.note,
    }


def _place(rules: Sequence[Rule], position: int) -> int:
    if not 1 <= position <= len(rules):
        raise NotFound("matters.no_route", position=position)
    return position - 1


@retried
def add_rule(
    *, by: Actor, rule: Rule, key: UUID | None = None, seen: int | None = None
) -> RoutesReceipt:
    """Put a rule at its position into the draft, those from there on move down; 0: before the last.

    Raises NoRight, NotFound without a draft, Conflict, Invalid.
    """
    with act(by, "routes.add", key=key, arguments=_facts(rule)) as work:
        if work.replay:
            return RoutesReceipt(**work.replay)
        with _changing(work, seen) as (draft, rules):
            check_rule(rule)
            last = max(len(rules) - 1, 0)
            place = min(rule.position - 1, len(rules)) if rule.position else last
            rules.insert(place, rule)
            facts = _facts(replace(rule, position=place + 1))
            work.row(object=f"{OBJECT}:{draft.number}", facts=facts)
        return RoutesReceipt(draft.number, len(rules))


@retried
def change_rule(
    *, by: Actor, rule: Rule, key: UUID | None = None, seen: int | None = None
) -> RoutesReceipt:
    """Put a rule in the place of the one at its position.

    Raises NoRight, NotFound, Conflict, Invalid.
    """
    with act(by, "routes.change", key=key, arguments=_facts(rule)) as work:
        if work.replay:
            return RoutesReceipt(**work.replay)
        with _changing(work, seen) as (draft, rules):
            check_rule(rule)
            place = _place(rules, rule.position)
            work.row(
                object=f"{OBJECT}:{draft.number}",
                facts={"was": _facts(rules[place]), **_facts(rule)},
            )
            rules[place] = rule
        return RoutesReceipt(draft.number, len(rules))


@retried
def move_rule(
    *, by: Actor, position: int, up: bool, key: UUID | None = None, seen: int | None = None
) -> RoutesReceipt:
    """Let a rule change places with the one before or after it; nothing at either end.

    Raises NoRight, NotFound, Conflict.
    """
    arguments = {"position": position, "up": up}
    with act(by, "routes.move", key=key, arguments=arguments) as work:
        if work.replay:
            return RoutesReceipt(**work.replay)
        with _changing(work, seen) as (draft, rules):
            place = _place(rules, position)
            other = min(max(place - 1 if up else place + 1, 0), len(rules) - 1)
            rules[place], rules[other] = rules[other], rules[place]
            work.row(object=f"{OBJECT}:{draft.number}", facts=arguments)
        return RoutesReceipt(draft.number, len(rules))


@retried
def remove_rule(
    *, by: Actor, position: int, key: UUID | None = None, seen: int | None = None
) -> RoutesReceipt:
    """Take a rule out of the draft. Raises NoRight, NotFound, Conflict."""
    with act(by, "routes.remove", key=key, arguments={"position": position}) as work:
        if work.replay:
            return RoutesReceipt(**work.replay)
        with _changing(work, seen) as (draft, rules):
            gone = rules.pop(_place(rules, position))
            work.row(object=f"{OBJECT}:{draft.number}", facts=_facts(gone))
        return RoutesReceipt(draft.number, len(rules))


@retried
def discard_routes(*, by: Actor, key: UUID | None = None) -> RoutesReceipt:
    """Throw the draft away. Raises NoRight, NotFound."""
    with act(by, "routes.discard", key=key) as work:
        if work.replay:
            return RoutesReceipt(**work.replay)
        check_right(by)
        draft = locked_draft()
        gone = Route.objects.filter(routes=draft).delete()[0]
        draft.delete()
        receipt = RoutesReceipt(draft.number, 0)
        work.row(object=f"{OBJECT}:{draft.number}", facts={"rules": gone})
        work.keep(receipt.plain())
        return receipt


@retried
def load_routes(*, by: Actor, rules: Sequence[Rule]) -> RoutesReceipt:
    """Make a draft of rules from a file, in place of one that may be there.

    Raises NoRight, Invalid for a rule that cannot be taken.
    """
    with act(by, "routes.load") as work:
        check_right(by)
        for rule in numbered(rules):
            check_rule(rule)
        draft = RouteSet.objects.select_for_update().filter(valid=None).first() or _begin(work)
        _write(draft, rules)
        draft.edition += 1
        draft.save(update_fields=["edition"])
        work.row(object=f"{OBJECT}:{draft.number}", facts={"rules": len(rules)})
        return RoutesReceipt(draft.number, len(rules))
