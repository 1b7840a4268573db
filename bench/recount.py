"""Counting open legs anew after a changed calendar: ``bench recount [LEGS]``; the limit is 60 s."""

from datetime import timedelta
from importlib import import_module
from time import perf_counter
from types import SimpleNamespace
from typing import Any

from bench import _cpu, database

LEGS = 100_000
AT_ONCE = 2_000
MOST_SECONDS = 60
SPREAD_DAYS = 9
SEEDS = 36


def rooms() -> SimpleNamespace:
    """Give what is measured; the records need a ready Django first."""
    names = {
        "actions": "lianxin.consultation.matters.actions",
        "recount": "lianxin.consultation.matters.actions.recount",
        "jobs": "lianxin.consultation.matters.jobs.recounting",
        "models": "lianxin.consultation.matters.models",
        "audit": "lianxin.foundation.audit.actions",
        "calendar": "lianxin.foundation.clock.queries",
        "clock": "lianxin.foundation.clock.actions",
        "kernel": "lianxin.foundation.kernel.actor",
        "rights": "lianxin.foundation.kernel.rights",
        "city": "tests.city",
        "db": "django.db",
    }
    return SimpleNamespace(**{name: import_module(path) for name, path in names.items()})


def fill(at: SimpleNamespace, legs: int) -> None:
    """Make seeds by acts, registered over the last days; write the rest as copies of them."""
    by = at.kernel.job("bench", at.rights.Right.HISTORY_BACKDATE)
    officer, driver = at.city.staff("officer"), at.city.staff("driver")
    with at.audit.batch(by) as many:
        with at.audit.act(by, "bench.now") as work:
            now = work.now
        for place in range(SEEDS):
            many.moment = now - timedelta(days=place % SPREAD_DAYS, minutes=place)
            unit, handler = (("order", officer), ("traffic", driver))[place % 2]
            take(at, unit, handler)
    seeds = [
        (seed, list(at.models.Leg.objects.filter(matter=seed).order_by("seq")))
        for seed in at.models.Matter.objects.order_by("pk")
    ]
    for start in range(SEEDS, legs, AT_ONCE):
        with at.audit.batch(by), at.audit.act(by, "bench.copy") as work:
            for place in range(start, min(start + AT_ONCE, legs)):
                copy(at, work, seeds[place % SEEDS], place)


def copy(at: SimpleNamespace, work: Any, seed: tuple[Any, list[Any]], place: int) -> None:
    """Queue a matter like a seed, with its legs."""
    matter = copied(at.models.Matter, seed[0], work)
    matter.number = f"b{place}"
    work.add(matter)
    for leg in seed[1]:
        own = copied(at.models.Leg, leg, work)
        own.matter = matter
        work.add(own)


def copied(model: Any, record: Any, work: Any) -> Any:
    """Give a record with the columns of another and a key of its own."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]  # noqa: SLF001 - Django's documented name for it
    made = model(**{field.attname: getattr(record, field.attname) for field in fields})
    made.pk = work.next_id(model)
    return made


def take(at: SimpleNamespace, unit: str, handler: Any) -> None:
    """Say one thing and have it in hand at a unit."""
    number = at.actions.intake(
        by=at.kernel.citizen(""),
        said=at.actions.Said(words="幸福路三号楼前的路灯坏了一个月。", place="幸福路"),
        source="online",
        first_receiver="dispatch",
    ).number
    at.actions.dispatch(by=at.city.staff("dispatcher"), matter=number, to=unit)
    at.actions.accept(by=handler, matter=number)


def publish(at: SimpleNamespace) -> Any:
    """Give the next working day off by a local notice's area; give the change."""
    calendar = at.calendar.calendar()
    with at.audit.act(at.kernel.job("bench"), "bench.now") as work:
        today = at.calendar.local_day(work.now)
    day = calendar.next_working_day(today)
    text = f"""
[[notice]]
year = {day.year}
number = "试〔{day.year}〕1号"
title = "全国另加一天(试)"
published_on = {today.isoformat()}
feasts = [{{ name = "试", off = ["{day.isoformat()}"], worked = [] }}]
"""
    loader = at.kernel.job("bench", at.rights.Right.PARAMETERS_MANAGE)
    at.clock.load_texts(by=loader, texts={"bench.toml": text})
    return at.recount.Change(str(day.year), 1, day.year)


def main(legs: int = LEGS) -> int:
    """Measure so many open legs; 1 when it takes longer than the limit."""
    with database.fresh():
        at = rooms()
        at.city.build()
        began = perf_counter()
        fill(at, legs)
        print(f"{legs:,} open legs made in {perf_counter() - began:.1f} s")
        change = publish(at)
        database.analyze()
        counts: list[int] = []

        def count() -> None:
            counts.append(at.recount.recount(by=at.jobs.RECOUNTER, change=change))

        began = perf_counter()
        there, here = _cpu.both(_cpu.Server(at.db.connection), count)
        took, (moved,) = perf_counter() - began, counts
        cpu = f"CPU {here / _cpu.MILLI:.1f} s here, {there / _cpu.MILLI:.1f} s in PostgreSQL"
        print(f"{moved:,} moved in {took:.1f} s; {cpu}")
        began = perf_counter()
        again = at.recount.recount(by=at.jobs.RECOUNTER, change=change)
        print(f"once more: {again} moved in {perf_counter() - began:.1f} s")
        return int(took > MOST_SECONDS or moved != legs or again != 0)
