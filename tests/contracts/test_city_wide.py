"""What holds for the whole city is not changed by an administrator of one station."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.timezone import localdate

from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.clock.models import Notice
from lianxin.foundation.kernel.errors import NoRight
from lianxin.foundation.parameters import actions, queries
from lianxin.foundation.parameters.actions.asking import Wanted
from lianxin.foundation.parameters.models import Change, Decision
from lianxin.foundation.parameters.queries.changes import values_here
from tests import city
from tests.contracts.addresses import walk
from tests.contracts.world import hire, signed_in

pytestmark = pytest.mark.django_db

HELD = "matters.reply.held"
OFFICE = "clock.office_hours"
SETTINGS = "/desk/settings"
ONE = f"{SETTINGS}/parameters/{HELD}"
CHANGE = {"value": "60", "unit": "1", "source": "局务会", "why": "太久", "confidence": "own"}
NOTICE = {
    "year": "2027",
    "title": "国务院办公厅关于2027年部分节假日安排的通知",
    "number": "国办发明电〔2026〕9号",
    "published_on": "2026-11-20",
    "lines": "01-01 元旦",
}
POSTED: dict[str, tuple[str, str, dict[str, str]]] = {
    "/desk/settings/parameters/<str:key>/change": ("station_system", f"{ONE}/change", CHANGE),
    "/desk/settings/parameters/<str:key>/changes/<int:number>/withdraw": (
        "station_system",
        f"{ONE}/changes/1/withdraw",
        {},
    ),
    "/desk/settings/parameters/<str:key>/changes/<int:number>/confirm": (
        "station_security",
        f"{ONE}/changes/1/confirm",
        {},
    ),
    "/desk/settings/parameters/<str:key>/changes/<int:number>/refuse": (
        "station_security",
        f"{ONE}/changes/1/refuse",
        {"words": "不"},
    ),
    "/desk/settings/calendar/load": ("station_system", f"{SETTINGS}/calendar/load", NOTICE),
    "/desk/settings/calendar/load/file": (
        "station_system",
        f"{SETTINGS}/calendar/load/file",
        {"text": "[[notice]]"},
    ),
}
"""Each address that changes a parameter or the calendar, with who tries it there and what."""
SHARED = (f"{SETTINGS}/parameters", f"{SETTINGS}/calendar")


@pytest.fixture(autouse=True)
def people() -> None:
    """Build the small city; a bureau and a station have their administrators each."""
    city.build()
    for unit in ("bureau", "station"):
        hire(f"{unit}_system", "系统员", "system_admin", unit)
        hire(f"{unit}_security", "安全员", "security_admin", unit)


def wanted(scope: str = "", value: Any = 60) -> Wanted:
    return Wanted(value=value, since=localdate(), source="局务会", why="太久", scope=scope)


def ask(login: str, scope: str = "", key: str = HELD, value: Any = 60) -> int:
    made = actions.ask(by=actor_of(login), key=key, wanted=wanted(scope, value))
    return int(made["number"])


def confirm(login: str, number: int, scope: str = "", key: str = HELD) -> None:
    seen = values_here(key, scope)[1]
    actions.confirm(by=actor_of(login), key=key, number=number, seen=seen)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(NoRight) as refused:
        act()
    return refused.value.code


def test_every_address_that_changes_them_is_tried() -> None:
    changing = {one.pattern for one in walk() if "POST" in one.view.methods}
    assert {one for one in changing if one.startswith(SHARED)} == set(POSTED)


@pytest.mark.parametrize("pattern", POSTED)
def test_a_station_changes_nothing_of_the_city(pattern: str) -> None:
    number = ask("bureau_system")
    login, path, fields = POSTED[pattern]
    today = localdate().isoformat()
    for step in ("", "load"):
        given = {"key": str(uuid4()), "seen": "1", "since": today, "step": step, **fields}
        answer = signed_in(login).post(path, given)
        assert answer.status_code == 403, path
        assert "最上级单位的系统管理员" in answer.content.decode(), path
    assert Change.objects.get(number=number).state == Decision.ASKED
    assert Change.objects.count() == 1
    assert not Notice.objects.filter(year=2027).exists()


def test_a_stations_administrator_reads_and_is_told_who_changes() -> None:
    ask("bureau_system")
    system, security = signed_in("station_system"), signed_in("station_security")
    shown = page(system, ONE)
    assert "申请修改</a>" not in shown
    assert "全市的值由最上级单位的系统管理员申请修改" in shown
    assert "/confirm" not in page(security, f"{ONE}/changes/1")
    assert "calendar/load" not in page(system, f"{SETTINGS}/calendar")
    assert "申请修改</a>" in page(signed_in("bureau_system"), ONE)
    assert "/confirm" in page(signed_in("bureau_security"), f"{ONE}/changes/1")
    assert "calendar/load" in page(signed_in("bureau_system"), f"{SETTINGS}/calendar")


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_a_station_has_a_value_of_its_own() -> None:
    confirm("station_security", ask("station_system", "station"), "station")
    held = {scope: queries.seconds(HELD, on=localdate(), scope=scope) for scope in ("", "station")}
    assert held == {"": 300, "station": 60}
    for scope in ("north", "bureau", "150205", ""):
        assert code_of(lambda scope=scope: ask("station_system", scope)) == "parameters.whole_right"  # type: ignore[misc]


def test_the_hours_of_an_area_are_the_citys() -> None:
    hours = ["10:00-12:00"]
    number = ask("bureau_system", "150205", OFFICE, hours)
    tries: tuple[Callable[[], object], ...] = (
        lambda: ask("station_system", "150205", OFFICE, hours),
        lambda: confirm("station_security", number, "150205", OFFICE),
        lambda: actions.refuse(
            by=actor_of("station_security"), key=OFFICE, number=number, words="不"
        ),
    )
    assert [code_of(act) for act in tries] == ["parameters.whole_right"] * 3
    confirm("bureau_security", number, "150205", OFFICE)
