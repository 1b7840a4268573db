"""Forms of one's own account: sign-in, factor, password, mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.fields import CodeField
from lianxin.foundation.faces.forms import KeyedForm
from lianxin.foundation.kernel.errors import Invalid

LONGEST_TYPED = 200
"""Characters a field of these forms takes; what is longer is none of its values."""
LONGEST_ADDRESS = 320
"""Characters a field of an address takes; the parameter sets how many are one."""
LONGEST_ANSWER = 20_000
"""Characters of a browser's answer to a passkey's challenge."""


def _secret(name: str) -> forms.PasswordInput:
    return forms.PasswordInput(attrs={"autocomplete": name, "class": "input--12"})


class SignInForm(KeyedForm):
    """Login and password, and the page to go back to."""

    login = CodeField(
        label=_("登录名"),
        max_length=LONGEST_TYPED,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "class": "input--12",
            }
        ),
    )
    password = forms.CharField(label=_("密码"), strip=False, widget=_secret("current-password"))
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class PasswordForm(KeyedForm):
    """One's own password: the present one, the new one twice."""

    login = forms.CharField(
        required=False, widget=forms.HiddenInput(attrs={"autocomplete": "username"})
    )
    old_password = forms.CharField(
        label=_("现在的密码"), strip=False, widget=_secret("current-password")
    )
    new_password = forms.CharField(label=_("新密码"), strip=False, widget=_secret("new-password"))
    repeat_password = forms.CharField(
        label=_("再输一次新密码"), strip=False, widget=_secret("new-password")
    )

    def clean(self) -> dict[str, Any]:
        """Compare the two new ones."""
        new, repeat = self.data.get("new_password"), self.data.get("repeat_password")
        if new and repeat and new != repeat:
            self.add_fault(Invalid("accounts.password.repeat", where="repeat_password"))
        return self.cleaned_data


class CodeForm(KeyedForm):
    """A one-time code or a recovery code, and the page to go to."""

    code = CodeField(
        label=_("验证码"),
        max_length=LONGEST_TYPED,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "spellcheck": "false",
                "class": "input--12",
            }
        ),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class PasskeyForm(KeyedForm):
    """What the browser answered to the challenge; filled by script."""

    answer = forms.CharField(required=False, max_length=LONGEST_ANSWER, widget=forms.HiddenInput)
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class AnewForm(KeyedForm):
    """A confirm page that asks one's password anew."""

    password = forms.CharField(
        label=_("现在的密码"), strip=False, widget=_secret("current-password")
    )


class FurtherCodeForm(AnewForm, CodeForm):
    """The first code of an authenticator app that comes to a whole sign-in."""


class FurtherPasskeyForm(AnewForm, PasskeyForm):
    """A passkey that comes to a whole sign-in."""


class AddressForm(KeyedForm):
    """One's own mail address."""

    address = CodeField(
        label=_("邮箱地址"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
