"""Photos that are kept: their facts, and their content for a page of the room that owns them.

The owning room decides who sees a photo before it asks here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from lianxin.foundation.files.adapters import place
from lianxin.foundation.files.models import File
from lianxin.foundation.files.rules import Limits, PhotoSize
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.tokens import token_digest
from lianxin.foundation.parameters import queries as parameters

__all__ = [
    "Kept",
    "Photo",
    "PhotoFacts",
    "PhotoSize",
    "facts",
    "kept",
    "kept_photo",
    "limits",
    "photo",
]

PURPOSE = "files.photo"
"""What tokens of unclaimed photos are for."""
CACHE_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Kept:
    """An unclaimed photo, as its form shows it again; width and height in pixels."""

    token: str
    name: str
    bytes: int
    width: int
    height: int

    @property
    def mark(self) -> str:
        """Give what shows the photo and claims nothing."""
        return token_digest(PURPOSE, self.token).hex()


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What a page needs to lay a photo out before it arrives; width and height in pixels."""

    id: int
    bytes: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo to send: ``FileResponse(photo.open(), headers=photo.headers)``."""

    path: Path
    content_type: str
    name: str

    @property
    def headers(self) -> Mapping[str, str]:
        """Give the headers of the answer: inline, never sniffed, alone in a sandbox."""
        return {
            "Content-Type": self.content_type,
            "Content-Disposition": f'inline; filename="{self.name}"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": f"private, max-age={CACHE_SECONDS}",
        }

    def open(self) -> BinaryIO:
        """Open the content. Raises NotFound("files.absent") when the file is gone."""
        try:
            return self.path.open("rb")
        except OSError as fault:
            raise NotFound("files.absent", where=self.name) from fault


def limits(on: date) -> Limits:
    """Give what a photo may be at most on a day."""
    return Limits(
        bytes=parameters.number("files.photo_bytes", on=on),
        pixels=parameters.number("files.photo_pixels", on=on),
        full_edge=parameters.number("files.photo_edge", on=on),
        small_edge=parameters.number("files.thumbnail_edge", on=on),
    )


def kept(tokens: Sequence[str]) -> list[Kept]:
    """Give the unclaimed photos of these tokens, in their order; those that are gone are left."""
    digests = {token_digest(PURPOSE, token): token for token in tokens}
    unclaimed = File.objects.filter(token_digest__in=list(digests), about="")
    rows = unclaimed.values_list("token_digest", "label", "bytes", "width", "height")
    found: dict[str, Kept] = {}
    for digest, label, size, width, height in rows:
        token = digests[bytes(digest)]
        found[token] = Kept(token, label, size, width, height)
    return [found[token] for token in dict.fromkeys(tokens) if token in found]


def facts(file_ids: Iterable[int]) -> dict[int, PhotoFacts]:
    """Give the facts of several photos in one query, by id."""
    found = File.objects.filter(id__in=list(file_ids))
    return {row[0]: PhotoFacts(*row) for row in found.values_list("id", "bytes", "width", "height")}


def photo(file_id: int, size: PhotoSize) -> Photo:
    """Give a claimed photo to send. Raises NotFound("files.absent")."""
    found = File.objects.exclude(about="").filter(id=file_id).first()
    return _photo(found, size, where=str(file_id))


def kept_photo(mark: str, size: PhotoSize) -> Photo:
    """Give an unclaimed photo to who holds its mark. Raises NotFound("files.absent")."""
    digest = bytes.fromhex(mark)
    return _photo(File.objects.filter(token_digest=digest, about="").first(), size)


def _photo(found: File | None, size: PhotoSize, *, where: str = "photo") -> Photo:
    if found is None:
        raise NotFound("files.absent", where=where)
    path = place(found.name, size)
    return Photo(path=path, content_type=found.content_type, name=path.name)
