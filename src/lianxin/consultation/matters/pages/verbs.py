"""A page for each verb of the desk: GET asks, POST does; one frame for all of them."""

from dataclasses import replace
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lianxin.consultation.matters.actions import Receipt
from lianxin.consultation.matters.forms.chosen import chosen_texts
from lianxin.consultation.matters.forms.verbs import MatterForm
from lianxin.consultation.matters.models import Matter
from lianxin.consultation.matters.pages import halves
from lianxin.consultation.matters.pages.acts import BY_NAME, PAGES, Typed, VerbPage
from lianxin.consultation.matters.pages.sides import keep_photos, kept_sides
from lianxin.consultation.matters.pages.trail import trail_of
from lianxin.consultation.matters.permissions import Standing, check, offered, standing_of
from lianxin.consultation.matters.queries import desk
from lianxin.consultation.matters.queries.known import known_of
from lianxin.consultation.matters.queries.timeline import desk_entries
from lianxin.consultation.matters.rules.stages import RETAKABLE
from lianxin.consultation.matters.rules.states import Verb
from lianxin.consultation.matters.words import VERBS
from lianxin.foundation.faces.answers import Clash
from lianxin.foundation.faces.notices import Notice, notify
from lianxin.foundation.faces.pages import actor_of, conflict, page, page_of
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Conflict, NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units.queries import directory


def standing_for(who: Actor, number: str) -> Standing:
    """Give what decides who may do what to a matter one sees, its last doer included."""
    matter = desk.matter_of(who, number)
    return standing_of(directory(), known_of(matter))


def offered_to(who: Actor, number: str) -> tuple[Matter, tuple[Verb, ...]]:
    """Give a matter one sees and the verbs one may do to it."""
    at = standing_for(who, number)
    return at.matter, offered(who, at)


@page(Right.MATTERS_READ, methods=("GET", "POST"))
def verb(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Ask for an act on its own page, then do it; right and state are checked before asking."""
    who = actor_of(request)
    if name not in BY_NAME:
        raise NotFound("faces.not_found")
    known = BY_NAME[name]
    at = standing_for(who, number)
    if halves.LEAVE in request.POST:
        return halves.leave(request, at.matter, who)
    form = _form(request, known, at.matter, who)
    form.undone = Verb(at.done.verb) if known.verb is Verb.TAKE_BACK else None
    if request.method != "POST":
        check(who, known.verb, at)
        return _show(request, known, form)
    sent = _sent(request, known, form)
    if sent is None:
        check(who, known.verb, at)
    answer = sent or _show(request, known, form)
    return halves.settle(
        request, answer, form, known.verb, done=answer.status_code == HTTPStatus.FOUND
    )


def _form(request: HttpRequest, known: VerbPage, matter: Matter, who: Actor) -> MatterForm:
    prefix = halves.prefix_of(request) if known.verb is Verb.NOTE else None
    return known.form.of(request, matter=matter, who=who, seen=matter.seq, prefix=prefix)


def _sent(request: HttpRequest, known: VerbPage, form: MatterForm) -> HttpResponse | None:
    """Do what was posted; None when the form has faults to be mended."""
    typed = keep_photos(form)
    if form.is_valid():
        with form.faults():
            try:
                receipt = _do(known, form, typed)
            except Conflict as error:
                return _conflict(request, known, form, error)
            notify(request, _done(known, form, trail_of(request), receipt))
            return redirect(f"/desk/matters/{form.matter.number}{trail_of(request)}")
    return None


def _done(known: VerbPage, form: MatterForm, trail: str, receipt: Receipt) -> Notice:
    """Give the notice of an act, with its undoing where the doer may take it back."""
    if form.undone is Verb.REPLY:
        return Notice(_("答复已撤回,没有发出;原文还在答复框里。"), look="good")
    if known.verb not in RETAKABLE:
        return Notice(str(known.told), look="good")
    undo = PAGES[Verb.TAKE_BACK].texts(form.matter, trail, undone=known.verb)
    told = Notice(str(known.told), look="good", undo_href=undo.href, undo_text=undo.submit)
    return replace(told, seen=receipt.seq)


def _do(known: VerbPage, form: MatterForm, photos: Typed) -> Receipt:
    arguments = dict(known.act({**form.cleaned_data, **photos}))
    if known.seen:
        arguments["seen"] = form.seen
    return known.action(by=form.who, matter=form.matter.number, key=form.key, **arguments)


def _show(request: HttpRequest, known: VerbPage, form: MatterForm) -> HttpResponse:
    texts = known.texts(form.matter, trail_of(request), undone=form.undone)
    return page_of(
        request, "matters/verb.html", form, texts=texts, matter=form.matter, kept=kept_sides(form)
    )


def _conflict(
    request: HttpRequest, known: VerbPage, form: MatterForm, error: Conflict
) -> HttpResponse:
    """Show the acts since the person opened the page, and what they typed, kept."""
    matter = desk.matter_of(form.who, form.matter.number)
    entries = desk_entries(form.who, known_of(matter), directory())
    since = [entry for entry in entries if entry.seq > error.seen]
    newest = since[0] if since else None
    mine = "\n".join([str(VERBS[known.verb]), *chosen_texts(form)])
    clash = Clash(
        what=_("您打开以后,这件事又有了 {count} 步。").format(count=error.now - error.seen),
        mine=mine,
        theirs="\n".join(part for part in (newest.what, newest.words) if part) if newest else "",
        who=newest.who if newest else "",
        when=newest.when if newest else "",
        back_href=f"/desk/matters/{matter.number}{trail_of(request)}",
        since=since,
        kept=kept_sides(form),
    )
    return conflict(request, form, error, clash)
