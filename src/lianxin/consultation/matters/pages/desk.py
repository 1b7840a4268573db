"""S4 and S5: the worklist, the register, a matter, taking one down."""

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.forms.desk import FilterForm, TakeDownForm
from lianxin.consultation.matters.forms.verbs import MatterForm, NoteForm
from lianxin.consultation.matters.models import Matter
from lianxin.consultation.matters.pages import halves
from lianxin.consultation.matters.pages.acts import PAGES
from lianxin.consultation.matters.pages.follow import is_small, photo_response
from lianxin.consultation.matters.pages.say import found_again, receipt_context, say_again
from lianxin.consultation.matters.pages.sides import kept_sides
from lianxin.consultation.matters.pages.trail import LIST, REGISTER, back_of, trail_of
from lianxin.consultation.matters.pages.verbs import offered_to
from lianxin.consultation.matters.queries import desk, lookup, register, worklist
from lianxin.consultation.matters.queries.case import case_of
from lianxin.consultation.matters.queries.photos import kept_files, photo_of
from lianxin.consultation.matters.queries.primary import PRIMARY, act_of
from lianxin.consultation.matters.rules.states import State, Verb
from lianxin.foundation.faces.dates import day_text
from lianxin.foundation.faces.pages import actor_of, page, page_of
from lianxin.foundation.faces.paging import chip, chosen, pager, spot_of
from lianxin.foundation.files import actions as files
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, KeyReused, LianxinError
from lianxin.foundation.kernel.ids import parse_number
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units.queries import directory


@page(Right.SIGNED_IN)
def inbox(request: HttpRequest) -> HttpResponse:
    """Show what waits for one, by the deadline of this step."""
    who = actor_of(request)
    if not who.holds(Right.MATTERS_READ):
        return page_of(request, "matters/no_inbox.html")
    asked = chosen(request, {"tab": list(worklist.TABS)}).get("tab", "")
    found, current = worklist.tabs(who, asked, "/desk")
    spot = spot_of(request)
    trail = trail_of(request, tab=current)
    listed = worklist.listed(who, current, spot.place, back=spot.back, trail=trail)
    return page_of(
        request,
        "matters/inbox.html",
        tabs=found,
        pager=pager(request, spot, listed, size=worklist.page_size()),
        empty=worklist.empty_words(found),
        current=current,
        drawn=timezone.now().isoformat(),
        today=day_text(timezone.localdate(), weekday=True),
    )


@page(Right.MATTERS_READ)
def news(request: HttpRequest) -> HttpResponse:
    """Say how many came since the worklist was drawn; they are shown when the person asks."""
    tab = chosen(request, {"tab": list(worklist.TABS)}).get("tab", "")
    given = request.GET.get("since", "")
    since = parse_datetime(given) if given.isascii() else None
    if since is None or is_naive(since):
        raise Invalid("faces.page", where="since")
    count = worklist.news(actor_of(request), tab, since)
    return page_of(request, "matters/news.html", count=count, tab=tab)


@page(Right.MATTERS_READ)
def matters(request: HttpRequest) -> HttpResponse:
    """Show all one may see, newest first; a number typed into the look-up box opens its page."""
    who = actor_of(request)
    asked = request.GET.get("number", "")
    if asked:
        return _find(request, asked)
    lists = {
        "state": register.STATES,
        "source": _codes("matters.sources"),
        "category": _codes("matters.categories"),
        "unit": [entry.code for entry in directory().all()],
    }
    filters = chosen(request, lists)
    spot = spot_of(request)
    trail = trail_of(request, **{LIST: REGISTER})
    listed = register.listed(who, filters, spot.place, back=spot.back, trail=trail)
    return page_of(
        request,
        "matters/register.html",
        pager=pager(request, spot, listed, size=worklist.page_size()),
        filter_form=FilterForm(initial=filters),
        chips=[chip(request, name, text) for name, text in register.chip_texts(filters).items()],
        dispatching=filters.get("state") == State.NEW,
    )


def _codes(key: str) -> list[str]:
    return [choice.code for choice in parameters.choices(key, on=timezone.localdate())]


def _find(request: HttpRequest, asked: str) -> HttpResponse:
    try:
        number = desk.matter_of(actor_of(request), parse_number(asked)).number
    except LianxinError as error:
        return page_of(request, "matters/not_found.html", asked=asked, told=register.told(error))
    return redirect(f"/desk/matters/{number}")


@page(Right.MATTERS_READ)
def matter(request: HttpRequest, number: str) -> HttpResponse:
    """Show a matter: what to do now, the clocks, the timeline, the evidence, the notes."""
    who = actor_of(request)
    found, verbs = offered_to(who, number)
    trail = trail_of(request)
    undo = PAGES[Verb.TAKE_BACK].texts(found, trail) if Verb.TAKE_BACK in verbs else None
    case = desk.desk_case(who, number, undo_href=undo.href if undo else "")
    primary = PRIMARY.get(case.state)
    main = primary[0] if primary and primary[0] in verbs else None
    if case.held_reply and Verb.SEND in verbs:
        main = Verb.SEND
    if Verb.DECIDE in verbs:
        main = Verb.DECIDE
    aside = [Verb.NOTE, Verb.TAKE_BACK, main]
    half = halves.offered(request, number)
    form = _act_form(main, found, who, half) if main else None
    back_href, back_text = back_of(request)
    return page_of(
        request,
        "matters/matter.html",
        case=case,
        trail=trail,
        back_href=back_href,
        back_text=back_text,
        act=PAGES[main].texts(found, trail) if main else None,
        act_form=form,
        kept=kept_sides(form) if form else [],
        others=[act_of(verb) for verb in verbs if verb not in aside],
        take_back=undo,
        note=_note_form(found, who, half, alone=not main) if Verb.NOTE in verbs else None,
    )


def _act_form(verb: Verb, matter: Matter, who: Actor, half: halves.Half) -> MatterForm:
    draft = half if half.get(halves.FORM) == [verb.value] else {}
    return PAGES[verb].form(matter=matter, who=who, seen=matter.seq, draft=draft)


def _note_form(matter: Matter, who: Actor, half: halves.Half, *, alone: bool) -> NoteForm:
    """Give the form of a note; beside an act its words are sent with the act's form."""
    note = NoteForm(matter=matter, who=who, prefix=halves.NOTE, draft=half)
    if not alone:
        halves.attach(note)
    return note


@page(Right.MATTERS_READ)
def as_citizen(request: HttpRequest, number: str) -> HttpResponse:
    """Show the matter as its citizen sees it, without the buttons."""
    desk.matter_of(actor_of(request), number)
    base = f"/desk/matters/{number}/photos"
    return page_of(
        request,
        "matters/as_citizen.html",
        case=case_of(number, photo_base=base),
        trail=trail_of(request),
    )


@page(Right.MATTERS_READ)
def photo(request: HttpRequest, number: str, ordinal: int) -> FileResponse:
    """Send a photo of a matter one sees."""
    desk.matter_of(actor_of(request), number)
    return photo_response(photo_of(number, ordinal, small=is_small(request)))


@page(Right.MATTERS_TAKE_DOWN, methods=("GET", "POST"))
def take_down(request: HttpRequest) -> HttpResponse:
    """Take down what a person says on the telephone or at the counter; print the receipt."""
    who = actor_of(request)
    form = TakeDownForm.of(request)
    if request.method == "POST":
        form.keep_uploads("photos", lambda upload: files.keep_photo(by=who, upload=upload))
        form.show_kept(kept_files(form.kept))
        if form.is_valid():
            with form.faults():
                return _taken(request, form, who)
    return found_again(request, page_of(request, "matters/take_down.html", form))


def _taken(request: HttpRequest, form: TakeDownForm, who: Actor) -> HttpResponse:
    try:
        receipt = _intake(form, who)
    except KeyReused as error:
        return say_again(request, "matters/take_down.html", form, who, error)
    code = lookup.code_text(form.key, receipt.find)
    return page_of(
        request,
        "matters/taken_down.html",
        receipt=receipt_context(receipt.number, code),
        origin=settings.ORIGIN,
    )


def _intake(form: TakeDownForm, who: Actor) -> actions.Receipt:
    typed = form.cleaned_data
    return actions.intake(
        by=who,
        said=actions.Said(
            words=typed["words"],
            place=typed["place"],
            category=typed["category"],
            photos=tuple(form.kept),
        ),
        source=typed["source"],
        first_receiver=who.unit or "",
        reporter=actions.Reporter(
            telephone=typed["telephone"], may_publish=typed["identity"] == "public"
        ),
        received_on=typed["received_on"],
        code=True,
        key=form.key,
    )
