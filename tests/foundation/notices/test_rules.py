"""What a message may say, how long a failed one waits, and what a failure is called."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.foundation.kernel.errors import Invalid, Refused
from lianxin.foundation.kernel.tokens import new_token
from lianxin.foundation.notices import rules

ORIGIN = "https://lianxin.example"
NUMBER = "2103-0481"
OFFICE = "0472-1234567"


def composed(words: str, *, links: int = 1, longest: int = 300) -> str:
    """Compose a text with the usual settings."""
    return rules.compose(
        words, about=NUMBER, telephone=OFFICE, origin=ORIGIN, links=links, longest=longest
    )


def test_number_and_office_telephone_are_added_once() -> None:
    text = composed("您反映的事已答复。")
    assert text == f"{NUMBER} 您反映的事已答复。 电话 {OFFICE}"
    assert composed(text) == text


@pytest.mark.parametrize(
    "link",
    [
        "https://lianxin.example.evil.test/confirm/x",
        "http://lianxin.example/confirm/x",
        "https://t.cn/abc",
        "www.lianxin.example/confirm",
        "HTTPS://EVIL.test/",
    ],
)
def test_a_link_elsewhere_is_refused(link: str) -> None:
    with pytest.raises(Invalid) as caught:
        composed(f"请看 {link}")
    assert caught.value.code == "notices.sms.host"


def test_two_links_are_refused() -> None:
    with pytest.raises(Invalid) as caught:
        composed(f"{ORIGIN}/a {ORIGIN}/b")
    assert caught.value.code == "notices.sms.links"
    assert caught.value.arguments == {"count": 2, "most": 1}


def test_without_links_by_parameter_the_link_is_left_out() -> None:
    assert composed(f"已答复,{ORIGIN}/confirm/abc 可确认", links=0).count("http") == 0


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(Invalid) as caught:
        composed("长" * 40, longest=50)
    assert caught.value.arguments["longest"] == 50


def test_the_link_ends_before_chinese_punctuation() -> None:
    before, link, after = rules.link_in(f"请看{ORIGIN}/confirm/abc。电话 1")
    assert (before, link, after) == ("请看", f"{ORIGIN}/confirm/abc", "。电话 1")
    assert rules.link_in("没有链接") == ("没有链接", "", "")


@given(st.builds(new_token))
def test_no_token_stays_in_a_hidden_text(token: str) -> None:
    hidden = rules.hide_secrets(f"{NUMBER} 已答复 {ORIGIN}/confirm/{token}。电话 {OFFICE}")
    assert token not in hidden
    assert NUMBER in hidden
    assert OFFICE in hidden


@given(st.text("0123456789", min_size=20, max_size=20), st.booleans())
def test_no_look_up_code_stays_in_a_hidden_text(digits: str, spaced: bool) -> None:  # noqa: FBT001 - drawn
    code = " ".join(digits[i : i + 4] for i in range(0, 20, 4)) if spaced else digits
    assert rules.hide_secrets(f"查询码 {code}。") == f"查询码 {rules.HIDDEN}。"


@given(
    first=st.integers(1, 100),
    factor=st.integers(1, 10),
    longest=st.integers(1, 10_000),
    attempts=st.integers(1, 60),
)
def test_the_pause_grows_and_ends_at_the_longest(
    first: int, factor: int, longest: int, attempts: int
) -> None:
    patience = rules.Patience(tries=8, first=first, factor=factor, longest=longest)
    now, later = patience.pause(attempts), patience.pause(attempts + 1)
    assert now <= later
    assert later.total_seconds() <= longest
    assert patience.pause(1).total_seconds() == min(first, longest)


def test_a_cause_tells_code_and_detail_and_nothing_else() -> None:
    assert rules.cause(rules.Undelivered("notices.gateway.status", detail="500")) == (
        "notices.gateway.status:500"
    )
    assert rules.cause(Refused("vault.closed", telephone="13800000000")) == "vault.closed"
    assert rules.cause(ValueError("13800000000")) == "ValueError"


@pytest.mark.parametrize("cause", ["notices.gateway.status:500", "vault.closed"])
def test_a_cause_is_read_back(cause: str) -> None:
    assert rules.cause(rules.parse_cause(cause)) == cause


def test_a_fault_of_ours_gets_its_own_sentence() -> None:
    read = rules.parse_cause("ValueError")
    assert read.code == "notices.fault"
    assert read.arguments == {"detail": "ValueError"}


def test_an_address_shows_its_first_letter_and_its_host() -> None:
    assert rules.masked_address("wang.fang@city.example") == "w••••@city.example"


def test_arguments_of_a_sentence_keep_their_kinds() -> None:
    given_ones = {
        "subject": "路灯不亮",
        "due": date(2021, 3, 5),
        "until": datetime(2021, 3, 5, 16, tzinfo=UTC),
        "count": 3,
        "numbers": ["2103-0481", date(2021, 3, 6)],
    }
    assert rules.unpack(rules.pack(given_ones)) == given_ones
