"""Forms of the room: which notice was read, and that what was set aside is tried again."""

from django import forms

from lianxin.foundation.faces.forms import KeyedForm


class ReadForm(KeyedForm):
    """One notice by its mark, or all of them when none is named."""

    notice = forms.UUIDField(required=False, widget=forms.HiddenInput)


class TryAgainForm(KeyedForm):
    """Let everything that was set aside be tried anew."""
