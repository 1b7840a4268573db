"""Tables of moves: every state and verb is answered, allowed or refused."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.foundation.kernel.errors import Refused
from lianxin.foundation.kernel.transitions import Move, Table


class State(StrEnum):
    """Three states."""

    NEW = "new"
    OPEN = "open"
    DONE = "done"


class Verb(StrEnum):
    """Three verbs."""

    TAKE = "take"
    NOTE = "note"
    END = "end"


class Who(StrEnum):
    """Two who act."""

    UNIT = "unit"
    CITIZEN = "citizen"


MOVES = st.builds(
    Move,
    verb=st.sampled_from(Verb),
    who=st.frozensets(st.sampled_from(Who), min_size=1),
    sources=st.frozensets(st.sampled_from(State), min_size=1),
    targets=st.frozensets(st.sampled_from(State)),
)
TABLE = Table(
    [
        Move(Verb.TAKE, frozenset({Who.UNIT}), frozenset({State.NEW}), frozenset({State.OPEN})),
        Move(Verb.NOTE, frozenset(Who), frozenset({State.NEW, State.OPEN})),
        Move(
            Verb.END,
            frozenset({Who.CITIZEN}),
            frozenset({State.OPEN}),
            frozenset({State.DONE, State.NEW}),
        ),
    ]
)


@given(st.lists(MOVES, max_size=6), st.sampled_from(Verb), st.sampled_from(State))
def test_every_question_has_an_answer_and_all_agree(
    moves: list[Move[State, Verb, Who]], verb: Verb, state: State
) -> None:
    """Allowed, who, targets, verbs and states say the same of each cell."""
    table = Table(moves)
    rows = [move for move in moves if move.verb == verb and state in move.sources]
    assert list(table) == moves
    assert table.allowed(verb, state) == bool(rows)
    assert table.who(verb, state) == frozenset(who for move in rows for who in move.who)
    assert bool(table.targets(verb, state)) == bool(rows)
    assert (verb in table.verbs(state)) == (state in table.states(verb)) == bool(rows)


@given(st.lists(MOVES, max_size=6), st.sampled_from(Verb), st.sampled_from(State))
def test_a_move_leads_to_a_target_or_is_refused(
    moves: list[Move[State, Verb, Who]], verb: Verb, state: State
) -> None:
    """No move leaves the table; with several targets one must be named."""
    table = Table(moves)
    targets = table.targets(verb, state)
    for target in State:
        if target in targets:
            assert table.move(verb, state, target) == target
        else:
            with pytest.raises(Refused):
                table.move(verb, state, target)
    if len(targets) == 1:
        assert {table.move(verb, state)} == targets
    else:
        with pytest.raises(Refused):
            table.move(verb, state)


def test_a_move_without_targets_stays() -> None:
    """A note changes no state."""
    assert TABLE.move(Verb.NOTE, State.OPEN) == State.OPEN
    assert TABLE.verbs(State.OPEN) == [Verb.NOTE, Verb.END]
    assert TABLE.states(Verb.NOTE) == {State.NEW, State.OPEN}


def test_a_refusal_names_state_and_verb() -> None:
    """The sentence for people is filled from it."""
    with pytest.raises(Refused) as refused:
        TABLE.move(Verb.TAKE, State.DONE)
    assert refused.value.code == "kernel.move"
    assert refused.value.arguments["state"] == State.DONE
    assert refused.value.arguments["verb"] == Verb.TAKE
