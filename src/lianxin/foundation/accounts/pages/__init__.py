"""Pages of the room: signing in, one's own password, the people."""

from lianxin.foundation.accounts.pages import acts, people, signing

__all__ = ["acts", "people", "signing"]
