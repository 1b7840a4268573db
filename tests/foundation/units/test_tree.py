"""The closure over time is the plain closure of what the acts said, whatever their order."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.errors import LianxinError
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import actions
from lianxin.foundation.units.models import Reach, Succession, Term
from lianxin.foundation.units.queries import directory, lineage, predecessors, successors

pytestmark = pytest.mark.django_db
FOUNDER = job("test", Right.UNITS_MANAGE)
START = date(2020, 1, 1)
DAYS = 200
CODES = ("TOP", "A", "B", "C", "D", "E")


@dataclass
class PlainTree:
    """What a person with a notebook would keep: the parent of each unit on each day."""

    parents: dict[str, list[str | None]] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)
    closed: dict[str, int] = field(default_factory=dict)
    heirs: dict[str, list[str]] = field(default_factory=dict)

    def found(self, code: str, parent: str | None, day: int) -> None:
        self.since[code] = day
        self.parents[code] = [parent] * DAYS

    def move(self, code: str, parent: str, day: int) -> None:
        line = self.parents[code]
        old = line[day]
        for later in range(day, self.closed.get(code, DAYS)):
            if line[later] != old:
                break
            line[later] = parent

    def close(self, code: str, heirs: list[str], day: int) -> None:
        self.closed[code] = day
        self.heirs[code] = heirs
        self.parents[code][day:] = [heirs[0]] * (DAYS - day)

    def below(self, code: str, day: int) -> list[str]:
        """Give the open units right under a unit on a day."""
        return [
            one
            for one, since in self.since.items()
            if since <= day < self.closed.get(one, DAYS) and self.parents[one][day] == code
        ]

    def answering(self, code: str, day: int) -> set[str]:
        """Give those that answer for a unit on a day."""
        if day < self.closed.get(code, DAYS):
            return {code}
        return {last for heir in self.heirs[code] for last in self.answering(heir, day)}

    def closure(self, day: int) -> set[tuple[str, str, int]]:
        found = set()
        for code, since in self.since.items():
            above: str | None = code
            depth = 0
            while above is not None and since <= day:
                found.add((above, code, depth))
                above, depth = self.parents[above][day], depth + 1
        return found


Act = tuple[str, str, str, int]
VERBS = ("found", "found", "found", "move", "move", "rename", "rekind", "close", "merge", "split")
ACTS = st.lists(
    st.tuples(
        st.sampled_from(VERBS),
        st.sampled_from(CODES[1:]),
        st.sampled_from(CODES),
        st.integers(0, DAYS - 1),
    ),
    max_size=14,
)


def day_of(number: int) -> date:
    return START + timedelta(days=number)


def perform(plain: PlainTree, act: Act) -> None:
    """Do one act on both; what the room refuses, the notebook leaves out."""
    verb, code, other, day = act
    since = day_of(day)
    with transaction.atomic():
        if verb == "found":
            actions.found(
                by=FOUNDER, code=code, name=code, kind="station", parent=other, since=since
            )
            plain.found(code, other, day)
        elif verb == "move":
            actions.move(by=FOUNDER, code=code, parent=other, since=since)
            plain.move(code, other, day)
        elif verb == "rename":
            actions.rename(by=FOUNDER, code=code, name=f"{code}{day}", since=since)
        elif verb == "rekind":
            actions.rekind(by=FOUNDER, code=code, kind="post", since=since)
        else:
            end(plain, act)


def end(plain: PlainTree, act: Act) -> None:
    """Close, merge into another one, or split into another one and one that is founded."""
    verb, code, other, day = act
    since = day_of(day)
    if verb == "close":
        actions.close(by=FOUNDER, code=code, successor=other, since=since)
        plain.close(code, [other], day)
        return
    new = f"{code}x"
    if verb == "merge":
        actions.merge(by=FOUNDER, codes=[code], into=other, since=since)
        heirs = [other]
    else:
        founded = actions.NewUnit(new, new, "station")
        actions.split(by=FOUNDER, code=code, into=[founded, other], since=since)
        heirs = [new, other]
        plain.found(new, plain.parents[code][day], day)
    for child in plain.below(code, day):
        if child != heirs[0]:
            plain.move(child, heirs[0], day)
    plain.close(code, heirs, day)


def reach_on(day: date) -> set[tuple[str, str, int]]:
    rows = Reach.objects.filter(valid__contains=day)
    return set(rows.values_list("ancestor__code", "unit__code", "depth"))


def directory_on(day: date) -> set[tuple[str, str, int]]:
    tree = directory(day)
    return {
        (above.code, entry.code, depth)
        for entry in tree.entries
        for depth, above in enumerate(tree.above(entry.code))
    }


@pytest.mark.usefixtures("parameters_loaded")
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=ACTS)
def test_reach_is_the_plain_closure_on_every_day(acts: list[Act]) -> None:
    plain = PlainTree()
    point = transaction.savepoint()
    actions.found(by=FOUNDER, code="TOP", name="TOP", kind="bureau", parent=None, since=START)
    plain.found("TOP", None, 0)
    for act in acts:
        try:
            perform(plain, act)
        except LianxinError:
            continue
    for number in range(0, DAYS, 7):
        day = day_of(number)
        assert reach_on(day) == plain.closure(number)
        assert directory_on(day) == plain.closure(number)
    for code in plain.since:
        spans = [t.valid for t in Term.objects.filter(unit__code=code).order_by("valid")]
        assert all(one.upper == two.lower for one, two in pairwise(spans))
        assert spans[-1].upper is None
    check_lineage(plain)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    transaction.savepoint_rollback(point)


def check_lineage(plain: PlainTree) -> None:
    """Each succession goes to one that lasts longer, so that no lineage comes back to itself."""
    for old, new, on in Succession.objects.values_list("old__code", "new__code", "on"):
        assert day_of(plain.closed.get(new, DAYS)) >= on
        assert old not in successors(old, day_of(DAYS))
    for code, since in plain.since.items():
        for day in (since, (since + DAYS) // 2, DAYS - 1):
            answering = plain.answering(code, day)
            assert set(successors(code, day_of(day))) == answering
            assert all(code in predecessors(one, day_of(day)) for one in answering - {code})
        assert code in {kin.code for kin in lineage(code)}
