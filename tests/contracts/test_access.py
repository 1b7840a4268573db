"""Every address declares its right, and asks for it."""

import pytest
from django.test import Client

from lianxin.foundation.kernel.rights import Right
from tests.contracts.addresses import Address, walk

OPEN = {Right.PUBLIC, Right.CITIZEN_ANSWER}
ADDRESSES = list(walk())
CLOSED = [address for address in ADDRESSES if getattr(address.view, "right", None) not in OPEN]


def name(address: Address) -> str:
    """Name a test by its address."""
    return address.pattern


def test_there_are_addresses() -> None:
    assert {"/", "/sign-in", "/help", "/display"} <= {address.pattern for address in ADDRESSES}


@pytest.mark.parametrize("address", ADDRESSES, ids=name)
def test_declares_right_and_methods(address: Address) -> None:
    assert isinstance(address.view.right, Right)
    assert set(address.view.methods) <= {"GET", "POST"}
    assert address.view.methods


@pytest.mark.parametrize("address", ADDRESSES, ids=name)
def test_desk_is_never_public(address: Address) -> None:
    if address.pattern.startswith("/desk"):
        assert address.view.right not in OPEN


@pytest.mark.django_db
@pytest.mark.parametrize("address", CLOSED, ids=name)
def test_nobody_enters_without_sign_in(client: Client, address: Address) -> None:
    for method in address.view.methods:
        answer = client.generic(method, address.example)
        assert answer.status_code == 303, answer.content
        assert answer.headers["Location"].startswith("/sign-in")
