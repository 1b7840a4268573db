"""Fields that Django lacks: uploads of several files, choices from parameters, codes, ticks."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import flatatt
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

SELECTED = mark_safe(" selected")


class Choice(Protocol):
    """One line of a list in the parameters, as ``parameters.queries.choices`` gives it."""

    @property
    def code(self) -> str:
        """Give the code that is stored."""
        ...

    @property
    def zh(self) -> str:
        """Give the words in Chinese."""
        ...

    @property
    def en(self) -> str:
        """Give the words in English."""
        ...


def pairs(choices: Iterable[Choice], *, empty: str | None = None) -> list[tuple[str, str]]:
    """Give choices as code and words in the current language, ``empty`` before them."""
    english = (get_language() or "").startswith("en")
    listed = [(choice.code, choice.en if english else choice.zh) for choice in choices]
    return listed if empty is None else [("", empty), *listed]


class QuickSelect(forms.Select):
    """A select drawn without a template for each option: long lists cost a tenth."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ARG002 - Django's shape
    ) -> SafeString:
        """Draw the select with its groups."""
        context = self.get_context(name, value, attrs)["widget"]
        given = dict(context["attrs"])
        given["class"] = " ".join(("govuk-select", str(given.get("class", "")))).strip()
        parts = [self._group(label, options) for label, options, _place in context["optgroups"]]
        return format_html(
            '<select name="{}"{}>{}</select>',
            context["name"],
            flatatt(given),
            format_html_join("", "{}", ((part,) for part in parts)),
        )

    def _group(self, label: str | None, options: Sequence[dict[str, Any]]) -> SafeString:
        drawn = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((one["value"], SELECTED if one["selected"] else "", one["label"]) for one in options),
        )
        if not label:
            return drawn
        return format_html('<optgroup label="{}">{}</optgroup>', label, drawn)


class ListField(forms.ChoiceField):
    """One choice of a long list; ``optional_text`` says when it may stay empty."""

    optional_text: str = ""

    widget = QuickSelect


class UploadsInput(forms.FileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True

    def value_from_datadict(
        self,
        data: Any,  # noqa: ARG002 - files never stand in the data
        files: MultiValueDict[str, UploadedFile[bytes]],
        name: str,
    ) -> list[UploadedFile[bytes]]:
        """Give every file that came under the name."""
        if isinstance(files, MultiValueDict):
            return files.getlist(name)
        found = files.get(name) or []
        return list(found) if isinstance(found, list | tuple) else [found]


class UploadsField(forms.Field):
    """Several uploaded files; what is in them is judged by the room ``files``."""

    widget = UploadsInput

    def clean(self, value: Sequence[UploadedFile[bytes]] | None) -> list[UploadedFile[bytes]]:
        """Give the files; none is right unless the field is required."""
        given = list(value or [])
        self.validate(given)
        return given

    def has_changed(self, initial: Any, data: Any) -> bool:  # noqa: ARG002 - Django's signature
        """Tell whether any file came."""
        return bool(data)


class CodeField(forms.CharField):
    """A number, code or telephone number: taken in half width, without blanks."""


class LineField(forms.CharField):
    """One line of words."""


class WordsField(forms.CharField):
    """Words of several lines."""

    widget = forms.Textarea
