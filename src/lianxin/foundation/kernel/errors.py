"""Typed errors: each says what was wrong, where, and (through its code) what to do.

An error carries a code and arguments; the sentence for people stands in a room's
``words`` under that code, in Chinese and English.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


class LianxinError(Exception):
    """The root of every error that a person can do something about.

    ``code`` names the sentence (``"matters.not_yours"``), ``where`` the field, column or
    record (``"telephone"``, ``"2103-0481"``; empty for the whole act), ``arguments`` fill
    the sentence. ``status`` is the HTTP status a face answers with.
    """

    status: ClassVar[int] = 400

    def __init__(self, code: str, *, where: str = "", **arguments: object) -> None:
        """Keep the code, the place and the arguments of the sentence."""
        super().__init__(code, where, arguments)
        self.code = code
        self.where = where
        self.arguments: Mapping[str, object] = arguments

    def __str__(self) -> str:
        """Give one line for logs: code, place, arguments."""
        parts = [self.code]
        if self.where:
            parts.append(f"at {self.where}")
        parts += [f"{name}={value!r}" for name, value in self.arguments.items()]
        return " ".join(parts)


class Invalid(LianxinError):
    """A value that was given cannot be taken; ``where`` names its field or column."""

    status = 422


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a value among several: code, place, arguments."""

    code: str
    where: str
    arguments: Mapping[str, object]


class InvalidMany(Invalid):
    """Several values cannot be taken at once; ``faults`` lists each with its place."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Take the faults; the first one names the error."""
        first = faults[0]
        super().__init__(first.code, where=first.where, **first.arguments)
        self.faults = faults


class NotFound(LianxinError):
    """The record is absent, or outside what the actor may see: the same answer for both."""

    status = 404


class NoRight(LianxinError):
    """The actor lacks the right; the sentence says who has it."""

    status = 403


class Refused(LianxinError):
    """The act is not possible in this state; the sentence says who can and when."""

    status = 409


class NotYet(Refused):
    """The act is possible only from ``until`` on; a job comes back then."""

    def __init__(self, code: str, *, until: datetime, where: str = "") -> None:
        """Keep the moment from which the act is possible."""
        super().__init__(code, where=where, until=until)
        self.until = until


class Conflict(LianxinError):
    """Someone else changed the record meanwhile.

    ``seen`` and ``now`` are the versions; the page shows both texts and the acts since.
    """

    status = 409

    def __init__(self, *, where: str, seen: int, now: int) -> None:
        """Keep the version the person saw and the version that stands now."""
        super().__init__("kernel.conflict", where=where, seen=seen, now=now)
        self.seen = seen
        self.now = now


class KeyReused(LianxinError):
    """The same submission key came with different content."""

    status = 409

    def __init__(self) -> None:
        """Take no detail: the digest of either content is nobody's business."""
        super().__init__("kernel.key_reused")


class TooMany(LianxinError):
    """Too many tries; ``retry_after`` is in whole seconds."""

    status = 429

    def __init__(self, code: str, *, retry_after: int, where: str = "") -> None:
        """Keep the seconds to wait."""
        super().__init__(code, where=where, retry_after=retry_after)
        self.retry_after = retry_after


class Busy(LianxinError):
    """The service cannot take this now; nothing was stored and a retry is safe."""

    status = 503


class OutcomeUnknown(LianxinError):
    """The answer to a commit was lost: a retry under the same key tells what happened."""

    status = 503

    def __init__(self) -> None:
        """Name the one sentence of this case."""
        super().__init__("kernel.outcome_unknown")
