"""The table of moves is the design's, cell by cell, written out here once more."""

import pytest

from lianxin.consultation.matters.kinds.suggestion import SUGGESTION
from lianxin.consultation.matters.rules.stages import MOVES, PASSIVE, RETAKABLE
from lianxin.consultation.matters.rules.states import OWNER, SIDES, LegRole, State, Verb, Who
from lianxin.foundation.kernel.errors import Refused

LETTERS = dict(
    zip(
        "NDRHKACOPX",
        (
            State.NEW,
            State.DISPATCHED,
            State.RETURNED,
            State.IN_HAND,
            State.RECHECK,
            State.TO_ANSWER,
            State.WITH_CITIZEN,
            State.REOPENED,
            State.PARKED,
            State.CONCLUDED,
        ),
        strict=True,
    )
)
DOERS = {
    "D": Who.DISPATCHER,
    "U": Who.UNIT,
    "S": Who.SUPERVISOR,
    "V": Who.APPROVER,
    "T": Who.THIRD,
    "Z": Who.CITIZEN,
    "J": Who.JOB,
    "m": Who.DOER,
    "*": Who.ANY,
}
DESIGN = """
classify    DS  NDRHKAOP=
contact     UD  NDRHKACP=
contact     SD  O=
decline     D   NR>X
refer       D   NR>X
dispatch    D   N>D
redispatch  D   DRH>D
redispatch  S   O>D
accept      U   D>H
return      U   DH>R
assist      UD  DHA=
extend      U   DHKA=
park        U   H=
decide      V   DKA=  H>HP
resume      V   P>H
resume      UV  DHKA=
rectify     U   H>KA
recheck     T   K>KAH
reply       U   HA>A
send        JU  A>C
take_back   m   D>NRODH  H>D  R>DH  K>H  A>AH  P>H
call_back   S   C=
confirm     ZS  C>XOC
confirm     Z   X>XO
rate        Z   COX=
reopen      ZS  CX>O
conclude    SJ  CO>X
supervise   SV  NDRHKACOP=
supplement  ZD  NDRHKACOP=
merge       D   NDRHA>X
unmerge     D   X>NDRHA
withdraw    Z   NDRHACP>X
correct     DS  NDRHKACOPX=
note        *   NDRHKACOPX=
recount     J   NDRHKACOP=
"""
"""MODEL section 2: verb, who, from > to; an equals sign means that the state stays.

The second row of ``resume`` and ``recount`` come from ADRs on pauses and on counting anew.
"""

Cells = dict[tuple[Verb, State], tuple[set[Who], set[State]]]


def cells() -> Cells:
    """Read the design's table."""
    found: Cells = {}
    for line in DESIGN.strip().splitlines():
        verb, doers, *moves = line.split()
        for move in moves:
            sources, _mark, targets = move.rstrip("=").partition(">")
            for letter in sources:
                who, to = found.setdefault((Verb(verb), LETTERS[letter]), (set(), set()))
                who |= {DOERS[doer] for doer in doers}
                to |= {LETTERS[target] for target in targets or letter}
    return found


CELLS = cells()


@pytest.mark.parametrize("verb", list(Verb))
@pytest.mark.parametrize("state", list(State))
def test_every_verb_in_every_state_answers_as_the_design_says(verb: Verb, state: State) -> None:
    designed = CELLS.get((verb, state))
    assert MOVES.allowed(verb, state) == (designed is not None)
    who, targets = designed or (set(), set())
    assert MOVES.who(verb, state) == who
    assert MOVES.targets(verb, state) == targets
    for target in State:
        if target in targets:
            assert MOVES.move(verb, state, target) is target
        else:
            with pytest.raises(Refused):
                MOVES.move(verb, state, target)


def test_the_design_has_no_more_cells_than_the_table() -> None:
    assert len(CELLS) == sum(MOVES.allowed(verb, state) for verb in Verb for state in State)
    assert Verb.INTAKE not in {verb for verb, _state in CELLS}


@pytest.mark.parametrize("verb", list(Verb))
@pytest.mark.parametrize("state", list(State))
def test_a_suggestion_narrows_the_table_and_never_adds(verb: Verb, state: State) -> None:
    if not MOVES.allowed(verb, state) or verb in SUGGESTION.refuses:
        code = "matters.kind_refuses" if verb in SUGGESTION.refuses else "matters.move"
        with pytest.raises(Refused, match=code):
            SUGGESTION.move(verb, state)
        return
    for target in MOVES.targets(verb, state):
        assert SUGGESTION.move(verb, state, target) is target


def test_a_suggestion_is_not_rechecked() -> None:
    assert SUGGESTION.rectified_state() is State.TO_ANSWER
    assert Verb.RECHECK in SUGGESTION.refuses


def test_every_state_but_the_last_has_an_owner_and_sides_are_two() -> None:
    assert set(OWNER) == set(State) - {State.CONCLUDED}
    assert set(SIDES) == {LegRole.HANDLE, LegRole.ASSIST, LegRole.CALLBACK, LegRole.JUDGE}
    assert not RETAKABLE & PASSIVE
    for verb in RETAKABLE:
        for state in MOVES.states(verb):
            for target in MOVES.targets(verb, state):
                assert state in MOVES.targets(Verb.TAKE_BACK, target), (verb, state, target)
