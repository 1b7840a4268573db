"""Random acts by random people on a few matters, the same ones for the same seed."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.rules.states import Answer, Grade
from lianxin.foundation.kernel.actor import Actor, citizen
from lianxin.foundation.kernel.errors import LianxinError
from lianxin.foundation.units.queries import directory
from tests.city import STAFF, UNITS, staff
from tests.consultation.matters import lives

PEOPLE: Final = (*(login for login, *_rest in STAFF), "twofold", "outsider")
WORDS: Final = ("路灯还是不亮。", "已更换。", "请再看一看", "已安排。", "换了线路", " ")
UNIT_CODES: Final = (*(code for code, *_rest in UNITS), "nowhere")
REASONS: Final = ("returned", "same_unit", "other_unit", "odd")
RETURNS: Final = ("not_duty", "unclear", "duplicate", "odd")
OUTCOMES: Final = ("rectified", "explained", "planned", "not_adopted", "withdrawn", "")
LIKELY: Final = 0.9
"""How often the one whose turn it is acts, so that lives get somewhere."""

Arguments = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One act of a walk and how it ended; ``matter`` is its place among the walk's matters."""

    name: str
    matter: int
    by: Actor
    arguments: Arguments
    ended: str = ""


def done(step: Step, number: str) -> str:
    """Do a step; give the code of the error, empty when it went well. Other errors pass."""
    by = lives.giver(number) if step.by.id.startswith("citizen:own") else step.by
    try:
        getattr(actions, step.name)(by=by, matter=number, **step.arguments)
    except LianxinError as fault:
        return fault.code
    return ""


@dataclass
class Walk:
    """One walk: its matters and its steps."""

    seed: int
    numbers: list[str] = field(default_factory=list)
    script: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Draw from the seed alone."""
        self.random = Random(self.seed)  # noqa: S311 - a test's choice

    def pick(self, choices: Any) -> Any:
        """Pick one."""
        return self.random.choice(choices)

    def day(self, ahead: int) -> date:
        """Give a day of the near future, or a little in the past."""
        return directory().day + timedelta(days=self.random.randint(-2, ahead))

    def act(self) -> None:
        """Do one thing to a matter; only a typed error may come of it."""
        if not self.numbers or self.random.random() < 0.04:
            self.numbers.append(lives.say())
            self.script.append(Step("say", len(self.numbers) - 1, citizen(""), {}))
            return
        number = self.pick(self.numbers)
        name = self._likely(number) if self.random.random() < LIKELY else self.pick(list(MAKERS))
        arguments = MAKERS[name](self) | self._seen(name, number)
        step = Step(name, self.numbers.index(number), self._actor(name, number), arguments)
        ended = done(step, number)
        self.script.append(replace(step, ended=ended))

    def _likely(self, number: str) -> str:
        return str(self.pick(FITTING[lives.stands(number).state]))

    def _actor(self, name: str, number: str) -> Actor:
        usual = USUAL[name] if name in USUAL else self._unit(number)
        login = self.pick(usual if self.random.random() < LIKELY else (*PEOPLE, "giver", "job"))
        if login == "giver":
            return citizen("own" if self.random.random() < LIKELY else "2001-0001")
        return lives.sender() if login == "job" else staff(login)

    @staticmethod
    def _unit(number: str) -> tuple[str, ...]:
        unit = lives.stands(number).unit
        return HANDLERS.get(unit.code if unit else "", ("dispatcher",))

    def _seen(self, name: str, number: str) -> Arguments:
        if name in {"note", "rate"} or self.random.random() < 0.8:
            return {}
        return {"seen": lives.stands(number).seq - self.pick((0, 0, 1))}


def _words(walk: Walk) -> Arguments:
    return {"words": walk.pick(WORDS)}


def _target(walk: Walk) -> str:
    usual = ("order", "traffic", "order", "traffic", "station")
    return str(walk.pick(usual if walk.random.random() < LIKELY else UNIT_CODES))


MAKERS: Final[dict[str, Callable[[Walk], Arguments]]] = {
    "classify": lambda walk: {
        "category": walk.pick(("roads.lighting", "traffic", "odd")),
        "urgency": walk.pick(("normal", "urgent", "extreme", "odd")),
    },
    "triage": lambda walk: {"category": "roads", "urgency": "normal", "to": _target(walk)},
    "dispatch": lambda walk: {"to": _target(walk)},
    "redispatch": lambda walk: {"to": _target(walk), "reason": walk.pick(REASONS)},
    "accept": lambda _walk: {},
    "return_": lambda walk: {
        "reason": walk.pick(RETURNS),
        "names": walk.pick(("", "traffic", _target(walk))),
        **_words(walk),
    },
    "contact": _words,
    "rectify": lambda walk: {"outcome": walk.pick(OUTCOMES), **_words(walk)},
    "reply": lambda walk: {"outcome": walk.pick(OUTCOMES), **_words(walk)},
    "send": lambda _walk: {},
    "take_back": lambda _walk: {},
    "confirm": lambda walk: {"answer": walk.pick(list(Answer)), **_words(walk)},
    "rate": lambda walk: {"grade": walk.pick(list(Grade))},
    "reopen": lambda walk: {"reason": walk.pick(("not_done", "came_back", "odd")), **_words(walk)},
    "conclude": _words,
    "supplement": _words,
    "withdraw": lambda walk: {"reason": walk.pick(("mistaken", "no_longer", "odd"))},
    "note": _words,
    "extend": lambda walk: {
        "reason": walk.pick(("works", "season", "expert_report", "hearing", "odd")),
        "until": walk.day(35),
        "words": walk.pick(WORDS),
    },
    "park": lambda walk: {
        "reason": walk.pick(("funds", "policy", "odd")),
        "until": walk.day(90),
        "words": walk.pick(WORDS),
    },
    "decide": lambda walk: {
        "approve": walk.pick((True, True, False)),
        "words": walk.pick(WORDS),
    },
    "resume": lambda _walk: {},
    "decline": lambda walk: {"reason": walk.pick(("not_area", "odd")), **_words(walk)},
    "refer": lambda walk: {
        "reason": walk.pick(("hotline", "crime_report", "odd")),
        "consent": walk.pick((True, True, False)),
        **_words(walk),
    },
}
"""Every verb with arguments that are mostly fit."""

USUAL: Final = {
    "classify": ("dispatcher",),
    "triage": ("dispatcher",),
    "dispatch": ("dispatcher",),
    "take_back": ("dispatcher", "officer", "driver", "supervisor", "twofold"),
    "redispatch": ("dispatcher", "supervisor", "supervisor", "twofold"),
    "confirm": ("giver", "supervisor", "twofold"),
    "reopen": ("giver", "supervisor", "twofold"),
    "conclude": ("supervisor", "twofold"),
    "rate": ("giver",),
    "supplement": ("giver",),
    "withdraw": ("giver",),
    "note": PEOPLE,
    "decide": ("leader",),
    "resume": ("leader", "officer", "driver"),
    "decline": ("dispatcher",),
    "refer": ("dispatcher",),
}
"""Whose verb it is; all others are the unit's."""
HANDLERS: Final = {
    "order": ("officer", "officer", "colleague", "twofold"),
    "traffic": ("driver",),
    "station": ("clerk",),
    "north": ("outsider",),
}
FITTING: Final = {
    "new": ("dispatch", "triage", "triage", "classify", "contact", "supplement"),
    "dispatched": ("accept", "accept", "return_", "take_back", "redispatch", "extend", "decide"),
    "returned": ("redispatch", "redispatch", "take_back", "classify", "decline", "refer"),
    "in_hand": (
        *("rectify", "reply", "reply", "return_", "take_back", "contact"),
        *("extend", "extend", "park", "park", "decide", "decide", "decide", "resume"),
    ),
    "to_answer": ("reply", "send", "send", "take_back", "withdraw", "extend", "decide", "resume"),
    "parked": ("resume", "resume", "take_back", "withdraw", "supplement"),
    "with_citizen": ("confirm", "confirm", "reopen", "rate", "conclude"),
    "reopened": ("redispatch", "redispatch", "conclude", "rate"),
    "concluded": ("confirm", "reopen", "reopen", "rate", "note"),
}
