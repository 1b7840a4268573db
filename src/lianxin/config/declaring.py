"""What each job is for, under which right it acts, and that none acts without one."""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from asgiref.sync import sync_to_async
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from procrastinate import App

from lianxin.foundation.audit.actions import runs
from lianxin.foundation.faces.sentences import Text
from lianxin.foundation.kernel.rights import Right

BUILT_IN: Final = ("builtin:", "procrastinate.")
"""Jobs of procrastinate itself: it only tidies its own tables."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A job: under which right it acts, what it does.

    A ``timed`` one acts for a given time and gives how many notices are new. Those that are not
    ``runnable`` by hand are asked for by acts alone.
    """

    right: Right
    text: Text
    timed: bool = False
    runnable: bool = True


JOBS: Final[dict[str, Declared]] = {
    "accounts.tidy": Declared(Right.PEOPLE_MANAGE, _("清掉过期的登录和输错密码的计数")),
    "audit.seal": Declared(Right.AUDIT_SEAL, _("封存审计记录")),
    "files.sweep": Declared(Right.FILES_PUT, _("清掉没人认领的照片")),
    "matters.recount": Declared(
        Right.MATTERS_CLOCK, _("放假安排变了,重算在办事项的期限"), runnable=False
    ),
    "matters.reminders": Declared(
        Right.MATTERS_CLOCK, _("提醒到期、逾期、待审批和挂账的事"), timed=True
    ),
    "notices.deliver": Declared(Right.NOTICES_SEND, _("处理发件箱里到时的事"), runnable=False),
    "notices.send": Declared(Right.NOTICES_SEND, _("把短信和邮件交出去"), runnable=False),
    "notices.sweep": Declared(Right.NOTICES_SEND, _("补做发件箱里漏下的")),
    "schedule.recover": Declared(Right.JOBS_READ, _("接手停掉的进程没做完的任务")),
    "schedule.tidy": Declared(Right.JOBS_READ, _("忘掉早已结束的任务")),
}
"""Every job of the house by its name; one that is missing here keeps the house from starting."""


def own(house: App) -> dict[str, Any]:
    """Give the house's own tasks by name."""
    return {name: task for name, task in house.tasks.items() if not name.startswith(BUILT_IN)}


def undeclared(house: App) -> list[str]:
    """Name jobs without a declaration, and declarations without a job."""
    there = set(own(house))
    return sorted(there.symmetric_difference(JOBS))


def check(house: App) -> None:
    """Refuse a house with a job that declares no right. Raises ImproperlyConfigured."""
    found = undeclared(house)
    if found:
        raise ImproperlyConfigured(f"jobs without a right in config.declaring: {found}")


def note_runs(house: App) -> None:
    """Let every job note when it ran and how it ended."""
    for name, task in own(house).items():
        task.func = _noting(name, task.func)


def _noting(name: str, func: Callable[..., Any]) -> Callable[..., Any]:
    if inspect.iscoroutinefunction(func):

        @functools.wraps(func)
        async def slow(*args: Any, **kwargs: Any) -> Any:
            await sync_to_async(runs.begun)(name)
            try:
                found = await func(*args, **kwargs)
            except BaseException as error:
                await sync_to_async(runs.ended)(name, error)
                raise
            await sync_to_async(runs.ended)(name)
            return found

        return slow

    @functools.wraps(func)
    def quick(*args: Any, **kwargs: Any) -> Any:
        with runs.noted(name):
            return func(*args, **kwargs)

    return quick
