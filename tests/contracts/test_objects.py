"""Each address for each role with an object in scope, out of scope and absent (AZ1 to AZ3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import resolve

from lianxin.consultation.matters.pages.acts import BY_NAME
from lianxin.consultation.matters.pages.verbs import verb
from lianxin.consultation.matters.queries import lookup
from lianxin.foundation.accounts.roles import ROLES
from lianxin.foundation.faces import network
from lianxin.foundation.faces.pages import OPEN_RIGHTS
from lianxin.foundation.faces.sentences import tell
from lianxin.foundation.kernel.errors import NoRight
from lianxin.foundation.kernel.rights import Right
from tests.contracts.addresses import Address, walk
from tests.contracts.crawling import body_of, crawl
from tests.contracts.reaching import Answer
from tests.contracts.world import ABSENT, CANARIES, FAR_MASK, FAR_TELEPHONE, NEAR, Life, signed_in
from tests.foundation.faces.reading import words_of

WORDS = "一句话"
ADDRESSES = {address.pattern: address for address in walk()}
READING = "0198c0de-0000-7000-8000-000000000007"
GIVEN = {200, 303, 302, 422}
"""An answer to somebody who may: the page, on to the next one, or what is missing."""
STATES = {409}
"""The matter's state does not allow it."""


@dataclass(frozen=True, slots=True)
class Objects:
    """The three objects of an address, as the parts of its path."""

    inside: str
    outside: str
    absent: str


READERS = [role for role in NEAR if Right.MATTERS_READ in ROLES[role].rights]


def matter(pattern: str) -> Iterator[str]:
    """Fill in the number, and each verb where the address takes one."""
    filled = UUID.sub(READING, pattern.replace("<int:ordinal>", "1"))
    verbs = BY_NAME if "<str:name>" in filled else [""]
    return (filled.replace("<str:name>", verb) for verb in verbs)


OBJECTS = {"<str:number>": "matter", "<str:login>": "person"}
"""What the parts of desk addresses name that have a scope."""
MARK = re.compile("|".join(OBJECTS))
PART = re.compile(r"<\w+:(\w+)>")
UUID = re.compile(r"<uuid:\w+>")
HOUSE = {
    "/desk/settings/parameters/": {
        "key": ("matters.reply.held", "nothing.there"),
        "number": ("1", "4711"),
    },
    "/desk/settings/calendar/": {"year": ("2021", "1890"), "number": ("2021", "1890")},
    "/desk/settings/units/": {"code": ("order", "nothing-there")},
    "/desk/settings/sessions/": {"ref": (READING, READING)},
    "/desk/settings/people/posts/": {"ref": (READING, READING)},
    "/desk/settings/mail/": {"token": ("A" * 22, "B" * 22)},
    "/desk/settings/factor/": {"ref": (READING, READING)},
    "/desk/settings/routes/": {"version": ("0", "4711"), "position": ("1", "4711")},
    "/desk/settings/jobs/": {"job": ("files.sweep", "nothing.there"), "number": ("1", "4711")},
}
"""What the whole house shares: parts that name something there, and nothing; no scope hides it."""


def is_shared(pattern: str) -> bool:
    """Tell whether an address names something that the whole house shares."""
    return any(pattern.startswith(begin) for begin in HOUSE) and "<" in pattern


def filled_in(pattern: str, place: int) -> str:
    """Fill in the parts of a shared address: with 0 what is there, with 1 what is not."""
    parts = next(parts for begin, parts in HOUSE.items() if pattern.startswith(begin))
    return PART.sub(lambda part: parts[part[1]][place], pattern)


ASKING = {"/desk/settings/mail/confirm/<str:token>"}
"""What asks once more before it looks at a secret: a page for any, refused when it is sent."""
CITIZENS = {"/follow/photos/<str:pass_>/<int:ordinal>", "/say/kept/<str:pass_>"} | {
    pattern for pattern in ADDRESSES if pattern.startswith("/confirm/<str:token>")
}
"""Addresses that a secret opens to whoever holds it; test_bad_input tries wrong ones."""
PLAIN = {pattern for pattern in ADDRESSES if "<" not in pattern}


CITY_WIDE = {
    "/desk/outbox": "发件箱",
    "/desk/outbox/try-again": "发件箱",
    "/desk/settings/units/import": "这要对全部单位都有权",
    "/desk/settings/calendar/load": "要对全部单位都有",
    "/desk/settings/calendar/load/file": "要对全部单位都有",
}
"""What concerns every unit: the right must cover the whole tree, a branch's does not."""
CITY_WIDE_ACTS = {"/desk/settings/incident/thaw": "全市"}
"""What asks of everybody, and is refused to a branch when it is sent."""


def subject(address: Address) -> str:
    """Give which kind of object an address names; an unknown one has no case yet."""
    found = [kind for mark, kind in OBJECTS.items() if mark in address.pattern]
    assert len(found) == 1, f"{address.pattern}: say in OBJECTS what it names"
    return found[0]


def test_no_address_stands_in_the_way_of_a_verb() -> None:
    for name in BY_NAME:
        assert resolve(f"/desk/matters/{ABSENT}/{name}").func is verb


def test_every_address_has_a_case() -> None:
    for pattern, address in ADDRESSES.items():
        if is_shared(pattern):
            assert "<" not in filled_in(pattern, 0) + filled_in(pattern, 1)
        elif pattern not in PLAIN | CITIZENS:
            assert pattern.startswith("/desk/")
            subject(address)
            rest = MARK.sub("", pattern)
            assert all("<" not in filled for filled in matter(rest)), pattern


def cases(near: Life, far: Life) -> Iterator[tuple[Address, Objects]]:
    """Give each address of the desk that names an object of a scope, with its three objects."""
    names = {
        "matter": Objects(near.number, far.number, ABSENT),
        "person": Objects("clerk", "far_clerk", "nobody.there"),
    }
    for pattern, address in ADDRESSES.items():
        if pattern in PLAIN | CITIZENS or is_shared(pattern):
            continue
        for filled in matter(pattern):
            given = names[subject(address)]
            paths = [MARK.sub(part, filled) for part in (given.inside, given.outside, given.absent)]
            yield address, Objects(*paths)


def shared() -> Iterator[tuple[Address, str, str]]:
    """Give each address of what the house shares: with an object that is there, with none."""
    for pattern, address in ADDRESSES.items():
        if is_shared(pattern):
            yield address, filled_in(pattern, 0), filled_in(pattern, 1)


def told(answer: Answer, path: str) -> str:
    """Give what a page says, the number or login of its path and its keys left out."""
    name = path.split("/")[3 if "/matters/" in path else 4]
    return words_of(answer).replace(name, "N")


def ask(client: Client, method: str, path: str) -> Answer:
    """Send a request as a person would: a key and some words with a post."""
    if method == "GET":
        answer = client.get(path)
        body_of(answer)
        return answer
    typed = {"key": str(uuid4()), "seen": "1", "words": WORDS, "reason": "x"}
    return client.post(path, typed)


@pytest.mark.parametrize("role", NEAR)
def test_role_by_address_by_object(role: str, near: Life, far: Life) -> None:
    client, worker = signed_in(NEAR[role]), signed_in(NEAR[role])
    entered: set[str] = set()
    for address, at in cases(near, far):
        for method in address.view.methods:
            place = f"{role} {method} {at.inside}"
            if address.view.right not in ROLES[role].rights | {Right.SIGNED_IN}:
                check_refused(ask(client, method, at.outside), address, place)
                continue
            check_alike(client, method, at, place)
            if check_inside(ask(worker, method, at.inside), at, place):
                entered.add(address.pattern)
    assert ("/desk/matters/<str:number>" in entered) == (role in READERS)


def needed(right: Right) -> str:
    """Give the sentence that names a right somebody lacks; each right has a name in words."""
    sentence = tell(NoRight("faces.no_right", right=right)).remedy
    assert f"“{right}”" not in sentence, f"{right} has no name"
    return sentence


def check_refused(answer: Answer, address: Address, place: str) -> None:
    """Check that the page of a lacking right names the right that is needed."""
    assert answer.status_code == 403, place
    assert needed(address.view.right) in words_of(answer), place


def check_alike(client: Client, method: str, at: Objects, place: str) -> None:
    """Check that what is out of scope is answered as if it were absent."""
    outside, absent = ask(client, method, at.outside), ask(client, method, at.absent)
    assert outside.status_code == absent.status_code == 404, place
    assert told(outside, at.outside) == told(absent, at.absent), place


def check_inside(answer: Answer, at: Objects, place: str) -> bool:
    """Check an answer about what is in scope; tell whether the page was given."""
    empty = READING in at.inside or at.inside.endswith(("/end-post", "/hand-over"))
    missing = {404} if empty else set()
    assert answer.status_code in GIVEN | STATES | {403} | missing, (place, answer.status_code)
    if answer.status_code == 403:
        assert "来做" in words_of(answer), place
    return answer.status_code == 200


@pytest.mark.usefixtures("near")
@pytest.mark.parametrize("role", NEAR)
def test_role_by_address_of_what_the_house_shares(role: str) -> None:
    client, rights = signed_in(NEAR[role]), ROLES[role].rights
    for address, there, absent in shared():
        for method in address.view.methods:
            place = f"{role} {method} {there}"
            if address.view.right not in rights | {Right.SIGNED_IN}:
                check_refused(ask(client, method, there), address, place)
                check_refused(ask(client, method, absent), address, place)
                continue
            given = ask(client, method, there).status_code
            assert given in GIVEN | STATES | {403, 404}, (place, given)
            asks_first = address.pattern in ASKING and method == "GET"
            wanted = {200} if asks_first else {403, 404}
            assert ask(client, method, absent).status_code in wanted, place


@pytest.mark.usefixtures("near")
@pytest.mark.parametrize("role", NEAR)
def test_role_by_plain_address(role: str) -> None:
    client, rights = signed_in(NEAR[role]), ROLES[role].rights
    for pattern in sorted(PLAIN - {"/sign-out"}):
        view = ADDRESSES[pattern].view
        for method in view.methods:
            answer = ask(client, method, pattern)
            place = f"{role} {method} {pattern}"
            whole = CITY_WIDE | (CITY_WIDE_ACTS if method == "POST" else {})
            if pattern in whole and view.right in rights:
                assert answer.status_code == 403, place
                assert whole[pattern] in words_of(answer), place
            elif view.right in rights | OPEN_RIGHTS | {Right.SIGNED_IN}:
                assert answer.status_code in GIVEN | STATES | {404}, (place, answer.status_code)
            else:
                assert answer.status_code == 403, place
                assert needed(view.right) in words_of(answer), place


def test_nobody_signed_in_learns_whether_an_object_is_there(near: Life, far: Life) -> None:
    visitor = Client()
    for address, at in cases(near, far):
        network.POSTS.forget()
        for method in address.view.methods:
            for path in (at.inside, at.outside, at.absent):
                answer = ask(visitor, method, path)
                assert answer.status_code == 303, path
                assert answer.headers["Location"].startswith("/sign-in?next="), path


SECRETS = (*CANARIES.values(), FAR_MASK, FAR_TELEPHONE)


def starts(near: Life, far: Life) -> set[str]:
    """Give where a crawl begins: all plain addresses, those of the far matter, and searches."""
    at = {path for _, objects in cases(near, far) for path in (objects.inside, objects.outside)}
    photos = {f"/desk/matters/{far.number}/photos/{n}?size=small" for n in (1, 2, 3)}
    asked = {
        f"/desk/matters?number={far.number}",
        "/desk/matters?unit=far",
        "/desk/matters?category=roads",
        "/desk/matters?source=counter",
        "/desk/matters?state=reopened",
        "/desk/settings/people?unit=far",
    }
    return (PLAIN - {"/sign-out"}) | at | photos | asked


@pytest.mark.parametrize("role", NEAR)
def test_nothing_of_another_branch_leaks(role: str, near: Life, far: Life) -> None:
    client = signed_in(NEAR[role])
    pages = 0
    for path, answer, body in crawl(client, starts(near, far)):
        head = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
        text = head + body
        asked = far.number in path
        planted = [one for one in SECRETS if one in text]
        if not asked and f"/{far.number}" in text:
            planted.append(far.number)
        assert not planted, f"{role} {path} shows {planted}"
        pages += 1
    assert pages > 10


@pytest.mark.usefixtures("near", "far")
@pytest.mark.parametrize("role", READERS)
def test_counts_hold_nothing_of_another_branch(role: str) -> None:
    client = signed_in(NEAR[role])
    for path in ("/desk?tab=to_judge", "/desk?tab=others", "/desk?tab=late"):
        answer = client.get(path)
        shown = {tab.code: tab.count for tab in answer.context["tabs"]}
        assert not shown.get("to_judge"), (role, path, shown)
        assert sum(shown.values()) <= 1, (role, path, shown)
    for search in ("state=reopened", "source=counter"):
        assert not client.get(f"/desk/matters?{search}").context["pager"].rows, role
    assert "金丝雀" not in words_of(client.get("/desk/notices"))


def test_a_photo_needs_its_own_matter(near: Life, far: Life) -> None:
    visitor = Client()
    mark = lookup.new_pass(near.number, lookup.PHOTO_SALT)
    shown = visitor.get(f"/follow/photos/{mark}/1")
    assert shown.status_code == 200
    assert body_of(shown).startswith(b"\xff\xd8")
    assert visitor.get(f"/follow/photos/{mark}/99").status_code == 404
    forms_pass = lookup.new_pass(near.number)
    assert visitor.get(f"/follow/photos/{forms_pass}/1").status_code == 404
    assert signed_in("officer").get(f"/desk/matters/{far.number}/photos/1").status_code == 404
