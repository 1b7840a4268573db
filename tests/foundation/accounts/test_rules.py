"""Logins, names, posts, networks and passwords, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.foundation.accounts import rules
from lianxin.foundation.accounts.roles import APART, ROLES
from lianxin.foundation.accounts.rules import PasswordRules
from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.rights import Right

RULES = PasswordRules(15, 10, 3, 128, 5, 8, ("lianxin", "公安", "123456"))
OWN = ("wang.fang", "王芳")


@pytest.mark.parametrize(
    ("text", "login"),
    [("Wang.Fang", "wang.fang"), ("ｗａｎｇ", "wang"), (" li-4 ", "li-4"), ("a\u200bb", "ab")],
)
def test_a_login_is_read_from_any_keyboard(text: str, login: str) -> None:
    assert rules.parse_login(text) == login


@pytest.mark.parametrize("text", ["", "w", "1wang", "王芳", "a b/c", "a" * 40, "a@b"])
def test_what_is_no_login_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match=r"accounts\.login"):
        rules.parse_login(text)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "short"),
        ("onlysmallletter", None),
        ("onlysmallette", "short"),
        ("Mixed-9-words", None),
        ("aaaaaaaaaaaaaaaaaaaa", "same"),
        ("lianxin123456wang.fang", "words"),
        ("王芳公安lianxin123456王芳公安", "words"),
        ("一条安静的河流从北向南一直走", "short"),
        ("一条安静的河流从北向南一直走到海", None),
        ("x9" * 70, "long"),
    ],
)
def test_passwords_are_judged_by_length_and_words(password: str, code: str | None) -> None:
    if code is None:
        rules.check_password(password, RULES, own=OWN)
        return
    with pytest.raises(Invalid) as caught:
        rules.check_password(password, RULES, own=OWN)
    assert caught.value.code == f"accounts.password.{code}"


@given(st.binary(min_size=32, max_size=32))
def test_first_passwords_are_readable_and_good_enough(material: bytes) -> None:
    password = rules.first_password(material)
    assert rules.first_password(material) == password
    assert len(password) == 19
    assert set(password) <= {*rules.FIRST_LETTERS, "-"}


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_addresses_of_one_network_are_one(address: str, network: str) -> None:
    assert rules.network_of(address) == network


@pytest.mark.parametrize(
    ("name", "sound"),
    [("王芳", "wang fang"), ("单田", "shan tian"), ("曾强", "zeng qiang"), ("Bao Li", "bao li")],
)
def test_names_are_ordered_by_their_sound(name: str, sound: str) -> None:
    assert rules.pinyin_of(name) == sound


def test_the_three_administrators_see_no_matters() -> None:
    for code in APART:
        assert not any(right.startswith("matters.") for right in ROLES[code].rights)
        assert Right.VAULT_OPEN not in ROLES[code].rights
    assert APART == ("system_admin", "security_admin", "audit_admin")


def test_the_supervisor_never_handles() -> None:
    assert Right.MATTERS_HANDLE not in ROLES["supervisor"].rights
    assert Right.PEOPLE_MANAGE in ROLES["system_admin"].rights
