"""The list of parameters: by room, narrowed by words, room and confidence."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from lianxin.foundation.faces.dates import moment_text
from lianxin.foundation.faces.pages import page, page_of
from lianxin.foundation.faces.paging import Chip, Pager, chip, pager, spot_of
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import queries
from lianxin.foundation.parameters.forms import FilterForm
from lianxin.foundation.parameters.pages import wording
from lianxin.foundation.parameters.pages.coded import spoken
from lianxin.foundation.parameters.pages.wording import PARAMETERS, Badge
from lianxin.foundation.parameters.queries.changes import open_changes


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter of the list in finished text."""

    href: str
    key: str
    name: str
    room: str
    value: str
    since: str
    source: str
    badge: Badge
    scope: str
    foreign: bool
    source_foreign: bool

    @property
    def place(self) -> str:
        """Give the name of the unit or area that the value is for."""
        return queries.scope_text(self.scope)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change that waits for a second person, in finished text."""

    href: str
    key: str
    name: str
    who: str
    when: str


def row_of(stored: queries.Stored) -> Row:
    """Prepare one value that holds today."""
    stretch = stored.stretch
    value = wording.short_text(stored.kind, spoken(stored.key, stretch.value))
    source = stretch.source_in(wording.language())
    return Row(
        href=f"{PARAMETERS}/{stored.key}",
        key=stored.key,
        name=queries.name_of(stored.key),
        room=wording.room_text(wording.room_of(stored.key)),
        value=value,
        since=wording.since_text(stretch.since),
        source=source,
        badge=wording.confidence_badge(stretch.confidence),
        scope=stored.scope,
        foreign=wording.is_foreign(value),
        source_foreign=wording.is_foreign(source),
    )


def waiting() -> list[Waiting]:
    """Give the changes that wait for a second person."""
    return [
        Waiting(
            href=f"{PARAMETERS}/{change.key}/changes/{change.number}",
            key=change.key,
            name=queries.name_of(change.key),
            who=change.asked_name,
            when=moment_text(change.asked_at),
        )
        for change in open_changes()
    ]


def _matches(row: Row, stored: queries.Stored, form: FilterForm) -> bool:
    wanted = form.wanted
    named = f"{row.key} {queries.searched_names(row.key)} {row.room}"
    text = f"{named} {row.value} {row.source} {stored.stretch.source}".lower()
    return (
        all(word in text for word in wanted.words.lower().split())
        and wanted.room in {"", wording.room_of(row.key)}
        and wanted.confidence in {"", stored.stretch.confidence}
    )


def _chips(request: HttpRequest, form: FilterForm) -> list[Chip]:
    wanted = form.wanted
    named = {
        "words": wanted.words,
        "room": wanted.room and wording.room_text(wanted.room),
        "confidence": wanted.confidence and wording.confidence_text(wanted.confidence),
    }
    return [chip(request, name, text) for name, text in named.items() if text]


def _shown(request: HttpRequest, form: FilterForm, today: date) -> Pager[Row]:
    """Give one page of the values that hold today and match, by key and scope."""
    spot = spot_of(request)
    rows = [(stored, row_of(stored)) for stored in queries.overview(on=today)]
    found = [((row.key, row.scope), row) for stored, row in rows if _matches(row, stored, form)]
    found.sort(key=lambda each: each[0])
    if spot.place:
        here = (str(spot.place[0]), str(spot.place[1]))
        found = [each for each in found if (each[0] < here if spot.back else each[0] > here)]
    if spot.back:
        found.reverse()
    size = queries.number("parameters.page", on=today)
    return pager(request, spot, found[: size + 1], size=size)


@page(Right.PARAMETERS_READ)
def parameters(request: HttpRequest) -> HttpResponse:
    """List the values that hold today."""
    rooms = sorted({wording.room_of(key) for key in queries.known_keys()})
    form = FilterForm(request.GET, rooms=[(room, wording.room_text(room)) for room in rooms])
    shown = _shown(request, form, localdate())
    return page_of(
        request,
        "parameters/list.html",
        filter_form=form,
        chips=_chips(request, form),
        groups=[(room, list(group)) for room, group in groupby(shown.rows, lambda row: row.room)],
        pager=shown,
        waiting=waiting(),
    )
