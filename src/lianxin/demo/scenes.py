"""Draws the photos of the demo: simple scenes, as they were before and as they are after."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFilter

Pen = ImageDraw.ImageDraw
Color = tuple[int, int, int]

SIZE: Final = (960, 720)
GROUND: Final = 520
QUALITY: Final = 86
NIGHT: Final = (22, 28, 46)
DAY: Final = (196, 216, 230)
ROAD: Final = (92, 96, 102)
WHITE: Final = (238, 238, 232)
STEEL: Final = (132, 140, 148)
BRICK: Final = (176, 120, 96)
GREEN: Final = (96, 138, 92)
RIM: Final = (90, 70, 50)
BENT: Final = range(400, 680)
"""Where the barrier lies on the ground."""


@cache
def draw(scene: str) -> bytes:
    """Give a scene as a JPEG; its name says what and how, such as ``lamp.off``."""
    what, _, how = scene.partition(".")
    picture = SCENES[what](how == AFTER[what])
    content = BytesIO()
    picture.filter(ImageFilter.SMOOTH).save(content, "JPEG", quality=QUALITY)
    return content.getvalue()


def _street(sky: Color, ground: Color = ROAD) -> tuple[Image.Image, Pen]:
    picture = Image.new("RGB", SIZE, sky)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, GROUND, *SIZE), fill=ground)
    pen.rectangle((0, GROUND - 14, SIZE[0], GROUND), fill=(150, 150, 146))
    return picture, pen


def _house(pen: Pen, left: int, top: int, wall: Color, glass: Color) -> None:
    pen.rectangle((left, top, left + 240, GROUND - 14), fill=wall)
    for row in range(top + 30, GROUND - 110, 90):
        for column in range(left + 26, left + 220, 72):
            pen.rectangle((column, row, column + 44, row + 54), fill=glass)


def _lamp(lit: bool) -> Image.Image:  # noqa: FBT001 - one shape for all scenes
    glass = (236, 206, 128) if lit else (40, 48, 70)
    picture, pen = _street((34, 42, 66) if lit else NIGHT, (58, 60, 66) if lit else (32, 34, 40))
    _house(pen, 40, 150, (58, 60, 76), glass if lit else (44, 50, 66))
    _house(pen, 330, 90, (50, 54, 70), (44, 50, 66))
    for left in (520, 800):
        if lit:
            pen.polygon(
                [(left + 60, 190), (left - 90, 640), (left + 250, 640)], fill=(122, 112, 84)
            )
        pen.rectangle((left, 170, left + 12, 600), fill=STEEL)
        pen.rectangle((left, 170, left + 90, 180), fill=STEEL)
        pen.ellipse((left + 40, 172, left + 96, 206), fill=(255, 240, 190) if lit else (70, 74, 82))
    return picture


def _passage(clear: bool) -> Image.Image:  # noqa: FBT001
    picture = Image.new("RGB", SIZE, (214, 208, 196))
    pen = ImageDraw.Draw(picture)
    pen.polygon([(0, 720), (330, 430), (630, 430), (960, 720)], fill=(168, 164, 156))
    pen.polygon([(0, 0), (330, 150), (630, 150), (960, 0)], fill=(232, 228, 218))
    pen.rectangle((330, 150, 630, 430), fill=(196, 190, 178))
    pen.rectangle((420, 210, 540, 430), fill=(110, 130, 120))
    pen.rectangle((440, 166, 520, 198), fill=(58, 150, 92))
    if not clear:
        for left, top, size, tint in (
            (90, 470, 190, (170, 132, 88)),
            (250, 520, 150, (186, 150, 104)),
            (560, 500, 170, (150, 112, 72)),
            (380, 560, 130, (120, 140, 160)),
            (130, 370, 120, (188, 156, 112)),
        ):
            pen.rectangle((left, top, left + size, top + size - 30), fill=tint, outline=RIM)
            pen.line((left, top + 40, left + size, top + 40), fill=RIM, width=3)
    return picture


def _crossing(fresh: bool) -> Image.Image:  # noqa: FBT001
    picture, pen = _street(DAY)
    _house(pen, 60, 130, BRICK, (120, 146, 168))
    _house(pen, 640, 170, (186, 176, 150), (120, 146, 168))
    paint = WHITE if fresh else (108, 112, 117)
    for left in range(150, 820, 120):
        pen.polygon([(left, 540), (left + 60, 540), (left + 40, 700), (left - 40, 700)], fill=paint)
        if not fresh:
            pen.polygon([(left + 6, 560), (left + 50, 552), (left + 46, 590)], fill=(150, 152, 152))
    pen.rectangle((470, 300, 482, 520), fill=STEEL)
    pen.rectangle((440, 240, 512, 312), fill=(44, 98, 168))
    pen.polygon([(476, 250), (452, 302), (500, 302)], fill=WHITE)
    return picture


def _barrier(mended: bool) -> Image.Image:  # noqa: FBT001
    picture, pen = _street(DAY)
    pen.rectangle((0, 330, 960, GROUND - 14), fill=GREEN)
    for left in range(40, 940, 80):
        if not mended and left in BENT:
            pen.line((left, 600, left + 90, 575), fill=STEEL, width=12)
        else:
            pen.rectangle((left, 430, left + 12, 600), fill=WHITE)
    for top in (450, 530):
        for begin, end in [(40, 932)] if mended else [(40, 372), (680, 932)]:
            pen.rectangle((begin, top, end, top + 12), fill=WHITE)
    if not mended:
        pen.line((372, 456, 520, 610), fill=WHITE, width=12)
        pen.polygon([(540, 640), (580, 560), (620, 640)], fill=(226, 112, 48))
    return picture


def _wires(removed: bool) -> Image.Image:  # noqa: FBT001
    picture, pen = _street(DAY, (150, 148, 142))
    pen.rectangle((120, 40, 840, GROUND - 14), fill=(202, 186, 160))
    for row in (80, 230):
        for column in range(170, 800, 160):
            pen.rectangle((column, row, column + 90, row + 100), fill=(116, 138, 156))
    pen.rectangle((430, 360, 530, GROUND - 14), fill=(104, 84, 70))
    (_shed if removed else _tangle)(pen)
    return picture


def _tangle(pen: Pen) -> None:
    for place, left in enumerate((190, 300, 600, 710)):
        pen.arc((left - 60, 120, left + 60, 620), 250, 80, fill=(190, 60, 40), width=5)
        _bike(pen, left - 50, 500, tint=(60 + 30 * place, 80, 130))


def _shed(pen: Pen) -> None:
    pen.polygon([(560, 430), (940, 430), (920, 400), (580, 400)], fill=(60, 110, 150))
    for left in (580, 740, 910):
        pen.rectangle((left, 430, left + 8, 620), fill=STEEL)
    for left in (600, 700, 800):
        _bike(pen, left, 510, tint=(70, 100, 140))


def _bike(pen: Pen, left: int, top: int, *, tint: Color) -> None:
    for wheel in (left, left + 74):
        pen.ellipse((wheel, top + 44, wheel + 46, top + 90), outline=(40, 40, 44), width=7)
    pen.line((left + 22, top + 66, left + 60, top + 30, left + 96, top + 66), fill=tint, width=10)
    pen.rectangle((left + 18, top + 14, left + 52, top + 26), fill=(50, 50, 54))
    pen.line((left + 92, top + 62, left + 84, top), fill=tint, width=7)


def _sign(clear: bool) -> Image.Image:  # noqa: FBT001
    picture, pen = _street(DAY)
    pen.rectangle((0, 380, 960, GROUND - 14), fill=(150, 170, 140))
    pen.rectangle((470, 220, 484, 560), fill=STEEL)
    pen.ellipse((400, 110, 554, 264), fill=(200, 44, 40))
    pen.ellipse((420, 130, 534, 244), fill=WHITE)
    pen.line((440, 224, 514, 150), fill=(200, 44, 40), width=16)
    pen.rectangle((240, 260, 280, 540), fill=(110, 84, 62))
    crowns = [(120, 120, 350, 330)] if clear else [(120, 60, 400, 320), (330, 40, 600, 290)]
    for crown in crowns:
        pen.ellipse(crown, fill=(70, 112, 66))
        pen.ellipse(
            (crown[0] + 30, crown[1] + 20, crown[2] - 60, crown[3] - 70), fill=(92, 138, 84)
        )
    return picture


SCENES: Final[dict[str, Callable[[bool], Image.Image]]] = {
    "lamp": _lamp,
    "passage": _passage,
    "crossing": _crossing,
    "barrier": _barrier,
    "wires": _wires,
    "sign": _sign,
}
AFTER: Final = {
    "lamp": "on",
    "passage": "clear",
    "crossing": "fresh",
    "barrier": "mended",
    "wires": "gone",
    "sign": "clear",
}
"""What the better one of a pair is called."""
