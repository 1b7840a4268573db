"""Acts on the organisation, each from a day on, and loading its areas."""

from lianxin.foundation.units.actions.acts import (
    Receipt,
    found,
    move,
    rekind,
    relocate,
    rename,
)
from lianxin.foundation.units.actions.areas import load_areas
from lianxin.foundation.units.actions.checks import check_right
from lianxin.foundation.units.actions.closing import (
    Heir,
    NewUnit,
    below,
    close,
    merge,
    split,
)
from lianxin.foundation.units.actions.importing import bring_in

__all__ = [
    "Heir",
    "NewUnit",
    "Receipt",
    "below",
    "bring_in",
    "check_right",
    "close",
    "found",
    "load_areas",
    "merge",
    "move",
    "rekind",
    "relocate",
    "rename",
    "split",
]
