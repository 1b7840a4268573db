"""Forms: clean text, faults in our words, one key, kept uploads, and no input that breaks them."""

from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import QueryDict
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxin.foundation.faces.fields import pairs
from lianxin.foundation.faces.forms import KeyedForm
from lianxin.foundation.kernel.errors import Fault, Invalid, InvalidMany
from lianxin.foundation.kernel.tokens import new_token
from tests.foundation.faces.site import SayForm

KEY = "7d444840-9dc0-41d1-b245-5ffdce74fad2"
GOOD = {"words": "校门口乱停车", "choice": "open", "key": KEY}


@dataclass
class Choice:
    """A line of a list in the parameters."""

    code: str
    zh: str
    en: str


@dataclass
class Stored:
    """An upload as the room files keeps it."""

    token: str


def errors_of(form: KeyedForm) -> dict[str, list[str]]:
    """Give the faults as the page prints them."""
    return {name: [str(one) for one in several] for name, several in form.errors.items()}


def photos(content: bytes) -> MultiValueDict[str, UploadedFile[bytes]]:
    """Give one upload as a browser sends it."""
    return MultiValueDict({"photos": [SimpleUploadedFile("a.jpg", content)]})


def test_new_form_has_a_new_key_and_a_bound_one_keeps_it() -> None:
    assert SayForm()["key"].value() != SayForm()["key"].value()
    form = SayForm(GOOD | {"choice": "other"})
    assert not form.is_valid()
    assert form["key"].value() == KEY
    assert SayForm(GOOD).is_valid()


def test_key_and_seen_are_given() -> None:
    form = SayForm(GOOD | {"seen": "12"})
    assert form.is_valid()
    assert (str(form.key), form.seen) == (KEY, 12)
    assert SayForm(seen=7)["seen"].value() == 7


def test_bad_key_is_renewed_and_said_above_the_form() -> None:
    for given_key in ("", "x", "\x00", "7d444840"):
        form = SayForm(GOOD | {"key": given_key})
        assert not form.is_valid()
        assert errors_of(form) == {
            "__all__": ["这一页的提交记号不完整,还没有交上。内容还在这页,请再按一次。"]
        }
        again = SayForm({name: form[name].value() or "" for name in ("words", "choice", "key")})
        assert again.is_valid()


def test_text_is_clean_before_it_is_checked() -> None:
    form = SayForm(
        GOOD
        | {
            "words": "  e\u0301\r\n二\x07  ",
            "subject": " 路灯 \u3000 不亮 ",
            "telephone": "１３８ 0000\u200b1111",
            "secret": "  两头空  ",
        }
    )
    assert form.is_valid()
    assert form.cleaned_data["words"] == "\u00e9\n二"
    assert form.cleaned_data["subject"] == "路灯 不亮"
    assert form.cleaned_data["telephone"] == "13800001111"
    assert form.cleaned_data["secret"] == "  两头空  "


def test_text_that_no_table_holds_is_a_fault_and_is_shown_without_it() -> None:
    form = SayForm(GOOD | {"words": "路\x00灯\ud800"})
    assert not form.is_valid()
    assert "您想说什么:里面有存不下的字符。" in errors_of(form)["words"][0]
    assert form["words"].value() == "路灯"


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"words": ""}, "words", "您想说什么:还空着。请写上。"),
        ({"words": "长" * 23}, "words", "您想说什么:多了 3 个字。请写 20 个字以内。"),
        ({"choice": ""}, "choice", "公开:还没有选。请选一项。"),
        ({"choice": "x"}, "choice", "公开:“x”不在可选的里面。请从列出的里面选一项。"),
        ({"count": "十"}, "count", "件数:这样写读不出来。请照例子的样子写。"),
        ({"count": "10"}, "count", "件数:数太大。请写 9 或更小的数。"),
        ({"count": "0"}, "count", "件数:数太小。请写 1 或更大的数。"),
    ],
)
def test_complaints_say_where_what_and_what_to_do(
    changed: dict[str, str], field: str, sentence: str
) -> None:
    form = SayForm(GOOD | changed)
    assert errors_of(form) == {field: [sentence]}
    assert form.status == 422


def test_complaints_in_english() -> None:
    with translation.override("en"):
        form = SayForm(GOOD | {"count": "10"})
        assert errors_of(form)["count"] == ["件数: The number is too large. Write 9 or less."]


def test_fault_of_an_action_stands_at_its_field() -> None:
    form = SayForm(GOOD)
    assert form.is_valid()
    assert form.status == 200
    form.add_fault(Invalid("kernel.number", where="subject", given="7"))
    assert errors_of(form) == {"subject": ["事由:“7”不是编号。请照回执写,样子是 2103-0481。"]}
    assert form.status == 422


def test_several_faults_each_at_its_place() -> None:
    form = SayForm(GOOD)
    form.add_fault(
        InvalidMany((Fault("kernel.text", "words", {}), Fault("kernel.token", "elsewhere", {})))
    )
    assert set(form.errors) == {"words", "__all__"}


def test_fault_of_a_form_that_was_not_posted() -> None:
    form = SayForm()
    form.add_fault(Invalid("kernel.token"))
    assert set(form.errors) == {"__all__"}


def test_fields_that_are_not_declared_change_nothing() -> None:
    form = SayForm(GOOD | {"state": "concluded", "is_superuser": "1"})
    assert form.is_valid()
    declared = {"words", "subject", "telephone", "choice", "count", "secret", "photos"}
    assert set(form.cleaned_data) == declared | {"key", "seen"}


def test_kept_uploads_survive_and_can_be_removed() -> None:
    first, second, dropped = new_token(), new_token(), new_token()
    data = QueryDict(mutable=True)
    data.update(GOOD | {"words": ""})
    data.setlist("kept", [first, dropped, first, "not a token"])
    data.setlist("drop", [dropped])
    files = photos(b"x")
    form = SayForm(data, files)
    form.keep_uploads("photos", lambda _upload: Stored(second))
    assert not form.is_valid()
    assert form.kept == [first, second]
    assert [file.token for file in form.kept_files] == [first, second]  # type: ignore[attr-defined]


def test_upload_that_is_refused_is_a_fault_of_its_field() -> None:
    def refuse(upload: UploadedFile[bytes]) -> Stored:
        raise Invalid("forms.empty", where="upload", name=upload.name)

    files = photos(b"")
    form = SayForm(GOOD, files)
    form.keep_uploads("photos", refuse)
    assert errors_of(form) == {"photos": ["照片:文件是空的。请换一个文件。"]}
    assert form.kept == []


def test_draft_fills_the_same_form() -> None:
    token = new_token()
    draft = {"words": ["路灯"], "choice": ["closed"], "key": [KEY], "seen": ["3"], "kept": [token]}
    form = SayForm(draft=draft, seen=9)
    assert form["words"].value() == "路灯"
    assert form["choice"].value() == "closed"
    assert str(form["key"].value()) == KEY
    assert form["seen"].value() == 9
    assert form.kept == [token]


texts = st.text(st.characters(codec=None), max_size=60)  # surrogates and controls too
names = st.sampled_from([*SayForm().fields, "kept", "drop", "other", "csrfmiddlewaretoken"])


@given(st.dictionaries(names, st.lists(texts, max_size=3)))
@settings(max_examples=200, deadline=None)
def test_no_text_raises_anything_but_faults(posted: dict[str, list[str]]) -> None:
    form = SayForm(MultiValueDict(posted))
    form.is_valid()
    shown = str(form) + str(form.errors) + "".join(form.kept)
    shown.encode()
    assert str(form["key"].value())


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_no_bytes_raise_anything_but_faults(body: bytes) -> None:
    form = SayForm(QueryDict(body))
    assert not form.is_valid() or form.key.int >= 0
    str(form).encode()


@given(st.binary(max_size=60), names)
@settings(max_examples=200, deadline=None)
def test_no_bytes_in_a_field_raise_anything_but_faults(value: bytes, name: str) -> None:
    data = QueryDict(mutable=True)
    data.update(GOOD | {"key": str(uuid4())})
    data[name] = QueryDict(b"v=" + value.replace(b"&", b"%26")).get("v", "")
    form = SayForm(data)
    assert form.is_valid() or form.errors
    str(form).encode()


def test_choices_of_the_parameters_are_said_in_the_readers_language() -> None:
    listed = [Choice("normal", "一般", "Normal"), Choice("urgent", "紧急", "Urgent")]
    assert pairs(listed) == [("normal", "一般"), ("urgent", "紧急")]
    with translation.override("en"):
        assert pairs(listed, empty="") == [("", ""), ("normal", "Normal"), ("urgent", "Urgent")]
