"""Forms of the room: what the list is narrowed to, a change by kind, and the second word."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.foundation.faces.fields import CodeField, LineField, WordsField
from lianxin.foundation.faces.forms import KeyedForm
from lianxin.foundation.parameters.rules import lines
from lianxin.foundation.parameters.rules.values import Confidence, Kind, LimitUnit

LONGEST_TYPED: Final = 200
"""Characters of a search, a code."""
LONGEST_LINE: Final = 500
"""Characters of a source clause; an audit row keeps it whole."""
LONGEST_WORDS: Final = 2_000
"""Characters of a reason."""
LONGEST_VALUE: Final = 100_000
"""Characters of a list as lines; the widest one of the house has a tenth of it."""
LARGEST: Final = 10**12
"""No count of the house comes near; PostgreSQL and browsers take it whole."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list is narrowed to."""

    words: str = ""
    room: str = ""
    confidence: str = ""


class FilterForm(forms.Form):
    """Words, room, confidence."""

    words = forms.CharField(
        label=gettext_lazy("名称、值或依据"), required=False, max_length=LONGEST_TYPED
    )
    room = forms.ChoiceField(label=gettext_lazy("用在哪里"), required=False)
    confidence = forms.ChoiceField(label=gettext_lazy("依据的可信度"), required=False)

    def __init__(self, *args: Any, rooms: list[tuple[str, str]], **more: Any) -> None:
        """Offer the rooms that have parameters."""
        super().__init__(*args, **more)
        self.fields["room"].choices = [("", _("全部")), *rooms]  # type: ignore[attr-defined]
        self.fields["confidence"].choices = [("", _("全部")), *confidences()]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Filter:
        """Give the filter; a value outside its list counts as not given."""
        self.is_valid()
        good = self.cleaned_data
        return Filter(
            words=good.get("words", ""),
            room=good.get("room", ""),
            confidence=good.get("confidence", ""),
        )


class DayForm(forms.Form):
    """The day that is asked for, and the scope."""

    on = forms.DateField(
        label=gettext_lazy("哪一天"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    scope = forms.CharField(
        label=gettext_lazy("单位或地区的代码"), required=False, max_length=LONGEST_TYPED
    )


class SureForm(KeyedForm):
    """A confirm page: nothing to fill in but the version that was seen."""


class RefuseForm(KeyedForm):
    """Why a change is not confirmed."""

    words = WordsField(
        label=gettext_lazy("为什么不同意"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def confidences() -> list[tuple[str, str]]:
    """List how well a source can have been read."""
    return [
        (Confidence.LAW, _("法规,已读原文")),
        (Confidence.PUBLISHED, _("公开页面")),
        (Confidence.READ, _("先前读过")),
        (Confidence.OWN, _("自定")),
    ]


def limit_units() -> list[tuple[str, str]]:
    """List what a limit counts in."""
    return [
        (LimitUnit.WORKING_DAYS, _("工作日")),
        (LimitUnit.DAYS, _("日(自然日)")),
        (LimitUnit.HOURS, _("小时")),
        (LimitUnit.STATUTORY_DAYS, _("日(法定算法)")),
        (LimitUnit.OFFICE_HOURS, _("办公小时")),
        (LimitUnit.OFFICE_MINUTES, _("办公分钟")),
    ]


def second_units() -> list[tuple[str, str]]:
    """List the units of a length of time by their seconds."""
    return [("1", _("秒")), ("60", _("分钟")), ("3600", _("小时")), ("86400", _("天"))]


def _amount() -> forms.IntegerField:
    return forms.IntegerField(label=_("新的值"), min_value=0, max_value=LARGEST)


def _unit(choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=_("单位"), choices=choices)


def _lines(help_text: str) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 12, "lang": "zh-CN", "spellcheck": "false"})
    return WordsField(label=_("新的值"), max_length=LONGEST_VALUE, help_text=help_text, widget=area)


def _fields_of(kind: Kind) -> dict[str, forms.Field]:
    makers: Mapping[Kind, Callable[[], dict[str, forms.Field]]] = {
        Kind.LIMIT: lambda: {"value": _amount(), "unit": _unit(limit_units())},
        Kind.SECONDS: lambda: {"value": _amount(), "unit": _unit(second_units())},
        Kind.NUMBER: lambda: {"value": _amount()},
        Kind.LIST: lambda: {"value": _lines(_("一行一项。"))},
        Kind.CHOICES: lambda: {"value": _lines(_("一行一项:代码 | 中文 | 英文 | 其他栏目=值。"))},
        Kind.TEXT: lambda: {"value": WordsField(label=_("新的值"), max_length=LONGEST_WORDS)},
    }
    return makers[kind]()


class ChangeForm(KeyedForm):
    """A change of one parameter, with the fields that its kind needs."""

    since = forms.DateField(
        label=gettext_lazy("从哪天起"),
        help_text=gettext_lazy("今天或以后。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    source = LineField(
        label=gettext_lazy("依据"),
        max_length=LONGEST_LINE,
        help_text=gettext_lazy("法规条款、文件号或会议;没有公开规定也写明。"),
    )
    source_en = LineField(label=gettext_lazy("依据(英文)"), required=False, max_length=LONGEST_LINE)
    confidence = forms.ChoiceField(
        label=gettext_lazy("依据的可信度"), choices=confidences, initial=Confidence.OWN
    )
    why = WordsField(
        label=gettext_lazy("为什么改"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("另一位要据此确认。"),
    )
    scope = CodeField(
        label=gettext_lazy("只对这个单位或地区"),
        required=False,
        max_length=LONGEST_TYPED,
        help_text=gettext_lazy("写代码,例 150205;对全部有效的空着。"),
    )
    ends = forms.BooleanField(
        label=gettext_lazy("从那天起这个单位或地区不再单独规定,跟着全局"), required=False
    )
    knows_removed = forms.BooleanField(
        label=gettext_lazy("我知道会去掉今天能选的项"), required=False
    )
    field_order = ("value", "unit", "since", "source", "source_en", "confidence", "why")

    def __init__(self, *args: Any, kind: Kind, scoped: bool, **more: Any) -> None:
        """Offer the fields of the kind; ``scoped``: there are values of scopes to end."""
        self.kind = kind
        super().__init__(*args, **more)
        if not scoped:
            del self.fields["ends"]
        if kind not in {Kind.LIST, Kind.CHOICES}:
            del self.fields["knows_removed"]

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give the fields of the value."""
        return iter(_fields_of(self.kind).items())

    def clean(self) -> dict[str, Any]:
        """Need no value where a scope's own one ends."""
        if self.cleaned_data.get("ends"):
            for name in ("value", "unit", "source"):
                self.errors.pop(name, None)
        return self.cleaned_data

    @property
    def value(self) -> Any:
        """Give the value as the parameter keeps it."""
        given = self.cleaned_data.get("value")
        if given is None or self.cleaned_data.get("ends"):
            return None
        unit = self.cleaned_data.get("unit", "")
        readers: Mapping[Kind, Callable[[], Any]] = {
            Kind.LIMIT: lambda: {"amount": given, "unit": unit},
            Kind.SECONDS: lambda: given * int(unit),
            Kind.LIST: lambda: [line.strip() for line in given.splitlines() if line.strip()],
            Kind.CHOICES: lambda: lines.read(given),
        }
        return readers.get(self.kind, lambda: given)()
