"""Pages of the organisation: the tree of a day, one unit over time, acts, and a table of units."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from lianxin.foundation.accounts import sessions
from lianxin.foundation.accounts.models import Person, Post
from lianxin.foundation.audit.models import Row
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import actions, queries

FOUNDER = job("test", Right.UNITS_MANAGE)
UNITS = "/desk/settings/units"
START = date(2020, 1, 1)
DAY = "2022-01-01"
TABLE = "代码,名称,类型,上级\nTOP,市局,bureau,\nW1,西所,station,EAST\n"


@pytest.fixture
def tree(parameters_loaded: None) -> None:  # noqa: ARG001 - kinds are parameters
    """Found a bureau with a branch and two stations."""
    for code, name, kind, parent in (
        ("TOP", "市局", "bureau", None),
        ("EAST", "东分局", "branch", "TOP"),
        ("E1", "一所", "station", "EAST"),
        ("E2", "二所", "station", "EAST"),
    ):
        actions.found(by=FOUNDER, code=code, name=name, kind=kind, parent=parent, since=START)


def browser(settings: Settings, role: str) -> Client:
    """Give a browser in which somebody with the role is signed in."""
    person = Person.objects.create(login=role, name="甲", pinyin="jia", password="!")
    unit = queries.directory().by_code("TOP").id
    Post.objects.create(person=person, unit_id=unit, role=role, valid=DateRange(START, None))
    hour = timedelta(hours=1)
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = sessions.start(
        person, now=timezone.now(), idle=hour, total=hour
    )
    return client


@pytest.fixture
def admin(settings: Settings, tree: None) -> Client:  # noqa: ARG001 - the tree first
    """Give the browser of a system administrator."""
    return browser(settings, "system_admin")


def text(client: Client, address: str) -> str:
    """Open a page."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def posted(client: Client, address: str, *, status: int = 200, **fields: Any) -> str:
    """Send a form."""
    answer = client.post(f"{UNITS}{address}", {"key": str(uuid4()), **fields})
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_the_tree_is_shown_as_of_a_day(admin: Client) -> None:
    actions.close(by=FOUNDER, code="E1", successor="E2", since=date(2022, 1, 1))
    assert "一所" not in text(admin, UNITS)
    assert "一所" in text(admin, f"{UNITS}?closed=on")
    assert "一所" in text(admin, f"{UNITS}?on=2021-12-31")
    found = text(admin, f"{UNITS}?words=二")
    assert "东分局" in found
    assert "没有这样的单位" in text(admin, f"{UNITS}?words=哪里")
    assert "没有这样的单位" in text(admin, f"{UNITS}?on=1999-01-01")
    assert "二所" in text(admin, f"{UNITS}?on=soon")


def test_a_unit_shows_its_names_and_lineage(admin: Client) -> None:
    actions.rename(by=FOUNDER, code="E1", name="新所", since=date(2021, 1, 1))
    actions.merge(by=FOUNDER, codes=["E1"], into="E2", since=date(2022, 1, 1))
    page = text(admin, f"{UNITS}/E1")
    assert page.index("新所") < page.index("一所")
    assert "这个单位已撤销" in page
    assert f"{UNITS}/E2" in page
    assert f"{UNITS}/E1/rename" not in page
    assert f'href="{UNITS}/E1"' in text(admin, f"{UNITS}/E2")
    assert admin.get(f"{UNITS}/NOWHERE").status_code == 404


def test_each_act_has_its_page(admin: Client) -> None:
    for address, fields in (
        ("/new", {"code": "E3", "name": "三所", "kind": "station", "parent": "EAST", "area": ""}),
        ("/E3/rename", {"name": "叁所"}),
        ("/E3/rekind", {"kind": "post"}),
        ("/E3/relocate", {"area": "150205"}),
        ("/E3/move", {"parent": "E2"}),
    ):
        text(admin, f"{UNITS}{address}")
        posted(admin, address, status=302, since=DAY, **fields)
    one = queries.directory().by_code("E3")
    assert (one.name, one.kind, one.area, one.parent) == ("叁所", "post", "150205", "E2")
    assert "三个" not in posted(admin, "/E3/rename", status=422, since=DAY, name="")
    assert "已有单位" in posted(
        admin, "/new", status=422, since=DAY, code="E1", name="x", kind="station", parent="EAST"
    )


@pytest.mark.parametrize(
    ("address", "fields", "heirs"),
    [
        ("/E1/close", {"successor": "E2"}, ("E2",)),
        ("/E1/merge", {"into": "E2", "others": ""}, ("E2",)),
        ("/E1/merge", {"into": "N,新所,派出所,", "others": "E2"}, ("N",)),
        ("/E1/split", {"into": "N1,甲所,station\nE2", "below": ""}, ("N1", "E2")),
        (
            "/EAST/split",
            {"into": "N1,甲局,branch\nN2,乙局,分局、旗县局", "below": "E1,N2"},
            ("N1", "N2"),
        ),
    ],
)
def test_an_ending_is_shown_before_it_is_done(
    admin: Client, address: str, fields: dict[str, Any], heirs: tuple[str, ...]
) -> None:
    code = address.split("/")[1]
    text(admin, f"{UNITS}{address}")
    before = Row.objects.count()
    page = posted(admin, address, since=DAY, **fields)
    assert "办了不能撤回" in page
    assert Row.objects.count() == before
    assert "confirm__effect" not in posted(admin, address, since=DAY, step="edit", **fields)
    posted(admin, address, status=302, since=DAY, step="do", **fields)
    assert queries.successors(code) == heirs


def test_a_line_that_cannot_be_read_is_named(admin: Client) -> None:
    for fields in (
        {"into": "a,b,c,d,e\nE2", "below": ""},
        {"into": "E2\nEAST", "below": "E1"},
    ):
        page = posted(admin, "/E1/split", status=422, since=DAY, step="do", **fields)
        assert "这一行看不懂" in page


def test_a_table_is_shown_before_it_is_imported(admin: Client) -> None:
    text(admin, f"{UNITS}/import")
    file = SimpleUploadedFile("bureau.csv", TABLE.encode("gb18030"))
    page = posted(admin, "/import", since=DAY, file=file)
    assert "新设 1" in page
    assert "W1,西所,station,EAST" in page
    assert "W1" not in {one.code for one in queries.directory().all()}
    assert "新设 1" in posted(admin, "/import", since=DAY, text=TABLE, step="do")
    assert queries.directory().by_code("W1").parent == "EAST"
    assert "没有变化" in posted(admin, "/import", since=DAY, text=TABLE)


def test_the_faults_of_a_table_are_named(admin: Client) -> None:
    bad = f"{TABLE}W2,,castle,NOWHERE\n"
    page = posted(admin, "/import", since=DAY, text=bad)
    assert page.count("第 4 行") == 2
    assert 'value="do"' not in page
    posted(admin, "/import", status=422, since=DAY, text=bad, step="do")
    assert "列" in posted(admin, "/import", status=422, since=DAY, text="a,b\n1,2\n")
    assert "没有内容" in posted(admin, "/import", status=422, since=DAY, text="")


@pytest.mark.usefixtures("tree")
def test_others_see_the_tree_and_change_nothing(settings: Settings) -> None:
    officer = browser(settings, "officer")
    assert f"{UNITS}/new" not in text(officer, UNITS)
    assert f"{UNITS}/E1/rename" not in text(officer, f"{UNITS}/E1")
    for address in ("/new", "/import", "/E1/rename", "/E1/merge"):
        assert officer.get(f"{UNITS}{address}").status_code == 403
