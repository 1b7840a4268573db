"""Finding persons by number under present and retired keys; the pepper."""

import pytest
from pytest_django import Settings

from lianxin.foundation.kernel.errors import Busy, Invalid
from lianxin.foundation.vault import actions, queries
from tests.foundation.vault.conftest import MATTER, NUMBER, WANG, put


@pytest.mark.usefixtures("loaded")
def test_number_finds_everybody_who_left_it() -> None:
    persons = {put(), put("138-1234-5678")}
    put("13999999999")
    assert set(queries.find("+86 138 1234 5678")) == persons
    assert queries.find("13812345679") == []
    with pytest.raises(Invalid):
        queries.find("1381234567")


@pytest.mark.usefixtures("committed")
def test_new_key_finds_and_opens_what_the_old_one_sealed(settings: Settings) -> None:
    old = settings.KEYS["vault"]
    before = put()
    settings.KEYS = settings.KEYS | {"vault": f"{'7' * 64}\n{old}"}
    after = put()
    assert set(queries.find(NUMBER)) == {before, after}
    for person in (before, after):
        reading = actions.note(by=WANG, person=person, reason="换密钥后核对", about=MATTER)
        assert actions.open(by=WANG, reading=reading, about=MATTER) == NUMBER


@pytest.mark.usefixtures("loaded")
def test_missing_key_is_one_clear_error_and_stores_nothing(settings: Settings) -> None:
    keys = settings.KEYS
    settings.KEYS = keys | {"vault": ""}
    with pytest.raises(Busy) as caught:
        put()
    assert caught.value.code == "vault.key"
    settings.KEYS = keys
    assert queries.find(NUMBER) == []


def test_pepper_is_steady_and_comes_from_outside_the_database(settings: Settings) -> None:
    pepper = queries.pepper()
    assert pepper == queries.pepper()
    assert len(pepper) == 32
    settings.KEYS = settings.KEYS | {"pepper": "8" * 64}
    assert queries.pepper() != pepper
    settings.KEYS = settings.KEYS | {"pepper": ""}
    with pytest.raises(Busy) as caught:
        queries.pepper()
    assert caught.value.code == "vault.pepper"
