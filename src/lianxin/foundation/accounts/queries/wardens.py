"""Buildings and who looks after them: the station that hears of a place."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lianxin.foundation.accounts.models import Warden, Wardens
from lianxin.foundation.units import queries as units


@dataclass(frozen=True, slots=True)
class Building:
    """A building of a warden; ``station`` is the unit of the place, not of the person.

    It is ``running`` when it is looked after today, ``lasting`` when it is or will be.
    """

    ref: UUID
    login: str
    name: str
    place: str
    area: str
    station: str
    station_name: str
    since: date
    until: date | None
    running: bool
    lasting: bool


def _buildings(rows: Wardens) -> list[Building]:
    directory = units.directory()
    lasting = set(rows.lasting(directory.day).values_list("pk", flat=True))
    names = {entry.id: entry.name for entry in directory.entries}
    return [
        Building(
            ref=row.ref,
            login=row.person.login,
            name=row.person.name,
            place=row.place,
            area=row.area,
            station=row.station.code,
            station_name=names.get(row.station_id, row.station.code),
            since=row.valid.lower,
            until=row.valid.upper,
            running=directory.day in row.valid,
            lasting=row.pk in lasting,
        )
        for row in rows.select_related("person", "station").order_by("valid", "id")
        if not row.valid.isempty
    ]


def buildings_of(login: str) -> list[Building]:
    """List the buildings a person looks after or looked after, the oldest first."""
    return _buildings(Warden.objects.filter(person__login=login))


def wardens_at(unit: str) -> list[Building]:
    """List the buildings whose matters a unit or one below hears of today."""
    directory = units.directory()
    return _buildings(
        Warden.objects.filter(
            station__in=directory.subtree([unit]),
            valid__contains=directory.day,
            person__closed_at__isnull=True,
        )
    )
