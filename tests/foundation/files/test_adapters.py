"""Photos drawn anew in a confined process; the folder they are kept in."""

import os
import resource
import stat
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.utils.timezone import get_default_timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lianxin.foundation.files import adapters
from lianxin.foundation.files.rules import Limits, PhotoSize, sniff
from lianxin.foundation.files.words import ERRORS
from lianxin.foundation.kernel.errors import Busy, Invalid
from tests.foundation.files import nasty

LIMITS = Limits(bytes=20_971_520, pixels=40_000_000, full_edge=2_048, small_edge=320)
DAY = date(2021, 3, 5)
PARTS = {PhotoSize.FULL: b"full", PhotoSize.SMALL: b"small"}
NAME = "ab" * 16


def seconds_of_children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def drawn(photo: bytes) -> adapters.Drawn:
    return adapters.draw(photo, sniff(photo[:32]), LIMITS)


@pytest.mark.parametrize("name", nasty.REFUSED)
def test_nasty_image_is_refused_with_its_sentence(name: str) -> None:
    photo, code = nasty.REFUSED[name]
    begun = seconds_of_children()
    with pytest.raises(Invalid) as caught:
        drawn(photo)
    assert caught.value.code == code
    assert code in ERRORS
    assert caught.value.where == "photos"
    assert seconds_of_children() - begun < 2


@pytest.mark.parametrize("name", nasty.TAKEN)
def test_photo_is_drawn_anew_and_nothing_else_survives(name: str) -> None:
    found = drawn(nasty.TAKEN[name])
    for size, content in found.parts.items():
        assert sniff(content[:32]) == "JPEG"
        assert content.endswith(b"\xff\xd9")
        for planted in (nasty.PLACE, nasty.APPENDIX, b"PlantedPhone", b"2021:03:05", b"script"):
            assert planted not in content
        with Image.open(BytesIO(content)) as image:
            image.load()
            assert image.mode == "RGB"
            assert dict(image.getexif()) == {}
            assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
            edge = 2_048 if size is PhotoSize.FULL else 320
            assert max(image.size) <= edge


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from([nasty.located(), nasty.commented(), nasty.WEBP]),
    st.lists(st.tuples(st.integers(12, 5_000), st.integers(0, 255)), min_size=1, max_size=12),
)
def test_bent_photo_is_drawn_or_refused_and_never_more(
    photo: bytes, bends: list[tuple[int, int]]
) -> None:
    bent = bytearray(photo)
    for at, value in bends:
        bent[at % len(bent)] = value
    code = ""
    try:
        found = drawn(bytes(bent))
    except Invalid as fault:
        code = fault.code
    if code:
        assert code in ERRORS
        return
    assert {sniff(content[:32]) for content in found.parts.values()} == {"JPEG"}


def corners(content: bytes) -> list[str]:
    names = {(1, 0, 0): "red", (0, 1, 0): "green", (0, 0, 1): "blue", (1, 1, 1): "white"}
    with Image.open(BytesIO(content)) as image:
        right, below = image.width - 4, image.height - 4
        spots = [(4, 4), (right, 4), (4, below), (right, below)]
        seen = [image.getpixel(spot) for spot in spots]
    return [names[tuple(int(part > 128) for part in spot)] for spot in seen]  # type: ignore[union-attr,index]


@pytest.mark.parametrize(
    ("orientation", "order"),
    [
        (1, "red green blue white"),
        (2, "green red white blue"),
        (3, "white blue green red"),
        (4, "blue white red green"),
        (5, "red blue green white"),
        (6, "blue red white green"),
        (7, "white green blue red"),
        (8, "green white red blue"),
        (99, "red green blue white"),
    ],
)
def test_photo_stands_upright(orientation: int, order: str) -> None:
    found = drawn(nasty.located(orientation))
    assert corners(found.parts[PhotoSize.FULL]) == order.split()
    turned = 5 <= orientation <= 8
    assert (found.width, found.height) == ((48, 64) if turned else (64, 48))


def test_large_photo_shrinks_and_a_see_through_one_gets_white_ground() -> None:
    found = drawn(nasty.saved(nasty.picture((4_000, 3_000)), "JPEG"))
    assert (found.width, found.height) == (2_048, 1_536)
    clear = Image.new("RGBA", (64, 48), (0, 0, 0, 0))
    assert corners(drawn(nasty.saved(clear, "PNG")).parts[PhotoSize.FULL]) == ["white"] * 4


def test_pixels_at_the_limit_are_taken() -> None:
    edge = Limits(bytes=1, pixels=64 * 48, full_edge=32, small_edge=16)
    assert adapters.draw(nasty.PNG, "PNG", edge).width == 32


def test_drawing_is_cheap_enough_for_a_process_of_its_own() -> None:
    begun = seconds_of_children()
    for _ in range(5):
        drawn(nasty.JPEG)
    assert (seconds_of_children() - begun) / 5 < 0.25


def test_slow_drawing_ends_and_many_at_once_are_told_to_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(adapters, "DRAWING_SECONDS", 0.001)
    with pytest.raises(Invalid) as slow:
        drawn(nasty.JPEG)
    assert slow.value.code == "files.damaged"
    monkeypatch.setattr(adapters, "WAIT_SECONDS", 0.01)
    for _ in range(adapters.DRAWINGS_AT_ONCE):
        assert adapters._turns.acquire(blocking=False)
    try:
        with pytest.raises(Busy) as many:
            drawn(nasty.JPEG)
    finally:
        for _ in range(adapters.DRAWINGS_AT_ONCE):
            adapters._turns.release()
    assert many.value.code == "files.busy"


def test_stored_photo_is_private_and_tells_only_its_day(folder: Path) -> None:
    before = os.umask(0)
    try:
        adapters.store(NAME, PARTS, day=DAY)
    finally:
        os.umask(before)
    midnight = datetime(2021, 3, 5, tzinfo=get_default_timezone()).timestamp()
    for size, content in PARTS.items():
        path = adapters.place(NAME, size)
        assert path.read_bytes() == content
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.stat().st_mtime == midnight
    for made in (folder, folder / "ab", folder / "ab" / "ab"):
        assert stat.S_IMODE(made.stat().st_mode) == 0o700


def test_full_disk_is_one_clear_sentence_and_nothing_half(folder: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        with pytest.raises(Busy) as caught:
            adapters.store(NAME, PARTS | {PhotoSize.SMALL: b"x" * 5_000}, day=DAY)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.code == "files.full"
    assert [path for path in folder.rglob("*") if path.is_file()] == []
    adapters.store(NAME, PARTS, day=DAY)
    assert adapters.place(NAME, PhotoSize.SMALL).read_bytes() == b"small"


def test_place_that_cannot_be_written_is_one_clear_sentence(folder: Path) -> None:
    folder.write_bytes(b"no folder")
    with pytest.raises(Busy) as caught:
        adapters.store(NAME, PARTS, day=DAY)
    assert caught.value.code == "files.storage"
    adapters.remove(NAME)


def test_name_is_never_written_twice(folder: Path) -> None:
    adapters.store(NAME, PARTS, day=DAY)
    adapters.remove(NAME)
    assert [path for path in folder.rglob("*") if path.is_file()] == []
    assert list(adapters.stored_before(DAY)) == []


def test_walk_gives_earlier_days_only(folder: Path) -> None:
    adapters.store(NAME, PARTS, day=DAY)
    half = adapters.place("cd" * 16, PhotoSize.FULL).with_suffix(".part")
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half")
    os.utime(half, (0, 0))
    assert folder.is_dir()
    assert list(adapters.stored_before(DAY)) == ["cd" * 16]
    assert list(adapters.stored_before(date(2021, 3, 6))) == [NAME, "cd" * 16]
