"""The pages of parameters: found, read, asked for, confirmed by another one, refused."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate

from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import actions, queries
from lianxin.foundation.parameters.models import Change, Decision
from lianxin.foundation.parameters.queries.changes import changes_of
from tests.contracts.world import hire, signed_in

pytestmark = pytest.mark.django_db
LOADER = job("test", Right.PARAMETERS_MANAGE)
PARAMETERS = "/desk/settings/parameters"
HELD = "matters.reply.held"
LIMIT = "matters.limits.handle.normal"
URGENCIES = "matters.urgencies"


@pytest.fixture(autouse=True)
def people(town_of_module: None, db: None) -> None:  # noqa: ARG001 - the small city
    """Give the small city its administrators."""
    hire("xitong", "系统员", "system_admin", "bureau")
    hire("anquan", "安全员", "security_admin", "bureau")


@pytest.fixture
def asker() -> Client:
    """Give the browser of a system administrator."""
    return signed_in("xitong")


@pytest.fixture
def second() -> Client:
    """Give the browser of a security administrator."""
    return signed_in("anquan")


def fields_of(client: Client, path: str) -> dict[str, Any]:
    form = client.get(path).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None}


def send(client: Client, path: str, **changes: Any) -> Any:
    fields = {name: value for name, value in fields_of(client, path).items() if value is not False}
    return client.post(path, {**fields, **changes})


def ask(client: Client, key: str = HELD, **changes: Any) -> Any:
    given = {"value": "60", "unit": "1", "source": "局务会", "why": "太久"}
    if queries.kind_of(key) != "seconds":
        del given["unit"]
    return send(client, f"{PARAMETERS}/{key}/change", **(given | changes))


def text(answer: Any) -> str:
    page: str = answer.content.decode()
    return page


def titles(client: Client, path: str) -> tuple[str, str]:
    """Give what the title and the heading of a page say."""
    page = text(client.get(path))
    title, heading = (page.split(f"<{tag}", 1)[1].split("</", 1)[0] for tag in ("title", "h1"))
    return title, heading


def in_english(client: Client) -> None:
    """Let the browser ask for English from now on."""
    client.post("/display", {"language": "en"})


def test_the_list_says_values_in_words_and_narrows(asker: Client) -> None:
    page = text(asker.get(f"{PARAMETERS}?words=handle.normal"))
    assert "13 个工作日" in page
    assert "广东某局规定(节录)" in page
    assert "matters.urgencies" not in page
    shown = asker.get(f"{PARAMETERS}?room=petitions&confidence=law").context["pager"].rows
    assert len(shown) == 8
    assert "没有这样的参数" in text(asker.get(f"{PARAMETERS}?words=nothing-like-it"))
    in_english(asker)
    assert "13 working days" in text(asker.get(f"{PARAMETERS}?words=handle.normal"))


def test_names_stand_on_the_list_and_are_found(asker: Client) -> None:
    for words in ("办理时限·一般", "time to handle, normal", "limits.handle.normal"):
        answer = asker.get(PARAMETERS, {"words": words})
        assert [row.key for row in answer.context["pager"].rows] == [LIMIT]
    page = text(answer)
    assert f'href="{PARAMETERS}/{LIMIT}">办理时限·一般</a>' in page
    assert LIMIT in page
    in_english(asker)
    assert ">Time to handle, normal</a>" in text(asker.get(f"{PARAMETERS}?words={LIMIT}"))


def test_codes_of_something_else_are_said_by_their_names(asker: Client) -> None:
    confirmed = "accounts.posts.confirmed"
    page = text(asker.get(f"{PARAMETERS}/{confirmed}"))
    assert "督导员、资料员、系统管理员" in page
    assert "system_admin" not in page
    assert "指挥中心" in text(asker.get(f"{PARAMETERS}?words=routes.triage"))
    assert "已整改" in text(asker.get(f"{PARAMETERS}/rectified.outcomes"))
    here = ask(asker, "rectified.outcomes", value="rectified\nnobody_knows")["Location"]
    assert "已整改、nobody_knows" in text(asker.get(here))


def test_a_parameter_and_its_changes_are_titled_by_the_name(asker: Client, second: Client) -> None:
    name, english = "答复发出前可撤回多久", "How long an answer is held"
    here = ask(asker)["Location"]
    pages = {
        f"{PARAMETERS}/{HELD}": asker,
        f"{PARAMETERS}/{HELD}/change": asker,
        here: asker,
        f"{here}/withdraw": asker,
        f"{here}/confirm": second,
        f"{here}/refuse": second,
    }
    for path, client in pages.items():
        assert all(name in part and HELD not in part for part in titles(client, path))
    assert HELD in text(asker.get(f"{PARAMETERS}/{HELD}")).split("<h1", 1)[1]
    assert f"{name} · {HELD}" in text(second.get(f"{here}/confirm"))
    assert name in text(second.get(PARAMETERS))
    in_english(asker)
    in_english(second)
    for path, client in pages.items():
        assert all(english in part for part in titles(client, path))


def test_pages_of_the_list_follow_each_other(asker: Client) -> None:
    seen: list[str] = []
    href = PARAMETERS
    while href:
        pager = asker.get(href).context["pager"]
        seen += [row.key for row in pager.rows]
        href = pager.next_href
    assert seen == sorted(queries.known_keys())
    back = asker.get(pager.previous_href).context["pager"]
    assert back.rows[-1].key < pager.rows[0].key


def test_a_parameter_tells_its_history_and_any_day(asker: Client) -> None:
    key = "reports.limits.review.plain"
    page = text(asker.get(f"{PARAMETERS}/{key}"))
    assert "代用:" in page
    assert "公通字〔2015〕32号" in page
    asked = asker.get(f"{PARAMETERS}/{key}?on=2021-03-05&scope=").context["answer"]
    assert asked.source.startswith("公通字〔2015〕32号")
    assert asker.get(f"{PARAMETERS}/{key}?on=soon").status_code == HTTPStatus.OK
    assert asker.get(f"{PARAMETERS}/nothing").status_code == HTTPStatus.NOT_FOUND


def test_one_asks_another_confirms(asker: Client, second: Client) -> None:
    answer = ask(asker)
    assert answer["Location"] == f"{PARAMETERS}/{HELD}/changes/1"
    assert queries.seconds(HELD, on=localdate()) == 300
    assert "等另一位确认的" in text(second.get(PARAMETERS))
    own = text(asker.get(answer["Location"]))
    assert "由另一位安全管理员确认" in own
    assert f"{answer['Location']}/confirm" not in own
    assert f"{answer['Location']}/confirm" in text(second.get(answer["Location"]))
    done = send(second, f"{answer['Location']}/confirm")
    assert done["Location"] == f"{PARAMETERS}/{HELD}"
    assert queries.seconds(HELD, on=localdate()) == 60
    page = text(asker.get(f"{PARAMETERS}/{HELD}"))
    assert "系统员申请:1 分钟" in page
    assert "安全员确认" in page


def test_who_may_not(asker: Client, second: Client) -> None:
    ask(asker)
    here = f"{PARAMETERS}/{HELD}/changes/1"
    assert asker.post(f"{here}/confirm").status_code == HTTPStatus.FORBIDDEN
    assert second.get(f"{PARAMETERS}/{HELD}/change").status_code == HTTPStatus.FORBIDDEN
    clerk = signed_in("clerk")
    assert clerk.get(here).status_code == HTTPStatus.OK
    assert clerk.get(f"{here}/confirm").status_code == HTTPStatus.FORBIDDEN


def test_a_second_request_is_told_of_the_first(asker: Client) -> None:
    ask(asker)
    answer = ask(asker, value="61")
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "系统员" in text(answer)


def test_refusing_with_words_and_withdrawing(asker: Client, second: Client) -> None:
    here = ask(asker)["Location"]
    assert send(second, f"{here}/refuse").status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    send(second, f"{here}/refuse", words="依据不足")
    assert "依据不足" in text(asker.get(here))
    again = ask(asker)["Location"]
    send(asker, f"{again}/withdraw")
    states = {change.number: change.state for change in changes_of(HELD)}
    assert states == {1: Decision.REFUSED, 2: Decision.WITHDRAWN}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"since": "2021-03-05"}, "since"),
        ({"since": "soon"}, "since"),
        ({"value": "-1"}, "value"),
        ({"value": "x"}, "value"),
        ({"unit": "7"}, "unit"),
        ({"source": ""}, "source"),
        ({"why": ""}, "why"),
        ({"scope": "没有"}, "scope"),
        ({"value": "5", "unit": "60", "source": "答复发出前 5 分钟可撤回;无公开规定"}, "value"),
    ],
)
def test_each_fault_stands_at_its_field(asker: Client, changes: dict[str, str], field: str) -> None:
    answer = ask(asker, **changes)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert set(answer.context["form"].errors) == {field}
    assert Change.objects.count() == 0


def test_each_kind_has_its_fields(asker: Client, second: Client) -> None:
    later = (localdate() + timedelta(days=2)).isoformat()
    wanted: dict[str, tuple[dict[str, str], Any]] = {
        LIMIT: ({"value": "7", "unit": "days"}, {"amount": 7, "unit": "days"}),
        "matters.photos.max": ({"value": "9"}, 9),
        HELD: ({"value": "2", "unit": "60"}, 120),
        "rectified.outcomes": ({"value": "rectified\nplanned"}, ["rectified", "planned"]),
        "rates.closed_unreachable": ({"value": "nobody"}, "nobody"),
        URGENCIES: (
            {"value": "normal | 平常 | Plain | rank=1\nurgent|紧急|Urgent\nextreme|特急|Extreme"},
            [
                {"code": "normal", "zh": "平常", "en": "Plain", "rank": 1},
                {"code": "urgent", "zh": "紧急", "en": "Urgent"},
                {"code": "extreme", "zh": "特急", "en": "Extreme"},
            ],
        ),
    }
    for key, (fields, value) in wanted.items():
        here = ask(asker, key, **fields, since=later)["Location"]
        send(second, f"{here}/confirm")
        assert queries.value(key, on=localdate() + timedelta(days=2)) == value
        assert queries.value(key, on=localdate()) != value


def test_taking_a_choice_away_is_asked_twice(asker: Client) -> None:
    fields = {"value": "normal | 一般 | Normal"}
    answer = ask(asker, URGENCIES, **fields)
    assert "urgent、extreme" in text(answer)
    assert set(answer.context["form"].errors) == {"knows_removed"}
    assert ask(asker, URGENCIES, **fields, knows_removed="on").status_code == HTTPStatus.FOUND
    empty = ask(asker, "rectified.outcomes", value="")
    assert set(empty.context["form"].errors) == {"value"}


def test_a_scope_of_its_own_and_back_to_the_general_value(asker: Client, second: Client) -> None:
    here = ask(asker, scope="150205")["Location"]
    send(second, f"{here}/confirm")
    assert queries.seconds(HELD, on=localdate(), scope="150205") == 60
    assert "150205" in text(asker.get(f"{PARAMETERS}/{HELD}"))
    later = localdate() + timedelta(days=5)
    ending = ask(asker, scope="150205", ends="on", value="", since=later.isoformat())["Location"]
    send(second, f"{ending}/confirm")
    assert queries.seconds(HELD, on=later, scope="150205") == 300


def test_the_world_changed_while_the_confirmer_read(asker: Client, second: Client) -> None:
    here = ask(asker)["Location"]
    fields = fields_of(second, f"{here}/confirm")
    actions.set_value(by=LOADER, key=HELD, value=20, since=localdate(), source="演示")
    answer = second.post(f"{here}/confirm", fields)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "20 秒" in text(answer)
    assert "1 分钟" in text(answer)
    assert "提出以后值已经变过" in text(second.get(here))
    again = {name: answer.context["form"][name].value() for name in ("key", "seen")}
    assert second.post(f"{here}/confirm", again)["Location"] == f"{PARAMETERS}/{HELD}"
    assert queries.seconds(HELD, on=localdate()) == 60
