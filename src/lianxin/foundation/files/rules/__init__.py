"""Pure rules: which photos are taken, judged by content alone, and how they are drawn anew."""

from lianxin.foundation.files.rules.judging import (
    PHOTO_TYPE,
    Limits,
    PhotoSize,
    check_bytes,
    sniff,
)

__all__ = ["PHOTO_TYPE", "Limits", "PhotoSize", "check_bytes", "sniff"]
