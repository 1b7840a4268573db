"""A notice with undo that stands on exactly the next page: in the session at the desk.

The public has no session: there the address of the next page carries it, signed and short-lived.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest
from django.utils.encoding import force_str
from django.utils.translation import gettext as _

from lianxin.foundation.faces.limits import NOTICE_SECONDS, limit

PARAMETER = "told"
SALT = "lianxin.faces.notice"


def _new_key() -> str:
    return str(uuid4())


@dataclass(frozen=True, slots=True)
class Notice:
    """What was done, in one sentence.

    ``undo_href`` is posted to with the submission key and ``seen``, the version that was made.
    """

    text: str
    look: str = ""
    undo_href: str = ""
    undo_text: str = ""
    seen: int | None = None
    key: str = field(default_factory=_new_key)


def notify(request: HttpRequest, notice: Notice) -> None:
    """Show the notice on the next page of this session."""
    messages.info(request, json.dumps(asdict(notice), ensure_ascii=False))


def carried(path: str, notice: Notice) -> str:
    """Give the address of a public page that shows the notice for a short time."""
    words = json.dumps(asdict(notice), ensure_ascii=False, separators=(",", ":"))
    signed = TimestampSigner(salt=f"{SALT}:{path}").sign_object(json.loads(words))
    return f"{path}?{urlencode({PARAMETER: signed})}"


def pending(request: HttpRequest) -> Iterator[Notice]:
    """Give the notices of this page; reading them takes those of the session away."""
    given = request.GET.get(PARAMETER, "")
    if given:
        signer = TimestampSigner(salt=f"{SALT}:{request.path}")
        with suppress(BadSignature):
            yield Notice(**signer.unsign_object(given, max_age=limit(NOTICE_SECONDS)))
    if getattr(request, "draft_offered", False):
        yield Notice(_("登录断开时写的还在下面,没有交出。核对以后请再按一次。"), look="warning")
    for message in messages.get_messages(request):
        yield _read(force_str(message.message))


def _read(text: str) -> Notice:
    try:
        return Notice(**json.loads(text))
    except (ValueError, TypeError):
        return Notice(text)
