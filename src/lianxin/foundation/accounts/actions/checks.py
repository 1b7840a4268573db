"""What every act on an account asks first, and what several of them do."""

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from lianxin.foundation.accounts.models import Asking, Person, Post, Session
from lianxin.foundation.accounts.roles import APART, ROLES
from lianxin.foundation.accounts.rules import PasswordRules, first_password
from lianxin.foundation.audit.actions import Work
from lianxin.foundation.kernel.actor import Actor, ActorKind
from lianxin.foundation.kernel.errors import Invalid, NoRight, NotFound, Refused
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.kernel.text import tidy_line
from lianxin.foundation.parameters import queries as parameters

ASKED = "accounts.asked"
"""The topic that tells those who may confirm of an asking, whose key is ``seq``."""
DECIDED = "accounts.decided"
"""The topic that tells the asker of the decision."""
LEFT = "accounts.left"
"""The topic under which the rooms above hear that a post ended or an account closed."""


@dataclass(frozen=True, slots=True)
class FirstPassword:
    """A first password, shown once: who it is for, and until when it lets in.

    ``waits`` tells that a post waits for a second person.
    """

    login: str
    password: str
    until: datetime
    waits: bool = False


def taken(login: str) -> Person:
    """Lock an account. Raises NotFound("accounts.unknown")."""
    person = Person.objects.select_for_update(no_key=True).filter(login=login).first()
    if person is None:
        raise NotFound("accounts.unknown", where="login", login=login)
    return person


def taken_together(login: str, *others: str) -> Person:
    """Lock an account with others and all who act in its posts, in the order of their keys.

    So two acts on people who act for each other wait for one another. Raises
    NotFound("accounts.unknown").
    """
    acting = Post.objects.filter(acting_for__login=login).values("person")
    asked = Q(login__in=[login, *others]) | Q(pk__in=acting)
    rows = Person.objects.select_for_update(no_key=True).filter(asked).order_by("pk")
    found = {person.login: person for person in rows}
    if login not in found:
        raise NotFound("accounts.unknown", where="login", login=login)
    return found[login]


def check_open(person: Person) -> None:
    """Refuse a closed account."""
    if person.closed_at is not None:
        raise Refused("accounts.closed", where="login", login=person.login)


def check_over(by: Actor, person: Person, today: date) -> None:
    """Check that one manages every unit where the person has or will have a post.

    Raises NoRight; Refused for one's own account, and for those of the three administrators: one
    administrator alone does nothing to another's, the server's command line does (SECURITY AN7).
    """
    if by.person == person.pk:
        raise Refused("accounts.own", where="login", login=person.login)
    lasting = Post.objects.lasting(today).filter(person=person)
    held = list(lasting.values_list("role", "unit__code"))
    if by.kind is ActorKind.STAFF and any(role in APART for role, _ in held):
        raise Refused("accounts.by_command", where="login", login=person.login)
    check_units(by, (unit for _, unit in held))


def check_units(by: Actor, units: Iterable[str]) -> None:
    """Check that one manages people at each of these units, or anywhere if there are none.

    Raises NoRight.
    """
    asked: list[str | None] = [*units] or [None]
    for unit in asked:
        if not by.holds(Right.PEOPLE_MANAGE, unit):
            raise NoRight("accounts.no_right", where=unit or "")


def why_said(reason: str) -> str:
    """Give why, in one line. Raises Invalid("accounts.reason") when nothing is said."""
    said = tidy_line(reason)
    if not said:
        raise Invalid("accounts.reason", where="reason")
    return said


def check_roles(roles: Iterable[str]) -> None:
    """Check that each is a role. Raises NotFound("accounts.role")."""
    for code in roles:
        if code not in ROLES:
            raise NotFound("accounts.role", where="role", role=code)


def needs_second(by: Actor, role: str, day: date) -> bool:
    """Tell whether a post waits for a second person (SECURITY AN7).

    The server's command line is a second person by itself: who has it is none of the three.
    """
    if by.kind is not ActorKind.STAFF:
        return False
    return ROLES[role].apart or role in parameters.codes("accounts.posts.confirmed", on=day)


def news_of_asking(work: Work, asking: Asking) -> None:
    """Order that those who may confirm hear of an asking."""
    work.notice(ASKED, about=asking.person.login, seq=asking.pk, recipient="confirmers")


def news_of_leaving(work: Work, person: Person, when: datetime | None = None) -> None:
    """Order that the rooms above hear of a post that ends, at once or at a time to come."""
    work.news(LEFT, about=person.login, recipient="job", not_before=when)


def password_rules(day: date) -> PasswordRules:
    """Give today's rules of passwords."""
    return PasswordRules(
        length=parameters.number("accounts.password.length", on=day),
        length_mixed=parameters.number("accounts.password.length_mixed", on=day),
        kinds=parameters.number("accounts.password.kinds", on=day),
        longest=parameters.number("accounts.password.longest", on=day),
        unlike=parameters.number("accounts.password.unlike", on=day),
        rest=parameters.number("accounts.password.rest", on=day),
        words=tuple(parameters.value("accounts.password.words", on=day)),
    )


def seconds(key: str, day: date) -> timedelta:
    """Give a span that stands in the parameters in seconds."""
    return timedelta(seconds=parameters.number(key, on=day))


def drawn(login: str, key: UUID | None) -> str:
    """Draw a first password; under one submission key always the same."""
    if key is None:
        return first_password(secrets.token_bytes(32))
    secret = settings.SECRET_KEY.encode()
    return first_password(hmac.digest(secret, f"first:{login}:{key}".encode(), "sha256"))


def end_all(person: Person) -> int:
    """End every session of a person; give how many there were."""
    return Session.objects.filter(person=person).delete()[0]
