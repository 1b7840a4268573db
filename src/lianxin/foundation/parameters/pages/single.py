"""One parameter: its values over time, who asked and confirmed, and what holds on a day."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.foundation.faces.dates import day_text, iso_text, moment_text
from lianxin.foundation.faces.pages import actor_of, page, page_of
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import queries
from lianxin.foundation.parameters.forms import DayForm
from lianxin.foundation.parameters.models import Change, Decision
from lianxin.foundation.parameters.pages import wording
from lianxin.foundation.parameters.pages.coded import spoken
from lianxin.foundation.parameters.pages.wording import PARAMETERS, Badge, Fact
from lianxin.foundation.parameters.queries.changes import changes_of
from lianxin.foundation.parameters.rules.timeline import ALWAYS, Stretch, at
from lianxin.foundation.parameters.rules.values import Kind


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the history in finished text, as the timeline prints it."""

    iso: str
    when: str
    what: str
    who: str
    why: str = ""
    words: str = ""
    look: str = ""
    undo_href: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A value with its days in finished text."""

    value: str
    days: str
    scope: str
    source: str
    badge: Badge
    foreign: bool
    source_foreign: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A change in finished text, with where it is decided."""

    href: str
    title: str
    facts: tuple[Fact, ...]


def kind_known(key: str) -> Kind:
    """Give the kind of a key. Raises NotFound for one that is not stored."""
    kind = queries.kind_of(key)
    if kind is None:
        raise NotFound("faces.not_found")
    return kind


def held_of(key: str, kind: Kind, stretch: Stretch, scope: str) -> Held:
    """Prepare a value."""
    value = wording.value_text(kind, spoken(key, stretch.value))
    source = stretch.source_in(wording.language())
    return Held(
        value=value,
        days=wording.span_text(stretch),
        scope=queries.scope_text(scope),
        source=source,
        badge=wording.confidence_badge(stretch.confidence),
        foreign=wording.is_foreign(value),
        source_foreign=wording.is_foreign(source),
    )


def answer(key: str, kind: Kind, day: date, scope: str) -> Held | None:
    """Give what holds on a day in a scope, None when nothing does."""
    for place in dict.fromkeys((scope, queries.EVERYWHERE)):
        found = at(queries.history(key, scope=place), day)
        if found is not None:
            return held_of(key, kind, found, place)
    return None


def change_facts(change: Change, kind: Kind) -> tuple[Fact, ...]:
    """Give what a change says."""
    new = (
        _("跟着全局") if change.ends else wording.value_text(kind, spoken(change.key, change.value))
    )
    english = wording.language().startswith("en") and change.source_en
    rows = [
        (_("哪个参数"), wording.named_with_key(change.key)),
        (_("单位或地区"), queries.scope_text(change.scope)),
        (_("提出时的值"), wording.value_text(kind, spoken(change.key, change.was))),
        (_("改成"), new),
        (_("从哪天起"), day_text(change.since)),
        (_("依据"), english or change.source),
        (_("依据的可信度"), wording.confidence_text(change.confidence)),
        (_("为什么改"), change.why),
        (_("谁提出"), f"{change.asked_name} · {moment_text(change.asked_at)}"),
    ]
    return tuple(Fact(name, text) for name, text in rows if text)


def asked_of(change: Change, kind: Kind) -> Asked:
    """Prepare a change that waits."""
    title = _("从{since}起改成{value}").format(
        since=day_text(change.since),
        value=_("跟着全局")
        if change.ends
        else wording.line_text(kind, spoken(change.key, change.value)),
    )
    href = f"{PARAMETERS}/{change.key}/changes/{change.number}"
    return Asked(href, title, change_facts(change, kind))


def _decided(change: Change) -> str:
    if change.decided_at is None:
        return _("等另一位确认")
    line = {
        Decision.CONFIRMED: _("{name}确认,{moment}"),
        Decision.REFUSED: _("{name}不同意,{moment}"),
        Decision.WITHDRAWN: _("{name}撤回,{moment}"),
    }[Decision(change.state)]
    return line.format(name=change.decided_name, moment=moment_text(change.decided_at))


def change_entry(change: Change, kind: Kind) -> Entry:
    """Prepare a change for the history."""
    what = _("{name}申请:{value}").format(
        name=change.asked_name,
        value=_("跟着全局")
        if change.ends
        else wording.line_text(kind, spoken(change.key, change.value)),
    )
    if change.scope:
        what = f"{queries.scope_text(change.scope)} · {what}"
    return Entry(
        iso=iso_text(change.asked_at),
        when=moment_text(change.asked_at),
        what=what,
        who=_decided(change),
        why=change.why,
        words=change.words,
        look="now" if change.state == Decision.ASKED else "",
    )


def value_entry(key: str, stretch: Stretch, kind: Kind, scope: str) -> Entry:
    """Prepare a stored value for the history, with its source."""
    what = wording.line_text(kind, spoken(key, stretch.value))
    since = stretch.since
    return Entry(
        iso="" if since == ALWAYS else since.isoformat(),
        when=wording.span_text(stretch),
        what=f"{queries.scope_text(scope)} · {what}" if scope else what,
        who=wording.confidence_text(stretch.confidence),
        words=stretch.source_in(wording.language()),
    )


@page(Right.PARAMETERS_READ)
def parameter(request: HttpRequest, key: str) -> HttpResponse:
    """Show one parameter: what holds, since when, why, and what was asked for."""
    kind, today, actor = kind_known(key), localdate(), actor_of(request)
    form = DayForm(request.GET) if "on" in request.GET else DayForm(initial={"on": today})
    asked = form.cleaned_data if form.is_bound and form.is_valid() else None
    changes = changes_of(key)
    stored = [
        (scope, stretch)
        for scope in (queries.EVERYWHERE, *queries.scopes(key))
        for stretch in reversed(queries.history(key, scope=scope))
    ]
    return page_of(
        request,
        "parameters/one.html",
        name=queries.name_of(key),
        small_key="" if queries.name_of(key) == key else key,
        kind=wording.kind_text(kind),
        room=wording.room_text(wording.room_of(key)),
        now=answer(key, kind, today, queries.EVERYWHERE),
        scopes=[
            held_of(key, kind, each, scope) for scope, each in stored if scope and each.holds(today)
        ],
        day_form=form,
        asked=asked,
        asked_day=day_text(asked["on"]) if asked else "",
        answer=answer(key, kind, asked["on"], asked["scope"]) if asked else None,
        open=[asked_of(each, kind) for each in changes if each.state == Decision.ASKED],
        values=[value_entry(key, each, kind, scope) for scope, each in stored],
        history=[change_entry(each, kind) for each in changes],
        may_ask=actor.holds_everywhere(Right.PARAMETERS_MANAGE),
        may_ask_own=actor.holds(Right.PARAMETERS_MANAGE),
        here=f"{PARAMETERS}/{key}",
    )
