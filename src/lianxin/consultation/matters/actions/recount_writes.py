"""Writes what a counting anew found, a statement a table: dates, events, old dates, audit rows."""

from collections.abc import Sequence
from typing import Final

from lianxin.consultation.matters.actions.recount_dates import Move
from lianxin.consultation.matters.models.counted import Counted
from lianxin.consultation.matters.rules.states import Cause, Verb
from lianxin.foundation.audit.actions import Work, beside, execute, row_for_each

COLUMNS: Final = {
    "matter_id": "bigint",
    "leg_id": "bigint",
    "was_step": "timestamptz",
    "step": "timestamptz",
    "was_total": "timestamptz",
    "total": "timestamptz",
    "provisional": "boolean",
}
MOVED: Final = "(m.step IS DISTINCT FROM m.was_step OR m.total IS DISTINCT FROM m.was_total)"
"""Where a date moves; a date that is only no longer provisional is no event."""
COUNTED: Final = ", ".join(Counted.COUNTED)

LEGS: Final = """UPDATE public.matters_leg t SET due = m.step, provisional = m.provisional
FROM pg_temp.moves m WHERE t.id = m.leg_id
AND (t.due, t.provisional) IS DISTINCT FROM (m.step, m.provisional)"""
MATTERS: Final = f"""UPDATE public.matters_matter t
SET due = m.total, seq = t.seq + 1, last_at = greatest(%s, t.last_at)
FROM pg_temp.moves m WHERE t.id = m.matter_id AND {MOVED}"""  # noqa: S608 - own names
EVENTS: Final = f"""INSERT INTO public.matters_event
(matter_id, seq, verb, occurred_at, leg_id, by_id, by_name, reason, public, was, {COUNTED})
SELECT t.id, t.seq, %s, t.last_at, m.leg_id, %s, %s, %s, true, t.state, {COUNTED}
FROM pg_temp.moves m JOIN public.matters_matter t ON t.id = m.matter_id
WHERE {MOVED} ORDER BY t.id"""  # noqa: S608 - own names
KEPT: Final = """INSERT INTO public.matters_duechange
(matter_id, seq, leg_id, was, due, cause, run)
SELECT t.id, t.seq, one.leg_id, one.was, one.due, %s, %s
FROM pg_temp.moves m JOIN public.matters_matter t ON t.id = m.matter_id
CROSS JOIN LATERAL (VALUES (m.leg_id, m.was_step, m.step), (NULL, m.was_total, m.total))
AS one (leg_id, was, due) WHERE one.was <> one.due ORDER BY t.id"""
ROWS: Final = f"""SELECT t.number,
jsonb_build_object('seq', t.seq, 'state', t.state, 'round', t.round)
FROM pg_temp.moves m JOIN public.matters_matter t ON t.id = m.matter_id
WHERE {MOVED} ORDER BY t.id"""  # noqa: S608 - own names


def write(work: Work, moves: Sequence[Move], *, about: str, run: str) -> int:
    """Move the dates, each with its event, old date and audit row; give how many matters moved.

    Raises RuntimeError when what was written does not balance.
    """
    by = work.by
    with beside("moves", COLUMNS, moves):
        execute(LEGS)
        moved = execute(MATTERS, [work.now])
        events = execute(EVENTS, [Verb.RECOUNT, by.id, by.name, about])
        execute(KEPT, [Cause.CALENDAR, run])
        rows = row_for_each(work, ROWS, reason=about)
    if not moved == events == rows:
        raise RuntimeError(f"{moved} matters, {events} events, {rows} audit rows")
    return moved
