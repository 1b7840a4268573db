"""Moves as tables: which verb, by whom, from which states, to which states."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from lianxin.foundation.kernel.errors import Refused

State = TypeVar("State", bound=StrEnum)
Verb = TypeVar("Verb", bound=StrEnum)
Who = TypeVar("Who", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Move(Generic[State, Verb, Who]):
    """One row: ``verb`` by any of ``who`` leads from any of ``sources`` to one of ``targets``.

    No target means that the state stays.
    """

    verb: Verb
    who: frozenset[Who]
    sources: frozenset[State]
    targets: frozenset[State] = frozenset()


class Table(Generic[State, Verb, Who]):
    """The whole table of moves; it answers every state and verb, allowed or refused."""

    def __init__(self, moves: Iterable[Move[State, Verb, Who]]) -> None:
        """Index the moves by verb and state."""
        self._cells: dict[tuple[Verb, State], list[Move[State, Verb, Who]]] = {}
        self.moves = tuple(moves)
        for move in self.moves:
            for source in move.sources:
                self._cells.setdefault((move.verb, source), []).append(move)

    def __iter__(self) -> Iterator[Move[State, Verb, Who]]:
        """Walk the rows in their order."""
        return iter(self.moves)

    def allowed(self, verb: Verb, state: State) -> bool:
        """Tell whether anyone may do the verb in this state."""
        return (verb, state) in self._cells

    def who(self, verb: Verb, state: State) -> frozenset[Who]:
        """Give who may do the verb in this state; empty when nobody may."""
        return frozenset().union(*(move.who for move in self._cells.get((verb, state), ())))

    def targets(self, verb: Verb, state: State) -> frozenset[State]:
        """Give the states the verb may lead to from here (this one, if it stays)."""
        found: set[State] = set()
        for move in self._cells.get((verb, state), ()):
            found |= move.targets or {state}
        return frozenset(found)

    def verbs(self, state: State) -> list[Verb]:
        """Give the verbs possible in this state, in the table's order."""
        return list(dict.fromkeys(move.verb for move in self.moves if state in move.sources))

    def states(self, verb: Verb) -> frozenset[State]:
        """Give the states in which the verb is possible."""
        return frozenset().union(*(move.sources for move in self.moves if move.verb == verb))

    def move(self, verb: Verb, state: State, target: State | None = None) -> State:
        """Give the state after the verb.

        ``target`` picks among several; without it the verb must have exactly one.
        Raises Refused("kernel.move", verb, state) when the table has no such move.
        """
        targets = self.targets(verb, state)
        if target is None and len(targets) == 1:
            return next(iter(targets))
        if target not in targets or target is None:
            raise Refused("kernel.move", verb=verb, state=state, target=target)
        return target
