"""Moving everybody's posts from a unit that changed to another, in one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from lianxin.foundation.accounts.actions.checks import check_open, check_units, news_of_leaving
from lianxin.foundation.accounts.actions.posts import changing, cut, give
from lianxin.foundation.accounts.models import Person, Post
from lianxin.foundation.accounts.rules import PostAt
from lianxin.foundation.audit.actions import Work, act, retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, Refused
from lianxin.foundation.units import queries as units


@dataclass(frozen=True, slots=True)
class Moved:
    """How many people were moved, and how many new posts wait for a second person."""

    people: int
    waiting: int


@retried
def move_posts(
    *, by: Actor, unit: str, to: str, logins: Sequence[str], key: UUID | None = None
) -> Moved:
    """Let the posts that people have at a unit go on at another from today: all or none.

    Roles and end days stay, posts elsewhere are not touched, and acting posts end with the post
    acted in. A role that asks for a second person waits at the new unit, and ends at the old
    one. Raises NotFound, NoRight, Refused, Invalid("accounts.nobody_chosen" |
    "accounts.same_unit").
    """
    chosen = list(dict.fromkeys(logins))
    arguments = {"unit": unit, "to": to, "logins": ",".join(chosen)}
    with act(by, "accounts.move_posts", key=key, arguments=arguments) as work:
        if work.replay:
            return Moved(work.replay["people"], work.replay["waiting"])
        if not chosen:
            raise Invalid("accounts.nobody_chosen", where="logins")
        if unit == to:
            raise Invalid("accounts.same_unit", where="to", unit=to)
        check_units(by, [unit, to])
        closed = units.directory().by_code(unit).closed
        waiting = sum(_move(by, login, unit, to, quiet=closed) for login in chosen)
        facts = {"to": to, "people": len(chosen), "waiting": waiting}
        work.row(object=f"unit:{unit}", facts=facts)
        work.keep(facts)
        return Moved(len(chosen), waiting)


def _move(by: Actor, login: str, unit: str, to: str, *, quiet: bool) -> int:
    """Move one person's posts; give how many wait for a second person.

    ``quiet``: the open work of a closed unit has a list of its own, whoever began it.
    """
    with changing(by, "accounts.move", login, None, unit=unit, to=to) as (work, person):
        if person is None:
            return 0
        check_open(person)
        held = _lasting(person, unit)
        if not held:
            raise Refused("accounts.post_not_held", where="logins", login=login, post=unit)
        cut(person, units.today(), lambda post: post.unit == unit)
        waiting = sum(not _go_on(work, person, post, to) for post in held)
        if not quiet:
            news_of_leaving(work, person)
        return waiting


def _lasting(person: Person, unit: str) -> list[Post]:
    """Give the posts of one's own that hold at a unit, or will."""
    held = Post.objects.lasting(units.today()).filter(person=person, acting_for=None)
    return list(held.filter(unit__code=unit).order_by("id"))


def _go_on(work: Work, person: Person, held: Post, to: str) -> bool:
    """Give the same role at the new unit, unless it is held there; tell whether it holds."""
    since = max(units.today(), held.valid.lower)
    there = Post.objects.filter(person=person, role=held.role, unit__code=to, valid__contains=since)
    if there.exists():
        return True
    return give(work, person, PostAt(held.role, to), since=since, until=held.valid.upper)
