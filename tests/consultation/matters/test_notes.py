"""An internal note is for the unit of who wrote it, and for whoever stands above that unit."""

import pytest

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.queries.case import case_of
from lianxin.consultation.matters.rules.states import Answer
from lianxin.foundation.audit.models import Row
from tests.city import staff
from tests.consultation.matters import lives
from tests.consultation.matters.test_mended_sight import page, signed_in, words_of

pytestmark = pytest.mark.usefixtures("crowd")

READERS = {
    "officer": {"officer", "colleague", "leader", "importer", "twofold"},
    "dispatcher": {"dispatcher", "importer"},
    "supervisor": {"supervisor", "twofold", "importer"},
}


@pytest.mark.parametrize("writer", list(READERS))
def test_who_reads_a_note(writer: str) -> None:
    number = lives.answered()
    actions.confirm(by=lives.giver(number), matter=number, answer=Answer.UNSOLVED)
    words = f"{writer}写给自己单位的话。"
    actions.note(by=staff(writer), matter=number, words=words)
    everybody = {"officer", "colleague", "leader", "importer", "twofold", "dispatcher"}
    for login in everybody | {"supervisor"}:
        seen = page(login, f"/desk/matters/{number}")
        assert (words in seen) == (login in READERS[writer]), login
    assert words not in page("officer", f"/desk/matters/{number}/as-citizen")
    shown = case_of(number, photo_base="")
    assert words not in [entry.words for entry in shown.entries]
    assert Row.objects.filter(object=number, verb="matters.note").count() == 1


def test_a_conflict_counts_a_note_of_another_unit_and_shows_nothing() -> None:
    number = lives.handled()
    seen = lives.stands(number).seq
    actions.note(by=staff("dispatcher"), matter=number, words="分流中心自己记的。")
    typed = {"words": "打过电话。", "key": "0" * 31 + "1", "seen": seen}
    clash = signed_in("officer").post(f"/desk/matters/{number}/contact", typed)
    assert clash.status_code == 409
    assert "又有了 1 步" in words_of(clash)
    assert "分流中心自己记的" not in words_of(clash)
