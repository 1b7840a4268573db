"""Forms of the public pages."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.consultation.matters.forms.lists import choices as listed
from lianxin.consultation.matters.rules.states import Answer
from lianxin.foundation.faces.fields import UploadsField, UploadsInput, pairs
from lianxin.foundation.faces.forms import KEY, KeyedForm
from lianxin.foundation.parameters import queries as parameters

PLACE_LETTERS = 120
PHOTO_TYPES = "image/jpeg,image/png,image/webp"
SAY_ROWS = 5
LINE_ROWS = 2


def words_field(label: Any, *, rows: int = SAY_ROWS, required: bool = True) -> forms.CharField:
    """Make a field of free words, as long as the parameter allows."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=parameters.number("matters.words.max", on=timezone.localdate()),
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def photos_field(label: Any) -> UploadsField:
    """Make a field of photos: a phone offers its camera, and sends its photos as JPEG."""
    widget = UploadsInput(attrs={"accept": PHOTO_TYPES})
    return UploadsField(label=label, required=False, widget=widget)


def pass_field(shown: str, *, required: bool = True) -> forms.CharField:
    """Make the hidden field of a pass."""
    return forms.CharField(
        widget=forms.HiddenInput, max_length=200, initial=shown, required=required
    )


class OnceForm(KeyedForm):
    """A form that makes one matter, however often its page is sent: the way back shows it again."""

    already = ""

    def start_anew(self, number: str) -> None:
        """Carry a new key: the old one made the matter ``number``, the words stay for another."""
        self.already = number
        if isinstance(self.data, MultiValueDict):
            self.data.setlist(self.add_prefix(KEY), [str(uuid4())])


class SayForm(OnceForm):
    """Say a thing: words; place, photos and mobile may stay empty."""

    place = forms.CharField(label=gettext_lazy("在哪里"), required=False, max_length=PLACE_LETTERS)
    photos = photos_field(gettext_lazy("照片"))
    telephone = forms.CharField(
        label=gettext_lazy("手机"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("只用于答复您"),
        widget=forms.TelInput(attrs={"autocomplete": "tel", "class": "input--12"}),
    )
    identity = forms.ChoiceField(
        label=gettext_lazy("公开身份"),
        choices=[
            ("private", gettext_lazy("不公开我的身份")),
            ("public", gettext_lazy("可以公开")),
        ],
        initial="private",
        widget=forms.RadioSelect,
    )
    field_order = ("words", "place", "photos", "telephone", "identity")

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give the words, with their limit from the parameters."""
        yield "words", words_field(_("您想说什么"))


class CodeForm(KeyedForm):
    """The look-up code of twenty digits."""

    code = forms.CharField(
        label=gettext_lazy("查询码"),
        max_length=60,
        help_text=gettext_lazy("20 位数字,空格可有可无"),
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "class": "input--code",
                "data-from-fragment": "",
            }
        ),
    )


class ResendForm(KeyedForm):
    """A lost code: the number of the matter and the telephone that was left."""

    number = forms.CharField(
        label=gettext_lazy("编号"),
        max_length=20,
        help_text=gettext_lazy("例如 2103-0481"),
        widget=forms.TextInput(attrs={"class": "input--12"}),
    )
    telephone = forms.CharField(
        label=gettext_lazy("当时留的手机"),
        max_length=40,
        widget=forms.TelInput(attrs={"autocomplete": "tel", "class": "input--12"}),
    )


class PassForm(KeyedForm):
    """A form of a page that a code opened: it carries the short-lived pass."""

    def __init__(self, *args: Any, pass_: str = "", **kwargs: Any) -> None:
        """Take the pass that the page shows."""
        self._shown_pass = pass_
        super().__init__(*args, **kwargs)

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give the hidden pass."""
        yield "pass", pass_field(self._shown_pass)

    @property
    def pass_(self) -> str:
        """Give the pass that was posted."""
        value: str = self.cleaned_data["pass"]
        return value


class SupplementForm(PassForm):
    """Add one sentence."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give the words, with their limit from the parameters."""
        yield from super().own_fields()
        yield "words", words_field(_("补充一句"), rows=LINE_ROWS)


class WithdrawForm(PassForm):
    """Withdraw, with a reason."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give the reasons of the parameters."""
        yield from super().own_fields()
        reasons = parameters.choices("matters.reasons.withdraw", on=timezone.localdate())
        yield (
            "reason",
            forms.ChoiceField(
                label=_("为什么撤回"), choices=pairs(reasons), widget=forms.RadioSelect
            ),
        )


class AnswerForm(PassForm):
    """Solved, partly, or unsolved: one press of three; behind a link without a pass."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give the pass and the answer."""
        yield "pass", pass_field(self._shown_pass, required=False)
        yield (
            "answer",
            forms.ChoiceField(
                choices=[(answer.value, answer.value) for answer in Answer],
                widget=forms.HiddenInput,
            ),
        )


class RateForm(PassForm):
    """How content, and one more sentence; both may stay empty."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give the words, the grades, and the hidden word that one is sure."""
        yield "pass", pass_field(self._shown_pass, required=False)
        yield "words", words_field(_("再说一句"), rows=LINE_ROWS, required=False)
        yield (
            "grade",
            forms.ChoiceField(
                label=_("对办理满意吗"),
                help_text=_("经办单位看不到是谁评的。"),
                required=False,
                choices=pairs(listed("matters.grades")),
                widget=forms.RadioSelect,
            ),
        )
        yield "sure", forms.CharField(required=False, max_length=1, widget=forms.HiddenInput)
