"""A very small city for tests: bureau, dispatch center, supervision, a branch, two stations."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from lianxin.foundation.accounts.models import Person, Post
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.clock import actions as clock
from lianxin.foundation.kernel.actor import Actor, job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions as parameters
from lianxin.foundation.units import actions as units
from lianxin.foundation.units.queries import directory

SINCE = date(2010, 1, 1)

UNITS = (
    ("bureau", "鹿城市公安局", "bureau", None, "150200"),
    ("dispatch", "分流中心", "dispatch", "bureau", ""),
    ("supervision", "督导处", "supervision", "bureau", ""),
    ("branch", "石拐区公安分局", "branch", "bureau", "150205"),
    ("order", "治安大队", "brigade.order", "branch", "150205"),
    ("traffic", "交管大队", "brigade.traffic", "branch", "150205"),
    ("station", "石拐派出所", "station", "branch", "150205"),
    ("north", "白狐沟派出所", "station", "branch", "150205"),
)

STAFF = (
    ("dispatcher", "分流员", "dispatcher", "dispatch"),
    ("supervisor", "督导员", "supervisor", "supervision"),
    ("officer", "治安经办", "officer", "order"),
    ("colleague", "治安同事", "officer", "order"),
    ("driver", "交管经办", "officer", "traffic"),
    ("clerk", "石拐内勤", "station_clerk", "station"),
    ("leader", "分局领导", "leader", "branch"),
    ("importer", "资料员", "importer", "bureau"),
)


def build() -> None:
    """Load parameters and calendar, found the units, open the accounts."""
    loader = job("test", Right.PARAMETERS_MANAGE, Right.UNITS_MANAGE)
    parameters.load(by=loader)
    clock.load_days(by=loader)
    for code, name, kind, parent, area in UNITS:
        units.found(
            by=loader, code=code, name=name, kind=kind, parent=parent, since=SINCE, area=area
        )
    tree = directory()
    for login, name, role, unit in STAFF:
        person = Person.objects.create(login=login, name=name, pinyin=login, password="!")
        Post.objects.create(
            person=person,
            unit_id=tree.by_code(unit).id,
            role=role,
            valid=DateRange(SINCE, None),
        )


def staff(login: str) -> Actor:
    """Give the actor of a sign-in."""
    return actor_of(login)
