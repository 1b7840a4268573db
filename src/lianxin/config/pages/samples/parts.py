"""What queries of rooms would prepare for each component: finished text, frozen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Badge:
    """A state in one adjective."""

    look: str
    text: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A named clock, its words and its absolute date."""

    look: str
    name: str
    text: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the worklist."""

    number: str
    subject: str
    kind: str
    unit: str
    source: str
    badge: Badge
    clock: Clock
    total: str
    act_text: str = ""
    act_href: str = ""
    href: str = "#worklist"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the timeline."""

    when: str
    iso: str
    what: str
    who: str = ""
    why: str = ""
    words: str = ""
    look: str = ""
    undo_href: str = ""
    undo_text: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A person or a unit."""

    text: str
    reveal_href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Half:
    """A photo of an evidence pair."""

    src: str
    href: str
    alt: str
    when: str
    who: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Photos before and after; a missing one is None."""

    caption: str
    before: Half | None
    after: Half | None


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab with its count."""

    href: str
    text: str
    count: int | None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition that is on."""

    text: str
    remove_href: str


@dataclass(frozen=True, slots=True)
class Pager:
    """Where the neighbor pages are."""

    previous_href: str
    next_href: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What was done, and how to take it back."""

    text: str
    look: str = ""
    undo_href: str = ""
    undo_text: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the stepper."""

    text: str
    look: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long piece of work is."""

    name: str
    text: str
    done: int
    whole: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where one can go, and what for."""

    href: str
    text: str
    what: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """An upload that is kept though the form had an error."""

    token: str
    name: str
    size: str
    src: str = ""
