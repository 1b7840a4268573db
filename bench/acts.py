"""CPU time of single acts and of the desk's pages: ``bench acts [MATTERS]``.

Of this process, and of the server's beside it; each act is one transaction of its own, in a
request that looks at the tree once outside of acts.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from importlib import import_module
from statistics import median
from time import perf_counter
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from bench import _cpu, database

MATTERS = 1_000
TIMES = 60
AT_ONCE = 1_000
MILLI = 1_000


def rooms() -> SimpleNamespace:
    """Give what is measured; the records need a ready Django first."""
    names = {
        "actions": "lianxin.consultation.matters.actions",
        "desk": "lianxin.consultation.matters.queries.desk",
        "worklist": "lianxin.consultation.matters.queries.worklist",
        "audit": "lianxin.foundation.audit.actions",
        "calendar": "lianxin.foundation.clock.queries",
        "kernel": "lianxin.foundation.kernel.actor",
        "rights": "lianxin.foundation.kernel.rights",
        "city": "tests.city",
        "db": "django.db",
        "tree": "lianxin.foundation.units.queries",
    }
    return SimpleNamespace(**{name: import_module(path) for name, path in names.items()})


def said(at: SimpleNamespace, words: str = "幸福路三号楼前的路灯坏了一个月。") -> str:
    """Say one thing."""
    receipt = at.actions.intake(
        by=at.kernel.citizen(""),
        said=at.actions.Said(words=words, place="幸福路"),
        source="online",
        first_receiver="dispatch",
        reporter=at.actions.Reporter(telephone="13847200481"),
        code=True,
        key=uuid4(),
    )
    return str(receipt.number)


def file(at: SimpleNamespace, numbers: list[str]) -> None:
    """Say one thing and keep its number."""
    numbers.append(said(at))


def steps(at: SimpleNamespace, number: str) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Give the acts of one life after intake, each with its name."""
    dispatcher, officer = at.city.staff("dispatcher"), at.city.staff("officer")
    do = at.actions
    yield "dispatch", lambda: do.dispatch(by=dispatcher, matter=number, to="order", key=uuid4())
    yield "accept", lambda: do.accept(by=officer, matter=number, key=uuid4())
    reply = {"by": officer, "matter": number, "words": "已经换好。", "outcome": "rectified"}
    yield "reply", lambda: do.reply(**reply, key=uuid4())
    yield "send", lambda: do.send(by=officer, matter=number, key=uuid4())
    own = at.kernel.citizen(number)
    yield "confirm", lambda: do.confirm(by=own, matter=number, answer="solved", key=uuid4())


def fill(at: SimpleNamespace, matters: int) -> None:
    """Make matters in every state by batches, spread over the last months."""
    by = at.kernel.job("bench", at.rights.Right.HISTORY_BACKDATE)
    for start in range(0, matters, AT_ONCE):
        with at.audit.batch(by) as many:
            now = None
            for place in range(start, min(start + AT_ONCE, matters)):
                with at.audit.act(by, "bench.now") as work:
                    now = now or work.now
                many.moment = now - timedelta(hours=1 + place % 2_000)
                number = said(at)
                for step, (_name, act) in enumerate(steps(at, number)):
                    if step >= place % 6:
                        break
                    act()


def measured(
    at: SimpleNamespace, server: _cpu.Server, call: Callable[[], Any]
) -> tuple[float, float, float]:
    """Run once; give milliseconds of CPU of process and server, and of the clock."""
    wall = perf_counter()
    with at.tree.steady():
        there, here = _cpu.both(server, call)
    return here, there, (perf_counter() - wall) * MILLI


def times(at: SimpleNamespace) -> dict[str, list[tuple[float, float, float]]]:
    """Measure lives and pages."""
    found: dict[str, list[tuple[float, float, float]]] = {}
    server, officer = _cpu.Server(at.db.connection), at.city.staff("officer")
    for _time in range(TIMES):
        at.calendar.calendar()
        numbers: list[str] = []
        filed = found.setdefault("file", [])
        filed.append(measured(at, server, partial(file, at, numbers)))
        for name, act in steps(at, numbers[0]):
            found.setdefault(name, []).append(measured(at, server, act))
        for name, page in pages(at, officer, numbers[0]):
            found.setdefault(name, []).append(measured(at, server, page))
    return found


def pages(at: SimpleNamespace, who: Any, number: str) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Give the desk's queries."""
    yield (
        "worklist",
        lambda: (
            at.worklist.tabs(who, "in_hand", "/desk"),
            at.worklist.listed(who, "in_hand", (), back=False),
        ),
    )
    yield "matter page", lambda: at.desk.desk_case(who, number)


def main(matters: int = MATTERS) -> int:
    """Measure at so many matters."""
    with database.fresh():
        at = rooms()
        at.city.build()
        began = perf_counter()
        fill(at, matters)
        print(f"{matters:,} matters made in {perf_counter() - began:.1f} s")
        for name, both in times(at).items():
            app, pg, wall = (median(column) for column in zip(*both, strict=True))
            print(f"{name:12} app {app:6.2f} pg {pg:6.2f} ms CPU {wall:7.1f} ms in all")
    return 0
