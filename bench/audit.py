"""How many audit rows are written, sealed and verified in a second: ``bench audit [ROWS]``."""

import resource
from collections.abc import Callable
from importlib import import_module
from time import perf_counter
from typing import Any

from bench import database

ROWS = 200_000
NEEDED = 20_000
"""Rows a second that verification must reach (issue 3)."""
AT_ONCE = 20_000
MEBI = 1024


def timed(name: str, rows: int, call: Callable[[], Any]) -> float:
    """Run once; print and return rows a second."""
    began = perf_counter()
    call()
    speed = rows / (perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEBI
    print(f"{name:8} {speed:10,.0f} rows/s   peak {peak} MiB", flush=True)
    return speed


def write(rows: int) -> None:
    """Write rows by acts in batches."""
    actions = import_module("lianxin.foundation.audit.actions")
    by = import_module("lianxin.foundation.kernel.actor").job("bench")
    for start in range(0, rows, AT_ONCE):
        with actions.batch(by):
            for number in range(start, min(start + AT_ONCE, rows)):
                with actions.act(by, "bench.write") as work:
                    work.row(object=f"2103-{number:06d}", reason="量一量", facts={"n": number})


def main(rows: int = ROWS) -> int:
    """Measure; the exit code is 1 when verification is too slow or finds something."""
    with database.fresh():
        actions = import_module("lianxin.foundation.audit.actions")
        queries = import_module("lianxin.foundation.audit.queries")
        timed("write", rows, lambda: write(rows))
        timed("seal", rows, actions.seal)
        found: list[Any] = []
        speed = timed("verify", rows, lambda: found.append(queries.verify()))
    verified = found[0]
    print(f"{verified.rows:,} rows in {verified.seals:,} seals, wrong: {verified.wrongs}")
    return int(speed < NEEDED or verified.wrongs > 0 or verified.rows != rows)
