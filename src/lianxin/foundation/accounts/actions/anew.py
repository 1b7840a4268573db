"""One's own password asked anew, before what would outlast a browser that was left alone."""

from lianxin.foundation.accounts import adapters, rules
from lianxin.foundation.accounts.actions import tries
from lianxin.foundation.accounts.actions.checks import taken
from lianxin.foundation.accounts.models import Person
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, NoRight
from lianxin.foundation.units import queries as units

WRONG = "accounts.password.old"


def check_anew(person: Person, password: str, *, where: str = "password") -> None:
    """Check that this is the person's password; wrong ones are counted for the login.

    Raises TooMany, Busy, Invalid("accounts.password.old").
    """
    bucket = tries.bucket_of(person.login, "", what="anew")
    tries.count(bucket, units.today())
    if not adapters.fits(rules.plain_password(password), person.password):
        raise Invalid(WRONG, where=where)
    tries.forget(bucket)


def asked_anew(by: Actor, password: str, *, where: str = "password") -> Person:
    """Give one's own open account when this is its password. Raises NoRight, and as above."""
    person = Person.objects.filter(pk=by.person or 0, closed_at__isnull=True).first()
    if person is None:
        raise NoRight("accounts.no_right")
    check_anew(person, password, where=where)
    return person


def taken_unchanged(asked: Person, *, where: str = "password") -> Person:
    """Lock an account whose password was just asked, if it is the same still. Raises Invalid."""
    person = taken(asked.login)
    if person.password != asked.password or person.closed_at is not None:
        raise Invalid(WRONG, where=where)
    return person
