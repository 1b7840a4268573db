"""Every command declares the right under which it acts, or the program does not start (AZ1)."""

import argparse

import pytest

from lianxin.cli.faults import Fault
from lianxin.cli.main import check_rights, leaves, parser
from lianxin.foundation.accounts.roles import ROLES
from lianxin.foundation.kernel.rights import Right


def test_every_command_declares_its_right() -> None:
    found = list(leaves(parser()))
    assert len(found) > 20
    assert all(isinstance(one.get_default("right"), Right) for one in found)


def test_a_command_without_a_right_stops_the_program() -> None:
    made = argparse.ArgumentParser(prog="lianxin")
    commands = made.add_subparsers()
    commands.add_parser("known").set_defaults(run=print, right=Right.OPERATE)
    check_rights(made)
    below = commands.add_parser("group").add_subparsers()
    below.add_parser("sneaked").set_defaults(run=print)
    with pytest.raises(Fault, match="group sneaked"):
        check_rights(made)


def test_no_post_gives_the_server() -> None:
    assert not any(Right.OPERATE in role.rights for role in ROLES.values())
