"""Loading a notice in two steps: what it changes is shown first, then it is loaded."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from lianxin.foundation.clock import actions, queries
from lianxin.foundation.clock.forms import NoticeForm, TextForm
from lianxin.foundation.clock.pages.calendar import CALENDAR
from lianxin.foundation.clock.pages.telling import years_told
from lianxin.foundation.faces.pages import actor_of, page, page_of
from lianxin.foundation.kernel.errors import Conflict
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters.actions import check_change
from lianxin.foundation.parameters.queries import EVERYWHERE

STEP = "step"
LOAD = "load"
EDIT = "edit"
HEAD = "[[notice]]"
TYPED = f"{CALENDAR}/load"
FILE = f"{CALENDAR}/load/file"


@page(Right.PARAMETERS_MANAGE, methods=("GET", "POST"))
def load(request: HttpRequest) -> HttpResponse:
    """Load a notice that is typed in lines."""
    check_change(actor_of(request), Right.PARAMETERS_MANAGE, EVERYWHERE)
    today = timezone.localdate()
    year = queries.missing_year(today=today) or today.year + 1
    form = NoticeForm.of(request, initial={"year": year})
    return _steps(request, form, "clock/load.html", TYPED)


@page(Right.PARAMETERS_MANAGE, methods=("GET", "POST"))
def load_file(request: HttpRequest) -> HttpResponse:
    """Load a file, uploaded or pasted."""
    check_change(actor_of(request), Right.PARAMETERS_MANAGE, EVERYWHERE)
    return _steps(request, TextForm.of(request), "clock/load_file.html", FILE)


def _steps(
    request: HttpRequest, form: NoticeForm | TextForm, template: str, here: str
) -> HttpResponse:
    step = request.POST.get(STEP, "")
    if request.method == "POST" and step != EDIT and form.is_valid():
        with form.faults():
            if step == LOAD:
                return _loaded(request, form, here)
            return _preview(request, form, here)
    return page_of(
        request,
        template,
        form,
        back=CALENDAR,
        typed_href=TYPED,
        file_href=FILE,
        sample=_sample(),
    )


def _sample() -> str:
    """Give the first notice of the house's own file, to copy the format from."""
    own = actions.DATA.read_text("utf-8").split(HEAD)[1]
    return f"{HEAD}{own}".strip()


def _preview(
    request: HttpRequest, form: NoticeForm | TextForm, here: str, *, moved: bool = False
) -> HttpResponse:
    form.renew(seen=queries.version())
    seen = queries.preview(form.texts)
    kept = [field.as_hidden() for field in form.visible_fields() if field.name != "file"]
    return page_of(
        request,
        "clock/preview.html",
        form,
        here=here,
        kept=kept,
        titles=seen.titles,
        years=years_told(seen.years),
        nothing=seen.plan.is_empty,
        moved=moved,
        back=CALENDAR,
    )


def _loaded(request: HttpRequest, form: NoticeForm | TextForm, here: str) -> HttpResponse:
    actor = actor_of(request)
    try:
        receipt = actions.load_texts(by=actor, texts=form.texts, seen=form.seen, key=form.key)
    except Conflict:
        return _preview(request, form, here, moved=True)
    return page_of(
        request,
        "clock/loaded.html",
        receipt=receipt,
        jobs="/desk/settings/jobs" if actor.holds(Right.JOBS_READ) else "",
        back=CALENDAR,
    )
