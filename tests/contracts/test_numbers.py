"""Numbers that a bureau could want otherwise stand among the parameters, not in code."""

from pathlib import Path

import pytest

from tools import numbers


def test_the_house_writes_no_number_into_its_rules() -> None:
    assert [str(finding) for finding in numbers.house()] == []


@pytest.mark.parametrize(
    "breach",
    [
        "def late(days: int) -> bool:\n    return days > 13\n",
        "def wait() -> float:\n    return 0.5\n",
        "LIMIT = 13\n",
        "LIMIT: int = 13\n",
        "limit = 13\n",
        "class A:\n    LIMIT = 13\n    '''Thirteen.'''\n",
        "from datetime import timedelta\nLONG = timedelta(days=30)\n",
        "def first(rows: list[int]) -> list[int]:\n    return rows[:25]\n",
    ],
)
def test_a_planted_number_is_found(breach: str) -> None:
    (finding,) = numbers.check(breach, "planted/rules.py")
    assert finding.number in {"13", "0.5", "30", "25"}
    assert str(finding).startswith("planted/rules.py:")


@pytest.mark.parametrize(
    "clean",
    [
        "def more(n: int) -> int:\n    return n * 2 + 1 - 0\n",
        "BITS = 31\n'''What a field can carry.'''\n",
        "def part(found: list[str]) -> str:\n    return found[7]\n",
        "from datetime import date\ndef start(year: int) -> date:\n    return date(year, 12, 31)\n",
        "def yes() -> bool:\n    return True\n",
    ],
)
def test_what_decides_nothing_is_left_alone(clean: str) -> None:
    assert numbers.check(clean, "clean/rules.py") == []


def test_the_planted_file_is_found_where_it_lies(tmp_path: Path) -> None:
    for layer in ("rules", "pages"):
        file = tmp_path / "room" / layer / "late.py"
        file.parent.mkdir(parents=True)
        file.write_text("DAYS = 13\n", "utf-8")
    assert [finding.file for finding in numbers.house(tmp_path)] == ["room/rules/late.py"]


def test_every_exception_is_still_needed_and_has_its_reason() -> None:
    for place, reason in numbers.ALLOWED.items():
        module, _space, label = place.partition(" ")
        file = (numbers.HOUSE / module).with_suffix(".py")
        files = [file] if file.exists() else (numbers.HOUSE / module).rglob("*.py")
        assert any(label in one.read_text("utf-8") for one in files), place
        assert reason, place
