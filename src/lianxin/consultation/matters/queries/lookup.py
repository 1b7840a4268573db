"""Look-up codes and links: how a citizen proves to be the one of a matter."""

from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner
from django.utils.timezone import localdate

from lianxin.consultation.matters.models import Lookup, Party
from lianxin.foundation.audit.actions import check_token
from lianxin.foundation.kernel.errors import LianxinError, NotFound
from lianxin.foundation.kernel.tokens import lookup_code, parse_lookup_code, same, secret_digest
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.vault import queries as vault

PASS_SALT = "lianxin.matters.pass"  # noqa: S105 - names the purpose
PHOTO_SALT = "lianxin.matters.photos"
VALID = "matters.codes.page_valid"
"""The parameter of how many seconds a page that a code opened may still act."""
CONFIRM = "matters.confirm"


def code_text(key: UUID, find: str) -> str:
    """Give the look-up code of a submission, the same at every replay."""
    return lookup_code(vault.pepper(), key.bytes, find).text


def number_by_code(text: str) -> str:
    """Give the number that a typed code opens; right or wrong, one HMAC is computed.

    Raises Invalid("kernel.lookup_code") for what cannot be a code, NotFound("matters.lookup").
    """
    code = parse_lookup_code(text)
    digest = secret_digest(vault.pepper(), code)
    found = Lookup.objects.filter(find=code.find, ended_at=None).select_related("matter").first()
    known = bytes(found.secret) if found else bytes(len(digest))
    if not same(known, digest) or found is None:
        raise NotFound("matters.lookup", where="code")
    return found.matter.number


def number_by_telephone(number: str, telephone: str) -> UUID | None:
    """Give the contact when this telephone was left with this matter, else None."""
    contacts = vault.find(telephone)
    found = Party.objects.filter(matter__number=number, contact__in=contacts).first()
    return found.contact if found else None


def new_pass(number: str, salt: str = PASS_SALT) -> str:
    """Give a short-lived signed pass: for the forms or photos of a page that a code opened.

    Under another salt it stands for a kept upload by its mark.
    """
    return TimestampSigner(salt=salt).sign(number)


def number_by_pass(text: str, salt: str = PASS_SALT) -> str:
    """Give the number of a pass. Raises NotFound("matters.pass_over") when it is over."""
    try:
        valid = parameters.number(VALID, on=localdate())
        return TimestampSigner(salt=salt).unsign(text, max_age=valid)
    except BadSignature as fault:
        raise NotFound("matters.pass_over", where="code") from fault


def number_by_link(token: str) -> str:
    """Give the number that a link opens. Raises NotFound("matters.link_over")."""
    try:
        return check_token(CONFIRM, token)
    except LianxinError as fault:
        raise NotFound("matters.link_over") from fault
