"""Notices at the desk; who gets one is asked now, not when it was ordered (SECURITY AZ3)."""

from django.db import transaction

from lianxin.foundation.accounts import queries as accounts
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices.models import Notice


def tell_unit(
    *,
    unit: str,
    right: Right,
    topic: str,
    about: str,
    title: str,
    body: str,
    href: str,
    dedupe: str,
) -> int:
    """Tell everyone who holds the right over the unit now; give how many are told anew."""
    words = {"topic": topic, "about": about, "title": title, "body": body, "href": href}
    receivers = {holder.person_id: holder.login for holder in accounts.holders(right, unit)}
    return _tell(receivers, words, dedupe)


def tell_person(
    *,
    login: str,
    topic: str,
    about: str,
    title: str,
    body: str,
    href: str,
    dedupe: str,
    right: Right = Right.NOTICES_READ,
    unit: str | None = None,
) -> int:
    """Tell one member of staff, if the right is still held; give 1 when told anew, else 0."""
    try:
        actor = accounts.actor_of(login)
    except NotFound:
        return 0
    if actor.person is None or not actor.holds(right, unit):
        return 0
    words = {"topic": topic, "about": about, "title": title, "body": body, "href": href}
    return _tell({actor.person: login}, words, dedupe)


def _tell(receivers: dict[int, str], words: dict[str, str], dedupe: str) -> int:
    notices = [
        Notice(person_id=person, dedupe=f"{dedupe}:{login}", **words)
        for person, login in receivers.items()
    ]
    with transaction.atomic():
        told = Notice.objects.filter(dedupe__in=[notice.dedupe for notice in notices]).count()
        Notice.objects.bulk_create(notices, ignore_conflicts=True)
    return len(notices) - told
