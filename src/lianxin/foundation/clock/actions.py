"""Loading the calendar: notices of the State Council and the days they settle."""

from pathlib import Path
from typing import Any, Final
from uuid import UUID

from lianxin.foundation.audit.actions import Work, act, retried
from lianxin.foundation.clock.models import Day, Notice
from lianxin.foundation.clock.queries import NAME
from lianxin.foundation.clock.rules.file import FeastDay, NoticeRead, read
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import InvalidMany
from lianxin.foundation.parameters.actions import changing, read_texts

DATA: Final = Path(__file__).parent / "data" / "days.toml"
"""The calendar that comes with the house."""
LOAD: Final = "clock.load"
_COLUMNS: Final = ("year", "number", "published_on", "address", "area")


@retried
def load_days(*, by: Actor, file: Path = DATA, key: UUID | None = None) -> dict[str, int]:
    """Load a calendar file and tell how many days were ``added``, ``changed``, ``removed``.

    A notice in the file has exactly the file's days from now on; notices that it does not name
    stay. The same file again changes nothing. A file with a fault is refused whole. Raises
    NoRight, Invalid (the file cannot be read), InvalidMany.
    """
    texts = read_texts([file])
    with act(by, LOAD, key=key, arguments=texts) as work, changing(work, NAME) as renew:
        if work.replay is not None:
            return work.replay
        counts = dict.fromkeys(("added", "changed", "removed", "same"), 0)
        news = [_load(work, notice, counts) for notice in _read(texts)]
        if any(news):
            renew()
        work.keep(counts)
    return counts


def _read(texts: dict[str, str]) -> list[NoticeRead]:
    notices: list[NoticeRead] = []
    for name, text in texts.items():
        reading = read(name, text)
        if reading.faults:
            raise InvalidMany(tuple(reading.faults))
        notices += reading.notices
    return notices


def _load(work: Work, read_notice: NoticeRead, counts: dict[str, int]) -> bool:
    notice, news = _notice(read_notice)
    wanted = {each.day: each for each in read_notice.days}
    known = {each.day: each for each in Day.objects.filter(area=read_notice.area, day__in=wanted)}
    gone = notice.days.exclude(area=read_notice.area, day__in=wanted).order_by("day")
    facts = {"removed": [each.day.isoformat() for each in gone], "added": [], "changed": []}
    counts["removed"] += len(facts["removed"])
    gone.delete()
    for day, each in wanted.items():
        verdict = _settle(notice, read_notice.area, each, known.get(day))
        counts[verdict] += 1
        if verdict != "same":
            facts[verdict].append(day.isoformat())
    news = news or any(facts.values())
    if news:
        work.row(object=f"calendar:{notice.title}", facts=facts)
    return news


def _notice(read_notice: NoticeRead) -> tuple[Notice, bool]:
    columns: dict[str, Any] = {name: getattr(read_notice, name) for name in _COLUMNS}
    notice, created = Notice.objects.get_or_create(title=read_notice.title, defaults=columns)
    if all(getattr(notice, name) == value for name, value in columns.items()):
        return notice, created
    for name, value in columns.items():
        setattr(notice, name, value)
    notice.save()
    return notice, True


def _settle(notice: Notice, area: str, said: FeastDay, known: Day | None) -> str:
    if known is None:
        Day.objects.create(notice=notice, area=area, day=said.day, off=said.off, name=said.name)
        return "added"
    if (known.notice_id, known.off, known.name) == (notice.pk, said.off, said.name):
        return "same"
    known.notice, known.off, known.name = notice, said.off, said.name
    known.save()
    return "changed"
