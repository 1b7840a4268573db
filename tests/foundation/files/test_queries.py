"""What pages get of photos: facts, content, headers."""

from datetime import date
from pathlib import Path

import pytest
from django.http import FileResponse

from lianxin.foundation.files import queries
from lianxin.foundation.files.models import File
from lianxin.foundation.files.rules import Limits, PhotoSize
from lianxin.foundation.kernel.errors import NotFound
from tests.foundation.files import nasty
from tests.foundation.files.conftest import claim, keep, stored


@pytest.mark.usefixtures("loaded")
def test_kept_shows_unclaimed_photos_of_a_form_again_in_order() -> None:
    first, second = keep(), keep(nasty.PNG, "b.png")
    tokens = [second.token, "gone", first.token, second.token]
    assert queries.kept(tokens) == [second, first]
    claim(first)
    assert queries.kept(tokens) == [second]
    assert queries.kept([]) == []


@pytest.mark.usefixtures("loaded")
def test_claimed_photo_is_sent_in_a_sandbox() -> None:
    kept = keep()
    (photo_id,) = claim(kept)
    for size in PhotoSize:
        photo = queries.photo(photo_id, size)
        with photo.open() as opened:
            answer = FileResponse(opened, headers=dict(photo.headers))
            assert answer.getvalue().startswith(b"\xff\xd8\xff")
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert answer["Content-Disposition"].startswith("inline;")
    assert queries.facts([photo_id, photo_id + 1]) == {
        photo_id: queries.PhotoFacts(photo_id, kept.bytes, kept.width, kept.height)
    }


@pytest.mark.usefixtures("loaded")
def test_unclaimed_photo_is_seen_with_its_mark_alone() -> None:
    kept = keep()
    with queries.kept_photo(kept.mark, PhotoSize.SMALL).open() as opened:
        assert opened.read(3) == b"\xff\xd8\xff"
    for wrong in ("", "ab" * 16):
        with pytest.raises(NotFound):
            queries.kept_photo(wrong, PhotoSize.SMALL)
    with pytest.raises(NotFound):
        queries.photo(File.objects.get().pk, PhotoSize.FULL)
    claim(kept)
    with pytest.raises(NotFound):
        queries.kept_photo(kept.mark, PhotoSize.SMALL)


def test_lost_file_is_told_and_no_fault(loaded: Path) -> None:
    (photo_id,) = claim(keep())
    for path in stored(loaded):
        path.unlink()
    with pytest.raises(NotFound) as caught:
        queries.photo(photo_id, PhotoSize.FULL).open()
    assert caught.value.code == "files.absent"


@pytest.mark.usefixtures("loaded")
def test_limits_come_from_parameters() -> None:
    assert queries.limits(date(2026, 1, 1)) == Limits(
        bytes=20 * 1024 * 1024, pixels=40_000_000, full_edge=2_048, small_edge=320
    )
