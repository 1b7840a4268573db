"""Forms of the desk that are no verb's: taking down, filters of the register."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.consultation.matters.forms.lists import category_groups, choices, unit_groups
from lianxin.consultation.matters.forms.public import OnceForm, photos_field, words_field
from lianxin.consultation.matters.words import STATES
from lianxin.foundation.faces.fields import ListField, pairs


class TakeDownForm(OnceForm):
    """Staff take down a telephone call or a visit to the counter."""

    field_order = (
        "source",
        "words",
        "place",
        "photos",
        "telephone",
        "identity",
        "category",
        "received_on",
    )

    source = forms.ChoiceField(
        label=gettext_lazy("怎么来的"),
        choices=[("telephone", gettext_lazy("电话")), ("counter", gettext_lazy("窗口来访"))],
        initial="telephone",
        widget=forms.RadioSelect,
    )
    place = forms.CharField(label=gettext_lazy("在哪里"), required=False, max_length=120)
    photos = photos_field(gettext_lazy("照片"))
    telephone = forms.CharField(
        label=gettext_lazy("手机"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("只用于答复;存入保密库,页面只显示遮号"),
        widget=forms.TelInput(attrs={"autocomplete": "off", "class": "input--12"}),
    )
    identity = forms.ChoiceField(
        label=gettext_lazy("公开身份"),
        choices=[("private", gettext_lazy("不公开身份")), ("public", gettext_lazy("可以公开"))],
        initial="private",
        widget=forms.RadioSelect,
    )

    received_on = forms.DateField(
        label=gettext_lazy("纸上的日期"),
        required=False,
        help_text=gettext_lazy("补录纸质来信的填;期限从登记那天算,晚了几天会写明。"),
        widget=forms.DateInput(attrs={"type": "date", "class": "input--12"}, format="%Y-%m-%d"),
    )

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give the words and the categories of today."""
        yield "words", words_field(_("说了什么"))
        yield (
            "category",
            ListField(label=_("类别"), required=False, choices=category_groups()),
        )


class FilterForm(forms.Form):
    """Filters of the register, from fixed lists."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take the lists of today."""
        super().__init__(*args, **kwargs)
        self.fields["state"] = ListField(
            label=_("状态"), required=False, choices=[("", _("全部")), *STATES.items()]
        )
        self.fields["category"] = ListField(
            label=_("类别"), required=False, choices=category_groups()
        )
        self.fields["unit"] = ListField(
            label=_("经办单位"), required=False, choices=unit_groups(empty=_("全部"))
        )
        self.fields["source"] = ListField(
            label=_("来源"),
            required=False,
            choices=pairs(choices("matters.sources"), empty=_("全部")),
        )
