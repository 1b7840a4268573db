"""Messages that leave the house: recorded here, handed to a gateway by the worker."""

from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.kernel.text import tidy_line, tidy_words
from lianxin.foundation.notices import queries, rules
from lianxin.foundation.notices.models import Channel, Message
from lianxin.foundation.parameters import queries as parameters

SEND_JOB = "notices.send"


def send_sms(*, contact: UUID, about: str, body: str, dedupe: str, mask: str = "") -> None:
    """Order an SMS to the telephone that the vault keeps under ``contact``.

    The text gets the matter's number and the office telephone when it lacks them; a link must
    stand on the official host (SECURITY TK2). The same ``dedupe`` again orders nothing.
    Raises Invalid("notices.sms...").
    """
    today = timezone.localdate()
    text = rules.compose(
        body,
        about=about,
        telephone=settings.OFFICE_PHONE,
        origin=settings.ORIGIN,
        links=parameters.number("notices.sms.links", on=today),
        longest=parameters.number("notices.sms.longest", on=today),
    )
    order(
        Message(
            channel=Channel.SMS, contact=contact, mask=mask, about=about, body=text, dedupe=dedupe
        )
    )


def send_mail(
    *,
    to: str,
    login: str,
    about: str,
    subject: str,
    body: str,
    dedupe: str,
    right: Right = Right.NOTICES_READ,
    unit: str = "",
) -> None:
    """Order a mail to a member of staff; the right is asked again when it is sent.

    Raises Invalid("notices.mail.address") for an address that is none.
    """
    try:
        validate_email(to)
    except ValidationError as fault:
        raise Invalid("notices.mail.address", where="to") from fault
    order(
        Message(
            channel=Channel.MAIL,
            address=to,
            login=login,
            right=right,
            unit=unit,
            mask=rules.masked_address(to),
            about=about,
            subject=tidy_line(subject),
            body=tidy_words(body),
            dedupe=dedupe,
        )
    )


def order(message: Message) -> None:
    """Record a message once and wake the worker, both in one transaction.

    Its text is kept so that nobody who reads the database finds a link or code (SECURITY TK4).
    """
    message.body = queries.concealed(message)
    with transaction.atomic():
        Message.objects.bulk_create([message], ignore_conflicts=True)
        app.configure_task(SEND_JOB).defer()
