"""Pagers by the last row's place, filters from fixed lists."""

from base64 import urlsafe_b64decode
from urllib.parse import urlencode

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from lianxin.foundation.faces.paging import Pager, Spot, chip, chosen, pager, spot_of
from lianxin.foundation.kernel.errors import Invalid

ROWS = list(range(1, 8))


def visit(address: str, size: int) -> Pager[int]:
    """Ask for a page of the numbers 1 to 7 as a store would give it."""
    request = RequestFactory().get(address)
    spot = spot_of(request)
    if spot.back:
        found = [row for row in reversed(ROWS) if row < int(spot.place[0])]
    else:
        found = [row for row in ROWS if not spot.place or row > int(spot.place[0])]
    return pager(request, spot, [((row,), row) for row in found[: size + 1]], size=size)


@given(st.integers(min_value=1, max_value=9))
def test_forth_and_back_show_each_row_once(size: int) -> None:
    shown: list[int] = []
    turned: list[tuple[int, ...]] = []
    page = visit("/desk?state=new", size)
    while True:
        shown += page.rows
        turned.append(page.rows)
        if not page.next_href:
            break
        assert "state=new" in page.next_href
        page = visit(page.next_href, size)
    assert shown == ROWS
    for earlier in reversed(turned[:-1]):
        page = visit(page.previous_href, size)
        assert page.rows == earlier
    assert page.previous_href == ""


def test_a_mark_of_another_page_or_hand_is_refused() -> None:
    mark = visit("/desk", 3).next_href.partition("?")[2]
    for address in (f"/elsewhere?{mark}", "/desk?after=3", "/desk?before=%00"):
        with pytest.raises(Invalid):
            spot_of(RequestFactory().get(address))


def test_a_mark_does_not_tell_its_place() -> None:
    """Keys of the database stand in places; nobody counts rows by an address."""
    request = RequestFactory().get("/desk")
    place = ("2021-03-05", 987_654_321)
    href = pager(request, Spot(), [(place, 1), (place, 2)], size=1).next_href
    mark = href.partition("after=")[2]
    raw = urlsafe_b64decode(mark + "==")
    for told in (b"2021", b"98765", (987_654_321).to_bytes(4)):
        assert told not in raw
    assert spot_of(RequestFactory().get(href)).place == place


@given(st.text(st.characters(codec="utf-8")))
def test_values_outside_a_list_are_not_given(text: str) -> None:
    request = RequestFactory().get(f"/desk?{urlencode({'state': text, 'state__in': text})}")
    found = chosen(request, {"state": ("new", "late")})
    assert found == ({"state": text} if text in {"new", "late"} else {})


def test_chip_takes_its_filter_away() -> None:
    request = RequestFactory().get("/desk?state=new&unit=sg&after=x")
    assert chip(request, "state", "待分流").remove_href == "/desk?unit=sg"
    assert chip(RequestFactory().get("/desk?state=new"), "state", "").remove_href == "/desk"
