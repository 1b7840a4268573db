"""Words planted in each class of data stand on the pages of those alone whom a table names."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.pages.acts import BY_NAME
from lianxin.consultation.matters.queries import lookup
from lianxin.foundation.accounts.roles import ROLES
from lianxin.foundation.kernel.rights import Right
from tests.city import staff
from tests.contracts.crawling import body_of
from tests.contracts.world import NEAR, Life, deliver, link_to, signed_in

TELEPHONE = "13947199753"
PLANTED = {
    "words": "银杏一鸣",
    "place": "银杏二鸣",
    "note": "银杏三鸣",
    "contact": "银杏四鸣",
    "held": "银杏五鸣",
    "staff": "治安经办",
    "mask": "139****9753",
    "telephone": TELEPHONE,
}
"""One unique word in each class of data of a matter whose reply is held."""
READERS = frozenset(role for role in NEAR if Right.MATTERS_READ in ROLES[role].rights)
CITIZEN, VISITOR = "citizen", "visitor"
ALLOWED: dict[str, frozenset[str]] = {
    "words": READERS | {CITIZEN},
    "place": READERS | {CITIZEN},
    "note": READERS,
    "contact": READERS | {CITIZEN},
    "held": READERS,
    "staff": READERS | {"system_admin", "security_admin", "audit_admin"},
    "mask": READERS | {CITIZEN},
    "telephone": frozenset(),
}
"""Who may read each class; the citizen no note, no held reply, no name of staff."""


@pytest.fixture
def planted(near: Life) -> Life:
    """Let the order brigade hold a reply to a matter full of planted words."""
    del near
    key, officer = uuid4(), staff("officer")
    receipt = actions.intake(
        by=staff("clerk"),
        said=actions.Said(words=PLANTED["words"], place=PLANTED["place"]),
        source="counter",
        first_receiver="station",
        reporter=actions.Reporter(telephone=TELEPHONE),
        code=True,
        key=key,
    )
    number = receipt.number
    actions.triage(
        by=staff("dispatcher"),
        matter=number,
        category="roads.lighting",
        urgency="normal",
        to="order",
    )
    actions.accept(by=officer, matter=number)
    actions.contact(by=officer, matter=number, words=PLANTED["contact"])
    actions.note(by=officer, matter=number, words=PLANTED["note"])
    actions.rectify(by=officer, matter=number, outcome="explained", words="已说明。")
    actions.reply(by=officer, matter=number, words=PLANTED["held"])
    deliver()
    return Life(number, lookup.code_text(key, receipt.find), link_to(number))


def desk_pages(number: str) -> Iterator[str]:
    """Give the pages of the desk that could show the matter: itself, its acts, lists, errors."""
    at = f"/desk/matters/{number}"
    yield from (at, f"{at}/as-citizen", f"{at}/telephone", f"{at}/photos/9")
    yield from (f"{at}/{verb}" for verb in BY_NAME)
    yield from ("/desk", "/desk?tab=others", "/desk/matters", f"/desk/matters?number={number}")
    yield from ("/desk/matters?unit=order", "/desk/notices", "/desk/settings/routes/dry-run")
    yield from ("/desk/outbox", f"/desk/audit?word={number}", "/desk/audit?word=officer")
    yield from ("/desk/settings/people", "/desk/settings/jobs", "/desk/settings")


def found_in(client: Client, path: str) -> set[str]:
    """Give the classes whose planted word stands in an answer, its headers among it."""
    answer = client.get(path)
    head = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    text = head + body_of(answer).decode(errors="replace")
    return {name for name, word in PLANTED.items() if word in text}


@pytest.mark.parametrize("role", NEAR)
def test_staff_read_what_the_table_allows(role: str, planted: Life) -> None:
    client, seen = signed_in(NEAR[role]), set[str]()
    allowed = {name for name, who in ALLOWED.items() if role in who}
    for path in desk_pages(planted.number):
        shown = found_in(client, path)
        assert shown <= allowed, f"{role} {path} shows {shown - allowed}"
        seen |= shown
    if role == "officer":
        assert set(PLANTED) - seen <= {"telephone", "staff", "place"}


def test_the_citizen_and_a_stranger_read_what_the_table_allows(planted: Life) -> None:
    browser = Client()
    typed = {"code": planted.code, "key": str(uuid4())}
    text = browser.post("/follow", typed).content.decode()
    for who, shown in (
        (CITIZEN, {name for name, word in PLANTED.items() if word in text}),
        (CITIZEN, found_in(browser, f"/confirm/{planted.link}")),
        (VISITOR, found_in(Client(), "/")),
        (VISITOR, found_in(Client(), "/follow")),
        (VISITOR, found_in(Client(), f"/desk/matters/{planted.number}")),
        (VISITOR, found_in(Client(), f"/follow?code={planted.number}")),
        (VISITOR, found_in(Client(), f"/confirm/{planted.link[::-1]}")),
    ):
        allowed = {name for name, names in ALLOWED.items() if who in names}
        assert shown <= allowed, f"{who} reads {shown - allowed}"
