"""What lists of matters one may see cost: ``bench visible [MATTERS]`` (MODEL sections 4 and 10).

For people of a station, a branch, the dispatch desk and the city: CPU of the server's process and
of this one in milliseconds, medians, and how many statements. ``worklist`` is what MODEL calls a
list of 25 with tabs; its rows are finished text in the reader's language, which MODEL's are not.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from statistics import median
from time import perf_counter
from types import SimpleNamespace
from typing import Any

from bench import _cpu, _load, database

MATTERS = 100_000
TIMES = 40
BUDGET = 1.5
"""Milliseconds of the server for a station's tabs at 100,000 matters."""


_Found = tuple[float, float, int]


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


def measured(at: SimpleNamespace, server: _cpu.Server, call: Callable[[], Any]) -> _Found:
    """Run once; give milliseconds of server and process, and how many statements."""
    asked = 0

    def counted(execute: Callable[..., Any], *given: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*given)

    with at.tree.steady(), at.db.connection.execute_wrapper(counted):
        there, here = _cpu.both(server, call)
    return there, here, asked


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
    """Measure at so many matters; 1 when the tabs of a station are over their budget."""
    with database.fresh():
        made = _load.rooms()
        _load.build(made)
        began = perf_counter()
        _load.fill(made, matters)
        print(f"{matters:,} matters written in {perf_counter() - began:.1f} s")
        at, over = queries(), False
        server = _cpu.Server(at.db.connection)
        for login, _role, unit in _load.PEOPLE:
            who = at.accounts.actor_of(login)
            for name, page in pages(at, who):
                measured(at, server, page)
                found = [measured(at, server, page) for _time in range(TIMES)]
                pg, app, asked = (median(column) for column in zip(*found, strict=True))
                print(f"{unit:12} {name:16} pg {pg:6.2f} app {app:6.2f} statements {asked:3.0f}")
                over = over or (name == "tabs" and login == "station" and pg > BUDGET)
    return int(over)
