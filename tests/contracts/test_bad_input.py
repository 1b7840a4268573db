"""Whatever is sent, the answer is a clear page, never a fault of ours (SECURITY section 4)."""

import html
import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signing import TimestampSigner
from django.test import Client

from lianxin.consultation.matters.models import Matter
from lianxin.foundation.audit.models import Submission
from lianxin.foundation.faces import form_token, network
from tests.contracts.answering import WORDS, check, client_of, filled
from tests.contracts.crawling import crawl
from tests.contracts.reaching import Fields, Form, forms_of, send
from tests.contracts.test_objects import PLAIN, cases
from tests.contracts.world import Life, signed_in
from tests.corpus import TEXTS
from tests.foundation.faces.reading import fields_of, words_of
from tests.foundation.files.nasty import located

WHO = ("", "clerk", "officer", "dispatcher", "supervisor", "system")
BODY = 1024 * 1024
SHARES = 6
"""Each form gets one of so many shares of the corpus: enough for all, and quick."""


def found_forms(who: str, near: Life, far: Life) -> list[Form]:
    """Give each kind of form that somebody meets."""
    client = client_of(who)
    start = (PLAIN - {"/sign-out"}) | {at.inside for _, at in cases(near, far)}
    start |= {f"/confirm/{near.link}"}
    pages = list(crawl(client, start if who else start - {"/desk"}))
    if not who:
        opened = client.post("/follow", {"code": near.code, "key": str(uuid4())})
        pages.append(("/follow", opened, ""))
        said = client.post("/say", filled(client, "/say", telephone="13847200481"))
        pages.append(("/say", said, ""))
    kinds = {form.shape: form for path, answer, _ in pages for form in forms_of(answer, path)}
    return list(kinds.values())


def fresh(form: Form) -> Fields:
    """Give the form's values under a new key."""
    fields = {name: list(values) for name, values in form.values.items()}
    if "key" in fields:
        fields["key"] = [str(uuid4())]
    return fields


def hostile(form: Form, turn: int) -> Iterator[Fields]:
    """Fill a form with every sixth text of the corpus; the next form gets the next sixth."""
    names, texts = form.visible, TEXTS[turn % SHARES :: SHARES]
    for start in range(0, len(texts) if names else 0, max(1, len(names))):
        fields = fresh(form)
        for place, name in enumerate(names):
            fields[name] = [texts[(start + place) % len(texts)]]
        yield fields


def misshapen(form: Form) -> Iterator[Fields]:
    """Leave out, double and misname fields; tamper with what is hidden."""
    odd = ["x", "\u202e{0}%s\ud800路\u0000灯" + "9" * 300]
    for name in form.hidden:
        yield {one: values for one, values in fresh(form).items() if one != name}
        yield {**fresh(form), name: odd}
    yield {**fresh(form), **dict.fromkeys(form.visible, odd)}
    yield {name: values for name, values in fresh(form).items() if name in form.hidden}
    yield {f"{name}[]": ["1"] for name in form.values}
    yield {
        **fresh(form),
        **{f"{name}__in": ["1"] for name in form.values},
        "\ud800\x00": ["\ud800"],
        "": [""],
    }


def test_no_form_meets_a_text_it_cannot_answer(near: Life, far: Life) -> None:
    known: set[object] = set()
    for who in WHO:
        forms = [form for form in found_forms(who, near, far) if form.shape not in known]
        known |= {form.shape for form in forms}
        client = client_of(who)
        for turn, form in enumerate(forms):
            network.POSTS.forget()
            own = client if form.action != "/sign-in" else Client()
            for fields in (*hostile(form, turn), *misshapen(form)):
                answer = send(own, form.action, fields)
                check(answer, (who, form.action, fields))
    assert len(known) > 20, known


def tidied(text: str) -> str:
    """Give words as they are kept: composed, one kind of line end, no controls."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        letter
        for letter in lines
        if letter in "\n\t" or not (ord(letter) < 32 or 127 <= ord(letter) < 160)
    )
    return unicodedata.normalize("NFC", kept).strip()


@pytest.mark.usefixtures("near")
def test_words_are_kept_literally_or_given_back() -> None:
    visitor = Client()
    for number, text in enumerate(TEXTS):
        if number % 50 == 0:
            network.POSTS.forget()
        fields = filled(visitor, "/say") | {"words": [text], "place": [text]}
        before = Matter.objects.count()
        answer = send(visitor, "/say", fields)
        check(answer, text)
        if answer.status_code == 200:
            matter = Matter.objects.latest("id")
            assert Matter.objects.count() == before + 1
            kept = matter.wordings.get(seq=1, face="original").body
            assert kept == tidied(text.encode("utf-8", "surrogatepass").decode(errors="replace"))
        else:
            assert answer.status_code == 422, repr(text)
            assert Matter.objects.count() == before
            again = fields_of(answer)
            assert again["key"] == fields["key"]
            rest = tidied(re.sub("[\x00\ud800-\udfff]", "", text))
            assert html.unescape(again["words"][0]).strip() == rest, repr(text)


@pytest.mark.usefixtures("near")
@pytest.mark.parametrize("length", [20_001, 100_000, 300_000])
def test_too_many_words_come_back_whole(length: int) -> None:
    visitor = Client()
    fields = filled(visitor, "/say") | {"words": ["路" * length]}
    answer = visitor.post("/say", fields)
    assert answer.status_code == 422
    assert re.search(r"多了 [\d,]+ 个字", words_of(answer))
    assert fields_of(answer)["words"] == ["路" * length]


@pytest.mark.usefixtures("near")
def test_a_body_above_the_ceiling_is_told_on_a_page() -> None:
    visitor = Client()
    fields = filled(visitor, "/say") | {"words": ["a" * (BODY + 1)]}
    urlencoded = send(visitor, "/say", fields)
    assert urlencoded.status_code == 413
    check(urlencoded, "urlencoded")
    assert "文件" in words_of(urlencoded)
    multipart = visitor.post("/say", fields)
    assert multipart.status_code in {400, 413}
    check(multipart, "multipart")


@pytest.mark.usefixtures("near")
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"&".join(b"a%d=1" % place for place in range(201)), "application/x-www-form-urlencoded"),
        (b"words=" + "路灯坏了".encode("gb18030"), "application/x-www-form-urlencoded"),
        (b"words=%GG%&=%&&;==", "application/x-www-form-urlencoded; charset=gb18030"),
        (b"words=1", "application/x-www-form-urlencoded; charset=nonsense"),
        (b"words=1", "application/x-www-form-urlencoded; charset=idna"),
        (
            b'--x\r\nContent-Disposition: form-data; name="words"\r\n\r\nabc',
            "multipart/form-data; boundary=x",
        ),
        (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data; boundary=" + "x" * 300),
        (b"x", "multipart/form-data; boundary=\xff"),
        (
            (
                b'--x\r\nContent-Disposition: form-data; name="words"\r\n'
                b"Content-Transfer-Encoding: base64\r\n\r\n!!!\r\n--x--"
            ),
            "multipart/form-data; boundary=x",
        ),
        (
            (
                b'--x\r\nContent-Disposition: form-data; name="photos"; filename="../\x00a.jpg"\r\n'
                b"Content-Type: image/jpeg\r\n\r\nabc\r\n--x--"
            ),
            "multipart/form-data; boundary=x",
        ),
        (
            (
                b'--x\r\nContent-Disposition: form-data; name="words"; filename="a.txt"\r\n\r\n'
                b"abc\r\n--x--"
            ),
            "multipart/form-data; boundary=x",
        ),
        (b'{"words": {"a": [1]}}', "application/json"),
        (b"<x/>", "text/xml"),
        (b"\x00\xff\xfe", ""),
    ],
)
def test_no_body_is_unanswered(body: bytes, kind: str) -> None:
    visitor = Client(enforce_csrf_checks=True)
    for path in ("/say", "/follow", "/sign-in", "/display", "/follow/withdraw"):
        check(visitor.generic("POST", path, body, content_type=kind), (path, kind))


@pytest.mark.usefixtures("near")
@pytest.mark.parametrize("length", ["abc", "-1", "1e3", "9" * 40, "٣"])
def test_an_odd_length_is_no_fault_of_ours(length: str) -> None:
    answer = Client().post("/say", b"words=1", content_type="text/plain", CONTENT_LENGTH=length)
    check(answer, length)
    assert answer.status_code in {400, 413, 422}


@pytest.mark.usefixtures("near")
def test_eleven_photos_lose_neither_words_nor_photos() -> None:
    visitor = Client()
    photos = [SimpleUploadedFile(f"{n}.jpg", located(size=(8, 6))) for n in range(11)]
    answer = visitor.post("/say", {**filled(visitor, "/say"), "photos": photos})
    assert answer.status_code == 422
    assert "张" in words_of(answer)
    again = fields_of(answer)
    assert again["words"] == [WORDS]
    assert len(again["kept"]) == 11
    assert (
        visitor.post(
            "/say", {**again, "identity": "private", "drop": again["kept"][9:]}
        ).status_code
        == 200
    )


@pytest.mark.usefixtures("near")
def test_a_file_of_21_mib_is_told_at_its_field_and_the_rest_stays() -> None:
    visitor = Client()
    large = BytesIO(located() + b"\0" * (21 * BODY))
    large.name = "large.jpg"
    small = SimpleUploadedFile("small.jpg", located())
    answer = visitor.post("/say", {**filled(visitor, "/say"), "photos": [large, small]})
    assert answer.status_code == 422
    assert "最多 20 MB" in words_of(answer)
    again = fields_of(answer)
    assert again["words"] == [WORDS]
    assert len(again["kept"]) == 1


@pytest.mark.usefixtures("near")
def test_form_tokens_of_others_and_of_long_ago_keep_the_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    visitor = Client(enforce_csrf_checks=True)
    own = filled(visitor, "/say")
    field = form_token.FIELD
    staff = fields_of(signed_in("officer", checks=True).get("/desk/settings/password"))[field]
    foreign = TimestampSigner(salt="other").sign("x.y")
    for token in ([], [""], ["x"], ["路:灯:\x00"], [foreign], staff, [own[field][0] + "A"]):
        answer = send(visitor, "/say", {**own, field: token})
        assert answer.status_code == 409, token
        check(answer, token)
        kept = fields_of(answer)
        assert kept["words"] == [WORDS]
        assert kept["key"] == own["key"]
        assert kept[field] != own[field]
    far_sent = visitor.post("/say", own, headers={"Origin": "https://evil.example"})
    assert far_sent.status_code == 409
    crossed = visitor.post("/say", own, headers={"Sec-Fetch-Site": "cross-site"})
    assert crossed.status_code == 409
    with monkeypatch.context() as later:
        later.setattr("time.time", lambda: 4_000_000_000.0)
        old = visitor.post("/say", own)
        assert old.status_code == 409
        assert "太久" in words_of(old)
    assert not Submission.objects.filter(key=own["key"][0]).exists()
    assert visitor.post("/say", kept).status_code == 200
