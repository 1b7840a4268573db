"""Pages of the room: the list, one parameter with its history, and the acts on changes."""

from lianxin.foundation.parameters.pages import acts, listing, single

__all__ = ["acts", "listing", "single"]
