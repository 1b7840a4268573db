"""Open turns of what one may see: counts and pages, written in SQL (MODEL sections 4 and 7).

One table of conditions says what each tab holds, for its count and for its rows. Units go as one
text literal, and the text of a statement is made once for each shape: through query objects the
same page costs ten times the CPU.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from django.db import connection

from lianxin.consultation.matters.queries.lines import LegLine, MatterLine
from lianxin.consultation.matters.queries.requests import decided_by
from lianxin.consultation.matters.queries.visible import scope
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.kernel.actor import Actor, ActorKind
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import queries as units

WORKING: Final = (Right.MATTERS_DISPATCH, Right.MATTERS_HANDLE, Right.MATTERS_SUPERVISE)
REMEMBERED: Final = 128
"""How many people's conditions a process keeps; more only costs making them again."""
CITIZEN: Final = "leg.state = 'with_citizen'"
OPEN: Final = "matter.state <> 'concluded'"
"""Says what an open turn implies, so that an index of open matters answers. Not for a tab of own
turns, which the index of turns answers sooner."""
TURN: Final = "{mine} AND leg.state <> 'with_citizen'"
CONDITIONS: Final[Mapping[str, str]] = {
    "late": f"{TURN} AND leg.due <= %(now)s",
    "today": f"{TURN} AND leg.due > %(now)s AND leg.due <= %(tomorrow)s",
    "to_decide": "{decided} AND EXISTS (SELECT FROM matters_request AS request"
    " WHERE request.leg_id = leg.id AND request.decision = '')",
    "to_dispatch": "{mine} AND leg.state IN ('new', 'returned')",
    "to_accept": "{mine} AND leg.state = 'dispatched'",
    "in_hand": "{mine} AND leg.state = 'in_hand'",
    "to_answer": "{mine} AND leg.state = 'to_answer'",
    "to_judge": "{mine} AND leg.state = 'reopened'",
    "parked": "({mine} OR {answerable} OR {held}) AND leg.state = 'parked' AND {open}",
    "with_citizen": f"({{mine}} OR {{answerable}}) AND {CITIZEN} AND {{open}}",
    "others": "{others} AND leg.state <> 'with_citizen' AND {open}"
    " AND NOT ({answerable} AND leg.state = 'parked')",
}
"""What each tab holds, in the order of the tabs."""
FROM: Final = """
FROM matters_leg AS leg JOIN matters_matter AS matter ON matter.id = leg.matter_id
WHERE leg.ended_at IS NULL AND leg.role <> 'assist'
AND matter.guard = 'open' AND {seen}"""
COLUMNS: Final = ", ".join(
    [f"leg.{name}" for name in LegLine._fields] + [f"matter.{name}" for name in MatterLine._fields]
)
LEGS: Final = len(LegLine._fields)
NONE: Final[frozenset[int]] = frozenset()
"""No unit; None stands for every unit."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Whose turns one sees (``seen``), which are one's own, and on which one decides.

    ``held`` are the units whose parked matters wait for one: those one decides in, one's own too.
    """

    seen: frozenset[int] | None
    own: frozenset[int] | None
    decided: frozenset[int] | None
    held: frozenset[int] | None

    @property
    def shape(self) -> tuple[str, ...]:
        """Give the conditions that the text of a statement is made of."""
        others = "NOT leg.unit_id = ANY(%(own)s::bigint[])" if self.own else "FALSE"
        return (
            _within(self.seen, "matter.unit_ids && %(seen)s::int[]"),
            _within(self.own, "leg.unit_id = ANY(%(own)s::bigint[])"),
            _within(self.own, "matter.unit_id = ANY(%(own)s::bigint[])"),
            _within(self.decided, "leg.unit_id = ANY(%(decided)s::bigint[])"),
            _within(self.held, "leg.unit_id = ANY(%(held)s::bigint[])"),
            others,
        )

    def given(self, now: datetime) -> dict[str, Any]:
        """Give what the statements ask for by name."""
        named = {"seen": self.seen, "own": self.own, "decided": self.decided, "held": self.held}
        literals = {name: units.scope_literal(ids) for name, ids in named.items() if ids}
        tomorrow = clock.start_of(clock.local_day(now) + timedelta(days=1))
        return {**literals, "now": now, "tomorrow": tomorrow}


def sight(who: Actor) -> Sight:
    """Give what a person of the staff sees, works on and decides; nobody else has a worklist."""
    if who.kind is not ActorKind.STAFF:
        return Sight(NONE, NONE, NONE, NONE)
    decided, held = decided_by(who), scope(who, Right.MATTERS_APPROVE)
    found: set[int] = set()
    for right in WORKING:
        ids = scope(who, right)
        if ids is None:
            return Sight(scope(who), None, decided, held)
        found |= ids
    return Sight(scope(who), frozenset(found), decided, held)


def counts(who: Actor, now: datetime) -> dict[str, int]:
    """Count the turns of each tab, from one statement."""
    at = sight(who)
    tabs, text = _counting(at.shape)
    found = dict.fromkeys(CONDITIONS, 0)
    if tabs:
        found |= zip(tabs, _rows(text, at.given(now))[0], strict=True)
    return found


def came(who: Actor, tab: str, since: datetime, now: datetime) -> int:
    """Count the turns of a tab that began after a moment."""
    at = sight(who)
    text = f"SELECT count(*) {_all(at.shape, tab)} AND leg.started_at > %(since)s"
    count: int = _rows(text, at.given(now) | {"since": since})[0][0]
    return count


def page(
    who: Actor, tab: str, now: datetime, *, after: Sequence[str | int], back: bool, most: int
) -> list[tuple[LegLine, MatterLine]]:
    """Give at most so many turns of a tab by deadline, nearest to ``after`` first."""
    at, given = sight(who), {"most": most}
    sign, order = ("<", "DESC") if back else (">", "ASC")
    beyond, place = "", {}
    if after:
        beyond = f"AND (leg.due, leg.id) {sign} (%(due)s, %(key)s)"
        place = {"due": datetime.fromisoformat(str(after[0])), "key": int(after[1])}
    text = (
        f"SELECT {COLUMNS} {_all(at.shape, tab)} {beyond}"
        f" ORDER BY leg.due {order}, leg.id {order} LIMIT %(most)s"
    )
    rows = _rows(text, at.given(now) | given | place)
    return [(LegLine(*row[:LEGS]), MatterLine(*row[LEGS:])) for row in rows]


def _within(ids: frozenset[int] | None, condition: str) -> str:
    if ids is None:
        return "TRUE"
    return condition if ids else "FALSE"


@lru_cache(maxsize=REMEMBERED)
def _conditions(shape: tuple[str, ...], is_open: str = OPEN) -> dict[str, str]:
    """Give the conditions of the tabs that can hold anything in this shape."""
    names = ("seen", "mine", "answerable", "decided", "held", "others")
    words = dict(zip(names, shape, strict=True)) | {"open": is_open}
    mine, held = words["mine"], words["held"]
    found = {"to_decide": words["decided"], "others": words["others"]}
    found["parked"] = held if mine == "FALSE" else mine
    return {
        tab: condition.format(**words)
        for tab, condition in CONDITIONS.items()
        if found.get(tab, mine) != "FALSE"
    }


@lru_cache(maxsize=REMEMBERED)
def _all(shape: tuple[str, ...], tab: str) -> str:
    """Give what a tab's turns are taken from."""
    return f"{FROM.format(seen=shape[0])} AND {_conditions(shape).get(tab, 'FALSE')}"


@lru_cache(maxsize=REMEMBERED)
def _counting(shape: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Give the tabs that can hold anything, and the statement that counts them.

    A tab that stands alone is looked for by its own index.
    """
    wanted = _conditions(shape, "TRUE")
    if len(wanted) == 1:
        (tab,) = wanted
        return (tab,), f"SELECT count(*) {_all(shape, tab)}"
    filters = ", ".join(f"count(*) FILTER (WHERE {one})" for one in wanted.values())
    return tuple(wanted), f"SELECT {filters} {FROM.format(seen=shape[0])} AND {OPEN}"


def _rows(text: str, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(text, given)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
