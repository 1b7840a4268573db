"""Tokens given to people: kept as digests, bound to purpose and record (SECURITY TK1)."""

from datetime import datetime

from django.db.models.functions import Now

from lianxin.foundation.audit.actions.work import Work
from lianxin.foundation.audit.models import Token
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.tokens import parse_token, same, token_digest

UNKNOWN = "audit.token"


def issue_token(work: Work, *, purpose: str, about: str, expires: datetime, token: str) -> None:
    """Keep a new token within an act; ``about`` is the number of the record it opens."""
    kept = Token(purpose=purpose, about=about, expires=expires, digest=token_digest(purpose, token))
    work.cache[Token, kept.digest] = kept
    work.add(kept)


def check_token(purpose: str, token: str) -> str:
    """Give the number that an unspent token of this purpose opens now, without spending it.

    Raises Invalid("kernel.token") for what cannot be one, NotFound("audit.token") for one that
    is unknown, over or spent.
    """
    digest = token_digest(purpose, parse_token(token))
    found = Token.objects.filter(
        purpose=purpose, digest=digest, spent__isnull=True, expires__gt=Now()
    ).first()
    if found is None or not same(bytes(found.digest), digest):
        raise NotFound(UNKNOWN, where="token")
    return found.about


def spend_token(work: Work, purpose: str, token: str) -> str:
    """Spend a token within an act and give the number it opened; the second one gets NotFound."""
    digest = token_digest(purpose, parse_token(token))
    found = work.cache.get((Token, digest))
    if found is None:
        asked = Token.objects.select_for_update(no_key=True).filter(purpose=purpose, digest=digest)
        found = asked.first()
    if found is None or found.spent is not None or found.expires <= work.now:
        raise NotFound(UNKNOWN, where="token")
    found.spent = work.now
    work.change(found, "spent")
    work.cache[Token, digest] = found
    about: str = found.about
    return about
