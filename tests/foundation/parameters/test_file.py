"""Data files: the house's own have no fault, a fault names file, key and cause."""

import pytest

from lianxin.foundation.kernel.errors import Fault
from lianxin.foundation.parameters.actions import DATA, read_texts
from lianxin.foundation.parameters.rules.file import read
from lianxin.foundation.parameters.rules.values import Confidence, Kind

GOOD = {
    "key": '"a.b"',
    "kind": '"number"',
    "value": "3",
    "source": '"第 1 条"',
    "confidence": '"law"',
}


def table(**fields: str) -> str:
    lines = [f"{name} = {value}" for name, value in (GOOD | fields).items() if value]
    return "\n".join(["[[value]]", *lines, ""])


def faults(text: str) -> list[Fault]:
    return read({"x.toml": text}).faults


def codes(text: str) -> list[str]:
    return [fault.code.removeprefix("parameters.") for fault in faults(text)]


def test_own_files_have_no_fault() -> None:
    reading = read(read_texts([DATA]))
    assert reading.faults == []
    assert all(entry.stretch.source for entry in reading.entries)
    assert {entry.stretch.confidence for entry in reading.entries} == set(Confidence)


def test_own_choices_are_bilingual_and_have_their_route() -> None:
    entries = {entry.key: entry for entry in read(read_texts([DATA])).entries}
    tops = [c for c in entries["matters.categories"].stretch.value if not c.get("parent")]
    assert len(tops) == 19
    assert all(top["route"] and top["guard"] in {"open", "closed"} for top in tops)
    kinds = {kind["code"] for kind in entries["units.kinds"].stretch.value}
    routes = {c["route"] for c in entries["matters.categories"].stretch.value if "route" in c}
    assert routes <= kinds
    for entry in entries.values():
        if entry.kind is Kind.CHOICES:
            assert all(choice["zh"] and choice["en"].isascii() for choice in entry.stretch.value)


@pytest.mark.parametrize(
    "key",
    [
        *(f"matters.limits.{name}" for name in ("triage", "contact", "accept", "return")),
        *(f"matters.limits.handle.{name}" for name in ("normal", "urgent", "extreme")),
        *(f"matters.limits.{name}" for name in ("judge", "callback", "redispatch")),
        *(f"matters.windows.{name}" for name in ("told_who", "confirm", "reopen")),
    ],
)
def test_limits_of_a_suggestion_are_there(key: str) -> None:
    assert [e.kind for e in read(read_texts([DATA])).entries if e.key == key] == [Kind.LIMIT]


def test_a_fault_names_file_and_key() -> None:
    (fault,) = faults(table(value='"three"'))
    assert (fault.code, fault.where) == ("parameters.value.whole", "x.toml a.b")
    assert fault.arguments == {"value": "three"}


@pytest.mark.parametrize("field", list(GOOD))
def test_each_field_must_be_there(field: str) -> None:
    assert codes(table(**{field: ""})) == ["file.missing_field"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"key": '"A.B"'}, "file.key"),
        ({"key": "3"}, "file.text"),
        ({"source": '" "'}, "file.missing_field"),
        ({"kind": '"colour"'}, "file.unknown_word"),
        ({"confidence": '"sure"'}, "file.unknown_word"),
        ({"colour": '"red"'}, "file.unknown_field"),
        ({"effective_from": '"2021-01-01"'}, "file.day"),
        ({"effective_from": "2021-01-01T00:00:00"}, "file.day"),
        ({"effective_from": "2021-01-01", "effective_to": "2021-01-01"}, "file.no_day"),
        ({"value": "-1"}, "value.whole"),
        ({"value": "true"}, "value.whole"),
        ({"value": "1.5"}, "value.whole"),
        ({"kind": '"text"', "value": '""'}, "value.text"),
        ({"kind": '"seconds"', "value": "[]"}, "value.whole"),
        ({"kind": '"limit"', "value": "3"}, "value.limit"),
        ({"kind": '"limit"', "value": '{ amount = 3, unit = "weeks" }'}, "value.unit"),
        ({"kind": '"limit"', "value": '{ amount = -3, unit = "days" }'}, "value.whole"),
        ({"kind": '"limit"', "value": '{ amount = 0, unit = "hours" }'}, "value.nothing"),
        ({"kind": '"limit"', "value": '{ amount = 3, unit = "days", x = 1 }'}, "value.limit"),
        ({"kind": '"list"', "value": '["a", 1]'}, "value.list"),
        ({"kind": '"list"', "value": '["a", "a"]'}, "value.twice"),
        ({"kind": '"choices"', "value": "[]"}, "value.choices"),
        ({"kind": '"choices"', "value": '[{ code = "a", zh = "甲" }]'}, "value.choices"),
        ({"kind": '"choices"', "value": '[{ code = "A", zh = "甲", en = "A" }]'}, "value.choices"),
        (
            {"kind": '"choices"', "value": '[{ code = "a", zh = "甲", en = "A", parent = "b" }]'},
            "value.parent",
        ),
        (
            {"kind": '"choices"', "value": '[{ code = "a", zh = "甲", en = "A", x = 1.5 }]'},
            "value.extra",
        ),
    ],
)
def test_a_value_with_a_fault(fields: dict[str, str], code: str) -> None:
    assert codes(table(**fields)) == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [("[[value", "file.syntax"), ("", "file.empty"), ("value = 3", "file.empty")],
)
def test_a_file_with_a_fault(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_versions_follow_each_other() -> None:
    first = table(effective_to="2021-01-01")
    assert codes(first + table(effective_from="2021-01-01", value="4")) == []
    assert codes(first + table(effective_from="2020-12-31", value="4")) == ["file.overlap"]
    assert codes(first + table(effective_from="2021-01-02", value="4")) == ["file.gap"]
    assert codes(table() + table()) == ["file.overlap"]
    assert codes(table() + table(scope='"150205"')) == []


def test_two_files_are_checked_together() -> None:
    other = table(kind='"seconds"', effective_from="2021-01-01")
    reading = read({"x.toml": table(effective_to="2021-01-01"), "y.toml": other})
    assert [(f.code, f.where) for f in reading.faults] == [
        ("parameters.file.two_kinds", "y.toml a.b")
    ]


def test_every_fault_is_listed() -> None:
    text = table(value="-1") + table(key='"c"', kind='"colour"') + table(key='"d"', source="")
    assert codes(text) == ["value.whole", "file.unknown_word", "file.missing_field"]
