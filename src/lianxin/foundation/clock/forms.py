"""Forms that load a notice: typed as lines, or as a file in the house's own format."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from lianxin.foundation.clock.rules.file import NoticeRead, read
from lianxin.foundation.clock.rules.lines import read_lines, tidy_number, written
from lianxin.foundation.faces.fields import CodeField, LineField, WordsField
from lianxin.foundation.faces.forms import KeyedForm
from lianxin.foundation.faces.sentences import tell
from lianxin.foundation.kernel.errors import Fault, Invalid
from lianxin.foundation.kernel.text import tidy_words

LONGEST_LINE = 300
"""Characters of a title, a number or an address."""
LONGEST_TEXT = 100_000
"""Characters of a file: many times that of the house's own."""
PASTED = "notice"
"""The name under which a text that came from a page is read."""


class NoticeForm(KeyedForm):
    """One notice: what it is, and its days in lines."""

    year = forms.IntegerField(
        label=_("哪一年的安排"), min_value=date.min.year + 1, max_value=date.max.year - 1
    )
    title = LineField(
        label=_("通知的标题"),
        max_length=LONGEST_LINE,
        help_text=_("照通知抄;同一个标题就是同一个通知。"),
    )
    number = LineField(
        label=_("文号"),
        max_length=LONGEST_LINE,
        help_text=_("比如 国办发明电〔2025〕7号;查不到就写 文号不详。"),
    )
    published_on = forms.DateField(
        label=_("印发日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    address = LineField(
        label=_("原文网址"),
        required=False,
        max_length=LONGEST_LINE,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none"}),
    )
    area = CodeField(
        label=_("只在一个地区放假的,写地区代码"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=_("六位或九位,比如 150200;全国的不填。"),
    )
    lines = WordsField(
        label=_("放假和上班的日子"),
        max_length=LONGEST_TEXT,
        help_text=_(
            "一行一段:10-01..10-07 国庆节;10-10 上班。也可以把通知里“一、元旦……”这几段原样粘贴。"
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    replaces = forms.BooleanField(label=_("代替这一年以前的全部通知"), required=False)

    def clean(self) -> dict[str, Any]:
        """Read the lines; each fault names its line."""
        year, lines = self.cleaned_data.get("year"), self.cleaned_data.get("lines")
        self.days = read_lines(year, lines) if year and lines else None
        for fault in self.days.faults if self.days else ():
            self.add_error("lines", _told(fault))
        return self.cleaned_data

    @property
    def texts(self) -> dict[str, str]:
        """Give the notice in the format of the data file."""
        given = self.cleaned_data
        notice = NoticeRead(
            year=given["year"],
            number=tidy_number(given["number"]),
            title=given["title"],
            published_on=given["published_on"],
            address=given["address"],
            area=given["area"],
            days=tuple(self.days.days) if self.days else (),
            replaces=given["replaces"],
        )
        return {PASTED: written(notice)}


class TextForm(KeyedForm):
    """A calendar file, pasted or uploaded; an uploaded one stands in the text from then on."""

    file = forms.FileField(label=_("文件"), required=False, help_text=_("TOML 文件,UTF-8。"))
    text = WordsField(
        label=_("或者粘贴文件的内容"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        """Take the upload as the text, and name every fault of the text."""
        self._take_upload()
        text = self.cleaned_data.get("text", "")
        if not self.errors:
            for fault in read(PASTED, text).faults:
                self.add_error("text", _told(fault))
        return self.cleaned_data

    def _take_upload(self) -> None:
        upload = self.cleaned_data.get("file")
        if upload is None:
            return
        try:
            text = tidy_words(upload.read().decode("utf-8"))
        except (UnicodeDecodeError, Invalid):
            self.add_fault(Invalid("clock.file.encoding", where="file"))
            return
        self.cleaned_data["text"] = text
        if isinstance(self.data, MultiValueDict):
            self.data.setlist(self.add_prefix("text"), [text])

    @property
    def texts(self) -> dict[str, str]:
        """Give the text under a name."""
        return {PASTED: self.cleaned_data["text"]}


def _told(fault: Fault) -> ValidationError:
    where = "" if fault.where in {"lines", PASTED} else fault.where.removeprefix(f"{PASTED} ")
    return ValidationError(tell(fault, where=where).text, code=fault.code)
