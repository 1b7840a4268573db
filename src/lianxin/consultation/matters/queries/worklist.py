"""S4 the worklist: open chain legs by deadline; tabs and rows come from the same definitions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.consultation.matters.models import Leg
from lianxin.consultation.matters.queries import labels, turns
from lianxin.consultation.matters.queries.badges import (
    Badge,
    Clock,
    badge_of,
    total_clock,
    turn_clock,
    urgent_text,
)
from lianxin.consultation.matters.queries.lines import LegTold, MatterTold
from lianxin.consultation.matters.queries.primary import Act, act_of, primary_of
from lianxin.consultation.matters.queries.requests import standing_still
from lianxin.consultation.matters.rules.states import Verb
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units import queries as units


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
    until: str
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


def tabs(who: Actor, asked: str, path: str) -> tuple[list[Tab], str]:
    """Give the tabs that have something, their counts from one query, and the current one.

    Unless one is asked for, the first that has something opens: what is late comes first.
    """
    counts = turns.counts(who, timezone.now())
    current = asked or next((code for code, count in counts.items() if count), "")
    found = [
        Tab(code, str(TABS[code]), count, f"{path}?tab={code}", current=code == current)
        for code, count in counts.items()
        if count or code == current
    ]
    return found, current


def news(who: Actor, tab: str, since: datetime) -> int:
    """Count what came into a tab since a page was drawn."""
    return turns.came(who, tab, since, timezone.now())


def listed(
    who: Actor, tab: str, after: Sequence[str | int], *, back: bool, trail: str = ""
) -> list[tuple[list[str | int], Row]]:
    """Give one row of a tab more than a page holds, with places, nearest to ``after`` first."""
    now = timezone.now()
    found = turns.page(who, tab, now, after=after, back=back, most=page_size() + 1)
    return lines(who, found, now, trail, deciding=tab == "to_decide")


def rows(who: Actor, found: Sequence[Leg], now: datetime) -> list[tuple[list[str | int], Row]]:
    """Give turns that one has as records as rows of finished text, each with its place."""
    return lines(who, [(leg, leg.matter) for leg in found], now)


def lines(
    who: Actor,
    found: Sequence[tuple[LegTold, MatterTold]],
    now: datetime,
    trail: str = "",
    *,
    deciding: bool = False,
) -> list[tuple[list[str | int], Row]]:
    """Give turns as rows of finished text, each with its place; ``trail`` leads back here.

    ``deciding`` offers to decide what was asked instead of the state's own act.
    """
    page = Page(who, [leg for leg, _matter in found], now, trail)
    return [
        (
            [leg.due.isoformat() if leg.due else "", leg.id],
            page.row(matter, leg, act=act_of(Verb.DECIDE) if deciding else page.act(leg)),
        )
        for leg, matter in found
    ]


class Page:
    """What the rows of one page share: the tree, the calendar, and why clocks stand still."""

    def __init__(self, who: Actor, legs: Sequence[LegTold], now: datetime, trail: str) -> None:
        """Ask once for all turns of the page."""
        self._who, self._now, self._trail = who, now, trail
        self._calendar, self._directory = clock.calendar(), units.directory()
        self._stills = standing_still(legs, now)

    def act(self, leg: LegTold | None) -> Act | None:
        """Give the primary act on a turn that is one's own to do."""
        return primary_of(self._who, leg, self._directory) if leg else None

    def row(self, matter: MatterTold, leg: LegTold | None, *, act: Act | None) -> Row:
        """Give a matter with its open leg as a row of finished text."""
        href = f"/desk/matters/{matter.number}"
        unit = leg.unit_id if leg else matter.unit_id or matter.first_receiver_id
        total = total_clock(matter, self._calendar, self._now)
        return Row(
            number=matter.number,
            href=f"{href}{self._trail}",
            subject=matter.subject,
            urgent=urgent_text(matter),
            kind=labels.category(matter),
            unit=self._directory.by_id(unit).name,
            source=labels.label("matters.sources", matter.source, matter.registered_on),
            badge=badge_of(matter),
            clock=turn_clock(leg, self._calendar, self._now, self._stills),
            total=total.text,
            until=total.date,
            act_text=act.text if act else "",
            act_href=f"{href}/{act.verb}{self._trail}" if act else "",
        )


def empty_words(found: Sequence[Tab]) -> str:
    """Give what an empty worklist says."""
    return _("现在没有等您办的事。") if not found else _("这一类现在没有。")
