"""One button of a matter's page loses nothing that stands in the other half of it."""

from uuid import uuid4

import pytest

from lianxin.consultation.matters import actions
from lianxin.foundation.faces.models import Draft
from tests.city import staff
from tests.consultation.matters import lives
from tests.consultation.matters.test_mended_sight import signed_in, upload, words_of

pytestmark = pytest.mark.usefixtures("town")

DONE = "换到一半,还差一盏。"


def half(number: str, **more: object) -> dict[str, object]:
    """Give a half-written rectification as the page sends it."""
    return {
        "act": "rectify",
        "key": str(uuid4()),
        "seen": lives.stands(number).seq,
        "words": DONE,
        "outcome": "rectified",
        "note-key": str(uuid4()),
        "note-words": "",
        **more,
    }


def test_saving_a_note_keeps_the_half_written_act_and_its_photos() -> None:
    number, client = lives.handled(), signed_in("officer")
    path = f"/desk/matters/{number}"
    typed = half(number, **{"note-words": "灯泡周二到货。", "before": upload()})
    done = client.post(f"{path}/note", typed)
    assert done.status_code == 302
    seen = words_of(client.get(path))
    assert "灯泡周二到货。" in seen
    assert DONE in seen
    assert 'name="kept_before"' in seen
    assert "登录断开" not in seen
    token = seen.split('name="kept_before" value="')[1].split('"')[0]
    sent = client.post(f"{path}/rectify", half(number, kept_before=token))
    assert sent.status_code == 302
    after = words_of(client.get(path))
    assert f">{DONE}</textarea>" not in after
    assert not Draft.objects.exists()


def test_sending_the_act_keeps_the_half_written_note() -> None:
    number, client = lives.handled(), signed_in("officer")
    path = f"/desk/matters/{number}"
    client.post(f"{path}/rectify", half(number, **{"note-words": "还没写完"}))
    assert lives.stands(number).state == "to_answer"
    seen = words_of(client.get(path))
    assert "还没写完</textarea>" in seen
    client.post(f"{path}/note", {"note-key": str(uuid4()), "note-words": "写完了"})
    assert not Draft.objects.exists()


def test_a_note_without_words_is_told_and_keeps_the_act() -> None:
    number, client = lives.handled(), signed_in("officer")
    path = f"/desk/matters/{number}"
    assert client.post(f"{path}/note", half(number)).status_code == 422
    assert DONE in words_of(client.get(path))


def test_another_act_leaves_the_half_written_one() -> None:
    number, client = lives.handled(), signed_in("officer")
    path = f"/desk/matters/{number}"
    gone = client.post(f"{path}/contact?tab=in_hand", half(number, leave="1"))
    assert gone.status_code == 302
    assert gone.headers["Location"] == f"{path}/contact?tab=in_hand"
    client.post(f"{path}/contact", {"key": str(uuid4()), "words": "电话问过位置。"})
    seen = words_of(client.get(path))
    assert DONE in seen
    assert "电话问过位置。" in seen


def test_what_was_only_suggested_is_not_kept() -> None:
    number, client = lives.say(), signed_in("dispatcher")
    path = f"/desk/matters/{number}"
    form = words_of(client.get(path))
    unit = form.split('name="to"')[1].split("selected")[0].rsplit('value="', 1)[-1].split('"')[0]
    category = form.split('name="category"')[1].split("selected")[0]
    category = category.rsplit('value="', 1)[-1].split('"')[0]
    typed = {"act": "dispatch", "category": category, "urgency": "normal", "to": unit}
    client.post(f"{path}/classify", {**typed, "leave": "1", "key": str(uuid4())})
    assert not Draft.objects.exists()


def test_a_half_for_an_act_that_is_over_is_not_offered() -> None:
    number, client = lives.handled(), signed_in("officer")
    path = f"/desk/matters/{number}"
    client.post(f"{path}/contact", half(number, leave="1"))
    actions.rectify(by=staff("colleague"), matter=number, outcome="rectified", words="我写的。")
    assert DONE not in words_of(client.get(path))


def test_beside_no_act_a_note_stands_alone() -> None:
    number = lives.concluded()
    client = signed_in("officer")
    seen = words_of(client.get(f"/desk/matters/{number}"))
    assert 'form="act-form"' not in seen
    done = client.post(
        f"/desk/matters/{number}/note", {"note-key": str(uuid4()), "note-words": "归档了。"}
    )
    assert done.status_code == 302
