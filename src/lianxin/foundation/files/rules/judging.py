"""Judges an upload by its first bytes and its length, before anything decodes it."""

from dataclasses import dataclass
from enum import StrEnum

from lianxin.foundation.kernel.errors import Invalid

PHOTO_TYPE = "image/jpeg"
"""What every photo is drawn anew as: every phone, browser and printer knows it."""
HEAD_BYTES = 32
MEBIBYTE = 1024 * 1024

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"})


class PhotoSize(StrEnum):
    """The two sizes that are kept of each photo."""

    FULL = "full"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a photo may be at most; edges are in pixels."""

    bytes: int
    pixels: int
    full_edge: int
    small_edge: int


def check_bytes(size: int, limits: Limits) -> None:
    """Refuse an empty or too large upload.

    Raises Invalid("files.empty") and Invalid("files.bytes", has, limit), in MiB.
    """
    if size <= 0:
        raise Invalid("files.empty", where="photos")
    if size > limits.bytes:
        has = -(-size * 10 // MEBIBYTE) / 10
        raise Invalid("files.bytes", where="photos", has=has, limit=limits.bytes // MEBIBYTE)


def sniff(head: bytes) -> str:
    """Name the format of the first bytes: JPEG, PNG or WEBP; names and types given count nothing.

    Raises Invalid("files.heic") for what telephones may send instead, else Invalid("files.type").
    """
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        raise Invalid("files.heic", where="photos")
    raise Invalid("files.type", where="photos")
