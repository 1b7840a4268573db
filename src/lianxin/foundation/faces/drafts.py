"""Keeps what was typed while the sign-in had run out, and offers it in the same form again."""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils import timezone

from lianxin.foundation.faces import form_token
from lianxin.foundation.faces.limits import DRAFT_HOURS, DRAFTS_TOTAL, hours, limit
from lianxin.foundation.faces.models import Draft
from lianxin.foundation.kernel.errors import Invalid, Refused
from lianxin.foundation.kernel.tokens import new_token, parse_token, token_digest

COOKIE = "draft"
PURPOSE = "faces.draft"
NONCE_BYTES = 12
NEVER_KEPT = frozenset({form_token.FIELD})
LONGEST_PATH = 500

Fields = Mapping[str, Sequence[str]]


def _cipher(token: str) -> AESGCM:
    return AESGCM(hashlib.sha256(f"{PURPOSE}.key:{token}".encode()).digest())


def typed(data: QueryDict) -> dict[str, list[str]]:
    """Give what a person typed: every field but tokens and passwords."""
    return {
        str(name): [str(value) for value in values]
        for name, values in data.lists()
        if name not in NEVER_KEPT and "password" not in str(name)
    }


def keep(path: str, fields: Fields) -> str:
    """Store the fields of a refused post and give the secret that opens them again.

    Raises Refused("faces.drafts_full") when too many wait.
    """
    token = new_token()
    nonce = secrets.token_bytes(NONCE_BYTES)
    words = json.dumps(dict(fields), ensure_ascii=False).encode("utf-8", "replace")
    now = timezone.now()
    with transaction.atomic():
        Draft.objects.filter(expires__lt=now).delete()
        if Draft.objects.count() >= limit(DRAFTS_TOTAL) or len(path) > LONGEST_PATH:
            raise Refused("faces.drafts_full")
        Draft.objects.create(
            digest=token_digest(PURPOSE, token),
            path=path,
            sealed=nonce + _cipher(token).encrypt(nonce, words, path.encode()),
            expires=now + hours(DRAFT_HOURS),
        )
    return token


def take(token: str, path: str) -> dict[str, list[str]] | None:
    """Give the fields kept for a path under a secret, if they are still there."""
    try:
        digest = token_digest(PURPOSE, parse_token(token))
    except Invalid:
        return None
    found = Draft.objects.filter(digest=digest, path=path, expires__gt=timezone.now()).first()
    if found is None:
        return None
    sealed = bytes(found.sealed)
    try:
        opened = _cipher(token).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], path.encode())
    except InvalidTag:
        return None
    fields: dict[str, list[str]] = json.loads(opened)
    return fields


def drop(token: str) -> None:
    """Forget what was kept under a secret."""
    Draft.objects.filter(digest=token_digest(PURPOSE, token)).delete()


def offered(request: HttpRequest) -> dict[str, list[str]] | None:
    """Give what a lost sign-in kept for this page, if the browser holds its secret."""
    token = request.COOKIES.get(COOKIE, "")
    found = take(token, request.path) if token else None
    request.draft_offered = found is not None  # type: ignore[attr-defined]
    return found


def remember(response: HttpResponseBase, token: str) -> None:
    """Give the secret to the browser."""
    span: timedelta = hours(DRAFT_HOURS)
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(span.total_seconds()),
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )


def settle(request: HttpRequest, response: HttpResponseBase) -> None:
    """After the post went through: forget the words and the browser's secret."""
    token = request.COOKIES.get(COOKIE, "")
    if token and take(token, request.path) is not None:
        drop(token)
        response.delete_cookie(COOKIE, samesite="Lax")
