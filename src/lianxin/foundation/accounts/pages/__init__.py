"""Pages of the room: signing in, one's own account, the people."""

from lianxin.foundation.accounts.pages import acts, factors, people, sessions, signing

__all__ = ["acts", "factors", "people", "sessions", "signing"]
