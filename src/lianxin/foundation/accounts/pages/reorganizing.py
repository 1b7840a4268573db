"""The people of a unit that changed: who has a post there, and one act that moves them all."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.foundation.accounts import actions, queries
from lianxin.foundation.accounts.actions import Moved
from lianxin.foundation.accounts.forms.reorganizing import MovePostsForm
from lianxin.foundation.accounts.pages.people import may_manage
from lianxin.foundation.accounts.queries import Account
from lianxin.foundation.accounts.words import role_name
from lianxin.foundation.faces.notices import Notice, notify
from lianxin.foundation.faces.pages import actor_of, page, page_of
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import queries as units

UNITS = "/desk/settings/units"


def _line(account: Account, unit: str) -> str:
    """Name a person and the roles at the unit."""
    held = [post.role for post in account.posts if post.unit == unit and not post.acting_for]
    roles = _("、").join(role_name(role) for role in dict.fromkeys(held))
    return f"{account.name} {account.login} · {roles}"


def _heir(code: str) -> str:
    """Give the one unit that answers for a closed one today; none if there are several."""
    heirs = [one for one in units.successors(code) if one != code]
    return heirs[0] if len(heirs) == 1 else ""


def _told(moved: Moved) -> str:
    people = ngettext("已调动 {count} 人的岗位。", "已调动 {count} 人的岗位。", moved.people)
    told = people.format(count=moved.people)
    if moved.waiting:
        waits = ngettext(
            "{count} 个岗位等另一人确认。", "{count} 个岗位等另一人确认。", moved.waiting
        )
        told += waits.format(count=moved.waiting)
    return told


def _split(
    found: Iterable[Account], may: Iterable[bool], unit: str
) -> tuple[list[tuple[str, str]], list[str]]:
    """Part the people one may move from those one may not."""
    movable, kept = [], []
    for account, movable_by_me in zip(found, may, strict=True):
        line = _line(account, unit)
        if movable_by_me:
            movable.append((account.login, line))
        else:
            kept.append(line)
    return movable, kept


@page(Right.PEOPLE_MANAGE, methods=("GET", "POST"))
def unit_people(request: HttpRequest, code: str) -> HttpResponse:
    """List who has a post at a unit, and move the ticked ones to another."""
    who, entry = actor_of(request), units.directory().by_code(code)
    found = queries.posted_at(who, code)
    movable, kept = _split(found, [may_manage(who, one) for one in found], code)
    form = MovePostsForm.of(request, who=who, listed=movable, heir=_heir(code))
    if request.method == "POST" and form.is_valid():
        with form.faults():
            typed = form.cleaned_data
            moved = actions.move_posts(
                by=who, unit=code, to=typed["to"], logins=typed["logins"], key=form.key
            )
            notify(request, Notice(_told(moved), look="good"))
            return redirect(f"{UNITS}/{code}/people" if kept else f"{UNITS}/{typed['to']}/people")
    return page_of(
        request,
        "accounts/unit_people.html",
        form,
        title=_("{name}的人员").format(name=entry.name),
        unit=entry.name,
        back=f"{UNITS}/{code}",
        movable=bool(movable),
        kept=kept,
    )
