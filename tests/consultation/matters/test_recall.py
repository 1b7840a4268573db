"""A recalled reply comes back into the box, with the outcome chosen; its page says what it does."""

from uuid import uuid4

import pytest

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.models import Reply
from lianxin.consultation.matters.rules.states import Answer
from tests.city import staff
from tests.consultation.matters import lives
from tests.consultation.matters.test_mended_sight import page, signed_in, words_of

pytestmark = pytest.mark.usefixtures("town")


def test_the_page_of_a_recall_is_titled_so() -> None:
    seen = page("officer", f"/desk/matters/{lives.replied()}/take_back")
    assert "撤回答复</h1>" in " ".join(seen.split()).replace(" </h1>", "</h1>")
    other = page("officer", f"/desk/matters/{lives.handled()}/take_back")
    assert "撤销接办" in other


def test_a_recalled_reply_is_back_in_the_box() -> None:
    number, client = lives.replied(), signed_in("officer")
    done = client.post(f"/desk/matters/{number}/take_back", {"key": str(uuid4())})
    assert "答复已撤回,没有发出" in words_of(client.get(done.headers["Location"]))
    seen = page("officer", f"/desk/matters/{number}/reply")
    assert "已安排更换。</textarea>" in seen
    assert seen.count("checked") == 1
    actions.reply(by=staff("officer"), matter=number, words="改写的。", outcome="planned")
    actions.send(by=staff("officer"), matter=number)
    actions.confirm(by=lives.giver(number), matter=number, answer=Answer.UNSOLVED)
    actions.redispatch(by=staff("supervisor"), matter=number, to="order", reason="same_unit")
    actions.accept(by=staff("officer"), matter=number)
    assert "安排更换" not in page("officer", f"/desk/matters/{number}/reply").split("<textarea")[1]


def test_a_reply_sent_twice_without_script_is_one() -> None:
    number, client = lives.handled(), signed_in("officer")
    typed = {"words": "已安排。", "outcome": "planned", "key": str(uuid4())}
    typed["seen"] = str(lives.stands(number).seq)
    for _time in range(2):
        assert client.post(f"/desk/matters/{number}/reply", typed).status_code == 302
    assert Reply.objects.filter(matter__number=number).count() == 1
