"""Pages behind a live link or pass: in every state, whatever is sent, no fault of ours."""

from itertools import product
from uuid import uuid4

import pytest
from django.test import Client

from lianxin.config.middleware import CONTENT_POLICY
from lianxin.consultation.matters.queries.lookup import PHOTO_SALT, new_pass
from lianxin.consultation.matters.rules.states import State
from lianxin.foundation.faces import network
from tests.consultation.matters import lives
from tests.contracts.answering import check
from tests.contracts.test_public_pages import BODIES
from tests.contracts.world import Life, link_to
from tests.foundation.faces.reading import words_of

ANSWERS = ("solved", "partly", "unsolved", "")
WORDS = ("", "还是不亮,没有解决。", "谢谢\x00")


def shown(number: str, link: str) -> list[str]:
    """Give the addresses that a link or a pass opens."""
    photos = new_pass(number, PHOTO_SALT)
    return [
        f"/confirm/{link}",
        f"/confirm/{link}/photos/1",
        f"/follow/photos/{photos}/1",
        f"/follow/photos/{photos}/99",
    ]


def taken(number: str, link: str) -> list[tuple[str, dict[str, str]]]:
    """Give what can be sent to them, well and badly filled."""
    tried: list[tuple[str, dict[str, str]]] = []
    for answer, words in product(ANSWERS, WORDS):
        given = {"answer": answer, "words": words, "pass": new_pass(number)}
        tried += [
            (f"/confirm/{link}/rate", given | {"grade": "dissatisfied", "sure": ""}),
            (f"/confirm/{link}/rate", given | {"grade": "satisfied", "sure": "on"}),
            ("/follow/supplement", given),
            ("/follow/confirm", given),
            (f"/confirm/{link}", given),
        ]
    return [*tried, ("/follow/withdraw", {"pass": new_pass(number)})]


@pytest.mark.usefixtures("near")
@pytest.mark.parametrize("state", list(lives.IN_STATE))
def test_a_live_link_is_answered_in_every_state(client: Client, state: State) -> None:
    number = lives.IN_STATE[state]()
    link = link_to(number)
    for path in shown(number, link):
        check(client.get(path), (state, path))
    assert client.get(f"/confirm/{link}").status_code == 200
    for path, given in taken(number, link):
        network.POSTS.forget()
        network.TRIES.forget()
        check(client.post(path, given | {"key": str(uuid4())}), (state, path, given))
        check(client.get(f"/confirm/{link}"), (state, path, given))


@pytest.mark.parametrize("place", range(len(BODIES)))
def test_no_body_behind_a_live_link_is_a_fault_of_ours(
    client: Client, near: Life, place: int
) -> None:
    body, kind = BODIES[place]
    for path in (f"/confirm/{near.link}", f"/confirm/{near.link}/rate"):
        check(client.generic("POST", path, body, content_type=kind), (path, place))


def test_a_photo_comes_alone_in_its_sandbox(client: Client, near: Life) -> None:
    answer = client.get(f"/confirm/{near.link}/photos/1")
    answer.close()
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/jpeg"
    policy = answer.headers["Content-Security-Policy"]
    assert policy == f"{CONTENT_POLICY}, default-src 'none'; sandbox"


def test_a_link_that_is_over_opens_nothing(client: Client, near: Life) -> None:
    answer = client.get(f"/confirm/{link_to(near.number, over=True)}")
    assert answer.status_code == 404
    assert near.number not in words_of(answer)
