"""Acts on buildings: who looks after one, from when to when (民警楼长)."""

from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from lianxin.foundation.accounts.actions.checks import check_open, check_units, taken
from lianxin.foundation.accounts.actions.posts import told_apart
from lianxin.foundation.accounts.models import Person, Warden
from lianxin.foundation.audit.actions import act, retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, NotFound, Refused
from lianxin.foundation.kernel.text import tidy_line
from lianxin.foundation.units import queries as units


@retried
def assign_building(
    *,
    by: Actor,
    login: str,
    place: str,
    station: str,
    area: str = "",
    since: date | None = None,
    until: date | None = None,
    key: UUID | None = None,
) -> None:
    """Let a person look after a building; what is heard there goes to the station of the place.

    The person may belong to any unit; one manages the station. ``area`` is that of the station
    if left out. Raises NotFound, NoRight, Refused, Invalid.
    """
    place = tidy_line(place)
    given = {"place": place, "station": station, "area": area}
    given |= {"since": str(since or ""), "until": str(until or "")}
    asked = {"login": login, **given}
    with act(by, "accounts.assign_building", key=key, arguments=asked) as work:
        if work.replay:
            return
        person = taken(login)
        check_open(person)
        check_units(by, [station])
        if not place:
            raise Invalid("accounts.place", where="place")
        days = _days(since or units.today(), until)
        _look_after(person, place, _open_station(station, days.lower), area, days)
        work.row(object=f"person:{login}", facts=given)
        work.keep({"login": login})


def _days(start: date, until: date | None) -> DateRange:
    if until is not None and until <= start:
        raise Invalid("accounts.days", where="until", since=start, until=until)
    return DateRange(start, until)


def _open_station(code: str, day: date) -> units.Entry:
    entry = units.directory(day).by_code(code)
    if entry.closed:
        raise Refused("accounts.unit_closed", where="station", unit=code)
    return entry


def _look_after(
    person: Person, place: str, station: units.Entry, area: str, days: DateRange
) -> None:
    with told_apart(login=person.login, place=place):
        Warden.objects.create(
            person=person,
            place=place,
            area=area or station.area,
            station_id=station.id,
            valid=days,
        )


@retried
def end_building(*, by: Actor, ref: UUID, on: date | None = None, key: UUID | None = None) -> None:
    """End that a person looks after a building, today by default. Raises NotFound, NoRight."""
    given = {"ref": str(ref), "on": str(on or "")}
    with act(by, "accounts.end_building", key=key, arguments=given) as work:
        if work.replay:
            return
        rows = Warden.objects.select_for_update(of=("self",)).select_related("person", "station")
        row = rows.filter(ref=ref).first()
        if row is None:
            raise NotFound("accounts.building_unknown", where="ref")
        check_units(by, [row.station.code])
        day = max(on or units.today(), row.valid.lower)
        if row.valid.upper is not None and row.valid.upper <= day:
            raise Refused("accounts.building_over", where="ref")
        row.valid = DateRange(row.valid.lower, day)
        row.save(update_fields=["valid"])
        work.row(object=f"person:{row.person.login}", facts={"place": row.place, "on": str(day)})
        work.keep({"ref": str(ref)})
