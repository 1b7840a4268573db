"""Probes of the parameters that audit, clock, faces, files, notices, units and vault read."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from time import time
from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signing import TimestampSigner, b62_encode
from django.test import RequestFactory
from django.utils.timezone import now
from PIL import Image

from lianxin.config.pages import audit
from lianxin.foundation.audit.actions import act
from lianxin.foundation.audit.models import Outbox
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.clock.queries import overview
from lianxin.foundation.faces import drafts, form_token, network, notices
from lianxin.foundation.faces.models import Draft
from lianxin.foundation.faces.paging import Spot
from lianxin.foundation.files import actions as files
from lianxin.foundation.files import queries as file_limits
from lianxin.foundation.files.models import File
from lianxin.foundation.kernel.actor import Actor, citizen, job
from lianxin.foundation.kernel.errors import TooMany
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices import queries as outbox
from lianxin.foundation.notices.actions import messages
from lianxin.foundation.notices.models import Message
from lianxin.foundation.notices.queries import OutboxState
from lianxin.foundation.notices.queries.outbox import held_rows
from lianxin.foundation.units import actions as units
from lianxin.foundation.vault import actions as vault
from tests.city import staff
from tests.contracts.probing import Probe, change, said, today, undone
from tests.contracts.world import Life, signed_in
from tests.foundation.files.nasty import located

KEEPER: Final = job("test", Right.UNITS_MANAGE)
POST: Final = RequestFactory().post("/say")


def many_rows(life: Life) -> bool:
    """Tell whether the audit's page shows more than two rows of a matter."""
    answer = signed_in("auditor").get(f"{audit.ADDRESS}?word={life.number}")
    return len(answer.context["pager"].rows) > 2


def fixed_day(_life: Life) -> bool:
    """Tell whether 2 May 2030, a Thursday without a notice, is worked."""
    return clock.calendar().is_working_day(date(2030, 5, 2))


def office_hour(_life: Life) -> datetime:
    """Give when one office hour from Monday noon is over."""
    limit = clock.Limit(1, clock.LimitUnit.OFFICE_HOURS)
    start = datetime(2030, 3, 4, 4, 0, tzinfo=UTC)
    return clock.calendar().deadline(start, limit).at


def statutory(_life: Life) -> Any:
    """Give in what three days of a statute are counted."""

    def counted() -> Any:
        change("matters.limits.dispute", {"amount": 3, "unit": "statutory_days"})
        return clock.limit("matters.limits.dispute", on=today()).unit

    return undone(counted)


def next_year(_life: Life) -> int | None:
    """Give the year whose notice is missing at the end of November 2030."""
    return overview.missing_year(today=date(2030, 11, 25))


def draft_kept(_life: Life) -> str:
    """Give what refuses to keep a draft."""
    return said(lambda: drafts.keep("/say", {"words": ["路灯"]}))


def draft_hours(_life: Life) -> int:
    """Give for how many hours a draft is kept."""

    def kept() -> Draft:
        drafts.keep("/say", {"words": ["路灯"]})
        return Draft.objects.latest("id")

    rest: timedelta = undone(kept).expires - now()
    return round(rest / timedelta(hours=1))


class Earlier(TimestampSigner):
    """Signs as two hours ago."""

    def timestamp(self) -> str:
        """Give the moment that the signature names."""
        return b62_encode(int(time()) - 7_200)


def form_taken(_life: Life) -> str:
    """Give what refuses a form of two hours ago."""
    issued = form_token.issue(RequestFactory().get("/say"))
    token = Earlier(salt=form_token.SALT).sign(TimestampSigner(salt=form_token.SALT).unsign(issued))
    sent = {form_token.FIELD: token}
    request = RequestFactory().post("/say", sent, headers={"sec-fetch-site": "same-origin"})
    return said(lambda: form_token.check(request))


def carried(_life: Life) -> int:
    """Count the notices that an address carries."""
    request = RequestFactory().get(notices.carried("/follow", notices.Notice("已存")))
    request._messages = []  # type: ignore[attr-defined]
    return len(list(notices.pending(request)))


def posts(_life: Life) -> int:
    """Count the public posts that one network may send now."""
    network.POSTS.forget()
    count = _counted(network.check_posts)
    network.POSTS.forget()
    return count


def code_tries(_life: Life) -> int:
    """Count the wrong codes that one network may try now."""
    network.TRIES.forget()
    count = _counted(network.check_tries)
    network.TRIES.forget()
    return count


def _counted(check: Any, most: int = 6_000) -> int:
    for count in range(most):
        try:
            check(POST)
        except TooMany:
            return count
    return most


def window(check: Any, key: str) -> Any:
    """Give a look at how long one who sent too much has to wait at most."""

    def look(_life: Life) -> bool:
        def filled() -> int:
            change(key, 1)
            network.POSTS.forget()
            network.TRIES.forget()
            waits = []
            for _ in range(3):
                try:
                    check(POST)
                except TooMany as error:
                    waits.append(error.retry_after)
            return max(waits, default=0)

        wait: int = undone(filled)
        return wait <= 1

    return look


def kept(_life: Life) -> Any:
    """Give the size of a photo that is kept, or what refuses it."""

    def keep() -> Any:
        picture = BytesIO()
        Image.new("RGB", (900, 600)).save(picture, "JPEG")
        upload = SimpleUploadedFile("大.jpg", picture.getvalue(), content_type="image/jpeg")
        done = files.keep_photo(by=citizen(""), upload=upload)
        return done.width, done.height

    return said(keep) or undone(keep)


def claimed(_life: Life) -> str:
    """Give what refuses a photo for a matter."""

    def claim() -> None:
        upload = SimpleUploadedFile("灯.jpg", located(), content_type="image/jpeg")
        token = files.keep_photo(by=citizen(""), upload=upload).token
        with act(citizen(""), "test.claim") as work:
            files.claim(work, [token], about="2103-9999", limit=1)

    return said(claim)


def swept(_life: Life) -> int:
    """Count the photos of four days ago that the night drops."""

    def sweep() -> int:
        upload = SimpleUploadedFile("旧.jpg", located(), content_type="image/jpeg")
        files.keep_photo(by=citizen(""), upload=upload)
        old = File.objects.latest("id")
        old.pk, old.name, old.token_digest = None, f"{uuid4().hex}{uuid4().hex}", uuid4().bytes * 2
        old.created_on = today() - timedelta(days=4)
        old.save()
        return files.sweep(by=job("files", Right.FILES_PUT)).unclaimed

    return int(undone(sweep))


def reason(text: str) -> Any:
    """Give a look at what refuses a written reason."""
    return lambda _life: said(lambda: vault._reason(_reader(), text, today()))


def _reader() -> Actor:
    return staff("officer")


def patience(tries_made: int) -> Any:
    """Give a look at the wait after some tries."""
    return lambda _life: outbox.patience().pause(tries_made)


def sms(body: str) -> Any:
    """Give a look at what refuses an SMS."""
    return lambda _life: said(
        lambda: messages.send_sms(contact=uuid4(), about="2103-0481", body=body, dedupe="probe")
    )


def linked(_life: Life) -> bool:
    """Tell whether a link stands in an SMS."""

    def sent() -> str:
        body = f"请看 {settings.ORIGIN}/confirm/x"
        messages.send_sms(contact=uuid4(), about="2103-0481", body=body, dedupe="probe")
        return outbox.text_of(Message.objects.get(dedupe="probe"))

    return settings.ORIGIN in str(undone(sent))


def outbox_rows(_life: Life) -> int:
    """Count the messages that a page of the outbox shows, and the one that tells of a next page."""

    def shown() -> int:
        for dedupe in ("probe.one", "probe.two"):
            messages.send_sms(contact=uuid4(), about="2103-0481", body="已收到", dedupe=dedupe)
        return len(outbox.outbox(OutboxState.ALL, Spot()))

    return int(undone(shown))


def planned(_life: Life) -> int:
    """Count what the outbox lists of what goes out in two hours."""

    def listed() -> int:
        later = now() + timedelta(hours=2)
        before = held_rows(OutboxState.WAITING).count()
        Outbox.objects.create(
            topic="probe", about="2103-0481", seq=1, recipient="job", not_before=later
        )
        return held_rows(OutboxState.WAITING).count() - before

    return int(undone(listed))


def founded(_life: Life) -> str:
    """Give what refuses a new police post."""
    return said(
        lambda: units.found(
            by=KEEPER, code="probe", name="试点警务室", kind="post", parent="station", since=today()
        )
    )


def listed_parameters(_life: Life) -> int:
    """Count the parameters on a page."""
    answer = signed_in("system").get("/desk/settings/parameters")
    return len(answer.context["pager"].rows)


FOUNDATION: dict[str, Probe] = {
    "audit.page": Probe(2, many_rows),
    "clock.fixed_days": Probe(["01-01", "05-01"], fixed_day, ahead=True),
    "clock.office_hours": Probe(["15:00-18:00"], office_hour, ahead=True),
    "clock.statutory_days": Probe([], statutory),
    "clock.notice_month": Probe(12, next_year, ahead=True),
    "faces.drafts.total": Probe(0, draft_kept),
    "faces.drafts.hours": Probe(2, draft_hours),
    "faces.forms.hours": Probe(1, form_taken),
    "faces.notices.seconds": Probe(0, carried),
    "faces.posts.network": Probe(3, posts),
    "faces.posts.total": Probe(3, posts),
    "faces.posts.seconds": Probe(1, window(network.check_posts, "faces.posts.network")),
    "faces.tries.network": Probe(3, code_tries),
    "faces.tries.seconds": Probe(1, window(network.check_tries, "faces.tries.network")),
    "files.photo_bytes": Probe(10, kept),
    "files.photo_pixels": Probe(10, kept),
    "files.photo_edge": Probe(400, kept),
    "files.thumbnail_edge": Probe(100, lambda _: file_limits.limits(today()).small_edge),
    "files.matter_bytes": Probe(10, claimed),
    "files.unclaimed_days": Probe(9, swept),
    "notices.attempts": Probe(2, lambda _: outbox.patience().tries),
    "notices.pause.first": Probe(60, patience(1)),
    "notices.pause.factor": Probe(2, patience(2)),
    "notices.pause.longest": Probe(1, patience(3)),
    "notices.sms.links": Probe(0, linked),
    "notices.sms.longest": Probe(20, sms("路灯已经换好,谢谢您。")),
    "notices.page": Probe(1, outbox_rows),
    "notices.ahead": Probe(60, planned),
    "parameters.page": Probe(7, listed_parameters),
    "units.kinds": Probe(None, founded),
    "vault.reason_least": Probe(9, reason("核实一下情况")),
    "vault.reason_most": Probe(5, reason("核实一下情况")),
}
"""Another value for each key; None: the choices of today without ``REMOVED``."""
REMOVED: dict[str, str] = {"units.kinds": "post"}
