"""Forms about units: the filter of the tree, each act, and a table of units."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from lianxin.foundation.faces.fields import CodeField, LineField, ListField, WordsField, pairs
from lianxin.foundation.faces.forms import KeyedForm
from lianxin.foundation.faces.tables import Row, as_text, read_table
from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units import queries
from lianxin.foundation.units.actions import Heir, NewUnit

LONGEST = 100
"""Characters of a typed code or name, more than any may have."""
LONGEST_TABLE = 900_000
"""Characters of a table as text: thousands of units, and less than a posted page may hold."""
KINDS = "units.kinds"
DAY = {"type": "date"}
WIDE_COMMA = chr(0xFF0C)
"""The comma of Chinese keyboards."""


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"), **more
    )


def unit_choices(*, without: str = "") -> list[tuple[str, str]]:
    """List the open units by code, each with its code; one and all below it may be left out."""
    tree = queries.directory()
    left_out = tree.subtree([without]) if without else frozenset()
    return [(one.code, f"{one.name} · {one.code}") for one in tree.all() if one.id not in left_out]


def kind_choices() -> list[tuple[str, str]]:
    """List the kinds of units in force."""
    return pairs(parameters.choices(KINDS, on=queries.today()))


class FilterForm(forms.Form):
    """What the tree is narrowed to."""

    words = forms.CharField(label=_("名称或代码"), required=False, max_length=LONGEST)
    on = _day(_("哪一天的"), required=False)
    closed = forms.BooleanField(label=_("连同已撤销的"), required=False)

    @dataclass(frozen=True, slots=True)
    class Wanted:
        """The filter as given; what cannot be read counts as not given."""

        words: str
        on: date | None
        closed: bool

    @property
    def wanted(self) -> Wanted:
        """Give the filter."""
        self.is_valid()
        good = self.cleaned_data
        return self.Wanted(good.get("words", ""), good.get("on"), bool(good.get("closed")))


class DatedForm(KeyedForm):
    """An act from a day on."""

    since = _day(_("从哪一天起"), help_text=_("可以早于或晚于今天。"))


class NameForm(DatedForm):
    """Another name."""

    name = LineField(label=_("新名称"), max_length=LONGEST)
    field_order = ("name", "since")


class KindForm(DatedForm):
    """Another kind."""

    field_order = ("kind", "since")

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Offer the kinds in force."""
        yield "kind", ListField(label=_("类型"), choices=kind_choices())


class AreaForm(DatedForm):
    """Another area."""

    area = CodeField(
        label=_("地区代码"),
        required=False,
        max_length=LONGEST,
        help_text=_("六位区划代码,街道九位,比如 150205;没有的不填。"),
    )
    field_order = ("area", "since")


class ParentForm(DatedForm):
    """Another unit above."""

    field_order = ("parent", "since")

    def __init__(self, *args: Any, code: str, **more: Any) -> None:
        """Leave the unit and all below it out of the choices."""
        self.code = code
        super().__init__(*args, **more)

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Offer the open units."""
        choices = [("", _("请选单位")), *unit_choices(without=self.code)]
        yield "parent", ListField(label=_("新上级"), choices=choices)


class UnitForm(DatedForm):
    """A new unit."""

    code = CodeField(
        label=_("代码"), max_length=LONGEST, help_text=_("十二位机构代码,或自定;以后不能改。")
    )
    name = LineField(label=_("名称"), max_length=LONGEST)
    area = AreaForm.base_fields["area"]
    field_order = ("code", "name", "kind", "parent", "area", "since")

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Offer the kinds in force and the open units."""
        yield "kind", ListField(label=_("类型"), choices=kind_choices())
        choices = unit_choices()
        top = [] if choices else [("", _("没有(最上级)"))]
        yield "parent", ListField(label=_("上级"), choices=[*top, *choices], required=not top)


class HeirForm(DatedForm):
    """Which open unit answers from a day on."""

    field_order = ("successor", "since")

    def __init__(self, *args: Any, code: str, **more: Any) -> None:
        """Leave the unit and all below it out of the choices."""
        self.code = code
        super().__init__(*args, **more)

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Offer the open units."""
        choices = [("", _("请选单位")), *unit_choices(without=self.code)]
        yield "successor", ListField(label=_("由谁承接"), choices=choices)


def _parts(line: str) -> list[str]:
    return [part.strip() for part in line.replace(WIDE_COMMA, ",").split(",")]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def read_heir(line: str, *, where: str) -> Heir:
    """Read a successor: a code, or code, name, kind and area of one to found. Raises Invalid."""
    code, *rest = _parts(line)
    if not rest:
        return code
    name, kind, area, *more = (*rest, "", "")
    if any(more):
        raise Invalid("units.split_line", where=where, given=line)
    kinds = {str(word).casefold(): found for found, word in kind_choices()}
    return NewUnit(code, name, kinds.get(kind.casefold(), kind), None, area)


class MergeForm(DatedForm):
    """Into which unit one is merged, and which others with it."""

    into = LineField(
        label=_("并成哪个单位"),
        max_length=LONGEST,
        help_text=_("已有的写代码;新设的写 代码,名称,类型,地区。"),
    )
    others = WordsField(
        label=_("一起并入的还有"),
        required=False,
        max_length=LONGEST_TABLE,
        help_text=_("一行一个代码;没有的不填。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("into", "others", "since")

    @property
    def heirs(self) -> list[Heir]:
        """Give the successor. Raises Invalid."""
        return [read_heir(self.cleaned_data["into"], where="into")]

    @property
    def codes(self) -> list[str]:
        """Give the codes of the others."""
        return _lines(self.cleaned_data["others"])


class SplitForm(DatedForm):
    """Into which units one is split."""

    into = WordsField(
        label=_("承接单位"),
        max_length=LONGEST_TABLE,
        help_text=_("一行一个,第一个是主要承接单位。已有的写代码;新设的写 代码,名称,类型,地区。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    below = WordsField(
        label=_("下级归谁"),
        required=False,
        max_length=LONGEST_TABLE,
        help_text=_("一行一个:下级代码,承接单位代码。没写的归主要承接单位。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("into", "below", "since")

    @property
    def heirs(self) -> list[Heir]:
        """Give the successors. Raises Invalid for a line that is neither."""
        return [read_heir(line, where="into") for line in _lines(self.cleaned_data["into"])]

    @property
    def placed(self) -> dict[str, str]:
        """Give the successor of each unit below. Raises Invalid for a line without one."""
        placed = {}
        for line in _lines(self.cleaned_data["below"]):
            child, *heir = _parts(line)
            if len(heir) != 1:
                raise Invalid("units.split_line", where="below", given=line)
            placed[child] = heir[0]
        return placed


class TableForm(KeyedForm):
    """A table of units, uploaded or pasted; an uploaded one stands in the text from then on."""

    file = forms.FileField(
        label=_("文件"),
        required=False,
        help_text=_("csv 或 xlsx,第一行是列名:代码、名称、类型、上级、地区、起始日。"),
    )
    text = WordsField(
        label=_("或者从表格里复制过来"),
        required=False,
        max_length=LONGEST_TABLE,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    since = _day(_("没写起始日的行,从哪一天起"))

    def clean(self) -> dict[str, Any]:
        """Read the table, the upload first."""
        self.rows: tuple[Row, ...] = ()
        upload = self.cleaned_data.get("file")
        try:
            if upload is not None:
                self.rows = read_table(upload.name, upload.read())
                self._keep(as_text(self.rows))
            elif not self.errors:
                self.rows = read_table("", self.cleaned_data.get("text", "").encode())
        except Invalid as fault:
            self.add_fault(Invalid(fault.code, where="file", **fault.arguments))
        return self.cleaned_data

    def _keep(self, text: str) -> None:
        self.cleaned_data["text"] = text
        if isinstance(self.data, MultiValueDict):
            self.data.setlist(self.add_prefix("text"), [text])
