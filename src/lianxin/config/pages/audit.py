"""The audit of a number, a login or a unit, for those who watch over it."""

import json
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.config.acts import act_text
from lianxin.foundation.audit import queries as audit
from lianxin.foundation.audit.actions import note_reading
from lianxin.foundation.audit.queries import Entry
from lianxin.foundation.faces import dates
from lianxin.foundation.faces.pages import actor_of, page, page_of
from lianxin.foundation.faces.paging import Pager, pager, spot_of
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.kernel.text import tidy_line
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units import queries as units

ADDRESS = "/desk/audit"
WORD = "word"


class LookUpForm(forms.Form):
    """About what or whom."""

    word = forms.CharField(label=gettext_lazy("编号、登录名或单位代码"), max_length=64)


@dataclass(frozen=True, slots=True)
class Badge:
    """The look and the words of a seal."""

    look: str
    text: str


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A row of the audit as the page prints it; times are local."""

    when: str
    iso: str
    verb: str
    about: str
    who: str
    reason: str
    facts: str
    seal: Badge


def codes(who: Actor) -> frozenset[str] | None:
    """Give the units whose people's acts one may see; None is everybody's."""
    roots = who.authority.units(Right.AUDIT_READ)
    if roots is None:
        return None
    directory = units.directory()
    return frozenset(directory.by_id(one).code for one in directory.subtree(roots))


def badge_of(entry: Entry) -> Badge:
    """Give in which seal a row stands."""
    if entry.seal is None:
        return Badge("waiting", _("等待封存"))
    return Badge("ended", _("封条 {seal}").format(seal=entry.seal))


def row_of(entry: Entry) -> AuditRow:
    """Prepare one row."""
    who = (entry.actor_name, entry.actor, entry.unit)
    return AuditRow(
        when=dates.moment_text(entry.recorded_at),
        iso=dates.iso_text(entry.recorded_at),
        verb=act_text(entry.verb),
        about=entry.object,
        who=" ".join(part for part in who if part),
        reason=entry.reason,
        facts=json.dumps(entry.facts, ensure_ascii=False) if entry.facts else "",
        seal=badge_of(entry),
    )


def found(request: HttpRequest, word: str) -> Pager[AuditRow]:
    """Give one page of the rows about a word, newest first; that it was read is a row too."""
    spot = spot_of(request)
    size = parameters.number("audit.page", on=timezone.localdate())
    entries = audit.trail_page(
        word,
        most=size + 1,
        units=codes(actor_of(request)),
        after=int(spot.place[0]) if spot.place else None,
        back=spot.back,
    )
    note_reading(by=actor_of(request), word=word, found=len(entries))
    return pager(request, spot, [((entry.id,), row_of(entry)) for entry in entries], size=size)


@page(Right.AUDIT_READ)
def audit_page(request: HttpRequest) -> HttpResponse:
    """Ask for a number or login, then show what was done about it or by its owner."""
    asked = WORD in request.GET
    form = LookUpForm(request.GET) if asked else LookUpForm()
    word = tidy_line(form.cleaned_data[WORD]) if asked and form.is_valid() else ""
    return page_of(
        request,
        "audit.html",
        look_up=form,
        word=word,
        pager=found(request, word) if word else None,
    )
