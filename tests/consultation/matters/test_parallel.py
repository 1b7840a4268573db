"""Many at once: one effect, one receipt; the second of two people learns of the first."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.actions import importing
from lianxin.consultation.matters.commands.importing import read_file
from lianxin.consultation.matters.models import Event, Lookup, Matter
from lianxin.consultation.matters.rules.states import Answer
from lianxin.foundation.audit.models import Outbox, Submission
from lianxin.foundation.kernel.errors import LianxinError
from tests.city import staff
from tests.consultation.matters import files, invariants, lives

pytestmark = pytest.mark.usefixtures("busy_town")
MANY = 20


def at_once(call: Callable[[int], object]) -> list[object]:
    """Call twenty times at the same moment; give what each got, an error by its code."""
    barrier = Barrier(MANY)

    def run(place: int) -> object:
        barrier.wait()
        try:
            return call(place)
        except LianxinError as fault:
            return fault.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(run, range(MANY)))


def test_twenty_posts_of_one_form_make_one_matter() -> None:
    key = uuid4()
    receipts = at_once(lambda _place: lives.say(key=key))
    assert len(set(receipts)) == 1
    assert receipts == [Matter.objects.get().number] * MANY
    topics = Counter(Outbox.objects.values_list("topic", flat=True))
    assert topics == {"matters.received": 1}
    assert Lookup.objects.count() == 1
    assert Submission.objects.get().replays == MANY - 1
    invariants.check_all()


def test_twenty_people_get_twenty_numbers() -> None:
    numbers = at_once(lambda place: lives.say(f"第{place}盏路灯坏了"))
    assert len(set(numbers)) == MANY
    assert Matter.objects.count() == MANY
    invariants.check_all()


def test_of_twenty_dispatches_one_is_done() -> None:
    number = lives.say()
    seen = lives.stands(number).seq
    ended = at_once(
        lambda place: actions.dispatch(
            by=staff("dispatcher"),
            matter=number,
            to=("order", "traffic")[place % 2],
            seen=seen if place % 2 else None,
        )
    )
    done = [one for one in ended if isinstance(one, actions.Receipt)]
    assert len(done) == 1
    refused = Counter(one for one in ended if isinstance(one, str))
    assert set(refused) == {"matters.moved_on"}
    assert Event.objects.filter(verb="dispatch").count() == 1
    assert Outbox.objects.filter(topic="matters.dispatched").count() == 1
    invariants.check_all()


def test_of_two_people_on_one_page_the_second_sees_the_first() -> None:
    number = lives.handled()
    seen = lives.stands(number).seq
    ended = at_once(
        lambda place: actions.reply(
            by=staff(("officer", "colleague")[place % 2]),
            matter=number,
            words=f"第{place}种答复。",
            outcome="explained",
            seen=seen,
        )
    )
    assert Counter(type(one) for one in ended) == {actions.Receipt: 1, str: MANY - 1}
    assert {one for one in ended if isinstance(one, str)} == {"kernel.conflict"}
    invariants.check_all()


def test_confirm_and_silence_at_once_end_it_once() -> None:
    number = lives.answered()
    answers = (Answer.SOLVED, Answer.UNSOLVED)
    ended = at_once(
        lambda place: actions.confirm(
            by=lives.giver(number), matter=number, answer=answers[place % 2], seen=None
        )
    )
    assert any(isinstance(one, actions.Receipt) for one in ended)
    assert {one for one in ended if isinstance(one, str)} <= {"matters.move"}
    invariants.check_all()


def test_undoing_an_import_while_people_act_ends_in_words(tmp_path: Path) -> None:
    files.csv_file(tmp_path)
    done = importing.import_messages(
        by=staff("importer"),
        name="letters.csv",
        messages=read_file(tmp_path / "letters.csv", [])[0],
        unit="order",
    )
    numbers = list(Matter.objects.values_list("number", flat=True))

    def call(place: int) -> object:
        if place % 4 == 0:
            return importing.undo_import(by=staff("importer"), code=done.code)
        number = numbers[place % len(numbers)]
        return actions.note(by=staff("officer"), matter=number, words="留意")

    ended = at_once(call)
    said = {one for one in ended if isinstance(one, str)}
    assert said <= {
        "matters.not_found",
        "matters.import_touched",
        "matters.import_undone",
        "kernel.busy",
    }
    assert Matter.objects.count() in {0, len(numbers)}
