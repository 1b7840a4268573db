"""Answers of pages: a rendered page, a problem page, and a page that keeps what was typed."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template.loader import select_template
from django.utils.html import escape
from django.utils.translation import gettext as _

from lianxin.foundation.faces import drafts
from lianxin.foundation.faces.faults import Problem, numbered, problem_of
from lianxin.foundation.faces.forms import KEY, KeptFile, KeyedForm
from lianxin.foundation.faces.sentences import place
from lianxin.foundation.faces.tidying import holdable
from lianxin.foundation.kernel.actor import Actor, ActorKind
from lianxin.foundation.kernel.errors import (
    Conflict,
    KeyReused,
    LianxinError,
    NoRight,
    NotFound,
    Refused,
    TooMany,
)

LOG = logging.getLogger("lianxin.faces")


LINE = 40
"""Characters above which typed words are shown in several lines."""
FINAL = (Conflict, NoRight, NotFound, Refused)
"""Errors after which the same words lead nowhere: they can be copied, not sent again."""
AT_DESK = frozenset({NoRight.status, NotFound.status, Conflict.status})
"""Problems that staff meet within the desk's frame; others may come from a store that is away."""
UNREADABLE = (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError)
SENT_AGAIN = frozenset({"faces.form_old", "faces.form_foreign", "faces.drafts_full"})


@dataclass(frozen=True, slots=True)
class Typed:
    """One value of a refused post, to be sent again; ``label`` is empty for hidden ones."""

    name: str
    value: str
    label: str

    @property
    def long(self) -> bool:
        """Tell whether the words need several lines."""
        return "\n" in self.value or len(self.value) > LINE


@dataclass(frozen=True, slots=True)
class KeptSide:
    """Kept uploads that belong to one field, and the name under which the form carries them."""

    field: str
    name: str
    files: Sequence[KeptFile]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two people changed the same thing: both texts, by whom, the acts since, files kept."""

    what: str
    mine: str
    theirs: str
    who: str
    when: str
    back_href: str
    since: Sequence[object] = ()
    kept: Sequence[KeptSide] = ()


def page_of(
    request: HttpRequest,
    template: str,
    form: Form | None = None,
    **context: Any,
) -> HttpResponse:
    """Render a page; its status is that of the form: 422 with faults, 503 when not stored."""
    status = form.status if isinstance(form, KeyedForm) else 200
    return _rendered(request, [template], {**context, "form": form}, status)


def conflict(request: HttpRequest, form: KeyedForm, error: Conflict, clash: Clash) -> HttpResponse:
    """Render both texts and the acts since; the form carries the words and the new version."""
    form.renew(seen=error.now)
    context = {"conflict": clash, "form": form}
    return _rendered(request, ["conflict.html"], context, error.status)


def fault_page(request: HttpRequest, error: Exception) -> HttpResponse:
    """Give the page of any error; words that were posted stand on it."""
    posted = request.method == "POST"
    named = _named(error)
    problem = problem_of(named, posted=posted)
    typed = _typed(request, new_key=isinstance(error, KeyReused)) if posted else []
    LOG.info("%s %s", problem.status, type(error).__name__)
    if any(one.label for one in typed):
        response = _again(request, problem, typed, may_retry=_may_retry(named))
    else:
        response = problem_page(request, problem)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _has_get(request: HttpRequest) -> bool:
    view = getattr(request.resolver_match, "func", None)
    return "GET" in getattr(view, "methods", ())


def _may_retry(error: Exception) -> bool:
    return not isinstance(error, FINAL) or getattr(error, "code", "") in SENT_AGAIN


def _named(error: Exception) -> Exception:
    if isinstance(error, Http404):
        return NotFound("faces.not_found")
    if isinstance(error, PermissionDenied):
        return NoRight("faces.refused")
    if isinstance(error, UNREADABLE):
        return LianxinError("faces.bad_request")
    return error


def problem_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Render the page of a problem, in the plainest form when even that fails."""
    templates = [f"{problem.status}.html", "problem.html"]
    context = {"problem": problem, "frame": _frame(request, problem)}
    return _safely(request, templates, context, problem)


def _frame(request: HttpRequest, problem: Problem) -> str:
    """Give the frame of a problem's page: staff stay at their desk."""
    actor = getattr(request, "actor", None)
    at_desk = isinstance(actor, Actor) and actor.kind is ActorKind.STAFF
    return "desk.html" if at_desk and problem.status in AT_DESK else "public.html"


def _again(
    request: HttpRequest, problem: Problem, typed: Sequence[Typed], *, may_retry: bool
) -> HttpResponse:
    """Render a problem with what was typed, to be sent again under the same submission key.

    So a post that did arrive has no second effect.
    """
    context = {
        "problem": problem,
        "frame": _frame(request, problem),
        "typed": typed,
        "may_retry": may_retry,
        "may_reopen": _has_get(request),
        "files_lost": may_retry and bool(request.FILES),
    }
    return _safely(request, ["faces/again.html"], context, problem)


def _typed(request: HttpRequest, *, new_key: bool) -> list[Typed]:
    try:
        fields = drafts.typed(request.POST)
    except UNREADABLE:
        return []
    if new_key and KEY in fields:
        fields[KEY] = [str(uuid4())]
    return [
        Typed(name, holdable(value), place(name) if value else "")
        for name, values in fields.items()
        for value in values
    ]


def _rendered(
    request: HttpRequest, templates: Sequence[str], context: Mapping[str, Any], status: int
) -> HttpResponse:
    text = select_template(list(templates)).render(dict(context), request)
    return HttpResponse(text, status=status)


def _safely(
    request: HttpRequest, templates: Sequence[str], context: Mapping[str, Any], problem: Problem
) -> HttpResponse:
    try:
        return _rendered(request, templates, context, problem.status)
    except Exception as error:  # noqa: BLE001 - the last page must come, whatever failed
        numbered(error)
        return _plain(problem, context.get("typed", []))


def _plain(problem: Problem, typed: Sequence[Typed]) -> HttpResponse:
    """Write a page without template, store or session; the words can be copied from it."""
    words = "".join(f"<pre>{escape(one.value)}</pre>" for one in typed if one.label)
    lines = [f"<p>{escape(line)}</p>" for line in (problem.remedy, problem.number) if line]
    head = '<!doctype html><html lang="zh-CN"><meta charset="utf-8">'
    title = f"<title>{escape(problem.what)} · {escape(_('连心桥'))}</title>"
    body = f"<h1>{escape(problem.what)}</h1>{''.join(lines)}{words}"
    return HttpResponse(f"{head}{title}{body}</html>", status=problem.status)
