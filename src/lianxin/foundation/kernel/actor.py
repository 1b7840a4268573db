"""Who acts: staff, a citizen or a job, without any account model."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from lianxin.foundation.kernel.rights import CITIZEN_RIGHTS, Right


class ActorKind(StrEnum):
    """The three sorts of actor that an event can name."""

    STAFF = "staff"
    CITIZEN = "citizen"
    JOB = "job"


class Authority(Protocol):
    """What an actor may do; accounts fills it for staff and reads posts afresh each time."""

    def holds(self, right: Right, unit: str | None = None) -> bool:
        """Tell whether the right is held over this unit code (any unit, if None)."""
        ...

    def units(self, right: Right) -> frozenset[str] | None:
        """Give the codes of the subtree roots the right is held over; None means all."""
        ...


@dataclass(frozen=True, slots=True)
class FixedAuthority:
    """A fixed set of rights over every unit: for jobs, citizens and tests of rules."""

    rights: frozenset[Right]

    def holds(self, right: Right, unit: str | None = None) -> bool:  # noqa: ARG002 - holds everywhere
        """Tell whether the right is in the set."""
        return right in self.rights

    def units(self, right: Right) -> frozenset[str] | None:
        """Give None (all units) for a right in the set, else no unit."""
        return None if right in self.rights else frozenset()


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who acts. ``by=`` of every action.

    ``id`` is a stable text ("staff:wang.fang", "citizen:2103-0481", "job:seal"); ``unit`` the
    code of the unit acted for; ``posts`` the codes of the posts held when it was made, for
    the record. ``holds`` asks the authority, which may read afresh.
    """

    id: str
    name: str
    kind: ActorKind
    authority: Authority = field(repr=False, compare=False)
    unit: str | None = None
    posts: tuple[str, ...] = ()
    person: int | None = None
    about: str = ""

    def holds(self, right: Right, unit: str | None = None) -> bool:
        """Tell whether the actor holds the right over the unit (any unit, if None)."""
        return self.authority.holds(right, unit)

    def holds_everywhere(self, right: Right) -> bool:
        """Tell whether the right covers every unit, as what the whole house shares asks for."""
        return self.authority.units(right) is None


def citizen(about: str) -> Actor:
    """Make the citizen who proved to be the one of the matter numbered ``about``."""
    return Actor(
        id=f"citizen:{about}" if about else "citizen",
        name="",
        kind=ActorKind.CITIZEN,
        authority=FixedAuthority(CITIZEN_RIGHTS),
        about=about,
    )


def job(name: str, *rights: Right) -> Actor:
    """Make a background job that holds exactly these rights."""
    return Actor(
        id=f"job:{name}",
        name=name,
        kind=ActorKind.JOB,
        authority=FixedAuthority(frozenset(rights)),
    )
