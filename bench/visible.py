"""What lists of matters one may see cost: ``bench visible [MATTERS]`` (MODEL sections 4 and 10).

For people of a station, a branch, the dispatch desk and the city: time of the database and of
this process's CPU in milliseconds, medians.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from statistics import median
from time import perf_counter, process_time
from types import SimpleNamespace
from typing import Any

from bench import _load, database

MATTERS = 100_000
TIMES = 40
MILLI = 1_000
BUDGET = 1.5
"""Milliseconds of the database for the worklist's 25 rows with its tabs at 100,000 matters."""


def queries() -> SimpleNamespace:
    """Give what is measured; the records need a ready Django first."""
    room = "lianxin.consultation.matters.queries"
    names = {
        "worklist": f"{room}.worklist",
        "register": f"{room}.register",
        "visible": f"{room}.visible",
        "accounts": "lianxin.foundation.accounts.queries",
        "tree": "lianxin.foundation.units.queries",
        "db": "django.db",
    }
    return SimpleNamespace(**{name: import_module(path) for name, path in names.items()})


@contextmanager
def database_time(at: SimpleNamespace, spent: list[float]) -> Iterator[None]:
    """Add up the time that statements take, their way there and back included."""

    def wrapped(execute: Callable[..., Any], *given: Any) -> Any:
        began = perf_counter()
        try:
            return execute(*given)
        finally:
            spent.append((perf_counter() - began) * MILLI)

    with at.db.connection.execute_wrapper(wrapped):
        yield


def measured(at: SimpleNamespace, call: Callable[[], Any]) -> tuple[float, float, int]:
    """Run once; give milliseconds of the database and of CPU, and how many statements."""
    spent: list[float] = []
    with database_time(at, spent), at.tree.steady():
        cpu = process_time()
        call()
        cpu = (process_time() - cpu) * MILLI
    return sum(spent), cpu, len(spent)


def pages(at: SimpleNamespace, who: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Give the lists, each with its name."""

    def worklist() -> None:
        _tabs, current = at.worklist.tabs(who, "", "/desk")
        at.worklist.listed(who, current, (), back=False)

    yield "tabs", lambda: at.worklist.tabs(who, "", "/desk")
    yield "worklist 25", worklist
    yield "newest 25", lambda: at.register.listed(who, {}, (), back=False)
    yield "rows of visible", lambda: list(at.visible.visible(who).order_by("-registered_on")[:25])


def main(matters: int = MATTERS) -> int:
    """Measure at so many matters; 1 when the worklist of a station is over its budget."""
    with database.fresh():
        made = _load.rooms()
        _load.build(made)
        began = perf_counter()
        _load.fill(made, matters)
        print(f"{matters:,} matters written in {perf_counter() - began:.1f} s")
        at, over = queries(), False
        for login, _role, unit in _load.PEOPLE:
            who = at.accounts.actor_of(login)
            for name, page in pages(at, who):
                measured(at, page)
                found = [measured(at, page) for _time in range(TIMES)]
                pg, cpu = (median(column) for column in list(zip(*found, strict=True))[:2])
                print(f"{unit:12} {name:16} {pg:6.2f} ms pg {cpu:6.2f} ms CPU {found[0][2]:3} st.")
                over = over or (name == "tabs" and login == "station" and pg > BUDGET)
    return int(over)
