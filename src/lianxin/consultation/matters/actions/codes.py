"""Look-up codes: a new one ends the old one; it goes to the telephone that was left, alone."""

from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from lianxin.consultation.matters.actions.numbers import new_find
from lianxin.consultation.matters.models import Lookup, Matter, Party
from lianxin.foundation.audit.actions import act, retried
from lianxin.foundation.kernel.actor import citizen
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.tokens import LookupCode, lookup_code, secret_digest
from lianxin.foundation.notices import actions as notices
from lianxin.foundation.vault.queries import pepper


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
