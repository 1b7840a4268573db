"""What one line of a list tells: a matter's and its open turn's columns, as records or as rows.

A record costs ten times what a row costs; a list reads rows, a page of one matter has the records.
"""

from datetime import date, datetime
from typing import NamedTuple, Protocol


class MatterTold(Protocol):
    """What badges and clocks ask of a matter."""

    @property
    def number(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def urgency(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def unit_id(self) -> int | None: ...
    @property
    def first_receiver_id(self) -> int: ...
    @property
    def outcome(self) -> str: ...
    @property
    def answer(self) -> str: ...
    @property
    def due(self) -> datetime | None: ...
    @property
    def replied_at(self) -> datetime | None: ...
    @property
    def concluded_at(self) -> datetime | None: ...
    @property
    def registered_on(self) -> date: ...
    @property
    def registered_at(self) -> datetime: ...


class LegTold(Protocol):
    """What badges and clocks ask of an open turn."""

    @property
    def id(self) -> int: ...
    @property
    def matter_id(self) -> int: ...
    @property
    def unit_id(self) -> int: ...
    @property
    def state(self) -> str: ...
    @property
    def started_at(self) -> datetime: ...
    @property
    def first_due(self) -> datetime | None: ...
    @property
    def due(self) -> datetime | None: ...
    @property
    def provisional(self) -> bool: ...


class MatterLine(NamedTuple):
    """The columns of a matter that its line tells."""

    id: int
    number: str
    kind: str
    category: str
    state: str
    urgency: str
    source: str
    subject: str
    unit_id: int | None
    first_receiver_id: int
    outcome: str
    answer: str
    due: datetime | None
    replied_at: datetime | None
    concluded_at: datetime | None
    registered_on: date
    registered_at: datetime


class LegLine(NamedTuple):
    """The columns of an open turn that its line tells."""

    id: int
    matter_id: int
    unit_id: int
    state: str
    started_at: datetime
    first_due: datetime | None
    due: datetime | None
    provisional: bool
