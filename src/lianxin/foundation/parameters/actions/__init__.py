"""Loading and changing parameters: a change ends the old value's days, it never overwrites them."""

from lianxin.foundation.parameters.actions.asking import ASKED, DECIDED, ask, withdraw
from lianxin.foundation.parameters.actions.deciding import confirm, refuse
from lianxin.foundation.parameters.actions.files import DATA, read_texts
from lianxin.foundation.parameters.actions.loading import load
from lianxin.foundation.parameters.actions.setting import set_value
from lianxin.foundation.parameters.actions.writing import changing
from lianxin.foundation.parameters.permissions import check_change, may_decide

__all__ = [
    "ASKED",
    "DATA",
    "DECIDED",
    "ask",
    "changing",
    "check_change",
    "confirm",
    "load",
    "may_decide",
    "read_texts",
    "refuse",
    "set_value",
    "withdraw",
]
