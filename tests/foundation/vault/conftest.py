"""The vault's parameters, and those who act in its tests."""

from uuid import UUID

import pytest

from lianxin.foundation.audit.actions import act
from lianxin.foundation.kernel.actor import Actor, ActorKind, FixedAuthority, citizen, job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters.actions import DATA, load
from lianxin.foundation.vault import actions

NUMBER = "13812345678"
MATTER = "2103-0481"


def officer(login: str, *rights: Right) -> Actor:
    """Make one of the staff with exactly these rights."""
    authority = FixedAuthority(frozenset(rights))
    return Actor(id=f"staff:{login}", name=login, kind=ActorKind.STAFF, authority=authority)


WANG = officer("wang.fang", Right.VAULT_OPEN)
LI = officer("li.na", Right.VAULT_OPEN)
CLERK = officer("zhao.min")
SENDER = job("notices.deliver", Right.VAULT_DELIVER)


def put(number: str = NUMBER) -> UUID:
    """Let a citizen leave a number; give where the vault keeps it."""
    with act(citizen(""), "matters.intake") as work:
        return actions.put(work, number).id


def load_parameters() -> None:
    """Load the vault's parameters."""
    load(by=job("test", Right.PARAMETERS_MANAGE), files=[DATA / "vault.toml"])


@pytest.fixture
def loaded(db: None) -> None:  # noqa: ARG001 - the database first
    """Load the parameters; what the test writes is undone."""
    load_parameters()


@pytest.fixture
def committed(transactional_db: None) -> None:  # noqa: ARG001 - the database first
    """Load the parameters into a database of this test's own: what it writes is committed."""
    load_parameters()
