"""One's own mail address: enter, confirm, choose mail or not, take away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lianxin.foundation.accounts import actions, queries
from lianxin.foundation.accounts.forms.people import SureForm
from lianxin.foundation.accounts.forms.signing import AddressForm
from lianxin.foundation.faces.notices import Notice, notify
from lianxin.foundation.faces.pages import Question, actor_of, ask_first, page, page_of
from lianxin.foundation.kernel.rights import Right

HERE = "/desk/settings/mail"


@page(Right.SIGNED_IN, methods=("GET", "POST"))
def mail(request: HttpRequest) -> HttpResponse:
    """Show one's own address and take a new one."""
    actor = actor_of(request)
    form = AddressForm.of(request)
    if request.method == "POST" and form.is_valid():
        with form.faults():
            actions.ask_address(by=actor, address=form.cleaned_data["address"], key=form.key)
            notify(request, Notice(_("确认链接已寄到那里,请打开它。")))
            return redirect(HERE)
    address = queries.address_of(actor.person or 0)
    return page_of(request, "accounts/mail.html", form, address=address)


@page(Right.SIGNED_IN, methods=("GET", "POST"))
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more, then confirm the address: a mere look at the link does nothing."""
    form = SureForm.of(request)
    question = Question(
        _("确认邮箱"), _("以后有通知时,也发到这个邮箱。"), _("确认"), back_href=HERE
    )

    def act() -> HttpResponse:
        actions.confirm_address(by=actor_of(request), token=token, key=form.key)
        notify(request, Notice(_("邮箱已确认,有通知时也发邮件。"), look="good"))
        return redirect(HERE)

    return ask_first(request, form, question, act)


@page(Right.SIGNED_IN, methods=("POST",))
def want(request: HttpRequest) -> HttpResponse:
    """Choose whether notices come by mail too."""
    wanted = request.POST.get("wanted") == "yes"
    actions.want_mail(by=actor_of(request), wanted=wanted)
    notify(request, Notice(_("以后也发邮件。") if wanted else _("以后不发邮件。")))
    return redirect(HERE)


@page(Right.SIGNED_IN, methods=("GET", "POST"))
def forget(request: HttpRequest) -> HttpResponse:
    """Ask once more, then take the address away."""
    form = SureForm.of(request)
    question = Question(_("去掉邮箱"), _("通知只在工作台里看。"), _("去掉"), back_href=HERE)

    def act() -> HttpResponse:
        actions.forget_address(by=actor_of(request), key=form.key)
        notify(request, Notice(_("邮箱已去掉。")))
        return redirect(HERE)

    return ask_first(request, form, question, act)
