"""The pages of the routes: draft, order, dry run, in force."""

from uuid import uuid4

import pytest
from django.test import Client

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.queries import routing, trial
from lianxin.consultation.matters.rules.routing import Rule, Target
from lianxin.foundation.faces import network
from lianxin.foundation.units.queries import today
from tests.city import staff
from tests.consultation.matters.test_routing import NIGHT
from tests.consultation.matters.test_suggesting import said
from tests.contracts.world import signed_in
from tests.foundation.faces.reading import fields_of, words_of

ROUTES = "/desk/settings/routes"
DRAFT = f"{ROUTES}/draft"
pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture
def client() -> Client:
    """Give the dispatcher's browser."""
    network.POSTS.forget()
    return signed_in("dispatcher")


def dispatched(words: str, place: str, unit: str) -> str:
    """Say something and dispatch it."""
    matter = said(words, place)
    actions.triage(
        by=staff("dispatcher"),
        matter=matter.number,
        category="traffic.parking",
        urgency="normal",
        to=unit,
    )
    return matter.number


def positions() -> list[str]:
    """Give the draft's rules, shortly."""
    found = routing.draft()
    assert found is not None
    return [rule.target.unit or rule.target.kind for rule in found.rules]


def test_from_the_house_rules_to_a_version_in_force(client: Client) -> None:
    assert "自带的规则" in words_of(client.get(ROUTES))
    assert client.post(f"{DRAFT}/begin", {"key": str(uuid4())}).headers["Location"] == DRAFT
    fields = fields_of(client.get(f"{DRAFT}/new"))
    typed = {"category": "traffic", "words": "夜市 早市", "unit": "north", "near": "place"}
    wrong = client.post(f"{DRAFT}/new", {**fields, **typed, "kind": "station"})
    assert wrong.status_code == 422
    assert "两样只选一样" in words_of(wrong)
    assert client.post(f"{DRAFT}/new", {**fields, **typed, "kind": ""}).status_code == 302
    assert positions()[-2:] == ["north", "branch"]
    shown = words_of(client.get(DRAFT))
    assert "永远轮不到" in shown
    last = len(positions()) - 1
    while last > 1:
        page = client.get(DRAFT).context
        moved = {"key": str(uuid4()), "seen": page["seen"]}
        assert client.post(f"{DRAFT}/{last}/up", moved).status_code == 302
        last -= 1
    assert positions()[0] == "north"
    assert "永远轮不到" not in words_of(client.get(DRAFT))
    old = client.post(f"{DRAFT}/1/down", {"key": str(uuid4()), "seen": 0})
    assert old.status_code == 409
    sure = fields_of(client.get(f"{DRAFT}/in-force"))
    assert client.post(f"{DRAFT}/in-force", {**sure, "since": today()}).status_code == 302
    assert "第 1 版" in words_of(client.get(ROUTES))
    assert client.get(f"{ROUTES}/versions/1").status_code == 200
    assert client.get(f"{ROUTES}/versions/2").status_code == 404
    assert client.get(DRAFT).status_code == 404


def test_change_remove_and_discard(client: Client) -> None:
    actions.load_routes(by=staff("dispatcher"), rules=[NIGHT, Rule(0, Target(kind="branch"))])
    fields = fields_of(client.get(f"{DRAFT}/1"))
    assert fields["words"] == ["夜市"]
    changed = {**fields, "words": "早市", "unit": "order", "near": "place"}
    assert client.post(f"{DRAFT}/1", changed).status_code == 302
    assert positions() == ["order", "branch"]
    for place in ("1/remove", "discard"):
        page = client.get(f"{DRAFT}/{place}")
        assert client.post(f"{DRAFT}/{place}", fields_of(page)).status_code == 302
    assert routing.draft() is None


def test_a_dry_run_says_what_would_have_gone_where_and_why(client: Client) -> None:
    number = dispatched("夜市门口违停,车乱停。", "石拐", "traffic")
    dispatched("违停,车乱停。", "石拐", "traffic")
    actions.load_routes(by=staff("dispatcher"), rules=[NIGHT, *routing.in_force().rules])
    page = client.get(f"{ROUTES}/dry-run")
    told = words_of(page)
    assert "看了 2 件:1 件去向相同,1 件会去别处" in told
    assert "会去白狐沟派出所,实际去了交管大队" in told
    assert "第 1 条" in told
    assert f'href="/desk/matters/{number}"' in page.content.decode()
    other = client.get(f"{ROUTES}/dry-run?pair=traffic~traffic")
    assert number not in words_of(other)
    assert "没有已经派出的事" in words_of(client.get(f"{ROUTES}/dry-run?until=2001-01-01"))
    assert client.get(f"{ROUTES}/dry-run?since=x&until=%00&pair=%27").status_code == 200


def test_a_dry_run_counts_only_what_one_may_see() -> None:
    dispatched("违停,车乱停。", "石拐", "traffic")
    rules, days = routing.in_force().rules, (today(), today())
    assert trial.trial(staff("officer"), rules, days, "", 9).tried == 0
    assert trial.trial(staff("driver"), rules, days, "", 9).tried == 1
    assert trial.trial(staff("dispatcher"), rules, days, "", 9).tried == 1
