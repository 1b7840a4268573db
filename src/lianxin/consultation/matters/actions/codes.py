"""Look-up codes: a new one ends the old one; it goes to the telephone that was left, alone."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from lianxin.consultation.matters.actions.numbers import new_find
from lianxin.consultation.matters.models import Lookup, Matter, Party
from lianxin.consultation.matters.queries.lookup import number_by_telephone
from lianxin.foundation.audit.actions import act, retried
from lianxin.foundation.audit.models import Row
from lianxin.foundation.clock.queries import local_day
from lianxin.foundation.kernel.actor import citizen
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.tokens import LookupCode, lookup_code, secret_digest
from lianxin.foundation.notices import actions as notices
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.vault.queries import pepper

CODE_ASKED: Final = "matters.code_asked"
DAY: Final = timedelta(days=1)


@retried
def ask_code(*, number: str, telephone: str, key: UUID) -> None:
    """Ask for a new look-up code by number and telephone; the worker sends it if they fit.

    Whether they fit or not, the same is written, so that nobody learns it here (SECURITY AN6).
    Raises Invalid for a text that is no telephone.
    """
    fits = number_by_telephone(number, telephone) is not None
    by = citizen("")
    with act(by, "matters.ask_code", key=key, arguments={"number": number}) as work:
        if work.replay:
            return
        work.notice(
            CODE_ASKED,
            about=number,
            seq=int(work.now.timestamp()),
            recipient="reporter" if fits else "nobody",
        )


def most_daily(now: datetime) -> int:
    """Give how often a matter's code is sent anew in a day at most."""
    return parameters.number("matters.codes.daily", on=local_day(now))


def may_send(number: str, now: datetime) -> bool:
    """Tell whether a matter's code was not sent too often in the last day."""
    sent = Row.objects.filter(
        object=number, verb="matters.send_code", recorded_at__gt=now - DAY
    ).count()
    return sent < most_daily(now)


@retried
def send_code(*, matter: str, key: UUID) -> LookupCode:
    """Make a new look-up code from the key, end the old one, and send it to the reporter.

    The caller proved to be the citizen, or named the telephone that was left. The same key
    gives the same code. Raises NotFound without a telephone.
    """
    by = citizen(matter)
    with act(by, "matters.send_code", key=key, arguments={"matter": matter}) as work:
        if work.replay:
            return lookup_code(pepper(), key.bytes, work.replay["find"])
        held = Matter.objects.select_for_update(no_key=True).get(number=matter)
        party = Party.objects.filter(matter=held, capacity="reporter").first()
        if party is None or party.contact is None:
            raise NotFound("matters.no_telephone", where="telephone")
        for old in Lookup.objects.filter(matter=held, ended_at=None):
            old.ended_at = work.now
            work.change(old, "ended_at")
        secret = pepper()
        code = lookup_code(secret, key.bytes, new_find())
        work.add(Lookup(matter=held, find=code.find, secret=secret_digest(secret, code)))
        work.row(object=matter)
        work.keep({"find": code.find})
        notices.send_sms(
            contact=party.contact,
            about=matter,
            body=_("查询码 {code},在 {address} 查进度。").format(
                code=code.text, address=f"{settings.ORIGIN}/follow"
            ),
            dedupe=f"{matter}:code:{code.find}",
            mask=party.mask,
        )
    return code


def note_shown(find: str) -> bool:
    """Note that a look-up by this code happened; True the first time: the receipt shows again."""
    with act(citizen(""), "matters.look_up") as work:
        lookup = Lookup.objects.select_for_update().filter(find=find).first()
        if lookup is None or lookup.shown > 1:
            return False
        lookup.shown += 1
        work.change(lookup, "shown")
    return True
