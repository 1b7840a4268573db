"""Photos come in, are claimed by a matter, or go after a day."""

import hashlib
import os
import resource
import secrets
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from PIL import Image
from psycopg.errors import InsufficientPrivilege

from lianxin.foundation.audit.models import Row
from lianxin.foundation.files import actions, adapters, jobs
from lianxin.foundation.files.models import File
from lianxin.foundation.files.queries import Kept
from lianxin.foundation.files.rules import PhotoSize
from lianxin.foundation.kernel.actor import citizen, job
from lianxin.foundation.kernel.errors import Busy, Invalid, LianxinError, NoRight
from tests.conftest import AsRole
from tests.foundation.files import nasty
from tests.foundation.files.conftest import MATTER, SWEEPER, claim, keep, stored, upload

MEBIBYTE = 1024 * 1024


def test_photo_is_kept_unclaimed_in_both_sizes(loaded: Path) -> None:
    kept = keep(nasty.located(6, (2_400, 1_200)))
    assert (kept.name, kept.width, kept.height) == ("IMG_2041.jpg", 1_024, 2_048)
    record = File.objects.get()
    full = adapters.place(record.name, PhotoSize.FULL).read_bytes()
    assert hashlib.sha256(full).digest() == bytes(record.sha256)
    assert (record.about, record.bytes, record.created_on) == ("", len(full), localdate())
    assert len(stored(loaded)) == 2
    assert kept.token.encode() not in bytes(record.token_digest)
    for path in stored(loaded):
        content = path.read_bytes()
        assert nasty.PLACE not in content
        assert b"PlantedPhone" not in content


def test_upload_leaves_no_row_of_audit_and_no_minute(loaded: Path) -> None:
    keep()
    assert not Row.objects.filter(verb__startswith="files.").exists()
    columns = {field.get_internal_type() for field in File._meta.get_fields() if field.concrete}
    assert "DateTimeField" not in columns
    assert {path.stat().st_mtime % 60 for path in stored(loaded)} == {0}


@pytest.mark.parametrize("name", ["svg", "html named jpg", "cut jpeg", "png pixel flood"])
def test_refused_photo_leaves_nothing(loaded: Path, name: str) -> None:
    content, code = nasty.REFUSED[name]
    with pytest.raises(Invalid) as caught:
        keep(content, "holiday.jpg")
    assert caught.value.code == code
    assert not File.objects.exists()
    assert stored(loaded) == []


def test_size_is_limited_to_twenty_mebibytes(loaded: Path) -> None:
    whole = nasty.JPEG + b"\0" * (20 * MEBIBYTE - len(nasty.JPEG))
    assert keep(whole).bytes < 10_000
    with pytest.raises(Invalid) as caught:
        keep(whole + b"\0")
    assert caught.value.code == "files.bytes"
    assert caught.value.arguments == {"has": 20.1, "limit": 20}
    with pytest.raises(Invalid) as empty:
        keep(b"")
    assert empty.value.code == "files.empty"
    assert len(stored(loaded)) == 2


def test_large_upload_from_a_temporary_file_is_kept(loaded: Path) -> None:
    with TemporaryUploadedFile("a.png", "image/png", len(nasty.PNG), None) as large:
        large.write(nasty.PNG)
        large.seek(0)
        actions.keep_photo(by=SWEEPER, upload=large)
    assert len(stored(loaded)) == 2


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("照片 1.jpg", "照片 1.jpg"),
        ("../../etc/passwd", "passwd"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("a\u200b\x07.jpg", "a.jpg"),
        ("x" * 200 + ".jpg", "x" * 80),
        ("<script>.jpg", "<script>.jpg"),
    ],
)
def test_name_is_only_a_label(loaded: Path, sent: str, shown: str) -> None:
    assert keep(name=sent).name == shown
    assert all(path.name.endswith((".jpg", ".part")) for path in stored(loaded))


@pytest.mark.usefixtures("loaded")
def test_claimed_photos_belong_to_the_matter_in_order_and_lose_their_names() -> None:
    first, second = keep(), keep(nasty.PNG)
    ids = claim(second, first, second)
    records = [File.objects.get(id=each) for each in ids]
    assert [record.about for record in records] == [MATTER, MATTER]
    assert [record.label for record in records] == ["", ""]
    assert ids == sorted(ids, reverse=True)
    row = Row.objects.get(verb="files.claim")
    assert (row.object, row.facts) == (MATTER, {"photos": [record.name for record in records]})
    assert claim() == []


def claimed(*kept: Kept, limit: int = 10) -> LianxinError:
    with pytest.raises(Invalid) as caught:
        claim(*kept, limit=limit)
    assert caught.value.where == "photos"
    return caught.value


@pytest.mark.usefixtures("loaded")
def test_claim_refuses_what_is_gone_used_or_too_much() -> None:
    photos = [keep() for _ in range(3)]
    unknown = Kept("x" * 22, "", 0, 0, 0)
    assert claimed(photos[0], unknown).code == "files.gone"
    claim(photos[0])
    assert claimed(photos[0]).code == "files.used"
    fault = claimed(photos[1], photos[2], limit=1)
    assert (fault.code, fault.arguments) == ("files.count", {"added": 2, "limit": 1})
    assert File.objects.filter(about="").count() == 2
    claim(photos[1], limit=1)


@pytest.mark.usefixtures("loaded")
def test_claim_keeps_the_quota_of_a_matter() -> None:
    photo = keep()
    record = File.objects.get()
    size = 104_857_600 - record.bytes
    copy = {"name": "f" * 32, "content_type": "image/jpeg", "sha256": b"s", "bytes": size + 1}
    rest = {"width": 1, "height": 1, "token_digest": b"t", "created_on": record.created_on}
    File.objects.create(about=MATTER, **copy, **rest)
    fault = claimed(photo)
    assert (fault.code, fault.arguments) == ("files.quota", {"limit": 100})


@pytest.mark.usefixtures("loaded")
def test_who_lacks_the_right_adds_and_sweeps_nothing() -> None:
    with pytest.raises(NoRight):
        actions.keep_photo(by=job("other"), upload=upload())
    with pytest.raises(NoRight):
        actions.sweep(by=citizen(""))


def test_full_disk_keeps_nothing_half(loaded: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    large = nasty.saved(Image.effect_noise((900, 900), 90), "JPEG")
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        with pytest.raises(Busy) as caught:
            keep(large)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.code == "files.full"
    assert not File.objects.exists()
    assert stored(loaded) == []
    keep(large)


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("change", ["update", "delete"])
def test_claimed_photo_stays(change: str) -> None:
    claim(keep())
    records = File.objects.filter(about=MATTER)
    with pytest.raises(IntegrityError), transaction.atomic():
        records.delete() if change == "delete" else records.update(about="2103-0482")
    assert File.objects.get().about == MATTER


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "update files_file set name = 'x'",
        "update files_file set sha256 = 'x'",
        "update files_file set token_digest = 'x'",
        "truncate files_file",
        "alter table files_file disable trigger all",
    ],
)
def test_application_may_not_change_what_a_photo_is(as_role: AsRole, statement: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        as_role("lianxin_app").execute(statement)


def left(days: int, *, about: str = "", row: bool = True) -> str:
    """Leave a photo of some days ago; give its name."""
    name, day = secrets.token_hex(16), localdate() - timedelta(days=days)
    adapters.store(name, dict.fromkeys(PhotoSize, b"old"), day=day)
    facts = {"content_type": "image/jpeg", "sha256": b"s", "bytes": 3, "width": 1, "height": 1}
    if row:
        digest = name.encode()
        File.objects.create(name=name, about=about, created_on=day, token_digest=digest, **facts)
    return name


def names(folder: Path) -> set[str]:
    return {path.name.rpartition("-")[0] for path in stored(folder)}


def test_sweep_drops_what_nobody_claimed_after_a_day_and_files_without_a_row(
    loaded: Path,
) -> None:
    stays = {left(0), left(1), left(40, about=MATTER), left(0, row=False), left(1, row=False)}
    goes = [left(2), left(9), left(2, row=False)]
    half = adapters.place("cd" * 16, PhotoSize.SMALL).with_suffix(".part")
    half.parent.mkdir(parents=True, exist_ok=True)
    half.write_bytes(b"half")
    os.utime(half, (0, 0))
    assert names(loaded) == {*stays, *goes, "cd" * 16}
    assert actions.sweep(by=SWEEPER) == actions.Dropped(unclaimed=2, orphans=2)
    assert names(loaded) == stays
    assert set(File.objects.values_list("name", flat=True)) <= stays
    assert Row.objects.get(verb="files.sweep").facts == {"unclaimed": 2}
    jobs.sweep(0)
    assert names(loaded) == stays
    assert Row.objects.filter(verb="files.sweep").count() == 1


@pytest.mark.usefixtures("loaded")
def test_sweep_of_an_empty_folder_does_nothing() -> None:
    assert actions.sweep(by=SWEEPER) == actions.Dropped(unclaimed=0, orphans=0)
