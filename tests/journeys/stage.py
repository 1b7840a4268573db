"""What stands in the city before a journey begins: people with passwords, matters on their way."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from uuid import uuid4

import psycopg
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from PIL import Image, ImageDraw

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.queries import lookup
from lianxin.foundation.accounts.models import Person, Post
from lianxin.foundation.audit.actions import batch
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.files import actions as files
from lianxin.foundation.kernel.actor import citizen, job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices import jobs
from lianxin.foundation.units.queries import directory
from tests.city import SINCE, staff
from tests.conftest import name
from tests.plugin import running

PASSWORD = "Journey-2026-lucheng"
TELLER = job("test", Right.HISTORY_BACKDATE)
LAMP = "幸福路三号楼前的两盏路灯坏了一个月,晚上看不见路,老人摔过一次。"
PLACE = "幸福路三号楼"
TELEPHONE = "13847200481"


@dataclass(frozen=True, slots=True)
class Told:
    """A matter and the look-up code of its citizen."""

    number: str
    code: str

    @property
    def digits(self) -> str:
        """Give the code without blanks."""
        return self.code.replace(" ", "")


def open_doors() -> None:
    """Give everybody a password, and the city an administrator who sees the outbox."""
    person = Person.objects.create(login="admin", name="系统管理员", pinyin="admin", password="!")
    Post.objects.create(
        person=person,
        unit_id=directory().by_code("bureau").id,
        role="system_admin",
        valid=DateRange(SINCE, None),
    )
    Person.objects.update(password=make_password(PASSWORD), must_change=False)


def photo(color: str = "slategray", *, lamp: bool = False) -> bytes:
    """Draw a street at night, its lamp on or off."""
    made = Image.new("RGB", (960, 720), color)
    pen = ImageDraw.Draw(made)
    pen.rectangle((0, 560, 960, 720), fill="dimgray")
    pen.rectangle((470, 180, 486, 560), fill="black")
    if lamp:
        pen.ellipse((380, 60, 576, 256), fill="khaki")
    pen.ellipse((450, 140, 506, 190), fill="lightyellow" if lamp else "black")
    target = BytesIO()
    made.save(target, "JPEG", quality=80)
    return target.getvalue()


def kept_photo(*, lamp: bool = False) -> str:
    """Keep a photo and give its token."""
    color = "steelblue" if lamp else "midnightblue"
    upload = SimpleUploadedFile("photo.jpg", photo(color, lamp=lamp), content_type="image/jpeg")
    return files.keep_photo(by=staff("officer"), upload=upload).token


def say(words: str = LAMP, *, place: str = PLACE, telephone: str = TELEPHONE) -> Told:
    """Let a citizen say something online."""
    key = uuid4()
    receipt = actions.intake(
        by=citizen(""),
        said=actions.Said(words=words, place=place, photos=()),
        source="online",
        first_receiver="dispatch",
        reporter=actions.Reporter(telephone=telephone),
        code=True,
        key=key,
    )
    return Told(receipt.number, lookup.code_text(key, receipt.find))


def dispatched(words: str = LAMP, *, to: str = "order", urgency: str = "normal") -> Told:
    """Give a matter that waits for a unit."""
    told = say(words)
    actions.triage(
        by=staff("dispatcher"),
        matter=told.number,
        category="roads.lighting",
        urgency=urgency,
        to=to,
    )
    return told


def in_hand(words: str = LAMP, *, urgency: str = "normal") -> Told:
    """Give a matter that the order brigade has in hand."""
    told = dispatched(words, urgency=urgency)
    actions.accept(by=staff("officer"), matter=told.number)
    return told


def rectified(words: str = LAMP) -> Told:
    """Give a matter that is to be answered, with photos before and after."""
    told = in_hand(words)
    actions.rectify(
        by=staff("officer"),
        matter=told.number,
        outcome="rectified",
        words="已会同城建部门更换两盏路灯。",
        before=[kept_photo()],
        after=[kept_photo(lamp=True)],
    )
    return told


def answered(words: str = LAMP) -> Told:
    """Give a matter whose answer lies with the citizen."""
    told = rectified(words)
    reply = "您好:两盏路灯已经更换,线路也查过一遍。再有不亮,请直接告诉我们。"
    actions.reply(by=staff("officer"), matter=told.number, words=reply)
    actions.send(by=staff("officer"), matter=told.number)
    return told


def late_by_a_day() -> Told:
    """Give a matter in hand whose answer was owed yesterday or on the working day before."""
    with past(_owed_yesterday()):
        return in_hand("小区门口的路灯忽明忽暗,接孩子放学要打手电。")


def _owed_yesterday() -> datetime:
    now, calendar = timezone.now(), clock.calendar()
    limit = clock.limit("matters.limits.handle.normal", on=clock.local_day(now))
    start = now
    while calendar.deadline(start, limit).at > now:
        start -= timedelta(days=1)
    return start


@contextmanager
def past(moment: datetime) -> Iterator[None]:
    """Let what happens inside have happened at a moment."""
    with batch(TELLER) as many:
        many.moment = moment
        yield


def work() -> None:
    """Do what the worker does: handle the outbox, hand over the messages."""
    jobs.deliver()
    jobs.send()


def let_time_pass() -> None:
    """Let the time of every held reply be over, and do what the worker does then."""
    with psycopg.connect(running().url("superuser", name()), autocommit=True) as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute(
            "update audit_outbox set not_before = now()"
            " where sent_at is null and topic = 'matters.reply_due'"
        )
    work()
