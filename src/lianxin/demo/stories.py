"""Tells the stories of the demo: each walks through the actions, dated relative to today."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any, Final

from django.utils import timezone

from lianxin.consultation.matters import actions as matters
from lianxin.consultation.matters.models import Matter
from lianxin.consultation.matters.rules.states import Answer, Grade
from lianxin.demo.places import DISPATCH, PEOPLE
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.audit.actions import Batch, batch
from lianxin.foundation.kernel.actor import Actor, citizen, job
from lianxin.foundation.kernel.rights import Right

SENDER: Final = job("matters.sender", Right.MATTERS_SEND)
FOLDER: Final = "told"


@dataclass
class Story:
    """One matter: who said what and where, how many days ago, and the steps after it.

    A step is a table with ``do`` (the verb), ``after`` (hours since the step before) and what
    the verb asks.
    """

    words: str
    days_ago: float
    place: str = ""
    source: str = "online"
    receiver: str = DISPATCH
    by: str = ""
    telephone: str = ""
    category: str = ""
    urgency: str = "normal"
    publish: bool = False
    steps: list[dict[str, Any]] = field(default_factory=list)


def read() -> Iterator[Story]:
    """Give the stories of the data files, in order."""
    folder = files("lianxin.demo") / FOLDER
    for part in sorted(folder.iterdir(), key=lambda one: one.name):
        if part.name.endswith(".toml"):
            table = tomllib.loads(part.read_text(encoding="utf-8"))
            yield from (Story(**story) for story in table["story"])


def tell(builder: Actor, progress: Callable[[str], None]) -> None:
    """Tell all stories in one batch, unless matters are there already."""
    if Matter.objects.exists():
        return
    told = 0
    cast = {one.login: actor_of(one.login) for one in PEOPLE}
    with batch(builder, notices=True) as many:
        for story in read():
            Teller(many, cast, story).tell()
            told += 1
    progress(f"{told} 件事 · matters")


class Teller:
    """Walks one story."""

    def __init__(self, many: Batch, cast: dict[str, Actor], story: Story) -> None:
        """Start at the hour the story names."""
        self.many = many
        self.cast = cast
        self.story = story
        self.now = timezone.now()
        self.at: datetime = self.now - timedelta(days=story.days_ago)
        self.number = ""
        self.unit = ""

    def tell(self) -> None:
        """Take the matter in, then take every step at its time."""
        self._pass(0)
        self.number = self._intake()
        for step in self.story.steps:
            self._pass(float(step.get("after", 2)))
            getattr(self, f"_{step['do']}")(step)

    def _pass(self, hours: float) -> None:
        self.at = min(self.at + timedelta(hours=hours), self.now)
        self.many.moment = self.at

    def _by(self, step: dict[str, Any], usual: str) -> Actor:
        return self.cast[step.get("by", usual)]

    def _handler(self, step: dict[str, Any]) -> Actor:
        return self._by(step, self.unit)

    def _intake(self) -> str:
        story = self.story
        by = self.cast[story.by] if story.by else citizen("")
        return matters.intake(
            by=by,
            said=matters.Said(words=story.words, place=story.place),
            source=story.source,
            first_receiver=story.receiver,
            reporter=matters.Reporter(telephone=story.telephone, may_publish=story.publish),
        ).number

    def _dispatch(self, step: dict[str, Any]) -> None:
        self.unit = step["handler"]
        matters.triage(
            by=self._by(step, "fenliu"),
            matter=self.number,
            category=self.story.category,
            urgency=self.story.urgency,
            to=self._unit_of(self.unit),
        )

    def _redispatch(self, step: dict[str, Any]) -> None:
        self.unit = step["handler"]
        matters.redispatch(
            by=self._by(step, "fenliu"),
            matter=self.number,
            to=self._unit_of(self.unit),
            reason=step.get("reason", "returned"),
            words=step.get("words", ""),
        )

    def _unit_of(self, login: str) -> str:
        return next(one.unit for one in PEOPLE if one.login == login)

    def _accept(self, step: dict[str, Any]) -> None:
        matters.accept(by=self._handler(step), matter=self.number)

    def _contact(self, step: dict[str, Any]) -> None:
        matters.contact(by=self._handler(step), matter=self.number, words=step["words"])

    def _return(self, step: dict[str, Any]) -> None:
        matters.return_(
            by=self._handler(step),
            matter=self.number,
            reason=step["reason"],
            names=self._unit_of(step["names"]) if "names" in step else "",
            words=step["words"],
        )

    def _rectify(self, step: dict[str, Any]) -> None:
        matters.rectify(
            by=self._handler(step),
            matter=self.number,
            outcome=step.get("outcome", "rectified"),
            words=step["words"],
        )

    def _reply(self, step: dict[str, Any]) -> None:
        matters.reply(
            by=self._handler(step),
            matter=self.number,
            words=step["words"],
            outcome=step.get("outcome", ""),
        )

    def _send(self, step: dict[str, Any]) -> None:
        matters.send(by=self._handler(step), matter=self.number)

    def _take_back(self, step: dict[str, Any]) -> None:
        matters.take_back(
            by=self._handler(step), matter=self.number, reason=step.get("reason", "")
        )

    def _confirm(self, step: dict[str, Any]) -> None:
        matters.confirm(
            by=citizen(self.number),
            matter=self.number,
            answer=Answer(step["answer"]),
            words=step.get("words", ""),
        )

    def _rate(self, step: dict[str, Any]) -> None:
        matters.rate(by=citizen(self.number), matter=self.number, grade=Grade(step["grade"]))

    def _reopen(self, step: dict[str, Any]) -> None:
        matters.reopen(
            by=citizen(self.number),
            matter=self.number,
            reason=step["reason"],
            words=step["words"],
        )

    def _supplement(self, step: dict[str, Any]) -> None:
        matters.supplement(by=citizen(self.number), matter=self.number, words=step["words"])

    def _withdraw(self, step: dict[str, Any]) -> None:
        matters.withdraw(by=citizen(self.number), matter=self.number, reason=step["reason"])

    def _note(self, step: dict[str, Any]) -> None:
        matters.note(by=self._handler(step), matter=self.number, words=step["words"])

    def _conclude(self, step: dict[str, Any]) -> None:
        by = self.cast[step["by"]] if "by" in step else SENDER
        matters.conclude(by=by, matter=self.number, words=step.get("words", ""))
