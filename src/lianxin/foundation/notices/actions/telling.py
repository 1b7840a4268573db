"""Notices at the desk; who gets one is asked now, not when it was ordered (SECURITY AZ3).

What is told is kept as the code of a sentence (a room's ``words``) and its arguments: each
reader sees it in the language of the page.
"""

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.foundation.accounts import queries as accounts
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices import rules
from lianxin.foundation.notices.actions.messages import send_mail
from lianxin.foundation.notices.models import Notice

NOTHING: Mapping[str, object] = {}


def tell_unit(
    *,
    unit: str,
    right: Right,
    topic: str,
    about: str,
    code: str,
    href: str,
    dedupe: str,
    arguments: Mapping[str, object] = NOTHING,
) -> int:
    """Tell everyone who holds the right over the unit now; give how many are told anew.

    ``code`` names the sentence: its first part is the title, its second a line under it.
    """
    words = Notice(topic=topic, about=about, code=code, href=href, dedupe=dedupe)
    words.arguments = rules.pack(arguments)
    receivers = {holder.person_id: holder.login for holder in accounts.holders(right, unit)}
    return _tell(receivers, words, right, unit)


def tell_person(
    *,
    login: str,
    topic: str,
    about: str,
    code: str,
    href: str,
    dedupe: str,
    arguments: Mapping[str, object] = NOTHING,
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
    words = Notice(topic=topic, about=about, code=code, href=href, dedupe=dedupe)
    words.arguments = rules.pack(arguments)
    return _tell({actor.person: login}, words, right, unit or "")


def _tell(receivers: Mapping[int, str], words: Notice, right: Right, unit: str) -> int:
    notices = [
        Notice(
            person_id=person,
            topic=words.topic,
            about=words.about,
            code=words.code,
            arguments=words.arguments,
            href=words.href,
            dedupe=f"{words.dedupe}:{login}",
        )
        for person, login in receivers.items()
    ]
    with transaction.atomic():
        told = Notice.objects.filter(dedupe__in=[notice.dedupe for notice in notices]).count()
        Notice.objects.bulk_create(notices, ignore_conflicts=True)
        for person, address in accounts.mailed(receivers).items():
            _mail(address, receivers[person], words, right, unit)
    return len(notices) - told


def _mail(address: str, login: str, words: Notice, right: Right, unit: str) -> None:
    """Tell somebody who chose mail that a notice waits: its number and a link, no words of it."""
    body = _("{about} 有新通知,登录后查看:{link}")
    send_mail(
        to=address,
        login=login,
        about=words.about,
        subject=_("连心桥:{about} 有新通知").format(about=words.about),
        body=body.format(about=words.about, link=f"{settings.ORIGIN}{words.href}"),
        dedupe=f"mail:{words.dedupe}:{login}",
        right=right,
        unit=unit,
    )
