"""A small site on faces: pages as rooms write them, and who is signed in by a header."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from lianxin.foundation.faces.answers import Clash
from lianxin.foundation.faces.fields import CodeField, UploadsField, WordsField
from lianxin.foundation.faces.forms import KeyedForm
from lianxin.foundation.faces.notices import Notice, carried, notify
from lianxin.foundation.faces.pages import Question, ask_first, conflict, page, page_of
from lianxin.foundation.faces.urls import public
from lianxin.foundation.kernel.actor import Actor, ActorKind, FixedAuthority
from lianxin.foundation.kernel.errors import (
    Busy,
    Conflict,
    Invalid,
    KeyReused,
    NotFound,
    OutcomeUnknown,
    Refused,
    TooMany,
)
from lianxin.foundation.kernel.rights import Right

LIMITS = {
    "faces.forms.hours": 24,
    "faces.drafts.hours": 12,
    "faces.drafts.total": 5,
    "faces.posts.seconds": 600,
    "faces.posts.network": 1000,
    "faces.posts.total": 5000,
    "faces.notices.seconds": 60,
}
PRESETS = {
    "busy": Busy("kernel.busy"),
    "unknown": OutcomeUnknown(),
    "value": Invalid("kernel.number", where="subject", given="7"),
    "several": TooMany("faces.too_many", retry_after=9),
    "refused": Refused("kernel.move", state="nowhere", verb="nothing"),
    "absent": NotFound("faces.not_found"),
    "reused": KeyReused(),
    "conflict": Conflict(where="2103-0481", seen=1, now=2),
    "down": OperationalError("server closed the connection"),
    "odd": ValueError("13800001111"),
    "denied": PermissionDenied(),
}


def number(key: str, *, on: date) -> int:
    """Give a limit, as the parameters do."""
    assert on <= timezone.localdate()
    return LIMITS[key]


class SayForm(KeyedForm):
    """One of each sort of field."""

    words = WordsField(label="您想说什么", max_length=20)
    subject = forms.CharField(label="事由", max_length=10, required=False)
    telephone = CodeField(label="手机", required=False)
    choice = forms.ChoiceField(label="公开", choices=[("open", "可以"), ("closed", "不")])
    count = forms.IntegerField(label="件数", required=False, min_value=1, max_value=9)
    secret = forms.CharField(label="口令", required=False, widget=forms.PasswordInput, strip=False)
    photos = UploadsField(label="照片", required=False)


def staff(*rights: Right) -> Actor:
    """Make a member of staff with these rights."""
    authority = FixedAuthority(frozenset(rights))
    return Actor(id="staff:wang.fang", name="王芳", kind=ActorKind.STAFF, authority=authority)


def signing(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Sign in by the header ``X-Rights``, which lists rights; ``X-Down`` fails first."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.headers.get("X-Down"):
            raise OperationalError
        given = request.headers.get("X-Rights")
        if given is not None:
            rights = [Right(one) for one in given.split(",") if one]
            request.actor = staff(*rights)  # type: ignore[attr-defined]
        return get_response(request)

    return answer


@page(Right.PUBLIC, methods=("GET", "POST"))
def say(request: HttpRequest) -> HttpResponse:
    """Take words; ``?fault=`` makes the action end in an error."""
    form = SayForm.of(request)
    if form.is_valid():
        with form.faults():
            return done(request)
    return page_of(request, "faces_test/say.html", form)


def done(request: HttpRequest) -> HttpResponse:
    """Act, or fail as the address asks."""
    fault = PRESETS.get(request.GET.get("fault", ""))
    if fault is not None:
        raise fault
    return redirect(carried("/thanks", Notice("收到了")))


@page(Right.MATTERS_NOTE, methods=("GET", "POST"))
def note(request: HttpRequest) -> HttpResponse:
    """Take a note at the desk."""
    form = SayForm.of(request)
    if form.is_valid():
        notify(request, Notice("已存", undo_href="/desk/undo", undo_text="撤销"))
        return redirect("/desk/home")
    return page_of(request, "faces_test/note.html", form)


@page(Right.SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """Show the desk."""
    return page_of(request, "faces_test/home.html")


@page(Right.PUBLIC)
def thanks(request: HttpRequest) -> HttpResponse:
    """Show the public notice."""
    return page_of(request, "faces_test/home.html")


@page(Right.PUBLIC, methods=("GET", "POST"))
def asked(request: HttpRequest) -> HttpResponse:
    """Ask once more."""
    form = KeyedForm.of(request)
    question = Question("发出", "发出后不能收回", "发出", public=True)
    return ask_first(request, form, question, lambda: done(request))


@page(Right.MATTERS_NOTE, methods=("GET", "POST"))
def clash(request: HttpRequest) -> HttpResponse:
    """Meet another's change."""
    form = SayForm.of(request, seen=1)
    form.is_valid()
    error = Conflict(where="2103-0481", seen=1, now=2)
    mine, theirs = form["words"].value() or "", "别人写的"
    both = Clash("2103-0481", mine, theirs, "李强", "3月5日 14:31", "/desk/home", ["改派"])
    return conflict(request, form, error, both)


def undeclared(request: HttpRequest) -> HttpResponse:
    """A view that nobody declared."""
    return HttpResponse(str(request.method))


urlpatterns = [
    *public,
    path("say", say),
    path("thanks", thanks),
    path("asked", asked),
    path("undeclared", undeclared),
    path("desk/note", note),
    path("desk/home", home),
    path("desk/clash", clash),
]
handler400 = "lianxin.foundation.faces.handlers.handler400"
handler403 = "lianxin.foundation.faces.handlers.handler403"
handler404 = "lianxin.foundation.faces.handlers.handler404"
handler500 = "lianxin.foundation.faces.handlers.handler500"
