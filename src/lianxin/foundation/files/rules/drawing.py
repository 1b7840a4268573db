"""Draws one photo anew, in a process of its own with little memory and time (SECURITY IN3).

``python -I -m lianxin.foundation.files.rules.drawing FORMAT PIXELS FULL_EDGE SMALL_EDGE`` reads
the photo from its input and writes one line of JSON and both drawings, one after the other.
Nothing of the upload but its picture survives: no place, device, time, thumbnail or appendix.
A fault that is not a refusal ends the process, and the caller calls the photo damaged.
"""

import json
import resource
import struct
import sys
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO

from PIL import Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 10
OPEN_FILES = 16
QUALITY = 85
ORIENTATION = 0x0112
WHITE = (255, 255, 255)
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class Unfit(Exception):
    """The photo is refused; the code and its arguments go to the caller."""

    def __init__(self, code: str, **arguments: int) -> None:
        """Keep the code of the sentence and what fills it."""
        super().__init__(code)
        self.code = code
        self.arguments = arguments


@dataclass(frozen=True, slots=True)
class Drawings:
    """A photo drawn anew in both sizes; width and height are of the large one, in pixels."""

    width: int
    height: int
    parts: tuple[bytes, ...]


def confine() -> None:
    """Take from this process memory, time and files beyond what one photo needs."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def open_photo(source: BinaryIO, kind: str) -> Image.Image:
    """Read the header with the one reader of this format; further pictures of a JPEG are left."""
    if kind == "JPEG":
        return JpegImagePlugin.JpegImageFile(source)
    if kind == "PNG":
        return PngImagePlugin.PngImageFile(source)
    return WebPImagePlugin.WebPImageFile(source)


def check(image: Image.Image, pixels: int) -> None:
    """Refuse moving pictures and those of too many pixels, before any pixel is decoded."""
    width, height = image.size
    if width * height > pixels:
        raise Unfit("files.pixels", width=width, height=height, limit=pixels // 1_000_000)
    if getattr(image, "n_frames", 1) > 1:
        raise Unfit("files.frames")


def orientation(image: Image.Image) -> int:
    """Read how the camera was held; what cannot be read counts as upright."""
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except (SyntaxError, ValueError, TypeError, OSError, KeyError, struct.error, OverflowError):
        return 1


def plain(image: Image.Image) -> Image.Image:
    """Bring any mode to eight bits of red, green and blue, on white where it lets through."""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda depth: depth * (1 / 256)).convert("L")
    if not image.has_transparency_data:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    ground = Image.new("RGB", layer.size, WHITE)
    ground.paste(layer, mask=layer.getchannel("A"))
    return ground


def drawn(image: Image.Image, *, subsampling: int) -> bytes:
    """Write a picture as JPEG and nothing beside it."""
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    target = BytesIO()
    bare.save(target, "JPEG", quality=QUALITY, optimize=True, subsampling=subsampling)
    return target.getvalue()


def redraw(source: BinaryIO, kind: str, pixels: int, edges: tuple[int, int]) -> Drawings:
    """Draw both sizes. Raises Unfit."""
    image = open_photo(source, kind)
    check(image, pixels)
    turn = TURNS.get(orientation(image))
    image.draft("RGB", (edges[0], edges[0]))
    image.load()
    picture = plain(image)
    picture.thumbnail((edges[0], edges[0]), Image.Resampling.LANCZOS)
    if turn is not None:
        picture = picture.transpose(turn)
    small = picture.copy()
    small.thumbnail((edges[1], edges[1]), Image.Resampling.LANCZOS)
    sharp = 2 if kind == "JPEG" else 0
    parts = (drawn(picture, subsampling=sharp), drawn(small, subsampling=2))
    return Drawings(width=picture.width, height=picture.height, parts=parts)


def main() -> None:
    """Judge and draw the photo on the input; a refusal is an answer like another."""
    kind, pixels, full_edge, small_edge = sys.argv[1:]
    confine()
    Image.MAX_IMAGE_PIXELS = int(pixels)
    source = BytesIO(sys.stdin.buffer.read())
    parts: tuple[bytes, ...] = ()
    try:
        found = redraw(source, kind, int(pixels), (int(full_edge), int(small_edge)))
        parts = found.parts
        answer: dict[str, Any] = {
            "width": found.width,
            "height": found.height,
            "lengths": [*map(len, parts)],
        }
    except Unfit as refusal:
        answer = {"code": refusal.code, "arguments": refusal.arguments}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + b"".join(parts))


if __name__ == "__main__":
    main()
