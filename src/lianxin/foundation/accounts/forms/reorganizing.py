"""The form that moves the posts of a unit to another one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.foundation.accounts.forms.people import unit_choices
from lianxin.foundation.faces.forms import KeyedForm
from lianxin.foundation.kernel.actor import Actor


class MovePostsForm(KeyedForm):
    """Ticks of people, and the unit that their posts go to."""

    logins = forms.MultipleChoiceField(
        label=_("调哪些人的岗位"), widget=forms.CheckboxSelectMultiple
    )
    to = forms.ChoiceField(label=_("调到"))

    def __init__(
        self, *args: Any, who: Actor, listed: Sequence[tuple[str, str]], heir: str, **more: Any
    ) -> None:
        """Offer the people, all ticked, and the units one manages; the heir is filled in."""
        super().__init__(*args, **more)
        self.fields["logins"].choices = listed  # type: ignore[attr-defined]
        self.fields["logins"].initial = [login for login, _words in listed]
        self.fields["to"].choices = [("", _("请选单位")), *unit_choices(who)]  # type: ignore[attr-defined]
        self.fields["to"].initial = heir
