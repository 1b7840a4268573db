"""Photos come in judged and drawn anew, are claimed by a matter, or go after a day."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Sum
from django.utils.timezone import localdate

from lianxin.foundation.audit.actions import Work, act, retried
from lianxin.foundation.files import adapters
from lianxin.foundation.files.models import File
from lianxin.foundation.files.permissions import check_put, check_sweep
from lianxin.foundation.files.queries import PURPOSE, Kept, limits
from lianxin.foundation.files.rules import PHOTO_TYPE, PhotoSize, check_bytes, sniff
from lianxin.foundation.files.rules.judging import HEAD_BYTES, MEBIBYTE
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.kernel.tokens import new_token, token_digest
from lianxin.foundation.parameters import queries as parameters

NAME_BYTES = 16
LABEL_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Dropped:
    """How much a sweep cleared away."""

    unclaimed: int
    orphans: int


def keep_photo(*, by: Actor, upload: UploadedFile[bytes]) -> Kept:
    """Judge a photo by its content, draw it anew without any metadata, and store it unclaimed.

    The token that comes back is the only way to it until a matter claims it. No row of audit:
    it is nobody's yet, and the minute of an upload is not kept (SECURITY AY2).
    Raises NoRight, Invalid("files.*") at ``photos``, and Busy when it could not be stored.
    """
    check_put(by)
    today = localdate()
    bounds = limits(today)
    check_bytes(upload.size or 0, bounds)
    content = upload.read()
    drawn = adapters.draw(content, sniff(content[:HEAD_BYTES]), bounds)
    name = secrets.token_hex(NAME_BYTES)
    token = new_token()
    full = drawn.parts[PhotoSize.FULL]
    adapters.store(name, drawn.parts, day=today)
    with act(by, "files.keep") as work:
        check_put(by)
        record = File(
            name=name,
            content_type=PHOTO_TYPE,
            sha256=hashlib.sha256(full).digest(),
            bytes=len(full),
            width=drawn.width,
            height=drawn.height,
            label=_label(upload.name or ""),
            token_digest=token_digest(PURPOSE, token),
            about="",
            created_on=today,
        )
        work.add(record)
    return Kept(token, record.label, record.bytes, record.width, record.height)


def _label(name: str) -> str:
    return "".join(letter for letter in name if letter.isprintable())[:LABEL_CHARACTERS]


def claim(work: Work, tokens: Sequence[str], *, about: str, limit: int) -> list[int]:
    """Make unclaimed photos those of one matter, inside the caller's act; give their ids in order.

    ``limit`` is how many photos may come at once; all of a matter share its quota of bytes. One
    act claims once: what it claims is not seen before its end. Raises Invalid at ``photos``:
    ``files.count``, ``files.quota``, ``files.gone``, ``files.used``.
    """
    check_put(work.by)
    wanted = list(dict.fromkeys(token_digest(PURPOSE, token) for token in tokens))
    if not wanted:
        return []
    rows = File.objects.select_for_update(no_key=True).filter(token_digest__in=wanted)
    found = {bytes(record.token_digest): record for record in rows.order_by("id")}
    records = [_claimable(found.get(digest)) for digest in wanted]
    _check_room(records, about=about, limit=limit, on=localdate(work.now))
    for record in records:
        record.about, record.label = about, ""
        work.change(record, "about", "label")
    work.row(object=about, verb="files.claim", facts={"photos": [row.name for row in records]})
    return [record.pk for record in records]


def _claimable(record: File | None) -> File:
    if record is None:
        raise Invalid("files.gone", where="photos")
    if record.about:
        raise Invalid("files.used", where="photos")
    return record


def _check_room(records: Sequence[File], *, about: str, limit: int, on: date) -> None:
    if len(records) > limit:
        raise Invalid("files.count", where="photos", added=len(records), limit=limit)
    there = File.objects.filter(about=about).aggregate(size=Sum("bytes"))["size"] or 0
    quota = parameters.number("files.matter_bytes", on=on)
    if there + sum(record.bytes for record in records) > quota:
        raise Invalid("files.quota", where="photos", limit=quota // MEBIBYTE)


@retried
def sweep(*, by: Actor) -> Dropped:
    """Drop photos that nobody claimed within ``files.unclaimed_days``, and files without a row.

    Raises NoRight for anyone but the job.
    """
    check_sweep(by)
    with act(by, "files.sweep") as work:
        today = localdate(work.now)
        days = parameters.number("files.unclaimed_days", on=today)
        before = today - timedelta(days=days)
        unclaimed = File.objects.filter(about="", created_on__lt=before)
        names = list(unclaimed.select_for_update(skip_locked=True).values_list("name", flat=True))
        File.objects.filter(name__in=names, about="").delete()
        if names:
            work.row(object="files", facts={"unclaimed": len(names)})
    orphans = _orphans(before)
    for name in (*names, *orphans):
        adapters.remove(name)
    return Dropped(unclaimed=len(names), orphans=len(set(orphans) - set(names)))


def _orphans(before: date) -> list[str]:
    stored = list(adapters.stored_before(before))
    known = set(File.objects.filter(name__in=stored).values_list("name", flat=True))
    return [name for name in stored if name not in known]
