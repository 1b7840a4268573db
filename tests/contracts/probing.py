"""What the probes of parameters share: changing a value by two people, and telling what refuses."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from lianxin.foundation.kernel.actor import Actor, ActorKind, FixedAuthority
from lianxin.foundation.kernel.errors import LianxinError
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions, queries
from lianxin.foundation.parameters.actions.asking import Wanted
from lianxin.foundation.parameters.queries.changes import values_here
from tests.contracts.world import Life


def _staff(login: str, right: Right) -> Actor:
    return Actor(f"staff:{login}", login, ActorKind.STAFF, FixedAuthority(frozenset({right})))


ASKER = _staff("asker", Right.PARAMETERS_MANAGE)
SECOND = _staff("second", Right.PARAMETERS_CONFIRM)


@dataclass(frozen=True, slots=True)
class Probe:
    """Another value for a key, and what somebody who uses the house then sees otherwise.

    ``ahead``: what is looked at lies in the future, so that a change of tomorrow counts for it.
    """

    value: Any
    look: Callable[[Life], Any]
    ahead: bool = False


def today() -> date:
    """Give today."""
    return localdate()


def change(key: str, value: Any, since: date | None = None) -> None:
    """Let a value hold from a day on (today), asked for by one person, confirmed by another."""
    wanted = Wanted(value=value, since=since or today(), source="试", why="试", knows_removed=True)
    number = actions.ask(by=ASKER, key=key, wanted=wanted)["number"]
    actions.confirm(by=SECOND, key=key, number=number, seen=values_here(key, "")[1])


def without(key: str, code: str) -> list[dict[str, Any]]:
    """Give the choices of today without one and what stands under it."""
    value: list[dict[str, Any]] = queries.value(key, on=today())
    return [each for each in value if code not in {each["code"], each.get("parent")}]


def said(act: Callable[[], Any]) -> str:
    """Give the code with which an act is refused, empty when it is not; nothing of it stays."""
    point = transaction.savepoint()
    try:
        act()
    except LianxinError as error:
        return error.code
    finally:
        transaction.savepoint_rollback(point)
    return ""


def undone(act: Callable[[], Any]) -> Any:
    """Give what an act gives; nothing of it stays."""
    point = transaction.savepoint()
    try:
        return act()
    finally:
        transaction.savepoint_rollback(point)
