"""The page of jobs, and that no job runs without a declared right."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.testing import InMemoryConnector

from lianxin.config import declaring, running, schedule
from lianxin.config.declaring import Declared
from lianxin.config.pages.jobs import when_text
from lianxin.foundation.accounts.models import Person, Post
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.audit.actions import runs
from lianxin.foundation.audit.models import Row
from lianxin.foundation.audit.queries.runs import runs as noted
from lianxin.foundation.kernel.errors import Busy, NoRight, NotFound, Refused
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units.queries import directory
from tests.contracts.world import signed_in
from tests.foundation.faces.reading import words_of

PAGE = "/desk/settings/jobs"


@pytest.fixture
def system(town: None) -> Client:  # noqa: ARG001 - the city first
    """Give the browser of the city's system administrator."""
    person = Person.objects.create(login="xitong", name="系统", pinyin="x", password="!")
    Post.objects.create(
        person=person,
        unit_id=directory().by_code("bureau").id,
        role="system_admin",
        valid=DateRange(date(2010, 1, 1), None),
    )
    return signed_in("xitong")


def test_every_job_declares_a_right() -> None:
    assert declaring.undeclared(app) == []
    assert all(isinstance(one.right, Right) for one in declaring.JOBS.values())


def test_a_house_with_a_job_of_no_right_does_not_start() -> None:
    house = App(connector=InMemoryConnector())

    @house.task(name="sneaked.in")
    def sneaked() -> None:
        """Do what nobody declared."""

    with pytest.raises(ImproperlyConfigured, match=r"sneaked\.in"):
        schedule.register(house)


@pytest.mark.parametrize(
    ("cron", "words"),
    [
        ("* * * * * */5", "每 5 秒"),
        ("*/10 * * * *", "每 10 分钟"),
        ("20 19 * * *", "每天 03:20"),
        ("", "有事就做"),
        ("1 2 3 * *", "1 2 3 * *"),
    ],
)
def test_a_schedule_in_words(cron: str, words: str) -> None:
    assert when_text(cron) == words


def test_each_run_is_noted_with_its_failure(system: Client) -> None:
    with runs.noted("files.sweep"):
        assert noted()["files.sweep"].ended_at is None
        runs.progress("files.sweep", 500, 1000)
        runs.progress("files.sweep", 501, 1000)
        assert noted()["files.sweep"].done == 500
        assert "500 / 1000" in words_of(system.get(PAGE))
    assert noted()["files.sweep"].ended_at is not None
    with pytest.raises(Busy), runs.noted("files.sweep"):
        raise Busy("kernel.busy")
    with pytest.raises(ZeroDivisionError), runs.noted("audit.seal"):
        raise ZeroDivisionError("幸福路三号")
    shown = words_of(system.get(PAGE))
    assert "现在太忙" in shown
    assert "ZeroDivisionError" in shown
    assert "幸福路" not in shown


def test_run_now_once_and_with_an_audit_row(system: Client) -> None:
    key = str(uuid4())
    for _time in range(2):
        assert system.post(f"{PAGE}/files.sweep/run", {"key": key}).status_code == 302
    (job,) = ProcrastinateJob.objects.filter(task_name="files.sweep")
    assert set(job.args) == {"timestamp"}
    assert Row.objects.filter(verb="jobs.run", object="job:files.sweep").count() == 1
    assert "等着 1 个" in words_of(system.get(PAGE))
    assert system.post(f"{PAGE}/files.sweep/run", {"key": str(uuid4())}).status_code == 409
    assert system.post(f"{PAGE}/no.such/run", {"key": str(uuid4())}).status_code == 404
    assert system.post(f"{PAGE}/notices.send/run", {"key": str(uuid4())}).status_code == 409
    at = {"key": str(uuid4()), "moment": "2021-03-05T10:00"}
    assert system.post(f"{PAGE}/accounts.tidy/run", at).status_code == 422


def test_a_job_that_acts_for_a_time_gets_it(
    system: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    timed = Declared(Right.MATTERS_CLOCK, "提醒", timed=True)
    monkeypatch.setitem(declaring.JOBS, "files.sweep", timed)
    mistyped = {"key": str(uuid4()), "moment": "2091-03-05T10:00"}
    assert system.post(f"{PAGE}/files.sweep/run", mistyped).status_code == 422
    at = {"key": str(uuid4()), "moment": "2021-03-05T10:00"}
    assert system.post(f"{PAGE}/files.sweep/run", at).status_code == 302
    job = ProcrastinateJob.objects.get(task_name="files.sweep")
    assert job.args == {"timestamp": 1_614_909_600}


def test_what_failed_is_tried_again(system: Client) -> None:
    by = actor_of("xitong")
    running.run_job(by=by, name="files.sweep", moment=None)
    job = ProcrastinateJob.objects.get(task_name="files.sweep")
    app.job_manager.connector.get_sync_connector().execute_query(
        query="update procrastinate_jobs set status = 'failed' where id = %(number)s",
        number=job.pk,
    )
    assert f"/failed/{job.pk}/try-again" in system.get(PAGE).content.decode()
    again = system.post(f"{PAGE}/failed/{job.pk}/try-again", {"key": str(uuid4())})
    assert again.status_code == 302
    assert ProcrastinateJob.objects.get(pk=job.pk).status == "todo"
    gone = system.post(f"{PAGE}/failed/{job.pk}/try-again", {"key": str(uuid4())})
    assert gone.status_code == 404


def test_a_branch_reads_and_runs_nothing(town: None) -> None:  # noqa: ARG001 - the city first
    person = Person.objects.create(login="fenju", name="分局", pinyin="f", password="!")
    Post.objects.create(
        person=person,
        unit_id=directory().by_code("branch").id,
        role="system_admin",
        valid=DateRange(date(2010, 1, 1), None),
    )
    assert signed_in("fenju").get(PAGE).status_code == 200
    assert "现在运行" not in words_of(signed_in("fenju").get(PAGE))
    with pytest.raises(NoRight):
        running.run_job(by=actor_of("fenju"), name="files.sweep", moment=None)
    with pytest.raises((NoRight, NotFound, Refused)):
        running.try_again(by=actor_of("fenju"), number=1)
