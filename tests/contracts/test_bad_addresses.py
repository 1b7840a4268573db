"""No part, query, page mark or cookie of an address is a fault of ours (SECURITY section 4)."""

import re
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from lianxin.foundation.faces import network
from tests.contracts.addresses import walk
from tests.contracts.answering import check, client_of, filled
from tests.contracts.world import Life, signed_in
from tests.corpus import TEXTS

PARTS = [
    "%00",
    "..%2F..%2Fetc%2Fpasswd",
    "%ED%A0%80",
    "%FF%FE",
    "'%20OR%20'1'='1",
    "%E2%80%AE2103-0481",
    "2103-0481%0d%0aSet-Cookie:a=b",
    "<script>alert(1)</script>",
    "{0}%25s",
    "9" * 400,
    "路" * 400,
    "x" * 6_000,
]


@pytest.mark.parametrize("who", ["", "officer", "system"])
def test_no_part_of_an_address_is_unanswered(who: str, near: Life) -> None:
    client = client_of(who)
    patterns = [address.pattern for address in walk() if "<" in address.pattern]
    for pattern in patterns:
        for part in PARTS:
            path = re.sub("<[^>]+>", part, pattern)
            check(client.get(path), (who, path[:80]))
            valid = re.sub("<str:number>", near.number, pattern)
            valid = re.sub("<int:[^>]+>", "9" * 30, valid)
            check(client.get(re.sub("<[^>]+>", part, valid)), (who, valid[:80]))


QUERIES = [
    "after", "before", "tab", "number", "state", "source", "category", "unit", "role", "words",
    "closed", "post", "told", "size", "next", "show", "code",
]  # fmt: skip


@pytest.mark.parametrize("who", ["", "officer", "dispatcher", "system"])
def test_no_query_is_unanswered(who: str, near: Life) -> None:
    client = client_of(who)
    paths = ["/", "/follow", "/sign-in", "/desk", "/desk/matters", "/desk/notices", "/desk/outbox"]
    paths += ["/desk/settings/people", f"/desk/matters/{near.number}", f"/confirm/{near.link}"]
    paths += ["/desk/settings/people/clerk/end-post"]
    for path in paths:
        for start in range(0, len(TEXTS), 3):
            texts = [quote(t.encode("utf-8", "surrogatepass"), safe="") for t in TEXTS[start:][:3]]
            pairs = [f"{name}={texts[n % len(texts)]}" for n, name in enumerate(QUERIES)]
            check(client.get(f"{path}?{'&'.join(pairs)}"), (who, path, texts))
        for name in QUERIES:
            check(client.get(f"{path}?{name}=%00&{name}=&{name}[]=1&{name}__in=1"), (path, name))


@pytest.fixture
def marks(near: Life) -> dict[str, str]:  # noqa: ARG001 - the city first
    """Give the mark of the second page, by the address of the list, of more than a page."""
    for _ in range(27):
        Client().post("/say", {**filled(Client(), "/say"), "key": str(uuid4())})
    network.POSTS.forget()
    client, found = signed_in("dispatcher"), {}
    for path in ("/desk?tab=to_dispatch", "/desk/matters"):
        href = client.get(path).context["pager"].next_href
        assert client.get(href).status_code == 200
        found[path.partition("?")[0]] = href.partition("after=")[2].partition("&")[0]
    return found


def test_paging_marks_are_taken_as_they_were_made_or_not_at_all(marks: dict[str, str]) -> None:
    client = signed_in("dispatcher")
    for base, mark in marks.items():
        for tampered in (mark[:-1], mark + "A", mark.swapcase(), "x:y", ":", "%00"):
            answer = client.get(f"{base}?after={tampered}")
            assert answer.status_code == 422, tampered
            check(answer, tampered)
        for other in {"/desk", "/desk/matters", "/desk/notices"} - {base}:
            assert client.get(f"{other}?after={mark}").status_code == 422
        for tab in ("others", "with_citizen", "late"):
            check(client.get(f"{base}?tab={tab}&before={mark}"), tab)


@pytest.mark.usefixtures("near")
def test_no_cookie_is_unanswered() -> None:
    for name in (settings.SESSION_COOKIE_NAME, "draft", "device", "display", "messages"):
        for value in ("", "x", "a" * 5_000, '"', "large.high.dark.en.x;y", "%00", "a.b:c"):
            client = Client()
            client.cookies.load({name: value})
            for path in ("/", "/desk", "/sign-in"):
                check(client.get(path), (name, value, path))
            check(client.post("/sign-in", {"login": "x", "password": "y", "key": "z"}), name)
