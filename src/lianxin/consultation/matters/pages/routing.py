"""Pages of the routes that show: those in force, the draft, older versions, a dry run."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from lianxin.consultation.matters.actions.routing import may_write
from lianxin.consultation.matters.forms.routing import TrialForm
from lianxin.consultation.matters.queries import route_words, routing, trial
from lianxin.consultation.matters.queries.routing import Version
from lianxin.consultation.matters.rules.routing import Rule
from lianxin.foundation.clock.queries import local_day
from lianxin.foundation.faces.dates import day_text
from lianxin.foundation.faces.pages import actor_of, page, page_of
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units.queries import Directory, directory

ROUTES = "/desk/settings/routes"
DRAFT = f"{ROUTES}/draft"
LINES = 50
"""Past matters on the page of a dry run."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule in finished text; ``warnings`` say what is odd about it."""

    position: int
    asked: str
    target: str
    note: str
    warnings: tuple[str, ...]
    href: str
    key: str


def rule_rows(rules: Sequence[Rule], tree: Directory, *, base: str = "") -> list[RuleRow]:
    """Give rules in finished text, with what clashes; ``base`` leads to the pages of a draft."""
    odd = routing.closed_of(rules, tree)
    warned: dict[int, list[str]] = {at: [words] for at, words in odd.items()}
    found = routing.clashes_of(rules, tree)
    for shadowed in found.shadowed:
        by = _("、").join(str(one.position) for one in shadowed.by)
        words = _("永远轮不到:前面第 {by} 条已经全部接走。").format(by=by)
        warned.setdefault(shadowed.rule.position, []).append(words)
    for overlap in found.overlaps:
        words = _("与第 {other} 条交叉而去向不同,例:{example}。").format(
            other=overlap.first.position,
            example=route_words.example_text(
                overlap.example, overlap.first if overlap.first.area else overlap.second, tree
            ),
        )
        warned.setdefault(overlap.second.position, []).append(words)
    return [
        RuleRow(
            position=rule.position,
            asked=route_words.asked_text(rule, tree),
            target=route_words.target_text(rule.target, tree),
            note=rule.note,
            warnings=tuple(warned.get(rule.position, ())),
            href=f"{base}/{rule.position}" if base else "",
            key=str(uuid4()),
        )
        for rule in rules
    ]


def version_title(version: Version) -> str:
    """Name a version."""
    if version.number == routing.HOUSE:
        return _("自带的规则")
    return _("第 {number} 版").format(number=version.number)


def version_days(version: Version) -> str:
    """Say when a version decided, decides or will decide."""
    if version.since is None:
        return _("按类别参数里的通常单位")
    since = day_text(local_day(version.since))
    if version.until is None:
        return _("{since}起").format(since=since)
    return _("{since}至{until}").format(since=since, until=day_text(local_day(version.until)))


@page(Right.ROUTES_MANAGE)
def routes(request: HttpRequest) -> HttpResponse:
    """Show the rules in force, the way to the draft, and every version."""
    version, draft = routing.in_force(), routing.draft()
    others = [
        {
            "href": f"{ROUTES}/versions/{one.number}",
            "title": version_title(one),
            "days": version_days(one),
            "by": one.by,
        }
        for one in routing.versions()
        if one.number != version.number
    ]
    return page_of(
        request,
        "matters/routes.html",
        title=_("分派规则"),
        lead=f"{version_title(version)} · {version_days(version)}",
        rows=rule_rows(version.rules, directory()),
        draft=draft,
        draft_href=DRAFT,
        versions=others,
        may_write=may_write(actor_of(request)),
        key=str(uuid4()),
    )


@page(Right.ROUTES_MANAGE)
def draft(request: HttpRequest) -> HttpResponse:
    """Show the draft with what can be done to each rule."""
    found = routing.draft()
    if found is None:
        raise NotFound("matters.no_draft")
    writes = may_write(actor_of(request))
    return page_of(
        request,
        "matters/routes_draft.html",
        title=_("分派规则草稿"),
        lead=version_title(found),
        rows=rule_rows(found.rules, directory(), base=DRAFT if writes else ""),
        seen=found.edition,
        may_write=writes,
        draft_href=DRAFT,
        last=len(found.rules),
    )


@page(Right.ROUTES_MANAGE)
def old_version(request: HttpRequest, version: int) -> HttpResponse:
    """Show a version as it stands or stood."""
    found = routing.version(version)
    if found.is_draft:
        raise NotFound("matters.no_routes", number=version)
    planned = found.since is not None and routing.in_force().number < found.number
    return page_of(
        request,
        "matters/routes_version.html",
        title=version_title(found),
        lead=version_days(found),
        rows=rule_rows(found.rules, directory()),
        back=ROUTES,
        take_back=f"{ROUTES}/versions/{version}/take-back"
        if planned and may_write(actor_of(request))
        else "",
    )


@page(Right.ROUTES_MANAGE)
def dry_run(request: HttpRequest) -> HttpResponse:
    """Try the draft, or the rules in force without one, on past matters that one may see."""
    form = TrialForm(request.GET)
    days = form.days
    version = routing.draft() or routing.in_force()
    pair = request.GET.get("pair", "")[:80]
    found = trial.trial(actor_of(request), version.rules, days, pair, LINES)
    asked = {"since": days[0].isoformat(), "until": days[1].isoformat()}
    tallies = [
        {
            "tally": one,
            "href": f"?{urlencode({**asked, 'pair': one.pair})}",
            "here": one.pair == pair,
        }
        for one in found.tallies
    ]
    return page_of(
        request,
        "matters/routes_trial.html",
        title=_("试排"),
        lead=_("{version}用在{since}到{until}登记、已经派出的事上").format(
            version=version_title(version), since=day_text(days[0]), until=day_text(days[1])
        ),
        filter_form=TrialForm(initial=dict(zip(("since", "until"), days, strict=True))),
        found=found,
        differing=found.tried - found.same,
        tallies=tallies,
        pair=pair,
        all_href=f"?{urlencode(asked)}",
        chips=[],
        back=DRAFT if version.is_draft else ROUTES,
        back_text=_("草稿") if version.is_draft else _("分派规则"),
    )
