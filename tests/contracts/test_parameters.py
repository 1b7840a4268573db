"""Each parameter that code reads is changed on a day, by two people, and the house acts by it."""

import ast
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import lianxin
from lianxin.foundation.parameters import queries
from lianxin.foundation.parameters.actions import DATA, read_texts
from lianxin.foundation.parameters.rules.file import read
from tests.contracts import probes_foundation, probes_matters
from tests.contracts.probes_accounts import ACCOUNTS
from tests.contracts.probes_committed import COMMITTED
from tests.contracts.probing import Probe, change, today, without
from tests.contracts.world import Life

HOUSE = Path(lianxin.__file__).parent
KEYS = {entry.key for entry in read(read_texts([DATA])).entries}
PROBES: dict[str, Probe] = {
    **ACCOUNTS,
    **probes_foundation.FOUNDATION,
    **probes_matters.MATTERS,
}
REMOVED = {**probes_foundation.REMOVED, **probes_matters.REMOVED}

LATER: dict[str, str] = {
    "appraisal.": "the room of appraisal: rounds, ballots, counts",
    "bulletin.": "bulletins and circulars",
    "disputes.": "the kind dispute: mediation",
    "enterprises.": "the kind lead: demands of firms",
    "hazards.": "the kind hazard: orders, re-checks, listing",
    "hotline.": "the bridge to 12345 and 110",
    "leads.": "the kind lead",
    "mailbox.": "the police chief's mailbox as a source",
    "meetings.": "the room of meetings",
    "petitions.": "telling a petitioner the route and its days",
    "rates.": "figures: rates with n, thresholds",
    "ratings.": "ratings of service",
    "rectified.outcomes": "figures: the rate of rectification",
    "reports.": "the kind lead: crime reports",
    "matters.natures": "facets at triage",
    "matters.callback.": "call-back by telephone",
}
"""Keys, or beginnings of keys, that are data for a room to come, each with what will read it."""


SHOWN = HOUSE / "foundation/parameters/pages/coded.py"
"""Names parameters to show their codes by name, and reads none of them."""


def literals() -> Iterator[tuple[str, str]]:
    """Give every text that stands in the code and may read a parameter, with its file."""
    for file in set(HOUSE.rglob("*.py")) - {SHOWN}:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield str(file.relative_to(HOUSE)), node.value


def is_later(key: str) -> bool:
    """Tell whether no code reads a key yet."""
    return any(key == place or key.startswith(place) for place in LATER if place)


def test_every_key_has_a_probe_or_a_reason() -> None:
    probed = {*PROBES, *COMMITTED}
    assert sorted(key for key in KEYS - probed if not is_later(key)) == []
    assert sorted(probed - KEYS) == []
    assert sorted(key for key in probed if is_later(key)) == []
    unused = [place for place in LATER if not any(key.startswith(place) for key in KEYS)]
    assert unused == []


def test_a_key_that_code_reads_has_a_probe() -> None:
    waiting = KEYS - {*PROBES, *COMMITTED, *LATER}
    assert [place for place in literals() if place[1] in waiting] == []


def value_of(key: str) -> Any:
    """Give the other value of a key's probe."""
    value = PROBES[key].value
    if value is not None:
        return value
    first = queries.value(key, on=today())[0]["code"]
    return without(key, REMOVED.get(key, first))


@pytest.mark.parametrize("key", sorted(PROBES))
def test_the_house_acts_by_its_parameter(near: Life, key: str) -> None:
    probe, value = PROBES[key], value_of(key)
    look, before = probe.look, probe.look(near)
    change(key, value, since=today() + timedelta(days=1))
    assert probe.ahead or look(near) == before, "a change of tomorrow counts today"
    change(key, value)
    assert look(near) != before


@pytest.mark.parametrize("key", COMMITTED)
@pytest.mark.usefixtures("lives", "transactional_db")
def test_the_house_acts_by_what_it_reads_at_an_opening(key: str) -> None:
    value, look = COMMITTED[key]
    assert look() == ""
    change(key, value, since=today() + timedelta(days=1))
    assert look() == ""
    change(key, value)
    assert look() != ""
