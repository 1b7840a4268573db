"""The page of states says what the rules say."""

from tools import states


def test_the_page_of_states_is_written_from_the_rules() -> None:
    assert states.PAGE.read_text(encoding="utf-8") == states.page(), (
        "python3 run python -m tools.states"
    )
