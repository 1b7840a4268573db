"""What a kind of matter defines."""

from dataclasses import dataclass

from lianxin.consultation.matters.rules.stages import MOVES
from lianxin.consultation.matters.rules.states import Guard, State, Verb
from lianxin.foundation.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: what it refuses of the table of moves, its choices and limits as parameters.

    ``limits`` is the prefix of its parameters (``<limits>.handle.normal``); ``outcomes``
    the parameter that lists them.
    """

    code: str
    limits: str
    outcomes: str
    categories: str
    refuses: frozenset[Verb] = frozenset()
    recheck: bool = False
    guard: Guard = Guard.OPEN

    def move(self, verb: Verb, state: State, target: State | None = None) -> State:
        """Give the state after the verb, within this kind.

        Raises Refused("matters.move") that names the verb and the state.
        """
        if verb in self.refuses:
            raise Refused("matters.kind_refuses", verb=verb, kind=self.code)
        if not MOVES.allowed(verb, state):
            raise Refused("matters.move", verb=verb, state=state)
        return MOVES.move(verb, state, target)

    def rectified_state(self) -> State:
        """Give where rectification leads: to a re-check, or straight to the answer."""
        return State.RECHECK if self.recheck else State.TO_ANSWER
