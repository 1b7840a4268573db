"""Reading values: faults are typed, and memory notices every change."""

import subprocess
import sys
import threading
import time
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions, queries
from lianxin.foundation.parameters.queries import Memory, MissingValue

BY = job("test", Right.PARAMETERS_MANAGE)
KEY = "matters.reply.held"


@pytest.fixture
def loaded() -> None:
    """Load the house's own values."""
    actions.load(by=BY)


def change(value: int) -> None:
    actions.set_value(by=BY, key=KEY, value=value, since=localdate(), source="局务会")


def held() -> int:
    return queries.seconds(KEY, on=localdate())


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_an_unknown_key_names_its_neighbors() -> None:
    with pytest.raises(MissingValue) as missing:
        queries.value("matters.reply.hold", on=date(2021, 1, 1))
    assert (missing.value.code, missing.value.where) == (
        "parameters.unknown_key",
        "matters.reply.hold",
    )
    assert KEY in str(missing.value.arguments["near"])
    with pytest.raises(MissingValue):
        queries.history("none")


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_no_value_on_that_day(tmp_path: Any) -> None:
    file = tmp_path / "x.toml"
    file.write_text(
        '[[value]]\nkey="test.x"\nkind="number"\nvalue=1\nsource="甲"\nconfidence="own"\n'
        'effective_from=2021-01-01\nscope="150205"\n',
        "utf-8",
    )
    actions.load(by=BY, files=[file])
    assert queries.value("test.x", on=date(2021, 1, 1), scope="150205") == 1
    for day, scope in ((date(2020, 12, 31), "150205"), (date(2021, 1, 1), "")):
        with pytest.raises(MissingValue) as missing:
            queries.value("test.x", on=day, scope=scope)
        assert missing.value.code == "parameters.no_value"


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_asked_as_another_kind_or_code() -> None:
    day = localdate()
    with pytest.raises(MissingValue) as missing:
        queries.limit(KEY, on=day)
    assert missing.value.code == "parameters.other_kind"
    with pytest.raises(MissingValue) as missing:
        queries.label("matters.urgencies", "none", on=day, language="en")
    assert missing.value.code == "parameters.unknown_code"


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_a_change_is_seen_at_once_and_gone_when_it_is_undone() -> None:
    before = held()

    def fail() -> None:
        with transaction.atomic():
            change(20)
            assert held() == 20
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert held() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("loaded")
def test_memory_asks_the_database_once_a_second(django_assert_num_queries: Any) -> None:
    assert held() == 300
    with django_assert_num_queries(0):
        held()
    change(20)
    with django_assert_num_queries(2):
        assert held() == 20
    time.sleep(1)
    with django_assert_num_queries(1):
        assert held() == 20


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("loaded")
def test_another_thread_sees_a_change_at_its_commit_only() -> None:
    told: list[int] = []
    asked, answered = threading.Event(), threading.Event()

    def listen() -> None:
        told.append(held())
        for _ in range(2):
            answered.set()
            asked.wait(5)
            asked.clear()
            told.append(held())
        connection.close()
        answered.set()

    def ask() -> None:
        answered.clear()
        asked.set()
        assert answered.wait(5)

    listener = threading.Thread(target=listen)
    listener.start()
    assert answered.wait(5)
    with transaction.atomic():
        change(20)
        assert held() == 20
        ask()
    ask()
    listener.join(5)
    assert told == [300, 300, 20]


LISTENER = """
import sys, time
import django
django.setup()
from django.db import connection
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries
from lianxin.foundation.parameters import queries
connection.settings_dict["NAME"] = sys.argv[1]
print(queries.seconds("matters.reply.held", on=localdate()), flush=True)
sys.stdin.readline()
started = time.monotonic()
while queries.seconds("matters.reply.held", on=localdate()) == 300:
    time.sleep(0.01)
print(queries.seconds("matters.reply.held", on=localdate()), time.monotonic() - started)
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("loaded")
def test_another_process_sees_a_change_within_a_second() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LISTENER, connection.settings_dict["NAME"]],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "300"
        time.sleep(0.1)
        change(20)
        other.stdin.write("\n")
        other.stdin.flush()
        value, seconds = other.stdout.readline().split()
    assert value == "20"
    assert float(seconds) < 1


@pytest.mark.django_db(transaction=True)
def test_a_change_that_was_undone_is_forgotten_and_memory_trusted_again(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """A later transaction of the same thread asks once, not at every look."""
    book: list[int] = []
    memory = Memory("test.undone", lambda: len(book))
    with transaction.atomic():
        memory.get()
        memory.touch()
        book.append(1)
        transaction.set_rollback(True)
    with transaction.atomic():
        memory.get()
        with django_assert_num_queries(0):
            memory.get()
