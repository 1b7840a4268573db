"""The gallery: every component with invented content, in the look one has switched on."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import mark_safe

from lianxin.config.pages import samples
from lianxin.foundation.faces.pages import page, page_of
from lianxin.foundation.kernel.rights import Right

EXAMPLE = {"words": "建设路东口路灯不亮", "telephone": "1391234567", "unit": "security"}
TELEPHONE_FAULT = "手机:少 1 位。请写 11 位,不想留可空着。"


class GalleryForm(forms.Form):
    """One field of each kind."""

    words = forms.CharField(
        label="您想说什么?", widget=forms.Textarea(attrs={"rows": 5}), help_text="一件事写一次。"
    )
    place = forms.CharField(label="在哪里", required=False)
    telephone = forms.CharField(
        label="手机",
        required=False,
        help_text="只用于答复您",
        widget=forms.TelInput(attrs={"autocomplete": "tel", "class": "input--12"}),
    )
    photos = forms.FileField(label="照片", required=False)
    shown = forms.ChoiceField(
        label="怎样公开",
        widget=forms.RadioSelect,
        choices=[("hidden", "不公开我的身份"), ("shown", "可以公开")],
        initial="hidden",
    )
    ways = forms.MultipleChoiceField(
        label="怎么告诉您",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("sms", "短信"), ("call", "电话")],
    )
    unit = forms.ChoiceField(
        label="派给哪个单位",
        choices=[("security", "石拐区分局治安大队"), ("station", "石拐所")],
    )
    agreed = forms.BooleanField(label="我已当面读给反映人听", required=False)

    def clean_telephone(self) -> str:
        """Show a fault whatever was typed."""
        raise forms.ValidationError(TELEPHONE_FAULT)


@page(right=Right.GALLERY)
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component; the switches on the page change the look of all."""
    return page_of(
        request,
        "gallery.html",
        samples=samples,
        plain=GalleryForm(prefix="plain"),
        faulty=GalleryForm(EXAMPLE),
        picture=mark_safe(samples.picture()),  # noqa: S308 - drawn here, from no one's text
        icons=samples.icons(),
    )
