"""Pages of the second factor: prove it at sign-in, set it up, see and take off one's own."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lianxin.foundation.accounts import actions, adapters, queries, rules
from lianxin.foundation.accounts.actions import Proved
from lianxin.foundation.accounts.forms.signing import (
    AnewForm,
    CodeForm,
    FurtherCodeForm,
    FurtherPasskeyForm,
    PasskeyForm,
)
from lianxin.foundation.accounts.models import Session
from lianxin.foundation.accounts.pages import own
from lianxin.foundation.faces import qr
from lianxin.foundation.faces.dates import moment_text
from lianxin.foundation.faces.notices import Notice, notify
from lianxin.foundation.faces.pages import Question, actor_of, ask_first, page, page_of
from lianxin.foundation.kernel.errors import Invalid, LianxinError, NotFound, TooMany
from lianxin.foundation.kernel.rights import Right

STATE = "passkey"
"""Under what the session keeps the challenge that the browser was asked with."""
GROUP = 4


def _at(address: str, goal: str) -> str:
    return f"{address}?{urlencode({'next': goal})}" if goal else address


def _ask(request: HttpRequest, ceremony: adapters.passkeys.Ceremony) -> str:
    request.session[STATE] = ceremony.state
    return ceremony.options


def _state(request: HttpRequest) -> Any:
    """Take the challenge, which counts once. Raises Invalid("accounts.passkey")."""
    found = request.session.pop(STATE, None)
    if found is None:
        raise Invalid("accounts.passkey")
    return found


def _forms(
    request: HttpRequest, goal: str, *, further: bool = False
) -> tuple[CodeForm, PasskeyForm]:
    """Make both forms of a page; the posted one is bound, a ``further`` factor asks more."""
    code, passkey = (FurtherCodeForm, FurtherPasskeyForm) if further else (CodeForm, PasskeyForm)
    given, mark = {"next": goal}, "passkey_%s"
    if request.method == "POST" and request.POST.get("answer"):
        return code(initial=given), passkey.of(request, auto_id=mark)
    return code.of(request, initial=given), passkey(initial=given, auto_id=mark)


def _goal(request: HttpRequest) -> str:
    given = request.POST if request.method == "POST" else request.GET
    return own.safe_goal(given.get("next", ""))


def _enter(request: HttpRequest, row: Session, proved: Proved) -> HttpResponse:
    """Go on with the whole session; new recovery codes are shown first, once."""
    own.take_session(request, proved.key)
    login = row.person.login
    goal = own.goal_of(_goal(request), queries.actor_of(login))
    if row.person.must_change:
        goal = own.PASSWORD
    response: HttpResponse = redirect(goal)
    if proved.recovery:
        response = page_of(
            request, "accounts/recovery_codes.html", codes=proved.recovery, login=login, here=goal
        )
    own.remember_device(response, proved)
    return response


@page(Right.PUBLIC, methods=("GET", "POST"), throttled=False)
def prove(request: HttpRequest) -> HttpResponse:
    """Prove the second factor of a sign-in by a passkey, a one-time code or a recovery code."""
    row, goal = own.session_of(request), _goal(request)
    if row is None or not own.is_half(request):
        return redirect(_at(own.SIGN_IN, goal))
    kinds = {proof.kind for proof in queries.factors_of(row.person_id)}
    if not kinds:
        return redirect(_at(own.SET_UP, goal))
    code, passkey = _forms(request, goal)
    form = passkey if passkey.is_bound else code
    wait = 0
    if request.method == "POST" and form.is_valid():
        try:
            return _enter(request, row, _proved(request, form))
        except LianxinError as error:
            wait = error.retry_after if isinstance(error, TooMany) else 0
            with form.faults():
                raise
    offered = "passkey" in kinds and adapters.passkeys.usable()
    options = (
        _ask(request, adapters.passkeys.ask_proof(actions.passkeys_of(row.person_id)))
        if offered
        else ""
    )
    response = page_of(
        request,
        "accounts/prove.html",
        form,
        code_form=code,
        passkey_form=passkey,
        options=options,
        has_codes="codes" in kinds,
    )
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def _proved(request: HttpRequest, form: CodeForm | PasskeyForm) -> Proved:
    key, device = own.key_of(request), own.device_of(request)
    if isinstance(form, PasskeyForm):
        answer = form.cleaned_data["answer"]
        return actions.prove_passkey(
            session=key, state=_state(request), answer=answer, device=device
        )
    return actions.prove_code(session=key, code=form.cleaned_data["code"], device=device)


@page(Right.PUBLIC, methods=("GET", "POST"), throttled=False)
def set_up(request: HttpRequest) -> HttpResponse:
    """Set up a factor: the first one of a sign-in that owes one, or a further one."""
    row, goal = own.session_of(request), _goal(request)
    if row is None:
        return redirect(_at(own.SIGN_IN, goal))
    known = queries.factors_of(row.person_id)
    if own.is_half(request) and known:
        return redirect(_at(own.PROVE, goal))
    code, passkey = _forms(request, goal, further=not own.is_half(request))
    form = passkey if passkey.is_bound else code
    secret = _secret(code, row.person.login)
    if request.method == "POST" and form.is_valid():
        with form.faults():
            return _enter(request, row, _added(request, form, secret))
    login, name = row.person.login, row.person.name
    ceremony = adapters.passkeys.ask_new(login, name, actions.passkeys_of(row.person_id))
    return page_of(
        request,
        "accounts/set_up.html",
        form,
        code_form=code,
        passkey_form=passkey,
        options=_ask(request, ceremony) if adapters.passkeys.usable() else "",
        due=own.is_half(request),
        svg=qr.svg(adapters.codes.address(secret, login)),
        secret=" ".join(secret[at : at + GROUP] for at in range(0, len(secret), GROUP)),
        back="" if own.is_half(request) else own.FACTOR,
    )


def _secret(form: CodeForm, login: str) -> str:
    """Give the secret that belongs to this very form, so that nothing need keep it."""
    key = str(form["key"].value())
    return adapters.codes.new_secret(login, UUID(key))


def _added(request: HttpRequest, form: CodeForm | PasskeyForm, secret: str) -> Proved:
    name, key = rules.device_name(own.agent_of(request)), own.key_of(request)
    known = {
        "device": own.device_of(request),
        "password": form.cleaned_data.get("password", ""),
    }
    if isinstance(form, PasskeyForm):
        answer = form.cleaned_data["answer"]
        return actions.add_passkey(
            session=key, name=name, state=_state(request), answer=answer, key=form.key, **known
        )
    code = form.cleaned_data["code"]
    return actions.add_codes(
        session=key, name=name, secret=secret, code=code, key=form.key, **known
    )


@dataclass(frozen=True, slots=True)
class ProofRow:
    """A factor in finished text."""

    href: str
    name: str
    text: str


def _kind(kind: str) -> str:
    return _("通行密钥或 UKey") if kind == "passkey" else _("验证器(一次性数字)")


@page(Right.SIGNED_IN)
def factor(request: HttpRequest) -> HttpResponse:
    """Show one's own factors and how many recovery codes are left."""
    person = actor_of(request).person or 0
    rows = [
        ProofRow(
            f"{own.FACTOR}/{proof.ref}/remove",
            " · ".join(part for part in (_kind(proof.kind), proof.name) if part),
            _("{added}设置,最近在{used}用过").format(
                added=moment_text(proof.added_at),
                used=moment_text(proof.used_at or proof.added_at),
            ),
        )
        for proof in queries.factors_of(person)
    ]
    left = queries.recovery_codes_left(person)
    return page_of(request, "accounts/factor.html", rows=rows, left=left, set_up=own.SET_UP)


@page(Right.SIGNED_IN, methods=("GET", "POST"))
def remove(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Ask once more, then take off one of one's own factors."""
    actor = actor_of(request)
    proof = next((p for p in queries.factors_of(actor.person or 0) if p.ref == ref), None)
    if proof is None:
        raise NotFound("accounts.factor_unknown", where="ref")
    form = AnewForm.of(request)
    question = Question(
        _("去掉这一种验证方式"),
        _("{kind}以后不能再用来登录。").format(kind=_kind(proof.kind)),
        _("去掉"),
        "warning",
        back_href=own.FACTOR,
    )

    def act() -> HttpResponse:
        password = form.cleaned_data["password"]
        actions.remove_factor(by=actor, ref=proof.ref, password=password, key=form.key)
        notify(request, Notice(_("已去掉。")))
        return redirect(own.FACTOR)

    return ask_first(request, form, question, act)


@page(Right.SIGNED_IN, methods=("GET", "POST"))
def recovery(request: HttpRequest) -> HttpResponse:
    """Ask once more, then draw new recovery codes and show them, once."""
    form = AnewForm.of(request)
    question = Question(
        _("换新的备用码"),
        _("原来的备用码都作废;新的只显示一次。"),
        _("换新的"),
        back_href=own.FACTOR,
    )

    def act() -> HttpResponse:
        password = form.cleaned_data["password"]
        codes = actions.draw_recovery_codes(by=actor_of(request), password=password, key=form.key)
        return page_of(request, "accounts/recovery_codes.html", codes=codes, here=own.FACTOR)

    return ask_first(request, form, question, act)
