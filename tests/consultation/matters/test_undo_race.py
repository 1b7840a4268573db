"""An import is undone while somebody works on it: one of the two is told why in a sentence."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event as Signal

import pytest
from django.db import connections, transaction

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.actions.importing import undo_import
from lianxin.consultation.matters.models import ImportBatch, Matter
from lianxin.foundation.kernel.errors import LianxinError
from tests.city import staff
from tests.consultation.matters.files import csv_file
from tests.consultation.matters.test_importing import take_in

HELD_SECONDS = 1.0
"""So long the second meets what the first has not committed."""
pytestmark = pytest.mark.usefixtures("busy_town")


def told(call: Callable[[], object]) -> object:
    """Call; give the code of an error that people can read."""
    try:
        return call()
    except LianxinError as fault:
        return fault.code
    finally:
        connections.close_all()


def during(first: Callable[[], object], second: Callable[[], object]) -> tuple[object, object]:
    """Let the second begin while the first has done its work and not yet committed."""
    done, began = Signal(), Signal()

    def hold() -> object:
        with transaction.atomic():
            result = first()
            done.set()
            began.wait(10)
            time.sleep(HELD_SECONDS)
            return result

    def follow() -> object:
        done.wait(10)
        began.set()
        return second()

    with ThreadPoolExecutor(2) as pool:
        one: Future[object] = pool.submit(told, hold)
        other: Future[object] = pool.submit(told, follow)
        return one.result(60), other.result(60)


def test_an_undo_waits_for_who_is_working_and_says_so(tmp_path: Path) -> None:
    take_in(csv_file(tmp_path))
    code = ImportBatch.objects.get().code
    number = Matter.objects.get(state="new").number
    found = during(
        lambda: actions.note(by=staff("dispatcher"), matter=number, words="留意").number,
        lambda: undo_import(by=staff("importer"), code=code),
    )
    assert found == (number, "matters.import_touched")
    assert Matter.objects.count() == 3


def test_who_comes_after_an_undo_finds_nothing(tmp_path: Path) -> None:
    take_in(csv_file(tmp_path))
    code = ImportBatch.objects.get().code
    number = Matter.objects.get(state="new").number
    found = during(
        lambda: undo_import(by=staff("importer"), code=code),
        lambda: actions.note(by=staff("dispatcher"), matter=number, words="留意"),
    )
    assert found == (3, "matters.not_found")
    assert not Matter.objects.exists()
