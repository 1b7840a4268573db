"""S4 the worklist: open chain legs by deadline; tabs and rows come from the same definitions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.consultation.matters.kinds import KINDS
from lianxin.consultation.matters.models import Leg, Matter
from lianxin.consultation.matters.queries import labels
from lianxin.consultation.matters.queries.badges import (
    Badge,
    Clock,
    badge_of,
    total_clock,
    turn_clock,
    urgent_text,
)
from lianxin.consultation.matters.queries.primary import Act, act_of, primary_of
from lianxin.consultation.matters.queries.requests import to_decide
from lianxin.consultation.matters.queries.visible import scope, visible
from lianxin.consultation.matters.rules.states import LegRole, State, Verb
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.clock.queries import Calendar
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units import queries as units
from lianxin.foundation.units.queries import Directory

FEW: Final = 8
"""Units up to which the index of open matters answers sooner than that of the scope."""
WORKING: Final = (Right.MATTERS_DISPATCH, Right.MATTERS_HANDLE, Right.MATTERS_SUPERVISE)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the worklist, as finished text."""

    number: str
    href: str
    subject: str
    urgent: str
    kind: str
    unit: str
    source: str
    badge: Badge
    clock: Clock | None
    total: str
    act_text: str
    act_href: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: its code, words, count, address."""

    code: str
    text: str
    count: int
    href: str
    current: bool


TABS: Final[Mapping[str, str | Promise]] = {
    "late": gettext_lazy("逾期"),
    "today": gettext_lazy("今天"),
    "to_decide": gettext_lazy("待审批"),
    "to_dispatch": gettext_lazy("待分流"),
    "to_accept": gettext_lazy("待接办"),
    "in_hand": gettext_lazy("办理中"),
    "to_answer": gettext_lazy("待答复"),
    "to_judge": gettext_lazy("待判重办"),
    "parked": gettext_lazy("挂账"),
    "with_citizen": gettext_lazy("等群众"),
    "others": gettext_lazy("等别人"),
}


def page_size() -> int:
    """Give how many matters stand on a page today."""
    return parameters.number("matters.page", on=timezone.localdate())


def own_units(who: Actor) -> frozenset[int] | None:
    """Give the units whose turns are one's own work; none for a mere reader, None for all."""
    found: set[int] = set()
    for right in WORKING:
        ids = scope(who, right)
        if ids is None:
            return None
        found |= ids
    return frozenset(found)


def definitions(own: frozenset[int] | None, now: datetime) -> dict[str, Q]:
    """Give what each tab lists: a leg is late, due today, or waits in its state."""
    mine = Q() if own is None else Q(unit_id__in=own)
    ours = Q() if own is None else Q(matter__unit_id__in=own) | Q(unit_id__in=own)
    citizen = Q(state=State.WITH_CITIZEN)
    tomorrow = clock.start_of(clock.local_day(now) + timedelta(days=1))
    turn = mine & ~citizen
    return {
        "late": turn & Q(due__lte=now),
        "today": turn & Q(due__gt=now, due__lte=tomorrow),
        "to_dispatch": turn & Q(state__in=[State.NEW, State.RETURNED]),
        "to_accept": turn & Q(state=State.DISPATCHED),
        "in_hand": turn & Q(state=State.IN_HAND),
        "to_answer": turn & Q(state=State.TO_ANSWER),
        "to_judge": turn & Q(state=State.REOPENED),
        "parked": turn & Q(state=State.PARKED),
        "with_citizen": ours & citizen,
        "others": ~mine & ~citizen if own else Q(pk__in=[]),
    }


def wanted_by(who: Actor, now: datetime) -> dict[str, Q]:
    """Give what each tab of a person lists, in the order of the tabs."""
    found = definitions(own_units(who), now) | {"to_decide": to_decide(who)}
    return {code: found[code] for code in TABS}


def legs(who: Actor) -> QuerySet[Leg]:
    """Give the open chain legs of all that one may see."""
    found, ids = visible(who), scope(who)
    if ids is None or len(ids) <= FEW:
        found = found.exclude(state=State.CONCLUDED)
    return Leg.objects.filter(ended_at=None, matter__in=found).exclude(role=LegRole.ASSIST)


def tabs(who: Actor, asked: str, path: str) -> tuple[list[Tab], str]:
    """Give the tabs that have something, their counts from one query, and the current one.

    Unless one is asked for, the first that has something opens: what is late comes first.
    """
    wanted = wanted_by(who, timezone.now())
    counts = legs(who).aggregate(
        **{code: Count("pk", filter=condition) for code, condition in wanted.items()}
    )
    current = asked or next((code for code in wanted if counts[code]), "")
    found = [
        Tab(code, str(TABS[code]), counts[code], f"{path}?tab={code}", current=code == current)
        for code in wanted
        if counts[code] or code == current
    ]
    return found, current


def news(who: Actor, tab: str, since: datetime) -> int:
    """Count what came into a tab since a page was drawn."""
    wanted = wanted_by(who, timezone.now()).get(tab, Q(pk__in=[]))
    return legs(who).filter(wanted, started_at__gt=since).count()


def listed(
    who: Actor, tab: str, after: Sequence[str | int], *, back: bool, trail: str = ""
) -> list[tuple[list[str | int], Row]]:
    """Give one row of a tab more than a page holds, with places, nearest to ``after`` first."""
    now = timezone.now()
    found = legs(who).filter(wanted_by(who, now).get(tab, Q(pk__in=[])))
    if after:
        due, key = datetime.fromisoformat(str(after[0])), int(after[1])
        beyond = (
            Q(due__lt=due) | Q(due=due, id__lt=key)
            if back
            else Q(due__gt=due) | Q(due=due, id__gt=key)
        )
        found = found.filter(beyond)
    order = ("-due", "-id") if back else ("due", "id")
    page = found.select_related("matter").order_by(*order)[: page_size() + 1]
    return rows(who, list(page), now, trail, deciding=tab == "to_decide")


def rows(
    who: Actor, found: Sequence[Leg], now: datetime, trail: str = "", *, deciding: bool = False
) -> list[tuple[list[str | int], Row]]:
    """Give legs as rows of finished text, each with its place; ``trail`` leads back here.

    ``deciding`` offers to decide what was asked instead of the state's own act.
    """
    calendar, directory = clock.calendar(), units.directory()
    return [
        (
            [leg.due.isoformat() if leg.due else "", leg.pk],
            row_of(
                leg.matter,
                leg,
                act=act_of(Verb.DECIDE) if deciding else primary_of(who, leg, directory),
                calendar=calendar,
                directory=directory,
                now=now,
                trail=trail,
            ),
        )
        for leg in found
    ]


def row_of(
    matter: Matter,
    leg: Leg | None,
    *,
    act: Act | None,
    calendar: Calendar,
    directory: Directory,
    now: datetime,
    trail: str,
) -> Row:
    """Give a matter with its open leg as a row of finished text."""
    href = f"/desk/matters/{matter.number}"
    unit = leg.unit_id if leg else matter.unit_id or matter.first_receiver_id
    total = total_clock(matter, calendar, now)
    return Row(
        number=matter.number,
        href=f"{href}{trail}",
        subject=matter.subject,
        urgent=urgent_text(matter),
        kind=labels.label(KINDS[matter.kind].categories, matter.category, matter.registered_on),
        unit=directory.by_id(unit).name,
        source=labels.label("matters.sources", matter.source, matter.registered_on),
        badge=badge_of(matter),
        clock=turn_clock(leg, calendar, now),
        total=total.text,
        act_text=act.text if act else "",
        act_href=f"{href}/{act.verb}{trail}" if act else "",
    )


def empty_words(found: Sequence[Tab]) -> str:
    """Give what an empty worklist says."""
    return _("现在没有等您办的事。") if not found else _("这一类现在没有。")
