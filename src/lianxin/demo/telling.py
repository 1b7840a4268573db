"""Walks one story through the actions of matters, as the people of the city would."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile

from lianxin.consultation.matters import actions as matters
from lianxin.consultation.matters.rules.states import Answer, Grade
from lianxin.demo import scenes
from lianxin.demo.hours import Pace
from lianxin.demo.places import CAST, DISPATCH
from lianxin.demo.story import Story, with_days
from lianxin.foundation.audit.actions import Batch
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.files import actions as files
from lianxin.foundation.kernel.actor import Actor, citizen, job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import queries as parameters

SENDER: Final = job("matters.sender", Right.MATTERS_SEND)
CITIZENS: Final = frozenset({"confirm", "rate", "reopen", "supplement", "withdraw"})
WAITS: Final = frozenset({"send", "silence"})
"""What comes by itself at its time."""
SECOND: Final = timedelta(seconds=1)
MINUTE: Final = timedelta(minutes=1)
UNITS: Final = {one.login: one.unit for one in CAST}
Step = dict[str, Any]


class Teller:
    """Walks one story."""

    def __init__(self, cast: dict[str, Actor], story: Story, pace: Pace) -> None:
        """Stand at the hour the story begins."""
        self.cast = cast
        self.story = story
        self.pace = pace
        self.at: datetime = pace.start(story.days, story.hour, staff=bool(story.by))
        self.number = ""
        self.handler = ""
        self.replied: datetime = self.at
        self.tokens: dict[tuple[int, str], str] = {}

    def keep_photos(self) -> int:
        """Draw and keep the photos of the story; say how many."""
        for scene in self.story.photos:
            self._keep(-1, scene, citizen(""))
        for place, step in enumerate(self.story.steps):
            for scene in (*step.get("photo_before", ()), *step.get("photo_after", ())):
                self._keep(place, scene, self.cast["zhian"])
        return len(self.tokens)

    def _keep(self, place: int, scene: str, by: Actor) -> None:
        upload = SimpleUploadedFile(f"{scene}.jpg", scenes.draw(scene), "image/jpeg")
        self.tokens[place, scene] = files.keep_photo(by=by, upload=upload).token

    def _kept(self, place: int, names: list[str]) -> list[str]:
        return [self.tokens[place, scene] for scene in names]

    def tell(self, many: Batch) -> None:
        """Take the matter in, then take every step at its time."""
        many.moment = self.at
        self.number = self._intake()
        for place, step in enumerate(self.story.steps):
            do = step["do"]
            staff = do not in CITIZENS or "by" in step
            days = step.get("days", 0)
            hours = float(step.get("after", 0 if days else 2))
            self.at = self.pace.step(self.at, days, hours, staff=staff)
            if do in WAITS:
                self.at = self._waited(do)
            many.moment = self.at
            getattr(self, f"_{do}")({"place": place, **step})

    def _waited(self, do: str) -> datetime:
        """Give when what the job does comes by itself: the holding or the window is over."""
        if do == "send":
            return min(self.replied + self._held() + SECOND, self.pace.now)
        limit = clock.limit("matters.windows.confirm", on=clock.local_day(self.at))
        until = clock.calendar().deadline(self.at, limit).at
        return min(until + MINUTE, self.pace.now)

    def _held(self) -> timedelta:
        seconds = parameters.number("matters.reply.held", on=clock.local_day(self.replied))
        return timedelta(seconds=seconds)

    def _words(self, step: Step) -> str:
        return with_days(step.get("words", ""), self.at, self.pace.calendar)

    def _by(self, step: Step, usual: str) -> Actor:
        return self.cast[step.get("by", usual)]

    def _citizen(self, step: Step) -> Actor:
        return self.cast[step["by"]] if "by" in step else citizen(self.number)

    def _intake(self) -> str:
        story = self.story
        return matters.intake(
            by=self.cast[story.by] if story.by else citizen(""),
            said=matters.Said(
                words=with_days(story.words, self.at, self.pace.calendar),
                place=story.place,
                photos=self._kept(-1, story.photos),
            ),
            source=story.source,
            first_receiver=UNITS[story.by] if story.by else DISPATCH,
            reporter=matters.Reporter(telephone=story.telephone, may_publish=story.publish),
        ).number

    def _dispatch(self, step: Step) -> None:
        self.handler = step["to"]
        matters.triage(
            by=self._by(step, "fenliu"),
            matter=self.number,
            category=step.get("category", self.story.category),
            urgency=step.get("urgency", self.story.urgency),
            to=UNITS[self.handler],
        )

    def _redispatch(self, step: Step) -> None:
        self.handler = step["to"]
        matters.redispatch(
            by=self._by(step, "fenliu"),
            matter=self.number,
            to=UNITS[self.handler],
            reason=step["reason"],
            words=self._words(step),
        )

    def _classify(self, step: Step) -> None:
        matters.classify(
            by=self._by(step, "fenliu"),
            matter=self.number,
            category=step["category"],
            urgency=step["urgency"],
        )

    def _accept(self, step: Step) -> None:
        matters.accept(by=self._by(step, self.handler), matter=self.number)

    def _contact(self, step: Step) -> None:
        matters.contact(
            by=self._by(step, self.handler), matter=self.number, words=self._words(step)
        )

    def _return(self, step: Step) -> None:
        matters.return_(
            by=self._by(step, self.handler),
            matter=self.number,
            reason=step["reason"],
            names=UNITS[step["names"]] if "names" in step else "",
            words=self._words(step),
        )

    def _extend(self, step: Step) -> None:
        self._ask(matters.extend, step)

    def _park(self, step: Step) -> None:
        self._ask(matters.park, step)

    def _ask(self, ask: Callable[..., matters.Receipt], step: Step) -> None:
        today = clock.local_day(self.at)
        ask(
            by=self._by(step, self.handler),
            matter=self.number,
            reason=step["reason"],
            until=self.pace.calendar.add_working_days(today, step["until"]),
            words=self._words(step),
        )

    def _decide(self, step: Step) -> None:
        matters.decide(
            by=self._by(step, "lingdao"),
            matter=self.number,
            approve=step.get("approve", True),
            words=self._words(step),
        )

    def _rectify(self, step: Step) -> None:
        place = step["place"]
        matters.rectify(
            by=self._by(step, self.handler),
            matter=self.number,
            outcome=step.get("outcome", "rectified"),
            words=self._words(step),
            before=self._kept(place, step.get("photo_before", [])),
            after=self._kept(place, step.get("photo_after", [])),
        )

    def _reply(self, step: Step) -> None:
        matters.reply(
            by=self._by(step, self.handler),
            matter=self.number,
            words=self._words(step),
            outcome=step.get("outcome", ""),
        )
        self.replied = self.at

    def _send(self, step: Step) -> None:
        """Let the job send when the reply was held long enough, else the unit at once."""
        waited = self.at - self.replied >= self._held()
        by = SENDER if waited else self._by(step, self.handler)
        matters.send(by=by, matter=self.number)

    def _take_back(self, step: Step) -> None:
        matters.take_back(
            by=self._by(step, self.handler), matter=self.number, reason=step["reason"]
        )

    def _confirm(self, step: Step) -> None:
        matters.confirm(
            by=self._citizen(step),
            matter=self.number,
            answer=Answer(step["answer"]),
            words=self._words(step),
            via="telephone" if "by" in step else "link",
        )

    def _rate(self, step: Step) -> None:
        matters.rate(
            by=citizen(self.number),
            matter=self.number,
            grade=Grade(step["grade"]),
            words=self._words(step),
        )

    def _reopen(self, step: Step) -> None:
        matters.reopen(
            by=self._citizen(step),
            matter=self.number,
            reason=step["reason"],
            words=self._words(step),
        )

    def _supplement(self, step: Step) -> None:
        matters.supplement(by=citizen(self.number), matter=self.number, words=self._words(step))

    def _withdraw(self, step: Step) -> None:
        matters.withdraw(
            by=citizen(self.number),
            matter=self.number,
            reason=step["reason"],
            words=self._words(step),
        )

    def _note(self, step: Step) -> None:
        matters.note(by=self._by(step, self.handler), matter=self.number, words=self._words(step))

    def _conclude(self, step: Step) -> None:
        matters.conclude(by=self._by(step, "dudao"), matter=self.number, words=self._words(step))

    def _silence(self, step: Step) -> None:  # noqa: ARG002 - one shape for all
        matters.conclude(by=SENDER, matter=self.number)
