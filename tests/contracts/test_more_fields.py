"""Fields that no form names, and passes of other matters, change nothing (SECURITY AZ5)."""

from uuid import uuid4

import pytest
from django.core.signing import TimestampSigner
from django.test import Client

from lianxin.consultation.matters.models import Event, Matter
from lianxin.consultation.matters.queries import lookup
from lianxin.foundation.accounts.models import Post
from tests.contracts.answering import WORDS, check, filled
from tests.contracts.reaching import send
from tests.contracts.world import Life, signed_in
from tests.foundation.faces.reading import fields_of, words_of

EXTRA = {
    "id": "1",
    "pk": "1",
    "state": "concluded",
    "status": "concluded",
    "guard": "case",
    "unit": "far_order",
    "unit_id": "1",
    "unit_ids": "1",
    "number": "2103-0481",
    "source": "import",
    "origin": "x",
    "first_receiver": "far_station",
    "received_on": "2011-01-01",
    "occurred_at": "2011-01-01T00:00:00Z",
    "kind": "accusation",
    "subject": "planted",
    "outcome": "rectified",
    "answer": "solved",
    "grade": "satisfied",
    "by": "staff:leader",
    "actor": "staff:leader",
    "via": "telephone",
    "is_superuser": "on",
    "role": "leader",
    "posts": "leader@bureau",
    "__proto__": "x",
    "_connector": "OR 1=1",
    "designated": "on",
    "held_until": "2011-01-01",
}


@pytest.mark.usefixtures("near")
def test_more_fields_change_nothing_of_what_is_said() -> None:
    visitor = Client()
    plain = visitor.post("/say", filled(visitor, "/say"))
    kept = state_of(Matter.objects.latest("id"))
    own = filled(visitor, "/say")
    more = visitor.post("/say", {**EXTRA, **own, "source": "import"})
    assert [plain.status_code, more.status_code] == [200, 200]
    assert state_of(Matter.objects.latest("id")) == kept


def test_more_fields_change_nothing_at_the_desk(near: Life) -> None:
    officer = signed_in("officer")
    path = f"/desk/matters/{near.number}/note"
    before = state_of(Matter.objects.get(number=near.number))
    posts = sorted(Post.objects.values_list("person", "role", "unit"))
    typed = {**EXTRA, **fields_of(officer.get(path)), "words": [WORDS]}
    assert officer.post(path, typed).status_code == 302
    assert state_of(Matter.objects.get(number=near.number)) == before
    last = Event.objects.filter(matter__number=near.number).latest("seq")
    assert last.by_id == "staff:officer"
    system = signed_in("system")
    renamed = {**EXTRA, **fields_of(system.get("/desk/settings/people/clerk/rename"))}
    system.post("/desk/settings/people/clerk/rename", {**renamed, "name": "新名"})
    assert sorted(Post.objects.values_list("person", "role", "unit")) == posts


NEW_EACH = {"id", "number", "registered_at", "last_at", "due", "seq", "_state"}


def state_of(matter: Matter) -> dict[str, object]:
    """Give the fields of a matter but those that are new each time."""
    return {name: value for name, value in vars(matter).items() if name not in NEW_EACH}


def test_a_pass_of_one_matter_opens_no_other(near: Life, far: Life) -> None:
    visitor = Client()
    own = lookup.new_pass(near.number)
    number, _mark, rest = own.partition(":")
    for forged in (
        f"{far.number}:{rest}",
        own[:-1],
        own + "A",
        own.swapcase(),
        lookup.new_pass(near.number, lookup.PHOTO_SALT),
        TimestampSigner(salt="x").sign(number),
        "",
        "\x00",
        "路:灯:x",
    ):
        for path in ("/say/text", "/follow/supplement", "/follow/withdraw", "/follow/confirm"):
            fields = {
                "pass": [forged],
                "words": [WORDS],
                "answer": ["solved"],
                "key": [str(uuid4())],
            }
            answer = send(visitor, path, fields)
            assert answer.status_code == 404, (path, forged)
            check(answer, (path, forged))
            assert WORDS in words_of(answer) or WORDS in answer.content.decode()
    assert not Matter.objects.get(number=far.number).events.filter(verb="withdraw").exists()
