"""Loading the calendar: notices of the State Council and the days they settle."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from lianxin.foundation.audit.actions import Work, act, retried
from lianxin.foundation.clock.models import Day, Notice
from lianxin.foundation.clock.queries import NAME, Preview, preview, version
from lianxin.foundation.clock.rules.file import NoticeRead
from lianxin.foundation.clock.rules.plan import Change, Said
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Conflict
from lianxin.foundation.parameters.actions import changing, read_texts

DATA: Final = Path(__file__).parent / "data" / "days.toml"
"""The calendar that comes with the house."""
LOAD: Final = "clock.load"
CHANGED: Final = "clock.changed"
"""The topic that tells of a year whose days changed; ``about`` is the year, or area/year."""
JOB: Final = "job"
_COLUMNS: Final = ("year", "number", "published_on", "address", "area")


def load_days(*, by: Actor, file: Path = DATA, key: UUID | None = None) -> dict[str, Any]:
    """Load a calendar file; see ``load_texts``. Raises Invalid when it cannot be read."""
    return load_texts(by=by, texts=read_texts([file]), key=key)


@retried
def load_texts(
    *, by: Actor, texts: Mapping[str, str], seen: int | None = None, key: UUID | None = None
) -> dict[str, Any]:
    """Load calendar files, given by name, and tell what that did.

    Gives how many days were ``added``, ``changed``, ``removed``, stayed ``same``, and the
    ``years`` (or area/year) whose working days or standing are other now: each is told to the
    outbox, so that open dates are counted anew, but for the first load of a house. A notice in
    the file has exactly the file's days from now on; notices that it does not name keep theirs,
    unless it takes a day or replaces them. The same file again changes nothing. A file with a
    fault is refused whole. ``seen`` is the version of the calendar whose preview was shown.
    Raises NoRight, InvalidMany, Conflict (another load came in between).
    """
    arguments = dict(texts)
    with act(by, LOAD, key=key, arguments=arguments) as work, changing(work, NAME) as renew:
        if work.replay is not None:
            return work.replay
        _check_seen(seen)
        made = preview(texts)
        if not made.plan.is_empty:
            _write(work, made)
            renew()
        receipt = {**_counts(made), "years": [year.about for year in made.years]}
        work.keep(receipt)
    return receipt


def _check_seen(seen: int | None) -> None:
    now = version()
    if seen is not None and seen != now:
        raise Conflict(where=NAME, seen=seen, now=now)


def _counts(seen: Preview) -> dict[str, int]:
    counts = dict.fromkeys(("added", "changed", "removed"), 0)
    for change in seen.plan.changes:
        counts[_kind(change)] += 1
    return {**counts, "same": seen.plan.same}


def _kind(change: Change) -> str:
    if change.was is None:
        return "added"
    return "removed" if change.now is None else "changed"


def _write(work: Work, seen: Preview) -> None:
    for _before, notice in seen.plan.notices.values():
        columns = {name: getattr(notice, name) for name in _COLUMNS}
        Notice.objects.update_or_create(title=notice.title, defaults=columns)
    _write_days(seen.plan.changes)
    for title in dict.fromkeys([*seen.plan.notices, *(one.by for one in seen.plan.changes)]):
        was, now = _facts(seen, title)
        work.row(object=f"calendar:{title}", facts={"was": was, "now": now})
    for year in () if seen.first else seen.years:
        work.news(CHANGED, about=year.about, recipient=JOB)


def _write_days(changes: Iterable[Change]) -> None:
    ids = dict(Notice.objects.values_list("title", "pk"))
    for change in changes:
        area, day = change.place
        if change.now is None:
            Day.objects.filter(area=area, day=day).delete()
            continue
        columns = {
            "notice_id": ids[change.now.title],
            "off": change.now.off,
            "name": change.now.name,
        }
        Day.objects.update_or_create(area=area, day=day, defaults=columns)


def _facts(seen: Preview, title: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what was and what is now: the notice, and its days."""
    changes = [change for change in seen.plan.changes if change.by == title]
    was: dict[str, Any] = {"days": _days((one.place[1].isoformat(), one.was) for one in changes)}
    now: dict[str, Any] = {"days": _days((one.place[1].isoformat(), one.now) for one in changes)}
    if title in seen.plan.notices:
        before, after = seen.plan.notices[title]
        was["notice"] = _columns(before) if before else None
        now["notice"] = _columns(after)
    return was, now


def _days(said: Iterable[tuple[str, Said | None]]) -> dict[str, dict[str, Any]]:
    return {
        day: {"off": one.off, "name": one.name, "notice": one.title}
        for day, one in said
        if one is not None
    }


def _columns(notice: NoticeRead) -> dict[str, Any]:
    columns = {name: getattr(notice, name) for name in _COLUMNS}
    return {**columns, "published_on": notice.published_on.isoformat()}
