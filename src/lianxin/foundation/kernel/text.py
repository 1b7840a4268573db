"""Clean text before it is checked (SECURITY IN6)."""

import re
import unicodedata

from lianxin.foundation.kernel.errors import Invalid

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹘﹣－ー", "-"))
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def tidy_words(text: str) -> str:
    """Give free words in NFC, one kind of line end, outer blanks gone; rare characters stay.

    Raises Invalid("kernel.text") for NUL and lone surrogates, which no table can hold.
    """
    if _UNKEPT.search(text):
        raise Invalid("kernel.text")
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROLS.sub("", lines)).strip()


def tidy_line(text: str) -> str:
    """Give one line of words: as ``tidy_words``, with runs of blanks made one."""
    return re.sub(r"\s+", " ", tidy_words(text))


def tidy_code(text: str) -> str:
    """Give an identifier as typed on any keyboard: half width, no blanks, nothing invisible."""
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", tidy_words(text)))
    joined = re.sub(r"\s+", "", folded)
    return unicodedata.normalize("NFKC", joined).translate(_DASHES)


def fold_code(text: str) -> str:
    """Give an identifier for comparing: as ``tidy_code``, case folded."""
    return unicodedata.normalize("NFKC", tidy_code(text).casefold())
