"""A city of many units and matters, written by COPY: what measurements of lists stand on."""

from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from random import Random
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from bench import database

SINCE = date(2010, 1, 1)
BRANCHES = 10
BELOW = (("brigade.order", 1), ("brigade.traffic", 1), ("station", 8))
POSTS_BELOW = 14
"""Police posts under each station: about 1,300 units, as MODEL section 4 measured."""
DAYS = 730
OPEN_SHARE = 0.03
"""What MODEL measured with."""
AT_ONCE = 20_000
WAITING = ("new", "dispatched", "in_hand", "in_hand", "to_answer", "with_citizen", "reopened")
ROLES = {
    "new": "triage",
    "dispatched": "handle",
    "in_hand": "handle",
    "to_answer": "handle",
    "with_citizen": "callback",
    "reopened": "judge",
}
PEOPLE = (
    ("station", "officer", "b3_station2"),
    ("branch", "leader", "b3"),
    ("dispatch", "dispatcher", "dispatch"),
    ("city", "leader", "bureau"),
)
"""Whose pages are measured: their login, role and unit."""


def rooms() -> SimpleNamespace:
    """Give what the records need; they want a ready Django first."""
    names = {
        "matters": "lianxin.consultation.matters.models",
        "units": "lianxin.foundation.units.models",
        "tree": "lianxin.foundation.units.queries",
        "accounts": "lianxin.foundation.accounts.models",
        "audit": "lianxin.foundation.audit.actions",
        "parameters": "lianxin.foundation.parameters.actions",
        "clock": "lianxin.foundation.clock.actions",
        "kernel": "lianxin.foundation.kernel.actor",
        "rights": "lianxin.foundation.kernel.rights",
        "ranges": "django.db.backends.postgresql.psycopg_any",
    }
    return SimpleNamespace(**{name: import_module(path) for name, path in names.items()})


def places() -> list[tuple[str, str, str, str | None]]:
    """Give code, name, kind and parent of every unit, parents first."""
    found: list[tuple[str, str, str, str | None]] = [
        ("bureau", "鹿城市公安局", "bureau", None),
        ("dispatch", "分流中心", "dispatch", "bureau"),
        ("supervision", "督导处", "supervision", "bureau"),
    ]
    for number in range(BRANCHES):
        branch = f"b{number}"
        found.append((branch, f"第{number}分局", "branch", "bureau"))
        for kind, count in BELOW:
            for place in range(count):
                short = kind.rpartition(".")[2]
                code = f"{branch}_{short}{place}"
                found.append((code, code, kind, branch))
                if kind == "station":
                    found += [
                        (f"{code}_{post}", f"{code}_{post}", "post", code)
                        for post in range(POSTS_BELOW)
                    ]
    return found


def build(at: SimpleNamespace) -> None:
    """Write units and people, load parameters and calendar."""
    by = at.kernel.job("bench", at.rights.Right.PARAMETERS_MANAGE)
    at.parameters.load(by=by)
    at.clock.load_days(by=by)
    rows = places()
    at.units.Unit.objects.bulk_create(at.units.Unit(code=code) for code, *_rest in rows)
    keys = dict(at.units.Unit.objects.values_list("code", "id"))
    at.units.Term.objects.bulk_create(
        at.units.Term(
            unit_id=keys[code],
            parent_id=keys[parent] if parent else None,
            kind=kind,
            name=name,
            valid=at.ranges.DateRange(SINCE, None),
        )
        for code, name, kind, parent in rows
    )
    at.units.Tree.objects.create(id=1, mark=uuid4())
    for login, role, unit in PEOPLE:
        person = at.accounts.Person.objects.create(
            login=login,
            name=login,
            pinyin=login,
            password="!",  # noqa: S106 - nobody signs in
        )
        at.accounts.Post.objects.create(
            person=person,
            unit_id=keys[unit],
            role=role,
            valid=at.ranges.DateRange(SINCE, None),
        )


def fill(at: SimpleNamespace, matters: int, open_share: float = OPEN_SHARE) -> None:
    """Write so many matters with their open turn, the same for the same number."""
    random = Random(matters)  # noqa: S311 - a measurement's choice
    tree = at.tree.directory()
    handling = [unit for unit in tree.all() if unit.kind in {"station", "post"}]
    handling += [unit for unit in tree.all() if unit.kind.startswith("brigade")] * 8
    desks = {code: tree.by_code(code).id for code in ("dispatch", "supervision")}
    by = at.kernel.job("bench", at.rights.Right.HISTORY_BACKDATE)
    now = datetime.now(UTC)
    for start in range(0, matters, AT_ONCE):
        with at.audit.batch(by), at.audit.act(by, "bench.load") as work:
            for place in range(start, min(start + AT_ONCE, matters)):
                is_open = random.random() < open_share
                days = 60 if is_open else DAYS
                said = now - timedelta(days=days * random.random())
                state = random.choice(WAITING) if is_open else "concluded"
                unit = random.choice(handling).id
                matter = _matter(at, place, state, (unit, desks), said)
                work.add(matter)
                if is_open:
                    work.add(_leg(at, matter, unit, desks, random))
    database.analyze()


def _matter(
    at: SimpleNamespace,
    place: int,
    state: str,
    owners: tuple[int, dict[str, int]],
    said: datetime,
) -> Any:
    unit, desks = owners
    concluded = state == "concluded"
    judged = state in {"with_citizen", "reopened", "concluded"}
    known = [desks["dispatch"], *([unit] if state != "new" else [])]
    return at.matters.Matter(
        number=f"{said:%y%m}-{place:06d}",
        kind="suggestion",
        state=state,
        category="traffic.parking",
        source="online",
        subject="幸福路三号楼前的路灯坏了一个月",
        first_receiver_id=desks["dispatch"],
        received_on=said.date(),
        registered_on=said.date(),
        registered_at=said,
        last_at=said,
        seq=3,
        unit_id=None if state == "new" else unit,
        unit_ids=[*known, *([desks["supervision"]] if judged else [])],
        outcome="rectified" if concluded else "",
        concluded_at=said + timedelta(days=9) if concluded else None,
        due=said + timedelta(days=20),
    )


def _leg(at: SimpleNamespace, matter: Any, unit: int, desks: dict[str, int], random: Random) -> Any:
    role = ROLES[matter.state]
    owner = {"triage": desks["dispatch"], "handle": unit}.get(role, desks["supervision"])
    return at.matters.Leg(
        matter=matter,
        seq=3,
        role=role,
        unit_id=owner,
        round=1,
        state=matter.state,
        started_at=matter.registered_at,
        accepted_at=None,
        due=matter.registered_at + timedelta(days=70 * random.random()),
        first_due=matter.due,
        rule="bench",
    )
