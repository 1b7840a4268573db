"""A page for each verb of the desk: GET asks, POST does; one frame for all of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.forms import verbs as forms
from lianxin.consultation.matters.forms.verbs import MatterForm, RectifyForm
from lianxin.consultation.matters.models import Matter
from lianxin.consultation.matters.pages.trail import trail_of
from lianxin.consultation.matters.permissions import Standing, check, offered, standing_of
from lianxin.consultation.matters.queries import desk
from lianxin.consultation.matters.queries.known import known_of
from lianxin.consultation.matters.queries.photos import kept_files
from lianxin.consultation.matters.queries.timeline import desk_entries
from lianxin.consultation.matters.rules.states import Answer, Verb
from lianxin.consultation.matters.words import VERBS
from lianxin.foundation.faces.answers import Clash
from lianxin.foundation.faces.notices import Notice, notify
from lianxin.foundation.faces.pages import actor_of, conflict, page, page_of
from lianxin.foundation.files import actions as files
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Conflict, NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units.queries import directory

Typed = Mapping[str, Any]
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Texts:
    """What an act's page prints: its title, its effect, its button."""

    verb: str
    title: str
    effect: str
    submit: str
    href: str
    back_href: str


@dataclass(frozen=True, slots=True)
class VerbPage:
    """A verb's form, its effect in a sentence, what is done with what was typed, what is told."""

    verb: Verb
    form: type[MatterForm]
    effect: Text
    act: Callable[[Typed], Mapping[str, object]]
    action: Callable[..., actions.Receipt]
    told: Text
    seen: bool = True

    def texts(self, matter: Matter, trail: str = "") -> Texts:
        """Give the texts for one matter; ``trail`` is the query that leads back to the list."""
        word = str(VERBS[self.verb])
        return Texts(
            verb=self.verb.value,
            title=word,
            effect=str(self.effect),
            submit=word,
            href=f"/desk/matters/{matter.number}/{self.verb.value}{trail}",
            back_href=f"/desk/matters/{matter.number}{trail}",
        )


def _fields(*names: str) -> Callable[[Typed], Mapping[str, object]]:
    return lambda typed: {name: typed[name] for name in names if name in typed}


def _answer(typed: Typed) -> Mapping[str, object]:
    return {"answer": Answer(typed["answer"]), "words": typed["words"], "via": "telephone"}


PAGES: Final[dict[Verb, VerbPage]] = {
    page_.verb: page_
    for page_ in (
        VerbPage(
            Verb.DISPATCH,
            forms.DispatchForm,
            gettext_lazy("派出后由该单位接办;接办前可以撤销。"),
            _fields("category", "urgency", "to"),
            actions.triage,
            gettext_lazy("已派单。"),
        ),
        VerbPage(
            Verb.REDISPATCH,
            forms.RedispatchForm,
            gettext_lazy("改派后由该单位接办;督导指定的,该单位不能退回。"),
            _fields("to", "reason", "words"),
            actions.redispatch,
            gettext_lazy("已改派。"),
        ),
        VerbPage(
            Verb.CLASSIFY,
            forms.ClassifyForm,
            gettext_lazy("紧急程度变了,期限从原来的起点重算。"),
            _fields("category", "urgency"),
            actions.classify,
            gettext_lazy("已分类。"),
        ),
        VerbPage(
            Verb.ACCEPT,
            MatterForm,
            gettext_lazy("接办后群众会知道由您单位办理,办理期限开始。"),
            _fields(),
            actions.accept,
            gettext_lazy("已接办。"),
        ),
        VerbPage(
            Verb.RETURN,
            forms.ReturnForm,
            gettext_lazy("退回分流中心;群众看得到退回和理由。"),
            _fields("reason", "names", "words"),
            actions.return_,
            gettext_lazy("已退回。"),
        ),
        VerbPage(
            Verb.CONTACT,
            forms.ContactForm,
            gettext_lazy("记下已联系群众;第一次联系计入响应。"),
            _fields("words"),
            actions.contact,
            gettext_lazy("已记下。"),
        ),
        VerbPage(
            Verb.RECTIFY,
            forms.RectifyForm,
            gettext_lazy("提交后转入待答复;前后照各配一张最清楚。"),
            _fields("outcome", "words", "before", "after"),
            actions.rectify,
            gettext_lazy("已提交整改。"),
        ),
        VerbPage(
            Verb.REPLY,
            forms.ReplyForm,
            gettext_lazy("按下后先留几分钟,可以撤回,到时自动发给群众。"),
            _fields("words", "outcome"),
            actions.reply,
            gettext_lazy("答复已写好,到时自动发出。"),
        ),
        VerbPage(
            Verb.SEND,
            MatterForm,
            gettext_lazy("现在就发给群众,发出后不能撤回。"),
            _fields(),
            actions.send,
            gettext_lazy("已发给群众。"),
        ),
        VerbPage(
            Verb.TAKE_BACK,
            forms.TakeBackForm,
            gettext_lazy("回到上一步之前的样子;撤销这件事本身会留痕。"),
            _fields("reason"),
            actions.take_back,
            gettext_lazy("已撤销上一步。"),
        ),
        VerbPage(
            Verb.CONFIRM,
            forms.AnswerForm,
            gettext_lazy("只记群众自己说的话。说没解决的,转为重办。"),
            _answer,
            actions.confirm,
            gettext_lazy("已记下群众的话。"),
        ),
        VerbPage(
            Verb.REOPEN,
            forms.ReopenForm,
            gettext_lazy("重开后由督导部门判重办。"),
            _fields("reason", "words"),
            actions.reopen,
            gettext_lazy("已转为重办。"),
        ),
        VerbPage(
            Verb.CONCLUDE,
            forms.ConcludeForm,
            gettext_lazy("办结是我们这边归档;解决没解决,以群众的话为准。"),
            _fields("words"),
            actions.conclude,
            gettext_lazy("已办结。"),
        ),
        VerbPage(
            Verb.SUPPLEMENT,
            forms.SupplementForm,
            gettext_lazy("记下群众补充的话,经办单位会看到。"),
            _fields("words"),
            actions.supplement,
            gettext_lazy("已记下。"),
        ),
        VerbPage(
            Verb.NOTE,
            forms.NoteForm,
            gettext_lazy("只有工作人员看得到。"),
            _fields("words"),
            actions.note,
            gettext_lazy("已存备注。"),
            seen=False,
        ),
    )
}
"""The verbs of the desk."""
BY_NAME: Final = {verb.value: found for verb, found in PAGES.items()}


def standing_for(who: Actor, number: str) -> Standing:
    """Give what decides who may do what to a matter one sees, its last doer included."""
    matter = desk.matter_of(who, number)
    return standing_of(directory(), known_of(matter), doer=True)


def offered_to(who: Actor, number: str) -> tuple[Matter, tuple[Verb, ...]]:
    """Give a matter one sees and the verbs one may do to it."""
    at = standing_for(who, number)
    return at.matter, offered(who, at)


def bound_form(verb: Verb, matter: Matter, who: Actor, *, seen: int) -> MatterForm:
    """Give the empty form of a verb for one matter."""
    return PAGES[verb].form(matter=matter, who=who, seen=seen)


@page(Right.MATTERS_READ, methods=("GET", "POST"))
def verb(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Ask for an act on its own page, then do it; right and state are checked before asking."""
    who = actor_of(request)
    if name not in BY_NAME:
        raise NotFound("faces.not_found")
    known = BY_NAME[name]
    at = standing_for(who, number)
    form = known.form.of(request, matter=at.matter, who=who, seen=at.matter.seq)
    if request.method == "POST":
        return _post(request, known, form)
    check(who, known.verb, at)
    return _show(request, known, form)


def _post(request: HttpRequest, known: VerbPage, form: MatterForm) -> HttpResponse:
    typed = _photos(form) if isinstance(form, RectifyForm) else {}
    if form.is_valid():
        with form.faults():
            try:
                _do(known, form, typed)
            except Conflict as error:
                return _conflict(request, known, form, error)
            notify(request, Notice(str(known.told), look="good"))
            return redirect(f"/desk/matters/{form.matter.number}{trail_of(request)}")
    return _show(request, known, form)


def _do(known: VerbPage, form: MatterForm, photos: Typed) -> None:
    arguments = dict(known.act({**form.cleaned_data, **photos}))
    if known.seen:
        arguments["seen"] = form.seen
    known.action(by=form.who, matter=form.matter.number, key=form.key, **arguments)


def _photos(form: RectifyForm) -> dict[str, list[str]]:
    """Keep the uploads of both sides at once, so that no fault elsewhere loses one."""
    return {
        side: form.keep_side(side, lambda upload: files.keep_photo(by=form.who, upload=upload))
        for side in ("before", "after")
    }


def _show(request: HttpRequest, known: VerbPage, form: MatterForm) -> HttpResponse:
    texts = known.texts(form.matter, trail_of(request))
    kept = (
        {side: kept_files(form.kept_of(side)) for side in ("before", "after")}
        if isinstance(form, RectifyForm)
        else {}
    )
    return page_of(request, "matters/verb.html", form, texts=texts, matter=form.matter, kept=kept)


def _conflict(
    request: HttpRequest, known: VerbPage, form: MatterForm, error: Conflict
) -> HttpResponse:
    """Show the acts since the person opened the page, and what they typed, kept."""
    matter = desk.matter_of(form.who, form.matter.number)
    since = [entry for entry in desk_entries(matter, directory()) if entry.seq > error.seen]
    newest = since[0] if since else None
    mine = str(form.cleaned_data.get("words", "") or VERBS[known.verb])
    clash = Clash(
        what=_("您打开以后,这件事又有了 {count} 步。").format(count=len(since)),
        mine=mine,
        theirs="\n".join(part for part in (newest.what, newest.words) if part) if newest else "",
        who=newest.who if newest else "",
        when=newest.when if newest else "",
        back_href=f"/desk/matters/{matter.number}{trail_of(request)}",
        since=since,
    )
    return conflict(request, form, error, clash)
