"""Forms of the room: which notice was read, what the lists are narrowed to."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest

from lianxin.foundation.faces.forms import KeyedForm
from lianxin.foundation.notices.queries import OutboxState


class ReadForm(KeyedForm):
    """One notice by its mark, or all of them when none is named."""

    notice = forms.UUIDField(required=False, widget=forms.HiddenInput)


class TryAgainForm(KeyedForm):
    """Let everything that was set aside be tried anew."""


class Listing(forms.Form):
    """What a list is narrowed to and where it goes on; what cannot be read narrows nothing."""

    state = forms.ChoiceField(required=False, choices=[(state, state) for state in OutboxState])
    show = forms.ChoiceField(required=False, choices=[("unread", "unread")])
    after = forms.UUIDField(required=False)

    @classmethod
    def of(cls, request: HttpRequest) -> "Listing":
        """Read the address of a request."""
        listing = cls(request.GET)
        listing.full_clean()
        return listing

    def _given(self, name: str) -> Any:
        return self.cleaned_data.get(name)

    @property
    def narrowed(self) -> OutboxState:
        """Give the state that is asked for, all without one."""
        return OutboxState(self._given("state") or OutboxState.ALL)

    @property
    def only_unread(self) -> bool:
        """Tell whether read notices are left out."""
        return self._given("show") == "unread"

    @property
    def follows(self) -> UUID | None:
        """Give the mark of the row that the page begins after."""
        after: UUID | None = self._given("after")
        return after
