"""The page of jobs: what runs when, how it ran, what waits, what failed; try again, run now."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.config import running
from lianxin.config.declaring import JOBS as DECLARED
from lianxin.config.running import Failed, Standing
from lianxin.foundation.faces import sentences
from lianxin.foundation.faces.dates import moment_text
from lianxin.foundation.faces.forms import KeyedForm
from lianxin.foundation.faces.notices import Notice, notify
from lianxin.foundation.faces.pages import actor_of, page, page_of
from lianxin.foundation.kernel.rights import Right

JOBS: Final = "/desk/settings/jobs"
SECONDS = re.compile(r"\* \* \* \* \* \*/(\d+)")
MINUTES = re.compile(r"\*/(\d+) \* \* \* \*")
DAILY = re.compile(r"(\d+) (\d+) \* \* \*")
STALE: Final = timedelta(minutes=10)
"""After so long without an end a run is shown as broken off."""


class RunForm(KeyedForm):
    """The time that a job shall act for."""

    moment = forms.DateTimeField(
        label=gettext_lazy("按这个时间"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "input--12"}),
    )


@dataclass(frozen=True, slots=True)
class Badge:
    """The look and the words of how a job stands."""

    look: str
    text: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long job is, for the bar."""

    name: str
    text: str
    done: int
    whole: int


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job in finished text; ``href`` is posted to, empty where one may not run it."""

    name: str
    text: str
    badge: Badge
    when: str
    last: str
    cause: str
    waits: str
    progress: Progress | None
    href: str
    key: str
    timed: bool


@dataclass(frozen=True, slots=True)
class FailedRow:
    """A failed run in finished text."""

    number: int
    text: str
    when: str
    cause: str
    href: str
    key: str


def when_text(cron: str) -> str:
    """Say a schedule in words, in local time; cron itself where no words fit."""
    if found := SECONDS.fullmatch(cron):
        return _("每 {count} 秒").format(count=found[1])
    if found := MINUTES.fullmatch(cron):
        return _("每 {count} 分钟").format(count=found[1])
    if found := DAILY.fullmatch(cron):
        at = timezone.now().astimezone(UTC).replace(hour=int(found[2]), minute=int(found[1]))
        return _("每天 {time}").format(time=f"{timezone.localtime(at):%H:%M}")
    return cron or _("有事就做")


def cause_text(failure: str) -> str:
    """Say why a job failed; the kind of the fault where it has no sentence."""
    if sentences.known(failure):
        told = sentences.tell_code(failure, arguments={})
        return f"{told.what}{told.remedy}"
    return _("程序出错({kind}),请把这几个字和时间告诉维护的人。").format(kind=failure)


def badge_of(one: Standing) -> Badge:
    """Say how a job stands."""
    last = one.last
    if one.failed or (last and last.failed_at and last.failed_at == last.ended_at):
        return Badge("late", _("上次没做成"))
    if last is None:
        return Badge("waiting", _("还没有运行过"))
    if last.ended_at is not None:
        return Badge("ended", _("正常"))
    broken = timezone.now() - last.started_at > STALE and not one.doing
    return Badge("risk", _("中断了")) if broken else Badge("moving", _("正在运行"))


def job_row(one: Standing, *, may_run: bool) -> JobRow:
    """Prepare one job."""
    last = one.last
    going = last is not None and last.ended_at is None and last.whole > 0
    return JobRow(
        name=one.name,
        text=str(one.declared.text),
        badge=badge_of(one),
        when=when_text(one.cron),
        last=moment_text(last.started_at) if last else "",
        cause=_("{when}没做成:{cause}").format(
            when=moment_text(last.failed_at), cause=cause_text(last.failure)
        )
        if last and last.failed_at
        else "",
        waits=_("等着 {waiting} 个,在做 {doing} 个").format(waiting=one.waiting, doing=one.doing)
        if one.waiting or one.doing
        else "",
        progress=Progress(
            one.name.replace(".", "-"),
            _("{done} / {whole}").format(done=last.done, whole=last.whole),
            last.done,
            last.whole,
        )
        if last and going
        else None,
        href=f"{JOBS}/{one.name}/run" if may_run and one.declared.runnable else "",
        key=str(uuid4()),
        timed=one.declared.timed,
    )


def failed_row(one: Failed, *, may_run: bool) -> FailedRow:
    """Prepare one failed run."""
    declared = DECLARED.get(one.name)
    return FailedRow(
        number=one.number,
        text=str(declared.text) if declared else one.name,
        when=moment_text(one.at) if one.at else "",
        cause=cause_text(one.failure) if one.failure else "",
        href=f"{JOBS}/failed/{one.number}/try-again" if may_run else "",
        key=str(uuid4()),
    )


def _shown(request: HttpRequest, form: RunForm | None = None) -> HttpResponse:
    may_run = running.may_run(actor_of(request))
    context: dict[str, Any] = {
        "rows": [job_row(one, may_run=may_run) for one in running.standings()],
        "failed": [failed_row(one, may_run=may_run) for one in running.failures()],
        "may_run": may_run,
    }
    return page_of(request, "jobs.html", form, **context)


@page(Right.JOBS_READ)
def jobs_page(request: HttpRequest) -> HttpResponse:
    """Show every job of the house."""
    return _shown(request)


@page(Right.JOBS_READ, methods=("POST",))
def run(request: HttpRequest, job: str) -> HttpResponse:
    """Let a job run at once, for a given time where it takes one."""
    form = RunForm.of(request)
    if form.is_valid():
        with form.faults():
            moment: datetime | None = form.cleaned_data["moment"]
            running.run_job(by=actor_of(request), name=job, moment=moment, key=form.key)
            notify(request, Notice(_("已交给后台,做完见这一页。")))
            return redirect(JOBS)
    return _shown(request, form)


@page(Right.JOBS_READ, methods=("POST",))
def try_again(request: HttpRequest, number: int) -> HttpResponse:
    """Let a failed run be tried again."""
    form = KeyedForm.of(request)
    if form.is_valid():
        with form.faults():
            running.try_again(by=actor_of(request), number=number, key=form.key)
            notify(request, Notice(_("已交给后台再试。")))
            return redirect(JOBS)
    return page_of(request, "confirm.html", form, title=_("再试"), back_href=JOBS)
