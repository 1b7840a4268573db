"""visible(who) equals a plain definition after any posts, guards and changes of the tree."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxin.consultation.matters.models import Matter
from lianxin.consultation.matters.queries.visible import sees, visible
from lianxin.consultation.matters.rules.states import Guard
from lianxin.foundation.accounts.models import Person, Post
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.accounts.roles import ROLES
from lianxin.foundation.kernel.actor import Actor, citizen, job
from lianxin.foundation.kernel.errors import LianxinError
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import actions as units
from lianxin.foundation.units.models import Term
from lianxin.foundation.units.queries import directory, today
from tests.city import SINCE, UNITS

CODES = [code for code, *_rest in UNITS] + ["new1", "new2"]
CODE = st.sampled_from(CODES)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("found"), st.sampled_from(["new1", "new2"]), CODE),
        st.tuples(st.just("move"), CODE, CODE),
        st.tuples(st.just("close"), CODE, CODE),
        st.tuples(st.just("merge"), st.lists(CODE, min_size=2, max_size=3, unique=True), CODE),
        st.tuples(st.just("post"), st.sampled_from(sorted(ROLES)), CODE),
        st.tuples(st.just("over"), st.sampled_from(sorted(ROLES)), CODE),
        st.tuples(st.just("matter"), st.lists(CODE, min_size=1, max_size=3), st.booleans()),
        st.tuples(st.just("guard"), st.integers(0, 5), st.booleans()),
    ),
    max_size=14,
)
FOUNDER = job("test", Right.UNITS_MANAGE)
numbers = count(1)


def key_of(code: str) -> int | None:
    """Give the key of a unit that was founded."""
    with suppress(LianxinError):
        return directory().by_code(code).id
    return None


def post(role: str, code: str, days: DateRange) -> None:
    """Give the person a post."""
    key = key_of(code)
    if key is not None:
        person = Person.objects.get(login="someone")
        Post.objects.create(person=person, unit_id=key, role=role, valid=days)


def matter(codes: list[str], is_open: bool) -> None:  # noqa: FBT001 - drawn by Hypothesis
    """Write a matter that these units had."""
    keys = [key for code in codes if (key := key_of(code)) is not None]
    if keys:
        at = f"{today().isoformat()}T00:00:00+08:00"
        Matter.objects.create(
            number=f"9901-{next(numbers):04d}",
            kind="suggestion",
            state="new",
            source="online",
            subject="x",
            guard=Guard.OPEN if is_open else Guard.CLOSED,
            first_receiver_id=keys[0],
            received_on=today(),
            registered_on=today(),
            registered_at=at,
            last_at=at,
            unit_ids=keys,
        )


def guard(place: int, is_open: bool) -> None:  # noqa: FBT001 - drawn by Hypothesis
    """Open or close the guard of a matter."""
    numbered = list(Matter.objects.order_by("number").values_list("pk", flat=True))
    if numbered:
        chosen = numbered[place % len(numbered)]
        Matter.objects.filter(pk=chosen).update(guard=Guard.OPEN if is_open else Guard.CLOSED)


def found(code: str, parent: str) -> None:
    """Found a station."""
    units.found(by=FOUNDER, code=code, name=code, kind="station", parent=parent, since=today())


DO: dict[str, Callable[[Any, Any], object]] = {
    "found": found,
    "move": lambda code, to: units.move(by=FOUNDER, code=code, parent=to, since=today()),
    "close": lambda code, to: units.close(by=FOUNDER, code=code, successor=to, since=today()),
    "merge": lambda codes, to: units.merge(by=FOUNDER, codes=codes, into=to, since=today()),
    "post": lambda role, code: post(role, code, DateRange(SINCE, None)),
    "over": lambda role, code: post(role, code, DateRange(SINCE, today())),
    "matter": matter,
    "guard": guard,
}


def plain(who: Actor) -> set[str]:
    """Give what one may see, defined plainly: posts of today, up the tree of today."""
    day = today()
    if who == FOUNDER:
        return set(Matter.objects.values_list("number", flat=True))
    parents = dict(Term.objects.filter(valid__contains=day).values_list("unit_id", "parent_id"))
    held = {
        one.unit_id
        for one in Post.objects.filter(person=who.person)
        if one.valid.lower <= day
        and (one.valid.upper is None or day < one.valid.upper)
        and Right.MATTERS_READ in ROLES[one.role].rights
    }

    def is_under(unit: int | None) -> bool:
        while unit is not None:
            if unit in held:
                return True
            unit = parents.get(unit)
        return False

    return {
        one.number
        for one in Matter.objects.all()
        if one.guard == Guard.OPEN and any(map(is_under, one.unit_ids))
    }


@pytest.mark.usefixtures("town")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_visible_is_the_plain_definition(acts: list[tuple[str, Any, Any]]) -> None:
    with transaction.atomic():
        Person.objects.create(login="someone", name="某人", pinyin="m", password="!")
        for code in ("station", "order", "traffic", "dispatch"):
            matter([code], is_open=True)
        for verb, one, other in acts:
            with suppress(LianxinError, IntegrityError), transaction.atomic():
                DO[verb](one, other)
        who = actor_of("someone")
        seen = set(visible(who).values_list("number", flat=True))
        assert seen == plain(who)
        assert {one.number for one in Matter.objects.all() if sees(who, one)} == seen
        assert set(visible(FOUNDER).values_list("number", flat=True)) == plain(FOUNDER)
        one = Matter.objects.order_by("number")[0].number
        assert [found.number for found in visible(citizen(one))] == [one]
        assert not visible(citizen("")).exists()
        transaction.set_rollback(True)


@pytest.mark.usefixtures("town")
def test_a_post_of_tomorrow_shows_nothing_today() -> None:
    Person.objects.create(login="someone", name="某人", pinyin="m", password="!")
    matter(["station"], is_open=True)
    tomorrow: date = today() + timedelta(days=1)
    post("officer", "station", DateRange(tomorrow, None))
    assert not visible(actor_of("someone")).exists()
