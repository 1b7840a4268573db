"""Acts on the organisation: found, rename, move and close a unit from a day on."""

from lianxin.foundation.units.actions.acts import Receipt, close, found, move, rename

__all__ = ["Receipt", "close", "found", "move", "rename"]
