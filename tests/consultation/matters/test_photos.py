"""Who gave photos sees them: at once when a form comes back, and later with the code."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from lianxin.consultation.matters import actions
from lianxin.foundation.files.actions import keep_photo
from lianxin.foundation.kernel.actor import citizen
from tests.consultation.matters.test_mended_sight import (
    seen_by_citizen,
    status_of,
    upload,
    words_of,
)

pytestmark = pytest.mark.usefixtures("town")


def test_a_form_that_comes_back_shows_what_it_keeps() -> None:
    visitor = Client()
    typed = {"words": "", "photos": upload(), "key": str(uuid4()), "identity": "private"}
    seen = words_of(visitor.post("/say", typed))
    found = re.search(r'src="(/say/kept/[^"]+)"', seen)
    token = re.search(r'name="kept" value="([^"]+)"', seen)
    assert found
    assert token
    assert token[1] not in found[1]
    assert status_of(visitor, found[1]) == 200
    assert visitor.get("/say/kept/nothing").status_code == 404


def test_a_claimed_photo_is_no_longer_shown_so() -> None:
    visitor = Client()
    typed = {"words": "", "photos": upload(), "key": str(uuid4()), "identity": "private"}
    seen = words_of(visitor.post("/say", typed))
    source = seen.split('src="/say/kept/')[1].split('"')[0]
    token = seen.split('name="kept" value="')[1].split('"')[0]
    again = {"words": "路灯坏了。", "kept": token, "key": str(uuid4()), "identity": "private"}
    assert "收到了" in words_of(visitor.post("/say", again))
    assert visitor.get(f"/say/kept/{source}").status_code == 404


def test_the_citizen_sees_the_photos_they_sent() -> None:
    kept = keep_photo(by=citizen(""), upload=upload())
    receipt = actions.intake(
        by=citizen(""),
        said=actions.Said(words="路灯坏了。", photos=(kept.token,)),
        source="online",
        first_receiver="dispatch",
        code=True,
        key=uuid4(),
    )
    shown = seen_by_citizen(receipt.number)
    assert [photo.href for photo in shown.photos] == ["/photos/1"]
