"""Tells the stories of the demo: each walks through the actions, dated relative to today."""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Final

from django.utils import timezone

from lianxin.consultation.matters.models import Matter
from lianxin.demo.hours import Pace
from lianxin.demo.places import CAST
from lianxin.demo.story import Story
from lianxin.demo.telling import Teller
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.audit.actions import batch, together
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.kernel.actor import Actor

FOLDER: Final = "told"
OLD: Final = 12
"""Working days; a story that ended before is over for everybody: no notice of it goes out."""
SPREAD: Final = 7
HALF_HOUR: Final = 31
MINUTE: Final = 60


def read() -> Iterator[Story]:
    """Give the stories of the data files, in order."""
    folder = files("lianxin.demo") / FOLDER
    for part in sorted(folder.iterdir(), key=lambda one: one.name):
        if part.name.endswith(".toml"):
            table = tomllib.loads(part.read_text(encoding="utf-8"))
            yield from (Story(**story) for story in table["story"])


def tell(builder: Actor, progress: Callable[[str], None]) -> None:
    """Tell all stories or none, unless matters are there already."""
    if Matter.objects.exists():
        return
    with together():
        told = tellers(timezone.now())
        photos = sum(teller.keep_photos() for teller in told)
        progress(f"{photos} 张照片 · photos")
        walk(builder, told)
    progress(f"{len(told)} 件事 · matters")


def tellers(now: datetime) -> list[Teller]:
    """Give who tells the stories as they stand at a moment, which is not to come."""
    calendar = clock.calendar()
    cast = {one.login: actor_of(one.login) for one in CAST}
    return [
        Teller(cast, story, _pace(count, story, now, calendar))
        for count, story in enumerate(read())
    ]


def walk(builder: Actor, told: Sequence[Teller]) -> None:
    """Walk all stories through the actions; what is long over sends no notices."""
    for notices in (False, True):
        with batch(builder, notices=notices) as many:
            for teller in told:
                if teller.story.over(OLD) is not notices:
                    teller.tell(many)


def _pace(count: int, story: Story, now: datetime, calendar: clock.Calendar) -> Pace:
    late = timedelta(minutes=count * SPREAD % HALF_HOUR, seconds=count % MINUTE)
    return Pace(now=now, calendar=calendar, late=late, always=story.always)
