"""The one table of moves of a matter, whole from the first day (MODEL section 2).

A kind narrows it and never adds to it. What a target is chosen by stands beside the
action: the unit it names, the citizen's answer, the image before an act taken back.
"""

from lianxin.consultation.matters.rules.states import State, Verb, Who
from lianxin.foundation.kernel.transitions import Move, Table

N, D, R, H, K = State.NEW, State.DISPATCHED, State.RETURNED, State.IN_HAND, State.RECHECK
A, C, O, P, X = (  # noqa: E741 - the letters of MODEL section 2
    State.TO_ANSWER,
    State.WITH_CITIZEN,
    State.REOPENED,
    State.PARKED,
    State.CONCLUDED,
)
ALL = frozenset(State)
OPEN = ALL - {X}


def _row(
    verb: Verb, who: set[Who], sources: set[State] | frozenset[State], *targets: State
) -> Move[State, Verb, Who]:
    return Move(verb, frozenset(who), frozenset(sources), frozenset(targets))


MOVES: Table[State, Verb, Who] = Table(
    [
        _row(Verb.CLASSIFY, {Who.DISPATCHER, Who.SUPERVISOR}, {N, D, R, H, K, A, O, P}),
        _row(Verb.CONTACT, {Who.UNIT, Who.DISPATCHER}, OPEN - {O}),
        _row(Verb.CONTACT, {Who.SUPERVISOR, Who.DISPATCHER}, {O}),
        _row(Verb.DECLINE, {Who.DISPATCHER}, {N, R}, X),
        _row(Verb.REFER, {Who.DISPATCHER}, {N, R}, X),
        _row(Verb.DISPATCH, {Who.DISPATCHER}, {N}, D),
        _row(Verb.ACCEPT, {Who.UNIT}, {D}, H),
        _row(Verb.RETURN, {Who.UNIT}, {D, H}, R),
        _row(Verb.REDISPATCH, {Who.DISPATCHER}, {D, R, H}, D),
        _row(Verb.REDISPATCH, {Who.SUPERVISOR}, {O}, D),
        _row(Verb.ASSIST, {Who.UNIT, Who.DISPATCHER}, {D, H, A}),
        _row(Verb.EXTEND, {Who.UNIT}, {D, H, K, A}),
        _row(Verb.PARK, {Who.UNIT}, {H}),
        _row(Verb.DECIDE, {Who.APPROVER}, {D, K, A}),
        _row(Verb.DECIDE, {Who.APPROVER}, {H}, H, P),
        _row(Verb.RESUME, {Who.APPROVER}, {P}, H),
        _row(Verb.RESUME, {Who.UNIT, Who.APPROVER}, {D, H, K, A}),
        _row(Verb.RECTIFY, {Who.UNIT}, {H}, K, A),
        _row(Verb.RECHECK, {Who.THIRD}, {K}, K, A, H),
        _row(Verb.REPLY, {Who.UNIT}, {H, A}, A),
        _row(Verb.SEND, {Who.JOB, Who.UNIT}, {A}, C),
        _row(Verb.TAKE_BACK, {Who.DOER}, {D}, N, R, O, D, H),
        _row(Verb.TAKE_BACK, {Who.DOER}, {H}, D),
        _row(Verb.TAKE_BACK, {Who.DOER}, {R}, D, H),
        _row(Verb.TAKE_BACK, {Who.DOER}, {K}, H),
        _row(Verb.TAKE_BACK, {Who.DOER}, {A}, A, H),
        _row(Verb.TAKE_BACK, {Who.DOER}, {P}, H),
        _row(Verb.CALL_BACK, {Who.SUPERVISOR}, {C}),
        _row(Verb.CONFIRM, {Who.CITIZEN, Who.SUPERVISOR}, {C}, X, O, C),
        _row(Verb.CONFIRM, {Who.CITIZEN}, {X}, X, O),
        _row(Verb.RATE, {Who.CITIZEN}, {C, O, X}),
        _row(Verb.REOPEN, {Who.CITIZEN, Who.SUPERVISOR}, {C, X}, O),
        _row(Verb.CONCLUDE, {Who.SUPERVISOR, Who.JOB}, {C, O}, X),
        _row(Verb.SUPERVISE, {Who.SUPERVISOR, Who.APPROVER}, OPEN),
        _row(Verb.SUPPLEMENT, {Who.CITIZEN, Who.DISPATCHER}, OPEN),
        _row(Verb.MERGE, {Who.DISPATCHER}, {N, D, R, H, A}, X),
        _row(Verb.UNMERGE, {Who.DISPATCHER}, {X}, N, D, R, H, A),
        _row(Verb.WITHDRAW, {Who.CITIZEN}, {N, D, R, H, A, C, P}, X),
        _row(Verb.CORRECT, {Who.DISPATCHER, Who.SUPERVISOR}, ALL),
        _row(Verb.NOTE, {Who.ANY}, ALL),
        _row(Verb.RECOUNT, {Who.JOB}, OPEN),
    ]
)
"""``intake`` has no row: it makes the matter, in the state new."""

RETAKABLE = frozenset(
    {Verb.DISPATCH, Verb.REDISPATCH, Verb.ACCEPT, Verb.RETURN, Verb.RECTIFY, Verb.REPLY}
)
"""What its doer may take back while nobody built on it."""

PASSIVE = frozenset({Verb.NOTE, Verb.SUPPLEMENT, Verb.CLASSIFY, Verb.CORRECT, Verb.RECOUNT})
"""Acts that nobody builds on: they do not end the time for taking back."""


def retakable(verb: Verb, state: State) -> bool:
    """Tell whether an act that led to ``state`` may be taken back: of decisions parking alone."""
    return verb in RETAKABLE or (verb is Verb.DECIDE and state is State.PARKED)
