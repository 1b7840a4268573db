"""Probes of the parameters that matters read, or will read by the same functions."""

from collections.abc import Callable
from datetime import datetime
from time import sleep
from typing import Any, Final
from uuid import uuid4

from django.test import Client
from django.utils.timezone import now

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.actions import checks, clocks, codes, reminding
from lianxin.consultation.matters.forms import lists
from lianxin.consultation.matters.kinds import KINDS
from lianxin.consultation.matters.models import Matter
from lianxin.consultation.matters.queries import (
    badges,
    case,
    labels,
    lookup,
    receipts,
    routes,
    routing,
)
from lianxin.consultation.matters.queries.places import Ground
from lianxin.consultation.matters.queries.trial import trial
from lianxin.consultation.matters.queries.worklist import page_size
from lianxin.consultation.matters.rules.states import Answer, State
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.kernel.actor import Actor, citizen, job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units.queries import directory
from tests.city import staff
from tests.consultation.matters import asking, lives
from tests.contracts.probing import Probe, said, today, undone
from tests.contracts.world import Life, photo

SUGGESTION: Final = KINDS["suggestion"]
NINE_DAYS: Final = {"amount": 9, "unit": "working_days"}
Look = Callable[[Life], Any]


def step(state: State, urgency: str = "normal") -> Look:
    """Give a look at when a step that starts now is due."""
    return lambda _life: clocks.deadline(clocks.rule_for(SUGGESTION, state, urgency), noon()).at


def noon() -> datetime:
    """Give noon of today, so that two looks count from the same moment."""
    return now().replace(hour=4, minute=0, second=0, microsecond=0)


def limit(key: str) -> Look:
    """Give a look at when a limit that starts now is over."""
    return lambda _life: clocks.deadline(key, noon()).at


def picks(key: str) -> Look:
    """Give a look at what a form lets one pick."""
    return lambda _life: [choice.code for choice in lists.choices(key)]


def checked(key: str, code: str) -> Look:
    """Give a look at what refuses a choice in an act."""
    return lambda _life: said(lambda: checks.check_choice(today(), key, code, "choice"))


def asks_name(_life: Life) -> str:
    """Give what refuses a return that names no unit."""
    return said(lambda: checks.check_names(today(), "not_duty", ""))


def contact(life: Life) -> str:
    """Give by when the first contact is owed."""
    matter = Matter.objects.get(number=life.number)
    matter.first_contact_at = None
    return badges.contact_text(matter, clock.calendar(), noon())


def answered(life: Life) -> datetime | None:
    """Give until when the citizen may speak on the answer."""
    return case.answer_until(Matter.objects.get(number=life.number))


def two_photos(_life: Life) -> str:
    """Give what refuses two photos at once."""
    return said(
        lambda: actions.intake(
            by=staff("clerk"),
            said=actions.Said(words="路灯坏了。", photos=[photo(), photo()]),
            source="telephone",
            first_receiver="station",
            key=uuid4(),
        )
    )


def from_telephone(_life: Life) -> str:
    """Give what refuses a call that is taken down."""
    return said(
        lambda: actions.intake(
            by=staff("clerk"),
            said=actions.Said(words="路灯坏了。"),
            source="telephone",
            first_receiver="station",
            key=uuid4(),
        )
    )


def contrary(life: Life) -> bool:
    """Tell whether the page asks again when words speak against the button."""

    def send() -> bool:
        browser = Client()
        address = f"/confirm/{life.link}"
        actions.confirm(by=_citizen(life), matter=life.number, answer=Answer.SOLVED)
        fields = {"key": uuid4(), "words": "灯还是不亮", "grade": "satisfied"}
        return bool(browser.post(f"{address}/rate", fields).status_code == 200)

    return bool(undone(send))


def extended(_life: Life) -> str:
    """Give what refuses a unit to ask for a later date for the first time."""
    return said(lambda: asking.ask(lives.handled()))


def told_who(_life: Life) -> str:
    """Give by when the giver of a new matter is told who handles it."""
    return str(undone(lambda: receipts.told_who_by(lives.say())))


def reminded(_life: Life) -> int:
    """Count what the job tells now of what is soon due."""
    clerk = job("test", Right.MATTERS_CLOCK)
    return int(undone(lambda: reminding.remind(by=clerk, now=now())))


def tried(_life: Life) -> int:
    """Count the past matters that a dry run looks at."""
    return trial(staff("dispatcher"), (), (today(), today()), "", 1).tried


def passed(life: Life) -> str:
    """Give what refuses a pass that a page got two seconds ago."""
    pass_ = lookup.new_pass(life.number)
    sleep(2.1)
    return said(lambda: lookup.number_by_pass(pass_))


def at_risk(_life: Life) -> str:
    """Give the look of a step that is due in three working days."""
    due = clocks.deadline("matters.limits.judge", noon()).at
    return badges.step_clock(due, clock.calendar(), noon()).look


def _citizen(life: Life) -> Actor:
    return citizen(life.number)


def suggested(_life: Life) -> bool:
    """Tell whether the form offers illegal parking."""
    return any("traffic.parking" in str(group) for group in lists.category_groups())


MATTERS: dict[str, Probe] = {
    "matters.limits.triage": Probe(NINE_DAYS, step(State.NEW)),
    "matters.limits.redispatch": Probe(NINE_DAYS, step(State.RETURNED)),
    "matters.limits.accept": Probe(NINE_DAYS, step(State.DISPATCHED)),
    "matters.limits.handle.normal": Probe(NINE_DAYS, step(State.IN_HAND)),
    "matters.limits.handle.urgent": Probe(NINE_DAYS, step(State.IN_HAND, "urgent")),
    "matters.limits.handle.extreme": Probe(NINE_DAYS, step(State.IN_HAND, "extreme")),
    "matters.limits.callback": Probe(NINE_DAYS, step(State.WITH_CITIZEN)),
    "matters.limits.judge": Probe(NINE_DAYS, step(State.REOPENED)),
    "matters.limits.return": Probe(NINE_DAYS, limit("matters.limits.return")),
    "matters.limits.contact": Probe(NINE_DAYS, contact),
    "matters.windows.told_who": Probe(NINE_DAYS, told_who),
    "matters.windows.confirm": Probe(NINE_DAYS, limit("matters.windows.confirm")),
    "matters.windows.reopen": Probe(NINE_DAYS, answered),
    **{
        key: Probe(NINE_DAYS, limit(key))
        for key in (
            "matters.limits.handle.consult",
            "matters.limits.extend_decide",
            "matters.limits.park_review",
            "matters.limits.return_deputies",
            "matters.limits.dispute",
            "matters.limits.callback_first",
            "matters.limits.redo",
            "matters.extension.most",
            "matters.pause.most",
            "matters.park.most",
            "matters.reminders.overdue",
            "matters.reminders.circular",
        )
    },
    "matters.reply.held": Probe(20, lambda _: checks.held_for(now())),
    "matters.photos.max": Probe(1, two_photos),
    "matters.codes.daily": Probe(0, lambda life: codes.may_send(life.number, now())),
    "matters.codes.page_valid": Probe(1, passed),
    "matters.extension.times": Probe(0, extended),
    "matters.reminders.before": Probe(9, reminded),
    "matters.risk.before": Probe(9, at_risk),
    "matters.routes.try": Probe(0, tried),
    "matters.words.max": Probe(3, from_telephone),
    "matters.words.negative": Probe(["没有这种说法"], contrary),
    "matters.page": Probe(7, lambda _: page_size()),
    "matters.routes.triage": Probe(
        ["supervision"], lambda _: routes.triage_unit(directory(), "station")
    ),
    "matters.routes.callback": Probe(
        ["branch"], lambda _: routes.supervision_unit(directory(), "order", frozenset())
    ),
    "matters.routes.handle": Probe(
        ["bureau"], lambda _: routes.can_handle(directory().by_code("station"))
    ),
    "matters.routes.default": Probe("station", lambda _: routing.house(today())),
    "matters.routes.places": Probe(
        [],
        lambda _: (
            Ground(directory()).located("白狐沟派出所门口", directory().by_code("bureau").id).code
        ),
    ),
    "matters.sources": Probe(None, from_telephone),
    "matters.urgencies": Probe(None, checked("matters.urgencies", "extreme")),
    "matters.grades": Probe(None, checked("matters.grades", "satisfied")),
    "matters.outcomes": Probe(
        None, lambda _: said(lambda: checks.check_outcome(today(), "matters.outcomes", "planned"))
    ),
    "matters.categories": Probe(None, suggested),
    "matters.reasons.return": Probe([{"code": "not_duty", "zh": "甲", "en": "A"}], asks_name),
    "matters.reasons.decline": Probe(
        [{"code": "secret", "zh": "另一句", "en": "Other words"}],
        lambda _: labels.label("matters.reasons.decline", "secret", today()),
    ),
    **{
        key: Probe(None, picks(key))
        for key in (
            "matters.reasons.redispatch",
            "matters.reasons.take_back",
            "matters.reasons.withdraw",
            "matters.reasons.reopen",
            "matters.reasons.open_contact",
            "matters.channels",
            "matters.reasons.extend",
            "matters.reasons.pause",
            "matters.reasons.park",
        )
    },
}
REMOVED: dict[str, str] = {
    "matters.sources": "telephone",
    "matters.urgencies": "extreme",
    "matters.grades": "satisfied",
    "matters.outcomes": "planned",
    "matters.categories": "traffic.parking",
}
"""The choice that goes; the first one where none is named."""
