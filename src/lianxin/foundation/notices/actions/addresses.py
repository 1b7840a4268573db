"""Sends the link that confirms a mail address, to that address and nowhere else."""

from django.conf import settings
from django.utils.translation import gettext as _

from lianxin.foundation.accounts import actions as accounts
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices.actions.messages import send_mail
from lianxin.foundation.notices.queries import OutboxItem

SENDER = job("notices", Right.NOTICES_SEND)
CONFIRM = "/desk/settings/mail/confirm"


def send_link(item: OutboxItem) -> None:
    """Send a new link for the address that waits; nothing when none waits any more."""
    drawn = accounts.draw_address_token(by=SENDER, login=item.about)
    if drawn is None:
        return
    link = f"{settings.ORIGIN}{CONFIRM}/{drawn.token}"
    body = _("您在连心桥填写了这个邮箱。请登录后打开链接确认:{link}\n不是您填的,不用理会。")
    send_mail(
        to=drawn.address,
        login=item.about,
        about=item.about,
        subject=_("连心桥:请确认邮箱"),
        body=body.format(link=link),
        dedupe=f"accounts.address:{item.about}:{item.seq}",
    )
