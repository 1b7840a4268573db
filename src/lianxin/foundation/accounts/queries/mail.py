"""Mail addresses of staff: one's own for its page, and whom a notice reaches by mail."""

from collections.abc import Iterable
from dataclasses import dataclass

from lianxin.foundation.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Address:
    """One's own address: the confirmed one, one that waits, and whether mail is wanted."""

    confirmed: str
    waiting: str
    wanted: bool


def address_of(person: int) -> Address:
    """Give a person's own address."""
    row = Person.objects.filter(pk=person).values_list("email", "email_asked", "mail_wanted").get()
    return Address(*row)


def mailed(people: Iterable[int]) -> dict[int, str]:
    """Give the confirmed addresses of those of these people who chose mail, by key."""
    rows = Person.objects.filter(pk__in=list(people), mail_wanted=True, closed_at__isnull=True)
    return dict(rows.exclude(email="").values_list("pk", "email"))
