"""The form of handing over by list: which matters, to which unit."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from lianxin.consultation.matters.forms.lists import unit_groups
from lianxin.foundation.faces.fields import ListField
from lianxin.foundation.faces.forms import KeyedForm


class HandOverForm(KeyedForm):
    """Ticks of matters, and the unit that takes them."""

    def __init__(
        self,
        *args: Any,
        listed: Sequence[tuple[str, str]],
        ticked: Sequence[str],
        taker: str,
        **kwargs: Any,
    ) -> None:
        """Take the matters that may go, those ticked at first, and the unit filled in."""
        self._listed, self._ticked, self._taker = listed, ticked, taker
        super().__init__(*args, **kwargs)

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give matters and unit."""
        yield (
            "matters",
            forms.MultipleChoiceField(
                label=_("移交哪些"),
                choices=list(self._listed),
                initial=list(self._ticked),
                widget=forms.CheckboxSelectMultiple,
            ),
        )
        groups = unit_groups(empty=_("请选"))
        yield "to", ListField(label=_("移交给"), choices=groups, initial=self._taker)
