"""What one administrator asks and another decides: posts, and taking off a lost factor (AN7)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from lianxin.foundation.accounts import adapters
from lianxin.foundation.accounts.actions.checks import (
    DECIDED,
    FirstPassword,
    check_open,
    check_units,
    drawn,
    end_all,
    news_of_asking,
    news_of_leaving,
    taken,
    taken_together,
    why_said,
)
from lianxin.foundation.accounts.actions.own_factors import take_off
from lianxin.foundation.accounts.actions.passwords import begin_anew
from lianxin.foundation.accounts.actions.posts import add_post, day_begins, held_by, told_apart
from lianxin.foundation.accounts.models import Asking, Factor, Person, Post
from lianxin.foundation.accounts.queries import asking_kept, may_decide
from lianxin.foundation.accounts.rules import PostAt
from lianxin.foundation.audit.actions import Work, act, retried
from lianxin.foundation.kernel.actor import Actor, ActorKind
from lianxin.foundation.kernel.errors import NoRight, NotFound, Refused
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import queries as units


@retried
def lose_factor(*, by: Actor, login: str, key: UUID | None = None) -> FirstPassword | None:
    """Ask that a lost second factor be taken off; on the server it is taken off at once.

    Gives a first password in place of the person's own when it is off, None when it waits for a
    second person. Raises NotFound, NoRight, Refused for one's own, for a closed account or one
    without a factor, for what was asked already.
    """
    off = by.kind is not ActorKind.STAFF
    password = drawn(login, key) if off else ""
    encoded = adapters.hashed(password) if off else ""
    with act(by, "accounts.lose_factor", key=key, arguments={"login": login}) as work:
        if work.replay:
            return _again(work.replay, login, password)
        person = taken(login)
        _check_losing(by, person)
        if not off:
            _ask_off(work, person)
            return None
        until = _take_off(work, person, encoded)
        work.keep({"until": until.isoformat()})
        return FirstPassword(login, password, until)


def _check_losing(by: Actor, person: Person) -> None:
    _check_other(by, person)
    check_open(person)
    held = Post.objects.filter(person=person, valid__contains=units.today())
    check_units(by, held.values_list("unit__code", flat=True))
    if not Factor.objects.filter(person=person).exists():
        raise Refused("accounts.factor_not_set", where="login", login=person.login)


def _ask_off(work: Work, person: Person) -> None:
    with told_apart(login=person.login, post=""):
        asking = Asking.objects.create(
            what="factor", person=person, asked_by_id=work.by.person or 0, asked_at=work.now
        )
    news_of_asking(work, asking)
    work.row(object=f"person:{person.login}")
    work.keep({"until": ""})


def _again(receipt: dict[str, Any], login: str, password: str) -> FirstPassword | None:
    """Give the first password of an act that was done before, None if it gave none."""
    if not receipt.get("until"):
        return None
    return FirstPassword(login, password, datetime.fromisoformat(receipt["until"]))


def _take_off(work: Work, person: Person, encoded: str) -> datetime:
    """Take the factors off with the password, since who lost one may have lost both.

    Gives until when the first password lets in.
    """
    factors = take_off(person)
    until, ended = begin_anew(work, person, encoded)
    facts = {"factors": factors, "sessions_ended": ended}
    work.row(object=f"person:{person.login}", verb="accounts.take_off_factor", facts=facts)
    return until


def _check_other(by: Actor, person: Person) -> None:
    if by.person == person.pk:
        raise Refused("accounts.own", where="login", login=person.login)


def _waiting(ref: UUID) -> tuple[Asking, Person]:
    """Lock the person, who they would act for, then the asking.

    Raises NotFound, Refused when it was decided.
    """
    found = Asking.objects.filter(ref=ref).values_list("person__login", "acting_for__login")
    logins = found.first()
    if logins is None:
        raise NotFound("accounts.asking_unknown", where="ref")
    person = taken_together(logins[0], logins[1] or "")
    asking = Asking.objects.select_for_update(of=("self",)).select_related("unit").get(ref=ref)
    if asking.decision != "waiting":
        raise Refused("accounts.asking_decided", where="ref")
    return asking, person


def _check_second(by: Actor, asking: Asking) -> None:
    """Check that one may decide. Raises NoRight, Refused for one's own asking or account."""
    if may_decide(by, asking_kept(asking.pk)):
        return
    if by.holds(Right.PEOPLE_CONFIRM):
        if by.person == asking.asked_by_id:
            raise Refused("accounts.asked_by_you", where="ref")
        _check_other(by, asking.person)
    raise NoRight("accounts.no_confirm")


def _decide(work: Work, asking: Asking, decision: str, words: str = "") -> None:
    asking.decision, asking.decided_at = decision, work.now
    asking.decided_by_id, asking.words = work.by.person, words
    asking.save(update_fields=["decision", "decided_at", "decided_by", "words"])
    post = f"{asking.role}@{asking.unit.code}" if asking.unit else ""
    facts = {"what": asking.what, "post": post, "asked_by": asking.asked_by.login}
    work.row(object=f"person:{asking.person.login}", facts=facts, reason=words)
    work.keep({"ref": str(asking.ref)})
    if decision != "withdrawn":
        work.notice(DECIDED, about=asking.person.login, seq=asking.pk, recipient="asker")


@retried
def confirm_asking(*, by: Actor, ref: UUID, key: UUID | None = None) -> FirstPassword | None:
    """Confirm, as a second person, what another asked: the post holds, the factor is off.

    A post asked from a day that has passed holds from today; one for somebody on leave asks again
    that they hold it, and ends no later than theirs. With a factor goes the password: gives a
    first one, to be shown once. Raises NotFound, NoRight, Refused.
    """
    losing = Asking.objects.filter(ref=ref, what="factor").values_list("person__login", flat=True)
    login = losing.first() or ""
    password = drawn(login, key) if login else ""
    encoded = adapters.hashed(password) if login else ""
    with act(by, "accounts.confirm_asking", key=key, arguments={"ref": str(ref)}) as work:
        if work.replay:
            return _again(work.replay, login, password)
        asking, person = _waiting(ref)
        _check_second(by, asking)
        check_open(person)
        if asking.what == "post":
            _give(work, asking, person)
            _decide(work, asking, "confirmed")
            return None
        until = _take_off(work, person, encoded)
        _decide(work, asking, "confirmed")
        work.keep({"ref": str(ref), "until": until.isoformat()})
        return FirstPassword(login, password, until)


def _give(work: Work, asking: Asking, person: Person) -> None:
    today = units.today()
    unit, days = asking.unit, asking.valid
    if unit is None or days is None or (days.upper is not None and days.upper <= today):
        raise Refused("accounts.asking_over", where="ref")
    post, start, end = PostAt(asking.role, unit.code), max(days.lower, today), days.upper
    if asking.acting_for is not None:
        held = held_by(asking.acting_for.login, post, start)
        end = min(end or held.valid.upper, held.valid.upper or end)
    add_post(person, post, start, end, asking.acting_for)
    end_all(person)
    if end is not None:
        news_of_leaving(work, person, day_begins(end))


@retried
def refuse_asking(*, by: Actor, ref: UUID, reason: str, key: UUID | None = None) -> None:
    """Refuse, as a second person, what another asked; the asker is told why.

    Raises NotFound, NoRight, Refused, Invalid("accounts.reason").
    """
    words = why_said(reason)
    given = {"ref": str(ref), "reason": words}
    with act(by, "accounts.refuse_asking", key=key, arguments=given) as work:
        if work.replay:
            return
        asking, _ = _waiting(ref)
        _check_second(by, asking)
        _decide(work, asking, "refused", words)


@retried
def withdraw_asking(*, by: Actor, ref: UUID, key: UUID | None = None) -> None:
    """Take back what one asked oneself. Raises NotFound, NoRight, Refused."""
    with act(by, "accounts.withdraw_asking", key=key, arguments={"ref": str(ref)}) as work:
        if work.replay:
            return
        asking, _ = _waiting(ref)
        if by.person != asking.asked_by_id:
            raise NoRight("accounts.asked_by_another")
        _decide(work, asking, "withdrawn")
