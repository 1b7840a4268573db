"""Forms with a submission key: text cleaned, faults in our words, nothing typed is lost."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from lianxin.foundation.faces import drafts, faults, tidying
from lianxin.foundation.faces.fields import UploadsField
from lianxin.foundation.faces.sentences import known, tell, tell_code
from lianxin.foundation.kernel.errors import (
    Busy,
    Fault,
    Invalid,
    InvalidMany,
    LianxinError,
    OutcomeUnknown,
    TooMany,
)

KEY = "key"
SEEN = "seen"
KEPT = "kept"
DROP = "drop"
LARGEST_SEEN = 2**31 - 1


class Kept(Protocol):
    """An upload that was judged and stored, not yet claimed by a record."""

    @property
    def token(self) -> str:
        """Give the token under which it waits."""
        ...


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A kept upload as the form shows it again; ``src`` is the address of a small picture."""

    token: str
    name: str
    size: str = ""
    src: str = ""


class Attempt:
    """What goes wrong inside it becomes a fault of the form; see ``KeyedForm.faults``."""

    def __init__(self, form: "KeyedForm") -> None:
        """Keep the form."""
        self.form = form

    def __enter__(self) -> Self:
        """Start."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Take the errors that the person mends in this very form; others go on."""
        if isinstance(error, DatabaseError) or (error and faults.is_unnamed_busy(error)):
            self.form.add_fault(faults.not_stored(error))
        elif isinstance(error, Invalid | Busy | OutcomeUnknown | TooMany):
            self.form.add_fault(error)
        else:
            return False
        return True


class KeyedForm(forms.Form):
    """A form with a submission key (one key, one effect) and the version the person saw.

    ``KeyedForm.of(request)`` takes what was posted, or what a lost sign-in kept. Text is cleaned
    by ``kernel.text`` before it is checked; Django's own complaints are said in our words.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
        *,
        seen: int | None = None,
        draft: Mapping[str, Sequence[str]] | None = None,
        **more: Any,
    ) -> None:
        """Take posted data, or ``draft``, and ``seen``: the version that the page shows."""
        super().__init__(data, files, **more)
        self.fields.update(self.own_fields())
        self.order_fields(self.field_order)
        hidden = forms.HiddenInput
        self.fields[KEY] = forms.UUIDField(widget=hidden, initial=uuid4())
        self.fields[SEEN] = forms.IntegerField(
            widget=hidden, required=False, initial=seen, min_value=0, max_value=LARGEST_SEEN
        )
        self.cleaned_data: dict[str, Any] = {}
        self._status = 0
        self._unclean: tuple[str, ...] = ()
        self._keyless = False
        self._shown: Sequence[object] | None = None
        self._kept: list[str] = []
        if self.is_bound:
            self._tidy(data or {})
        elif draft:
            self._offer(draft)

    @classmethod
    def of(cls, request: HttpRequest, **more: Any) -> Self:
        """Make the form of a request: bound when posted, else with what a lost sign-in kept."""
        if request.method == "POST":
            return cls(request.POST, request.FILES, **more)
        return cls(draft=drafts.offered(request), **more)

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give the fields that are made for one request: limits and lists of today."""
        return iter(())

    @property
    def key(self) -> UUID:
        """Give the submission key of a form without faults."""
        key: UUID = self.cleaned_data[KEY]
        return key

    @property
    def seen(self) -> int | None:
        """Give the version that the person saw, if the form carried one."""
        seen: int | None = self.cleaned_data.get(SEEN)
        return seen

    @property
    def status(self) -> int:
        """Give the HTTP status of a page that shows the form: 200, or that of its faults."""
        return (self._status or Invalid.status) if self.errors else 200

    def faults(self) -> Attempt:
        """Run an action: ``with form.faults(): ...; return redirect(...)``, then render the form.

        Faults of values, and a store that cannot take anything now, are shown in the form; other
        errors are pages of their own and go on.
        """
        return Attempt(self)

    def add_fault(self, error: LianxinError) -> None:
        """Say an error at its field, or above the form when it has none."""
        listed: Sequence[Fault | LianxinError] = (
            error.faults if isinstance(error, InvalidMany) else [error]
        )
        for fault in listed:
            field = fault.where if fault.where in self._visible() else None
            told = tell(fault, where=self._label(field) if field else None)
            self._say(field, ValidationError(told.text, code=fault.code))
        self._status = max(self._status, error.status)

    def renew(self, *, seen: int) -> None:
        """Carry the version that the person sees now, after a conflict; the words stay."""
        if isinstance(self.data, MultiValueDict):
            self.data.setlist(self.add_prefix(SEEN), [str(seen)])

    @property
    def kept(self) -> list[str]:
        """Give the tokens of uploads that were kept and not removed, in their order."""
        return list(self._kept)

    def keep_uploads(self, name: str, keep: Callable[[UploadedFile[bytes]], Kept]) -> None:
        """Judge and store each upload of a field at once, so that no fault elsewhere loses it."""
        widget = self.fields[name].widget
        for upload in widget.value_from_datadict(self.data, self.files, self.add_prefix(name)):
            try:
                self._kept.append(keep(upload).token)
            except Invalid as fault:
                self.add_fault(_placed(fault, name))

    def show_kept(self, files: Sequence[object]) -> None:
        """Set how the kept uploads are shown: objects with token, name, size, src."""
        self._shown = files

    @property
    def kept_files(self) -> Sequence[object]:
        """Give the kept uploads for the template."""
        if self._shown is not None:
            return self._shown
        named = enumerate(self._kept, start=1)
        return [KeptFile(token, _("文件 {place}").format(place=place)) for place, token in named]

    def add_error(self, field: str | None, error: Any) -> None:
        """Say a complaint of Django's in our words."""
        given = error if isinstance(error, ValidationError) else ValidationError(error)
        if hasattr(given, "error_dict"):
            for name, several in given.error_dict.items():
                self.add_error(None if name == NON_FIELD_ERRORS else name, ValidationError(several))
            return
        for one in given.error_list:
            self._say(field, self._in_words(field, one))

    def _visible(self) -> set[str]:
        return {name for name, field in self.fields.items() if not field.widget.is_hidden}

    def _label(self, field: str | None) -> str:
        if field not in self._visible():
            return ""
        return str(self.fields[field].label or field)

    def _say(self, field: str | None, said: ValidationError) -> None:
        self.errors.keys()  # cleans first, if nobody asked yet
        if field in self.cleaned_data and field not in self._visible():
            del self.cleaned_data[field]
        super().add_error(field if field in self._visible() else None, said)

    def _in_words(self, field: str | None, complaint: ValidationError) -> ValidationError:
        code = f"forms.{complaint.code}"
        if field and code == "forms.required":
            code += _required_of(self.fields[field])
        if not known(code):
            return complaint
        told = tell_code(code, where=self._label(field), arguments=_arguments(complaint))
        return ValidationError(told.text, code=complaint.code)

    def _post_clean(self) -> None:
        addresses = {self.add_prefix(name): name for name in self.fields}
        if self._keyless:
            self.add_fault(Invalid("kernel.submission_key"))
        for address in self._unclean:
            if addresses.get(address) in self._visible():
                self.add_fault(Invalid("kernel.text", where=addresses[address]))

    def _tidy(self, given: Mapping[str, Any]) -> None:
        fields = {self.add_prefix(name): field for name, field in self.fields.items()}
        data, self._unclean = tidying.tidied(given, fields)
        self._kept = tidying.tokens(data, KEPT, without=DROP)
        key = self.add_prefix(KEY)
        self._keyless = not tidying.is_key(data.get(key) or "")
        if self._keyless:
            data.setlist(key, [str(uuid4())])
        self.data = data

    def _offer(self, draft: Mapping[str, Sequence[str]]) -> None:
        self._kept = tidying.tokens(draft, KEPT, without=DROP)
        for name, field in self.fields.items():
            values = list(draft.get(self.add_prefix(name), []))
            if values and not isinstance(field, UploadsField) and name != SEEN:
                several = getattr(field.widget, "allow_multiple_selected", False)
                self.initial[name] = values if several else values[-1]


def _placed(fault: Invalid, name: str) -> Invalid:
    return InvalidMany((Fault(fault.code, name, fault.arguments),))


def _required_of(field: forms.Field) -> str:
    if isinstance(field, forms.ChoiceField):
        return "_choice"
    if isinstance(field, forms.BooleanField):
        return "_tick"
    return "_file" if isinstance(field, forms.FileField | UploadsField) else ""


def _arguments(complaint: ValidationError) -> dict[str, object]:
    arguments = dict(complaint.params or {})
    limit, shown = arguments.get("limit_value"), arguments.get("show_value")
    if isinstance(limit, int) and isinstance(shown, int):
        arguments["by"] = abs(shown - limit)
    return arguments
