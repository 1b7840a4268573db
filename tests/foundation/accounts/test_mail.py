"""One's own address: confirmed by a link, by oneself; notices reach it without their words."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import Settings

from lianxin.config.schedule import HANDLERS
from lianxin.foundation.accounts import actions, queries
from lianxin.foundation.accounts.models import Person
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.audit.models import Row
from lianxin.foundation.kernel.actor import citizen
from lianxin.foundation.kernel.errors import Invalid, NoRight, NotFound, Refused
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices.actions import deliver_next, tell_unit
from lianxin.foundation.notices.models import Message
from lianxin.foundation.notices.queries import text_of
from lianxin.foundation.units.queries import today
from tests.foundation.accounts.conftest import enter, open_person, sent

pytestmark = pytest.mark.usefixtures("city")
HERE = "/desk/settings/mail"
ADDRESS = "wang.fang@example.cn"


@pytest.fixture(autouse=True)
def _demo(settings: Settings) -> None:
    """Let messages stand in the outbox as they are."""
    settings.DEMO = True


def link() -> str:
    """Let the worker send the link; give its path."""
    while deliver_next(HANDLERS):
        pass
    message = Message.objects.order_by("-id").first()
    assert message is not None
    found = re.search(r"/desk/settings/mail/confirm/[\w-]+", text_of(message))
    assert found is not None
    return found[0]


def test_an_address_is_entered_and_confirmed_by_its_owner(client: Client) -> None:
    open_person("wang", "officer@E1")
    enter(client, "wang")
    bad = sent(client, HERE, address="wang.example.cn")
    assert set(bad.context["form"].errors) == {"address"}
    assert sent(client, HERE, address=ADDRESS)["Location"] == HERE
    person = Person.objects.get().pk
    assert queries.address_of(person) == queries.Address("", ADDRESS, wanted=False)
    path = link()
    assert Message.objects.get().address == ADDRESS
    client.get(path)
    assert queries.address_of(person).confirmed == ""
    assert sent(client, path)["Location"] == HERE
    assert queries.address_of(person) == queries.Address(ADDRESS, "", wanted=True)
    assert sent(client, path).status_code == HTTPStatus.NOT_FOUND
    assert ADDRESS in client.get(HERE).content.decode()
    assert ADDRESS not in repr(list(Row.objects.values_list("facts", "object", "reason")))
    token = {"csrfmiddlewaretoken": str(client.get(HERE).context["csrf_token"])}
    client.post(f"{HERE}/want", {**token, "wanted": "no"})
    assert not queries.mailed([person])
    sent(client, f"{HERE}/forget")
    assert queries.address_of(person).confirmed == ""


def test_nobody_confirms_anothers_address_nor_an_older_one() -> None:
    open_person("wang", "officer@E1")
    open_person("li", "officer@E1")
    wang = actor_of("wang")
    actions.ask_address(by=wang, address=ADDRESS)
    token = link().rpartition("/")[2]
    with pytest.raises(NotFound):
        actions.confirm_address(by=actor_of("li"), token=token)
    Person.objects.filter(login="li").update(email_asked=ADDRESS)
    with pytest.raises(NotFound):
        actions.confirm_address(by=actor_of("li"), token=token)
    actions.ask_address(by=wang, address="other@example.cn")
    with pytest.raises(NotFound):
        actions.confirm_address(by=wang, token=token)
    with pytest.raises(NoRight):
        actions.ask_address(by=citizen(""), address=ADDRESS)
    with pytest.raises(Refused, match="email_none"):
        actions.want_mail(by=wang, wanted=True)
    with pytest.raises(Invalid):
        actions.ask_address(by=wang, address=f"{'a' * 300}@example.cn")


def test_an_address_is_entered_a_few_times_a_day(client: Client) -> None:
    open_person("wang", "officer@E1")
    enter(client, "wang")
    statuses = [
        sent(client, HERE, address=f"wang{number}@example.cn").status_code for number in range(6)
    ]
    assert statuses == [HTTPStatus.FOUND] * 5 + [HTTPStatus.TOO_MANY_REQUESTS]
    person = Person.objects.get()
    assert person.email_asked == "wang4@example.cn"
    Person.objects.update(email_asked_on=today() - timedelta(days=1))
    actions.ask_address(by=actor_of("wang"), address=ADDRESS)
    person.refresh_from_db()
    assert (person.email_asked_on, person.email_asks) == (today(), 1)


def test_a_notice_reaches_those_who_chose_mail_without_its_words() -> None:
    open_person("wang", "officer@E1")
    open_person("li", "officer@E1")
    Person.objects.filter(login="wang").update(email=ADDRESS, mail_wanted=True)
    for _ in range(2):
        tell_unit(
            unit="E1",
            right=Right.MATTERS_HANDLE,
            topic="matters.dispatched",
            about="2103-0481",
            code="matters.told.dispatched",
            arguments={"subject": "路灯不亮"},
            href="/desk/matters/2103-0481",
            dedupe="2103-0481:2:dispatched",
        )
    message = Message.objects.get()
    assert (message.address, message.login, message.unit) == (ADDRESS, "wang", "E1")
    assert message.right == Right.MATTERS_HANDLE
    assert "/desk/matters/2103-0481" in text_of(message)
    assert "路灯" not in message.subject + text_of(message)
