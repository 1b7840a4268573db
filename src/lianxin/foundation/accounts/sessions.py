"""The session store: keys stand hashed in the table, and a visitor without sign-in has none.

Django's session middleware uses it through ``SESSION_ENGINE`` (SECURITY AN5).
"""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.db.models import F
from django.db.models.functions import Now
from django.utils.crypto import get_random_string

from lianxin.foundation.accounts.models import Person, Session
from lianxin.foundation.accounts.queries import running_sessions

KEY_LETTERS = 43
"""Letters and digits of a key: 256 bits."""
SEEN_EVERY = timedelta(minutes=1)
"""How exactly the last use of a session is kept, so that most requests write nothing."""


def digest(key: str) -> bytes:
    """Give what the table keeps of a key."""
    return hashlib.sha256(f"session:{key}".encode()).digest()


def start(
    person: Person,
    *,
    now: datetime,
    idle: timedelta,
    total: timedelta,
    passed: bool = True,
    proved_at: datetime | None = None,
    owes: bool = False,
    device: str = "",
) -> str:
    """Write a new session inside the caller's act and give its key, which nothing else keeps.

    ``passed`` says whether the second factor was proved, ``proved_at`` when, if not now; ``owes``
    that one is due whatever the posts ask for.
    """
    key = get_random_string(KEY_LETTERS)
    Session.objects.create(
        digest=digest(key),
        person=person,
        started_at=now,
        seen_at=now,
        idle=idle,
        until=now + total,
        owes_factor=owes,
        factor_at=(proved_at or now) if passed else None,
        device=device,
    )
    return key


class SessionStore(SessionBase):
    """A running sign-in, or nothing: without a person nothing is stored and no cookie set."""

    def __init__(self, session_key: str | None = None) -> None:
        """Keep the key of the cookie."""
        super().__init__(session_key)
        self._row: Session | None = None
        self._read = False
        self.unattended = False
        """Whether a page asks by itself: that keeps no session alive."""
        self.half = False
        """Whether the second factor is still due: then it opens the factor's pages alone."""

    @property
    def row(self) -> Session | None:
        """Give the record of the running session, or None."""
        if not self._read and self.session_key:
            self._row = self._find(self.session_key)
        self._read = True
        return self._row

    @property
    def person(self) -> Person | None:
        """Give who is signed in, or None."""
        return self.row.person if self.row else None

    def _find(self, key: str) -> Session | None:
        row = (
            running_sessions()
            .filter(digest=digest(key))
            .select_related("person")
            .annotate(now=Now())
            .first()
        )
        if row is not None and not self.unattended and row.now - row.seen_at > SEEN_EVERY:
            Session.objects.filter(pk=row.pk).update(seen_at=Now())
        return row

    def is_empty(self) -> bool:
        """Tell whether nobody is signed in."""
        return self.row is None

    def exists(self, session_key: str) -> bool:
        """Tell whether a session of this key runs."""
        return self._find(session_key) is not None

    def load(self) -> dict[str, Any]:
        """Give what is kept with the session."""
        return self.decode(self.row.data) if self.row and self.row.data else {}

    def create(self) -> None:
        """Do nothing: only a sign-in begins a session."""

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        """Keep what stands with the session; raises UpdateError when it was ended meanwhile."""
        if must_create or self.row is None:
            return
        data = self.encode(dict(self.items()))
        if not Session.objects.filter(pk=self.row.pk).update(data=data):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        """End the session."""
        key = session_key or self.session_key
        if key:
            Session.objects.filter(digest=digest(key)).delete()
        self._row, self._read = None, True

    @classmethod
    def clear_expired(cls) -> None:
        """Remove what has ended by time."""
        Session.objects.filter(until__lte=Now()).delete()
        Session.objects.filter(seen_at__lte=Now() - F("idle")).delete()
