"""Telephone numbers as people type them, read into one form or refused with the exact fault.

Mobile numbers have 11 digits; landlines an area code and 7 or 8 digits (工信部 电信网编号计划
2017), with an extension where there is one.
"""

import re

from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.text import tidy_code

MOBILE_DIGITS = 11
LOCAL_DIGITS = (7, 8)
SHORT_AREA_DIGITS = 3
LONG_AREA_DIGITS = 4
WHERE = "telephone"

_COUNTRY = re.compile(r"(?:\+|00)86-?(?=\d)|86-?(?=1\d{10}$|0\d{9})")
_EXTENSION = re.compile(r"(?:转|轉|分机|#|ext\.?|x)-?(\d{1,6})$", re.IGNORECASE)
_SEVERAL = re.compile(r"\d{7}[/、,;，；|和或]\d{7}")
_SIGNS = str.maketrans("", "", "().·_")
_FOREIGN = re.compile(r"[^0-9-]")
_SHORT_AREA = re.compile(r"010|02\d")


def parse_telephone(text: str) -> str:
    """Read a number: ``13812345678``, ``0472-5123456`` or ``0472-5123456-801``.

    Full width, blanks, dashes, brackets and +86 are taken. Raises Invalid at ``telephone`` with
    one of the codes ``vault.telephone.``: ``short`` (missing), ``long`` (extra), ``start``
    (digit), ``letters`` (sign), ``several``, ``area``, ``local_short`` (missing),
    ``local_long`` (extra).
    """
    folded = tidy_code(text).strip("-")
    if _SEVERAL.search(folded.replace("-", "")):
        raise Invalid("vault.telephone.several", where=WHERE)
    code = _COUNTRY.sub("", folded.translate(_SIGNS), count=1).lstrip("-")
    extension = ""
    found = _EXTENSION.search(code)
    if found:
        code, extension = code[: found.start()].rstrip("-"), found[1]
    sign = _FOREIGN.search(code)
    if sign:
        raise Invalid("vault.telephone.letters", where=WHERE, sign=sign[0])
    if code.startswith("0"):
        return _landline(code, extension)
    return _mobile(code.replace("-", ""))


def _mobile(digits: str) -> str:
    if len(digits) in LOCAL_DIGITS and not digits.startswith("1"):
        raise Invalid("vault.telephone.area", where=WHERE)
    missing = MOBILE_DIGITS - len(digits)
    if missing > 0:
        raise Invalid("vault.telephone.short", where=WHERE, missing=missing)
    if missing < 0:
        raise Invalid("vault.telephone.long", where=WHERE, extra=-missing)
    if digits[0] != "1" or digits[1] < "3":
        raise Invalid("vault.telephone.start", where=WHERE, start=digits[:2])
    return digits


def _landline(code: str, extension: str) -> str:
    area_digits = SHORT_AREA_DIGITS if _SHORT_AREA.match(code) else LONG_AREA_DIGITS
    digits = code.replace("-", "")
    area, local = digits[:area_digits], digits[area_digits:]
    if not extension:
        local, extension = _split_dashed(code, area_digits, local)
    if len(local) < LOCAL_DIGITS[0]:
        missing = LOCAL_DIGITS[0] - len(local)
        raise Invalid("vault.telephone.local_short", where=WHERE, missing=missing)
    if len(local) > LOCAL_DIGITS[1]:
        extra = len(local) - LOCAL_DIGITS[1]
        raise Invalid("vault.telephone.local_long", where=WHERE, extra=extra)
    return "-".join(filter(None, (area, local, extension)))


def _split_dashed(code: str, area_digits: int, local: str) -> tuple[str, str]:
    """Take what follows a full local number and a dash as the extension."""
    before, dash, after = code.rpartition("-")
    whole = len(before.replace("-", "")) - area_digits
    if dash and after and whole in LOCAL_DIGITS:
        return local[:whole], after
    return local, ""


def mask(telephone: str) -> str:
    """Show a number that was read by ``parse_telephone`` with its middle hidden."""
    if not telephone.startswith("0"):
        return f"{telephone[:3]}****{telephone[-4:]}"
    area, local, *_extension = telephone.split("-")
    return f"{area}-{'*' * (len(local) - 4)}{local[-4:]}"
