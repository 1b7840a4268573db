"""Pages that show people: the list, and one account with its posts."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.foundation.accounts import queries
from lianxin.foundation.accounts.actions import FirstPassword
from lianxin.foundation.accounts.forms.people import FilterForm
from lianxin.foundation.accounts.queries import Account
from lianxin.foundation.accounts.roles import APART
from lianxin.foundation.accounts.words import role_name
from lianxin.foundation.faces.dates import day_text, moment_text
from lianxin.foundation.faces.pages import Question, actor_of, page, page_of
from lianxin.foundation.faces.paging import Chip, chip, pager, spot_of
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import queries as units

PEOPLE = "/desk/settings/people"


@dataclass(frozen=True, slots=True)
class Badge:
    """How an account or post stands, in a word."""

    look: str
    text: str


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post in finished text; ``code`` is empty where one may not end it.

    ``scope`` says over what it reaches, ``acting`` for whom it is held.
    """

    role: str
    unit: str
    scope: str
    acting: str
    days: str
    badge: Badge
    code: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person of the list in finished text."""

    href: str
    name: str
    login: str
    posts: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it says."""

    name: str
    text: str


def question_on(account: Account, title: str, effect: str, submit: str, kind: str = "") -> Question:
    """Make a question about an account, to whose page the way back leads."""
    back = f"{PEOPLE}/{account.login}"
    return Question(title, effect, submit, kind, back_href=back, back_text=account.name)


def first_password(
    request: HttpRequest, name: str, first: FirstPassword, here: str = ""
) -> HttpResponse:
    """Show a first password, once: the page that stands when this answer is gone has none."""
    return page_of(
        request,
        "accounts/first_password.html",
        name=name,
        first=first,
        groups=first.password.split("-"),
        until=moment_text(first.until),
        here=here or f"{PEOPLE}/{first.login}",
    )


def standing(account: Account) -> Badge:
    """Say how an account stands."""
    if account.closed_at is not None:
        return Badge("ended", _("已停用"))
    if account.must_change:
        return Badge("waiting", _("还没有改初始密码"))
    return Badge("moving", _("在用"))


def days_text(since: date, until: date | None) -> str:
    """Say from when to when, the last day not within."""
    if until is None:
        return _("{since}起").format(since=day_text(since))
    return _("{since}至{until}(不含)").format(since=day_text(since), until=day_text(until))


def scope_text(unit: str) -> str:
    """Say over which units a post reaches."""
    below = len(units.directory().subtree([unit])) - 1
    if below < 1:
        return _("管本单位")
    return ngettext("管本单位和下级 {below} 个单位", "管本单位和下级 {below} 个单位", below).format(
        below=below
    )


def post_rows(account: Account, *, may_end: bool) -> list[PostRow]:
    """Give the posts of an account in finished text, the running ones first."""
    rows = []
    for post in sorted(account.posts, key=lambda post: (not post.running, post.since)):
        if post.running:
            badge = Badge("moving", _("任职中"))
        else:
            badge = Badge("waiting", _("未开始")) if post.lasting else Badge("ended", _("已结束"))
        code = f"{post.role}@{post.unit}" if post.lasting and may_end else ""
        acting = _("代 {name}").format(name=post.acting_for) if post.acting_for else ""
        days = days_text(post.since, post.until)
        scope = scope_text(post.unit) if post.running else ""
        role = role_name(post.role)
        rows.append(PostRow(role, post.unit_name, scope, acting, days, badge, code))
    return rows


def _row(account: Account) -> PersonRow:
    running = [post for post in account.posts if post.running]
    posts = _("、").join(f"{role_name(post.role)} · {post.unit_name}" for post in running)
    href = f"{PEOPLE}/{account.login}"
    return PersonRow(href, account.name, account.login, posts, standing(account))


def _chips(request: HttpRequest, form: FilterForm) -> list[Chip]:
    wanted = form.wanted
    named = {
        "words": wanted.words,
        "unit": wanted.unit and units.directory().by_code(wanted.unit).name,
        "role": wanted.role and role_name(wanted.role),
        "closed": _("已停用") if wanted.closed else "",
    }
    return [chip(request, name, text) for name, text in named.items() if text]


@page(Right.PEOPLE_READ)
def people(request: HttpRequest) -> HttpResponse:
    """List the people in one's scope by the sound of their names."""
    actor, form, spot = actor_of(request), FilterForm(request.GET), spot_of(request)
    place = (str(spot.place[0]), str(spot.place[1])) if spot.place else None
    found = queries.people(actor, wanted=form.wanted, place=place, back=spot.back)
    shown_page = pager(
        request, spot, [(at, _row(account)) for at, account in found], size=queries.PAGE
    )
    return page_of(
        request,
        "accounts/people.html",
        filter_form=form,
        chips=_chips(request, form),
        rows=shown_page.rows,
        pager=shown_page,
        may_open=actor.holds(Right.PEOPLE_MANAGE),
        unit=form.wanted.unit,
        waiting=len(queries.askings(actor, waiting=True)),
    )


def may_manage(actor: Actor, account: Account) -> bool:
    """Tell whether the acts on an account are offered to this person."""
    own = actor.id == f"staff:{account.login}"
    lasting = [post for post in account.posts if post.lasting]
    apart = any(post.role in APART for post in lasting)
    over = all(actor.holds(Right.PEOPLE_MANAGE, post.unit) for post in lasting)
    return not own and not apart and over and actor.holds(Right.PEOPLE_MANAGE)


@dataclass(frozen=True, slots=True)
class BuildingRow:
    """A building in finished text; ``end`` is the address where it ends, if one may."""

    place: str
    station: str
    days: str
    badge: Badge
    end: str


def _building_rows(account: Account, *, managed: bool) -> list[BuildingRow]:
    rows = []
    for one in queries.buildings_of(account.login):
        waiting = Badge("waiting", _("未开始")) if one.lasting else Badge("ended", _("已结束"))
        badge = Badge("moving", _("任职中")) if one.running else waiting
        end = f"{PEOPLE}/{account.login}/building/{one.ref}/end" if one.lasting and managed else ""
        days = days_text(one.since, one.until)
        rows.append(BuildingRow(one.place, one.station_name, days, badge, end))
    return rows


def _facts(account: Account) -> list[Fact]:
    facts = [
        Fact(_("登录名"), account.login),
        Fact(_("正在登录的设备"), str(account.sessions)),
        Fact(_("第二重验证"), _("已设置") if account.factors else _("没有设置")),
    ]
    if account.must_change and account.first_until:
        facts.append(Fact(_("初始密码有效至"), moment_text(account.first_until)))
    if account.closed_at:
        facts.append(Fact(_("停用时间"), moment_text(account.closed_at)))
    return facts


@page(Right.PEOPLE_READ)
def person(request: HttpRequest, login: str) -> HttpResponse:
    """Show one account with its posts, and what can be done."""
    actor = actor_of(request)
    account = queries.account(actor, login)
    managed = may_manage(actor, account)
    return page_of(
        request,
        "accounts/person.html",
        account=account,
        badge=standing(account),
        facts=_facts(account),
        posts=post_rows(account, may_end=managed),
        managed=managed,
        buildings=_building_rows(account, managed=managed),
        waiting=len(queries.askings(actor, waiting=True, login=login)),
        history=f"/desk/audit?word={account.login}" if actor.holds(Right.AUDIT_READ) else "",
        by_command=any(post.role in APART and post.running for post in account.posts),
        own=actor.id == f"staff:{account.login}",
        here=f"{PEOPLE}/{account.login}",
    )
