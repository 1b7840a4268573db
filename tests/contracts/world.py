"""Two branches that must not see each other: people for every role, one life on either side."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.utils import timezone

from lianxin.config.schedule import HANDLERS
from lianxin.consultation.matters import actions
from lianxin.consultation.matters.queries import lookup
from lianxin.consultation.matters.rules.states import Answer
from lianxin.foundation.accounts import sessions
from lianxin.foundation.accounts.models import Person, Post
from lianxin.foundation.accounts.roles import ROLES
from lianxin.foundation.audit.actions import act, issue_token
from lianxin.foundation.files.actions import keep_photo
from lianxin.foundation.kernel.actor import citizen, job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.kernel.tokens import new_token
from lianxin.foundation.notices.actions.delivery import deliver_next
from lianxin.foundation.units import actions as units
from lianxin.foundation.units.queries import directory
from tests.city import SINCE, staff
from tests.foundation.files.nasty import located

FAR_UNITS = (
    ("far", "固阳县公安局", "branch", "bureau", "150222"),
    ("far_dispatch", "固阳分流中心", "dispatch", "far", ""),
    ("far_supervision", "固阳督导科", "supervision", "far", ""),
    ("far_order", "固阳治安大队", "brigade.order", "far", "150222"),
    ("far_station", "金山派出所", "station", "far", "150222"),
)
FAR_STAFF = (
    ("far_clerk", "金山内勤", "station_clerk", "far_station"),
    ("far_dispatcher", "固阳分流员", "dispatcher", "far_dispatch"),
    ("far_officer", "固阳经办", "officer", "far_order"),
    ("far_supervisor", "固阳督导员", "supervisor", "far_supervision"),
)
OWN_STAFF = (
    ("keeper", "分局资料员", "importer", "branch"),
    ("system", "系统管理员", "system_admin", "branch"),
    ("security", "安全管理员", "security_admin", "branch"),
    ("auditor", "审计管理员", "audit_admin", "branch"),
)
NEAR = {
    "station_clerk": "clerk",
    "officer": "officer",
    "dispatcher": "dispatcher",
    "supervisor": "supervisor",
    "leader": "leader",
    "importer": "keeper",
    "system_admin": "system",
    "security_admin": "security",
    "audit_admin": "auditor",
}
"""A person of each role, all of them on the near side."""
ABSENT = "2103-0481"
CANARIES = {
    face: f"金丝雀{word}"
    for face, word in (
        ("words", "一一鸣"),
        ("place", "二二鸣"),
        ("note", "三三鸣"),
        ("contact", "四四鸣"),
        ("rectified", "五五鸣"),
        ("reply", "六六鸣"),
        ("supplement", "七七鸣"),
        ("file", "八八鸣"),
        ("reopened", "九九鸣"),
    )
}
FAR_TELEPHONE = "13947125317"
FAR_MASK = "139****5317"
NEAR_TELEPHONE = "13847200481"


@dataclass(frozen=True, slots=True)
class Life:
    """A matter with what opens it: its number, its look-up code, the link to its answer."""

    number: str
    code: str
    link: str


def build() -> tuple[Life, Life]:
    """Build the far side onto the small city and give the near and the far life."""
    assert set(NEAR) == set(ROLES), "a role without a person: add one"
    founder = job("test", Right.UNITS_MANAGE)
    for code, name, kind, parent, area in FAR_UNITS:
        units.found(
            by=founder, code=code, name=name, kind=kind, parent=parent, since=SINCE, area=area
        )
    for login, name, role, unit in (*FAR_STAFF, *OWN_STAFF):
        hire(login, name, role, unit)
    return live_near(), live_far()


def hire(login: str, name: str, role: str, unit: str) -> None:
    """Make somebody with one post."""
    person = Person.objects.create(login=login, name=name, pinyin=login, password="!")
    Post.objects.create(
        person=person,
        unit_id=directory().by_code(unit).id,
        role=role,
        valid=DateRange(SINCE, None),
    )


def photo(name: str = "现场.jpg") -> str:
    """Keep a photo and give its token."""
    upload = SimpleUploadedFile(name, located(), content_type="image/jpeg")
    return keep_photo(by=citizen(""), upload=upload).token


def link_to(number: str, *, over: bool = False) -> str:
    """Issue a link to the answer of a matter."""
    token, days = new_token(), -1 if over else 9
    with act(job("test", Right.MATTERS_SEND), "matters.tell_answer") as work:
        issue_token(
            work,
            purpose="matters.confirm",
            about=number,
            expires=work.now + timedelta(days=days),
            token=token,
        )
    return token


def live_near() -> Life:
    """Let a station take down a call that the order brigade answers; the citizen is silent."""
    key = uuid4()
    receipt = actions.intake(
        by=staff("clerk"),
        said=actions.Said(words="幸福路的路灯坏了。", place="幸福路", photos=[photo()]),
        source="telephone",
        first_receiver="station",
        reporter=actions.Reporter(telephone=NEAR_TELEPHONE),
        code=True,
        key=key,
    )
    number, officer = receipt.number, staff("officer")
    actions.triage(
        by=staff("dispatcher"),
        matter=number,
        category="roads.lighting",
        urgency="normal",
        to="order",
    )
    actions.accept(by=officer, matter=number)
    actions.rectify(
        by=officer,
        matter=number,
        outcome="rectified",
        words="已换灯泡。",
        before=[photo()],
        after=[photo()],
    )
    actions.reply(by=officer, matter=number, words="路灯已经换好。")
    actions.send(by=officer, matter=number)
    deliver()
    return Life(number, lookup.code_text(key, receipt.find), link_to(number))


def live_far() -> Life:
    """Let the far side take down, handle, answer and reopen a matter full of planted words."""
    key = uuid4()
    receipt = actions.intake(
        by=staff("far_clerk"),
        said=actions.Said(
            words=CANARIES["words"],
            place=CANARIES["place"],
            photos=[photo(f"{CANARIES['file']}.jpg")],
        ),
        source="counter",
        first_receiver="far_station",
        reporter=actions.Reporter(telephone=FAR_TELEPHONE, may_publish=True),
        code=True,
        key=key,
    )
    number, officer = receipt.number, staff("far_officer")
    actions.triage(
        by=staff("far_dispatcher"),
        matter=number,
        category="roads.lighting",
        urgency="normal",
        to="far_order",
    )
    actions.accept(by=officer, matter=number)
    actions.contact(by=officer, matter=number, words=CANARIES["contact"])
    actions.note(by=officer, matter=number, words=CANARIES["note"])
    actions.supplement(by=citizen(number), matter=number, words=CANARIES["supplement"])
    actions.rectify(
        by=officer,
        matter=number,
        outcome="rectified",
        words=CANARIES["rectified"],
        before=[photo()],
        after=[photo()],
    )
    actions.reply(by=officer, matter=number, words=CANARIES["reply"])
    actions.send(by=officer, matter=number)
    deliver()
    link = link_to(number)
    actions.confirm(
        by=citizen(number),
        matter=number,
        answer=Answer.UNSOLVED,
        words=CANARIES["reopened"],
    )
    deliver()
    return Life(number, lookup.code_text(key, receipt.find), link)


def deliver() -> None:
    """Let the outbox's notices and messages be written, as the worker does."""
    while deliver_next(HANDLERS):
        pass


def signed_in(login: str, *, checks: bool = False) -> Client:
    """Give the browser of somebody who signed in."""
    key = sessions.start(
        Person.objects.get(login=login),
        now=timezone.now(),
        idle=timedelta(hours=1),
        total=timedelta(hours=8),
    )
    client = Client(enforce_csrf_checks=checks)
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client
