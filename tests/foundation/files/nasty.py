"""Photos that people or attackers may send, made here so that no real one is in the project."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from PIL import Image, PngImagePlugin

PLACE = b"N40d39m12s-E110d17m31s"
APPENDIX = b"PK-planted-appendix-13812345678"
SMALL = (64, 48)


def picture(size: tuple[int, int] = SMALL, mode: str = "RGB") -> Image.Image:
    """Make a picture whose four corners differ: red, green, blue, white."""
    made = Image.new("RGB", size, "white")
    half = (size[0] // 2, size[1] // 2)
    made.paste("red", (0, 0, *half))
    made.paste("lime", (half[0], 0, size[0], half[1]))
    made.paste("blue", (0, half[1], half[0], size[1]))
    return made.convert(mode)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """Give the bytes of a picture in a format."""
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def located(orientation: int = 1, size: tuple[int, int] = SMALL, kind: str = "JPEG") -> bytes:
    """Make a photo with a place, a device, a comment and a held-sideways mark."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "PlantedPhone"
    exif[0x9003] = "2021:03:05 14:31:07"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (40.0, 39.0, 12.0), "E", (110.0, 17.0, 31.0)
    gps[29] = PLACE.decode()
    return saved(picture(size), kind, exif=exif)


def chunk(name: bytes, content: bytes) -> bytes:
    """Make one chunk of a PNG."""
    check = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + check


def png(width: int, height: int, rows: bytes, *more: bytes) -> bytes:
    """Make a PNG whose header says any size, of eight bits of grey."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(rows, 9))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + data + chunk(b"IEND", b"")


def resized_header(jpeg: bytes, width: int, height: int) -> bytes:
    """Let the header of a JPEG say another size."""
    at = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]


def zipped() -> bytes:
    """Make a small zip with the planted appendix."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("run.sh", APPENDIX)
    return target.getvalue()


def moving(kind: str) -> bytes:
    """Make a moving picture of three frames."""
    frames = [picture(), picture().rotate(90), picture().rotate(180)]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def text_bomb() -> bytes:
    """Make a PNG whose compressed text unpacks to 80 MB."""
    packed = zlib.compress(b"A" * 80_000_000, 9)
    return png(8, 8, b"\0" * 72, chunk(b"zTXt", b"Comment\0\0" + packed))


def profile_bomb() -> bytes:
    """Make a PNG whose colour profile unpacks to 80 MB."""
    packed = zlib.compress(b"A" * 80_000_000, 9)
    return png(8, 8, b"\0" * 72, chunk(b"iCCP", b"p\0\0" + packed))


def frame_bomb() -> bytes:
    """Make a PNG that claims four thousand million frames."""
    return png(8, 8, b"\0" * 72, chunk(b"acTL", struct.pack(">II", 0xFFFF_FFFF >> 1, 0)))


JPEG = saved(picture(), "JPEG")
PNG = saved(picture(), "PNG")
WEBP = saved(picture(), "WEBP")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"

REFUSED: Mapping[str, tuple[bytes, str]] = {
    "svg": (SVG, "files.type"),
    "svg behind a mark": (b"\xef\xbb\xbf" + SVG, "files.type"),
    "html named jpg": (HTML, "files.type"),
    "script named jpg": (b"#!/bin/sh\nexit\n", "files.type"),
    "program": (b"\x7fELF" + b"\0" * 200, "files.type"),
    "pdf": (b"%PDF-1.7\n1 0 obj\n", "files.type"),
    "pdf then photo": (b"%PDF-1.7\n" + JPEG, "files.type"),
    "zip": (zipped(), "files.type"),
    "gif": (saved(picture(), "GIF"), "files.type"),
    "gif script": (b"GIF89a/*" + HTML + b"*/=1;", "files.type"),
    "bmp": (saved(picture(), "BMP"), "files.type"),
    "tiff": (saved(picture(), "TIFF"), "files.type"),
    "ico": (saved(picture(), "ICO"), "files.type"),
    "ppm": (saved(picture(), "PPM"), "files.type"),
    "jpeg 2000": (b"\0\0\0\x0cjP  \r\n\x87\n" + b"\0" * 40, "files.type"),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n", "files.type"),
    "avi called riff": (b"RIFF\x10\0\0\0AVI " + b"\0" * 40, "files.type"),
    "blank before a photo": (b" " + JPEG, "files.type"),
    "heic": (b"\0\0\0\x18ftypheic" + b"\0" * 40, "files.heic"),
    "avif": (b"\0\0\0\x18ftypavif" + b"\0" * 40, "files.heic"),
    "jpeg start alone": (b"\xff\xd8\xff\xe0", "files.damaged"),
    "html after jpeg start": (b"\xff\xd8\xff" + HTML, "files.damaged"),
    "png start alone": (b"\x89PNG\r\n\x1a\n", "files.damaged"),
    "webp start alone": (b"RIFF\x04\0\0\0WEBP", "files.damaged"),
    "cut jpeg": (saved(picture((900, 700)), "JPEG")[:3_000], "files.damaged"),
    "cut png": (PNG[: len(PNG) // 2], "files.damaged"),
    "cut webp": (WEBP[: len(WEBP) // 2], "files.damaged"),
    "png of a broken check": (PNG[:40] + b"\0\0\0\0" + PNG[44:], "files.damaged"),
    "png of no rows": (png(64, 64, b""), "files.damaged"),
    "png of no width": (png(0, 64, b"\0" * 64), "files.damaged"),
    "png of a huge header": (png(2**31 - 1, 2**31 - 1, b"\0"), "files.pixels"),
    "png of a long line": (png(2**31 - 1, 1, b"\0" * 64), "files.pixels"),
    "png pixel flood": (png(50_000, 50_000, b"\0" * 10_000_000), "files.pixels"),
    "jpeg of a huge header": (resized_header(JPEG, 65_500, 65_500), "files.pixels"),
    "jpeg just above": (resized_header(JPEG, 8_000, 5_001), "files.pixels"),
    "moving png": (moving("PNG"), "files.frames"),
    "moving webp": (moving("WEBP"), "files.frames"),
    "png of endless frames": (frame_bomb(), "files.frames"),
    "png text bomb": (text_bomb(), "files.damaged"),
    "png profile bomb": (profile_bomb(), "files.damaged"),
}
"""Each with the code of the sentence it gets."""


def numbered(mode: str, **options: object) -> bytes:
    """Make a PNG of an unusual mode."""
    return saved(picture(mode=mode), "PNG", **options)


def deep() -> bytes:
    """Make a PNG of sixteen bits of grey."""
    return saved(Image.new("I;16", SMALL, 40_000), "PNG")


def commented() -> bytes:
    """Make a PNG with the appendix as text."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", APPENDIX.decode())
    info.add_itxt("XML:com.adobe.xmp", PLACE.decode())
    return saved(picture(), "PNG", pnginfo=info)


TAKEN: Mapping[str, bytes] = {
    "jpeg": JPEG,
    "png": PNG,
    "webp": WEBP,
    "jpeg with a place": located(),
    "png with a place": located(kind="PNG"),
    "webp with a place": located(kind="WEBP"),
    "zip in jpeg": JPEG + zipped(),
    "zip in png": PNG + zipped(),
    "html in jpeg": JPEG + HTML + APPENDIX,
    "html in jpeg comment": saved(picture(), "JPEG", comment=HTML + APPENDIX),
    "text in png": commented(),
    "profile of nonsense": saved(picture(), "JPEG", icc_profile=APPENDIX * 9),
    "more lines than data": resized_header(JPEG, 5_000, 5_000),
    "exif of nonsense": saved(picture(), "JPEG", exif=b"Exif\0\0II*\0" + b"\xff" * 60 + APPENDIX),
    "several photos in one": saved(picture(), "MPO", save_all=True, append_images=[picture()]),
    "grey": saved(picture(mode="L"), "JPEG"),
    "print colours": saved(picture(mode="CMYK"), "JPEG"),
    "progressive": saved(picture(), "JPEG", progressive=True),
    "one bit": numbered("1"),
    "palette": numbered("P"),
    "palette that lets through": numbered("P", transparency=0),
    "see-through": numbered("RGBA"),
    "grey see-through": numbered("LA"),
    "sixteen bits": deep(),
    "one pixel": saved(picture((1, 1)), "PNG"),
    "a thread": saved(picture((5_000, 1)), "PNG"),
    "webp without loss": saved(picture(mode="RGBA"), "WEBP", lossless=True),
}
"""Photos that are taken, whatever hangs on them."""
