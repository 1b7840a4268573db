"""Random acts by random people keep what MODEL section 9 promises.

``LIANXIN_WALKS`` and ``LIANXIN_WALK_ACTS`` make it longer than the usual run.
"""

import os
from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.models import Event
from lianxin.consultation.matters.rules.states import State, Verb
from lianxin.foundation.accounts.models import Person, Post
from lianxin.foundation.accounts.roles import ROLES
from lianxin.foundation.audit.actions import batch
from lianxin.foundation.kernel.actor import citizen, job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import actions as units
from lianxin.foundation.units.queries import directory
from tests.city import SINCE, staff
from tests.consultation.matters import dumps, invariants, lives
from tests.consultation.matters.walking import PEOPLE, Walk, done

pytestmark = pytest.mark.usefixtures("crowd")
WALKS = int(os.environ.get("LIANXIN_WALKS", "60"))
ACTS = int(os.environ.get("LIANXIN_WALK_ACTS", "25"))
GROUPS = 6
HERE = {
    *(Verb.INTAKE, Verb.CLASSIFY, Verb.CONTACT, Verb.DISPATCH, Verb.ACCEPT, Verb.RETURN),
    *(Verb.REDISPATCH, Verb.RECTIFY, Verb.REPLY, Verb.SEND, Verb.TAKE_BACK, Verb.CONFIRM),
    *(Verb.RATE, Verb.REOPEN, Verb.CONCLUDE, Verb.SUPPLEMENT, Verb.WITHDRAW, Verb.NOTE),
    *(Verb.EXTEND, Verb.PARK, Verb.DECIDE, Verb.RESUME, Verb.DECLINE, Verb.REFER),
}


def walked(seed: int, acts: int = ACTS) -> Walk:
    """Take one walk."""
    walk = Walk(seed)
    for _step in range(acts):
        walk.act()
    return walk


@pytest.mark.parametrize("group", range(GROUPS))
def test_walks_raise_only_typed_errors_and_keep_the_invariants(group: int) -> None:
    verbs: Counter[str] = Counter()
    for seed in range(group, WALKS, GROUPS):
        walk = walked(seed)
        for number in walk.numbers:
            invariants.check_matter(lives.stands(number))
        verbs.update(step.name for step in walk.script if not step.ended)
    invariants.check_all()
    assert sum(verbs.values()) > WALKS * ACTS / GROUPS / 3, verbs


def test_a_long_walk_meets_every_verb_and_state() -> None:
    walk = walked(2103, acts=400)
    invariants.check_all()
    events = Event.objects.filter(matter__number__in=walk.numbers)
    missing = HERE - {Verb(verb) for verb in events.values_list("verb", flat=True)}
    assert not missing - {Verb.CONCLUDE}
    states = {State(state) for state in events.values_list("state", flat=True)}
    assert states == set(State) - {State.RECHECK}


@pytest.mark.parametrize("seed", [7, 77])
def test_a_batch_does_what_the_same_acts_do_one_by_one(seed: int) -> None:
    walk = walked(seed, acts=50)
    singly = [dumps.life(number) for number in walk.numbers]
    numbers: list[str] = []
    generator = job("generator", Right.HISTORY_BACKDATE)
    with batch(generator, notices=True) as many:
        for place, step in enumerate(walk.script):
            if step.name == "say":
                numbers.append(lives.say())
                continue
            assert done(step, numbers[step.matter]) == step.ended, step
            if place % 20 == 19:
                many.flush()
    assert [dumps.life(number) for number in numbers] == singly
    invariants.check_all()


def change_posts(random: Random) -> None:
    """End some posts and give others, whatever they are."""
    tree = directory()
    for post in random.sample(list(Post.objects.all()), 4):
        post.valid = DateRange(SINCE, tree.day - timedelta(days=1))
        post.save()
    for person in random.sample(list(Person.objects.all()), 4):
        role = random.choice([code for code, role in ROLES.items() if not role.apart])
        unit = random.choice(tree.all())
        Post.objects.get_or_create(
            person=person,
            unit_id=unit.id,
            role=role,
            defaults={"valid": DateRange(SINCE, None)},
        )


def test_sight_is_its_plain_definition_after_any_posts_and_moves() -> None:
    walk = walked(11, acts=60)
    random = Random(11)  # noqa: S311 - a test's choice
    mover = job("test", Right.UNITS_MANAGE)
    moves = [("station", "bureau"), ("order", "station"), ("north", "order"), ("north", "branch")]
    everyone = [*(citizen(number) for number in walk.numbers), citizen(""), lives.sender()]
    for unit, parent in moves:
        invariants.check_sight([*map(staff, PEOPLE), *everyone])
        change_posts(random)
        units.move(by=mover, code=unit, parent=parent, since=directory().day)
        invariants.check_sight([*map(staff, PEOPLE), *everyone])
    for number in walk.numbers[:3]:
        matter = lives.stands(number)
        matter.guard = "closed"
        matter.save()
    invariants.check_sight([*map(staff, PEOPLE), *everyone])


def test_nobody_with_two_posts_handles_and_judges() -> None:
    number = lives.handled(by="twofold")
    actions.reply(by=staff("officer"), matter=number, words="已换。", outcome="explained")
    actions.send(by=staff("officer"), matter=number)
    invariants.check_all()
    for name, arguments in (
        ("confirm", {"answer": "solved"}),
        ("reopen", {"reason": "not_done", "words": "没有办"}),
        ("conclude", {"words": "办结"}),
    ):
        with pytest.raises(LookupError if name == "" else Exception) as refused:
            getattr(actions, name)(by=staff("twofold"), matter=number, **arguments)
        assert getattr(refused.value, "code", "") == "matters.not_your_turn"
