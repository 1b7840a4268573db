"""The calendar's pages: years, months, and a notice that is shown before it is loaded."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from html.parser import HTMLParser
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
from lianxin.foundation.audit.models import Outbox, Row
from lianxin.foundation.clock import actions, queries
from lianxin.foundation.clock.models import Day, Notice
from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions as parameters
from lianxin.foundation.units import actions as units
from lianxin.foundation.units.queries import directory
from tests.contracts.test_english import ENGLISH, data_words, rest
from tests.foundation.clock.test_changed import FEASTS, TITLE, notice

BY = job("test", Right.PARAMETERS_MANAGE, Right.UNITS_MANAGE)
CALENDAR = "/desk/settings/calendar"
SINCE = date(2010, 1, 1)
FIELDS = {
    "year": "2027",
    "title": TITLE,
    "number": "国办发明电[2026]9号",
    "published_on": "2026-11-20",
    "address": "https://www.gov.cn/zhengce/x.htm",
    "area": "",
    "lines": FEASTS,
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
SignedIn = Callable[[str], Client]


@pytest.fixture
def loaded() -> None:
    """Load the house's own parameters and calendar, found a bureau."""
    parameters.load(by=BY)
    actions.load_days(by=BY)
    units.found(by=BY, code="TOP", name="市局", kind="bureau", parent=None, since=SINCE)


@pytest.fixture
def signed_in(settings: Settings, loaded: None) -> SignedIn:  # noqa: ARG001 - the house first
    """Give browsers in which somebody with the role is signed in."""

    def browser(role: str) -> Client:
        person = Person.objects.create(login=role, name="甲", pinyin="jia", password="!")
        unit = directory().by_code("TOP").id
        Post.objects.create(person=person, unit_id=unit, role=role, valid=DateRange(SINCE, None))
        hour = timedelta(hours=1)
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = sessions.start(
            person, now=timezone.now(), idle=hour, total=hour
        )
        return client

    return browser


@pytest.fixture
def admin(signed_in: SignedIn) -> Client:
    """Give the browser of a system administrator."""
    return signed_in("system_admin")


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def posted(
    client: Client, address: str, fields: Mapping[str, Any], *, step: str = "", status: int = 200
) -> str:
    answer = client.post(address, {"key": str(uuid4()), **fields, "step": step})
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


class Hidden(HTMLParser):
    """Collects what the hidden fields of a page carry on."""

    def __init__(self, page: str) -> None:
        """Read the page."""
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a hidden field."""
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden":
            self.found[given["name"] or ""] = given.get("value") or ""


def kept(page: str) -> dict[str, str]:
    """Give what the page carries to its next step."""
    found = Hidden(page.partition("<main")[2]).found
    del found["csrfmiddlewaretoken"]
    return found


def test_the_years_stand_with_their_notices(admin: Client) -> None:
    page = text(admin, CALENDAR)
    for stored in Notice.objects.all():
        assert stored.title in page
        assert stored.number in page
        assert stored.address in page
    assert "250 个工作日" in page
    assert "暂定" in page


def test_a_year_shows_its_days_in_words(admin: Client) -> None:
    page = text(admin, f"{CALENDAR}/2021")
    assert "2月11日(周四)至2月17日(周三)" in page
    assert "春节" in page
    assert page.count("month__day--worked") == 7
    assert page.count('class="month__table"') == 12
    assert "国办发明电〔2020〕27号" in page


def test_a_year_by_rule_says_so(admin: Client) -> None:
    year = timezone.localdate().year + 1
    page = text(admin, f"{CALENDAR}/{year}")
    assert "都是暂定" in page
    assert "按规则推算" in page


@pytest.mark.parametrize("year", ["1900", "99999", "abc"])
def test_a_year_that_is_not_listed_is_not_found(admin: Client, year: str) -> None:
    text(admin, f"{CALENDAR}/{year}", status=404)


@pytest.mark.parametrize("address", ["", "/2021", "/load", "/load/file"])
def test_only_who_manages_parameters_may_come(signed_in: SignedIn, address: str) -> None:
    text(signed_in("officer"), f"{CALENDAR}{address}", status=403)


def test_a_notice_is_shown_first_and_then_loaded(admin: Client) -> None:
    page = posted(admin, f"{CALENDAR}/load", FIELDS)
    assert "没有办完的期限在后台重新计算" in page
    assert "个工作日,改后" in page
    assert "暂定的改为已定" in page
    assert not Notice.objects.filter(year=2027).exists()
    carried = kept(page)
    assert carried["title"] == TITLE
    done = posted(admin, f"{CALENDAR}/load", carried, step="load")
    assert "已装入" in done
    stored = Notice.objects.get(year=2027)
    assert (stored.number, stored.title) == ("国办发明电〔2026〕9号", TITLE)
    assert queries.calendar().is_working_day(date(2027, 2, 14))
    assert Outbox.objects.filter(topic=actions.CHANGED, about="2027").count() == 1
    assert Row.objects.filter(object=f"calendar:{TITLE}", actor="staff:system_admin").count() == 1


def test_a_load_in_between_is_shown_before_ones_own(admin: Client) -> None:
    carried = kept(posted(admin, f"{CALENDAR}/load", FIELDS))
    other = notice("02-05..02-11 春节")
    actions.load_texts(by=BY, texts=other)
    page = posted(admin, f"{CALENDAR}/load", carried, step="load")
    assert "您打开以后有人装入过通知" in page
    assert "已装入" not in page
    assert queries.calendar().is_working_day(date(2027, 2, 12))
    done = posted(admin, f"{CALENDAR}/load", kept(page), step="load")
    assert "已装入" in done
    assert not queries.calendar().is_working_day(date(2027, 2, 12))


def test_the_same_key_twice_has_one_effect(admin: Client) -> None:
    fields = {
        **FIELDS,
        "key": str(uuid4()),
    }
    one, other = (posted(admin, f"{CALENDAR}/load", fields, step="load") for _ in range(2))
    assert "已装入" in one
    assert "已装入" in other
    assert Outbox.objects.filter(topic=actions.CHANGED).count() == 1


def test_the_same_notice_again_says_that_nothing_changes(admin: Client) -> None:
    posted(admin, f"{CALENDAR}/load", FIELDS, step="load")
    page = posted(admin, f"{CALENDAR}/load", FIELDS)
    assert "已经装入过,没有变化" in page
    assert 'value="load"' not in page


def test_what_was_typed_comes_back_to_be_changed(admin: Client) -> None:
    carried = kept(posted(admin, f"{CALENDAR}/load", FIELDS))
    page = posted(admin, f"{CALENDAR}/load", carried, step="edit")
    assert "02-05..02-12 春节" in page
    assert TITLE in page
    assert not Notice.objects.filter(year=2027).exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"number": ""}, "文号"),
        ({"lines": FEASTS + "05-01 劳动节"}, "第 7 行“2027-05-01”前面已经写过"),
        ({"lines": FEASTS + "02-06 上班"}, "第 7 行“2027-02-06”前面已经写过"),
        ({"lines": FEASTS + "2029-01-01 元旦"}, "不在 2027 年前后"),
        ({"lines": FEASTS + "06-08 上班"}, "本来就上班"),
        ({"lines": "国庆"}, "看不懂"),
        ({"year": "0"}, "哪一年"),
        ({"number": "国办发明电〔2020〕27号"}, "已经是《国务院办公厅关于2021年"),
    ],
)
def test_a_fault_is_named_and_nothing_typed_is_lost(
    admin: Client, fields: dict[str, str], said: str
) -> None:
    page = posted(admin, f"{CALENDAR}/load", {**FIELDS, **fields}, status=422)
    assert said in page
    assert TITLE in page
    assert "01-01..01-03 元旦" in page or "lines" in fields
    assert not Notice.objects.filter(year=2027).exists()


def test_a_file_is_uploaded_shown_and_loaded(admin: Client) -> None:
    upload = SimpleUploadedFile("next.toml", notice()["notice"].encode())
    carried = kept(posted(admin, f"{CALENDAR}/load/file", {"file": upload}))
    assert not Notice.objects.filter(year=2027).exists()
    assert "[[notice]]" in carried["text"]
    assert "已装入" in posted(admin, f"{CALENDAR}/load/file", carried, step="load")
    assert Day.objects.filter(day__year=2027).count() == 25


def test_a_pasted_text_with_faults_names_them(admin: Client) -> None:
    twice = notice()["notice"].replace('"2027-05-01"', '"2027-05-01", "2027-05-01"')
    page = posted(admin, f"{CALENDAR}/load/file", {"text": twice}, status=422)
    assert "“2027-05-01”出现了两次" in page
    assert TITLE in page
    assert "没有通知" in posted(admin, f"{CALENDAR}/load/file", {"text": ""}, status=422)
    broken = SimpleUploadedFile("x.toml", b"\xff\xfe\x00")
    assert "UTF-8" in posted(admin, f"{CALENDAR}/load/file", {"file": broken}, status=422)


def test_an_area_has_its_own_days(admin: Client) -> None:
    local = notice("06-09 本地节日", title="本地通知", number="甲〔2026〕1号", area="150200")
    actions.load_texts(by=BY, texts=local)
    assert "150200" in text(admin, CALENDAR)
    assert "本地节日" in text(admin, f"{CALENDAR}/2027?area=150200")
    assert "本地节日" not in text(admin, f"{CALENDAR}/2027")
    assert "本地节日" not in text(admin, f"{CALENDAR}/2027?area=999999")


@pytest.mark.parametrize("address", ["", "/2021", "/2027", "/load", "/load/file"])
def test_in_english_only_the_notices_stay_chinese(admin: Client, address: str) -> None:
    admin.cookies["display"] = ENGLISH
    assert rest(text(admin, f"{CALENDAR}{address}"), data_words()) == []
