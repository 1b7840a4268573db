"""Import of messages that were said and answered elsewhere, through the same actions."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection

from lianxin.consultation.matters.actions.answering import reply, send
from lianxin.consultation.matters.actions.clocks import deadline
from lianxin.consultation.matters.actions.handling import accept
from lianxin.consultation.matters.actions.intake import Said, intake
from lianxin.consultation.matters.actions.judging import CONFIRM_WINDOW, conclude
from lianxin.consultation.matters.actions.triage import dispatch
from lianxin.consultation.matters.models import ImportBatch, ImportRow, Matter
from lianxin.consultation.matters.rules.importing import Message
from lianxin.foundation.audit.actions import Batch, act, batch
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.kernel.actor import Actor, FixedAuthority, job
from lianxin.foundation.kernel.errors import NoRight, NotFound, Refused
from lianxin.foundation.kernel.ids import draw_numbers
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units.queries import directory

AT_ONCE = 500
"""Messages that are written together; memory stays flat."""
SENDER = job("import", Right.MATTERS_SEND)
OUTCOME = "explained"
"""What an imported reply counts as: nothing says that anything was mended."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: its code (empty when nothing was new), new and known rows."""

    code: str
    new: int
    known: int


def import_messages(
    *,
    by: Actor,
    name: str,
    messages: Iterable[Message],
    unit: str,
    progress: Callable[[int], None] | None = None,
) -> Imported:
    """Take messages in with their own dates; those with a reply are answered by ``unit``.

    All or nothing; a row that was imported before is left alone. ``progress`` is told how many
    are done. Raises NoRight, and what the actions raise.
    """
    if not by.holds(Right.MATTERS_IMPORT, unit):
        raise NoRight("matters.import_right", where=unit)
    messages = list(messages)
    with batch(by) as many:
        fresh = _unknown(messages)
        if not fresh:
            return Imported("", 0, len(messages))
        record = _record(by, name, fresh, unit)
        Importer(many, _bearer(by), record, unit).take_in(fresh, progress)
    return Imported(record.code, len(fresh), len(messages) - len(fresh))


def _unknown(messages: Sequence[Message]) -> list[Message]:
    """Give each new message once; two imports at a time wait for each other here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('matters.import', 0))")
    stored = ImportRow.objects.filter(digest__in=[message.digest for message in messages])
    known = {bytes(digest) for digest in stored.values_list("digest", flat=True)}
    return list({one.digest: one for one in messages if one.digest not in known}.values())


def _bearer(by: Actor) -> Actor:
    """Give the importer the rights that importing stands for, within its batch alone."""
    rights = frozenset(
        {
            Right.MATTERS_TAKE_DOWN,
            Right.MATTERS_READ,
            Right.MATTERS_DISPATCH,
            Right.MATTERS_HANDLE,
        }
    )
    return replace(by, authority=FixedAuthority(rights))


def _record(by: Actor, name: str, fresh: list[Message], unit: str) -> ImportBatch:
    with act(by, "matters.import") as work:
        taken = set(ImportBatch.objects.values_list("code", flat=True))
        month = clock.local_day(work.now)
        code = next(code for code in _codes(month, len(taken)) if code not in taken)
        record = ImportBatch(
            id=work.next_id(ImportBatch),
            code=code,
            name=name[:200],
            digest=hashlib.sha256(b"".join(one.digest for one in fresh)).digest(),
            unit_id=directory().by_code(unit).id,
            by_id=by.id,
            imported_at=work.now,
            rows=len(fresh),
        )
        work.add(record)
        work.row(object=code, facts={"file": name, "rows": len(fresh)})
    return record


def _codes(month: date, taken: int) -> Iterator[str]:
    while True:
        yield from draw_numbers(month, taken=taken)


class Importer:
    """Walks each message of one import through the actions."""

    def __init__(self, many: Batch, by: Actor, record: ImportBatch, unit: str) -> None:
        """Act for ``by`` within the batch ``many``; ``unit`` answers."""
        self.many = many
        self.by = by
        self.record = record
        self.unit = unit

    def take_in(self, fresh: list[Message], progress: Callable[[int], None] | None) -> None:
        """Take all in, writing some hundreds together so that memory stays flat."""
        for done, message in enumerate(fresh, start=1):
            number = self._walk(message)
            self._remember(message, number)
            if done % AT_ONCE == 0:
                self.many.flush()
                self._forget()
            if progress:
                progress(done)

    def _walk(self, message: Message) -> str:
        self.many.moment = message.said_at
        said = Said(
            words=message.words,
            subject=message.title[:120],
            origin=f"import:{self.record.code}#{message.line}",
        )
        by = self.by
        number = intake(by=by, said=said, source="import", first_receiver=self.unit).number
        if message.reply and message.replied_at is not None:
            dispatch(by=by, matter=number, to=self.unit)
            accept(by=by, matter=number)
            self.many.moment = message.replied_at
            reply(by=by, matter=number, words=signed(message), outcome=OUTCOME)
            send(by=by, matter=number)
            self._close(number, message.replied_at)
        return number

    def _close(self, number: str, replied_at: datetime) -> None:
        """Conclude where the citizen's window ended long ago without a word."""
        until = deadline(CONFIRM_WINDOW, replied_at).at
        with act(SENDER, "matters.import") as work:
            over = until <= work.now
        if over:
            self.many.moment = until
            conclude(by=SENDER, matter=number)

    def _remember(self, message: Message, number: str) -> None:
        with act(self.by, "matters.import") as work:
            matter = self.many.cache["matters", number].matter
            work.add(
                ImportRow(
                    batch=self.record,
                    line=message.line,
                    digest=message.digest,
                    matter=matter,
                    seq=matter.seq,
                )
            )

    def _forget(self) -> None:
        for key in [key for key in self.many.cache if key[0] == "matters"]:
            del self.many.cache[key]


def signed(message: Message) -> str:
    """Give the reply with the name of the agency that wrote it, which is not ours to take."""
    if not message.agency or message.agency in message.reply:
        return message.reply
    return f"{message.reply}\n——{message.agency}"


def undo_import(*, by: Actor, code: str) -> int:
    """Undo an import while nobody worked on what it brought; give how many matters went.

    Raises NotFound, NoRight, Refused("matters.import_touched") naming the matters.
    """
    with act(by, "matters.undo_import") as work:
        record = ImportBatch.objects.select_for_update().filter(code=code).first()
        if record is None:
            raise NotFound("matters.import_unknown", where=code)
        if not by.holds(Right.MATTERS_IMPORT, directory().by_id(record.unit_id).code):
            raise NoRight("matters.import_right", where=code)
        _check_untouched(record)
        with connection.cursor() as cursor:
            cursor.execute("SELECT public.matters_undo_import(%s)", [record.pk])
            gone = int(cursor.fetchone()[0])
        record.undone_at = work.now
        work.change(record, "undone_at")
        work.row(object=code, facts={"matters": gone})
    return gone


def _check_untouched(record: ImportBatch) -> None:
    """Hold every matter of an import, after who works on one; refuse if somebody did."""
    if record.undone_at is not None:
        raise Refused("matters.import_undone", where=record.code)
    rows = ImportRow.objects.filter(batch=record)
    held = Matter.objects.filter(imported__in=rows).order_by("pk")
    found = held.select_for_update(of=("self",)).values_list("number", "seq", "imported__seq")
    touched = [number for number, now, then in found if now != then]
    if touched:
        raise Refused("matters.import_touched", where=record.code, numbers=touched[:10])
