"""Keeps each room's English catalogue: ``python3 run python -m tools.messages [--check]``.

Without an option the catalogues are written anew: messages that the code asks for, in the
order of the files, with the English that stands there already (or in another room); those that
nobody asks for any more go. With ``--check`` nothing is written: every missing, empty, fuzzy,
obsolete or contradicting message is named with file and line, and so is Chinese text of a page
that stands in no message.
"""

import argparse
import io
import re
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po, write_po

from tools import extracting
from tools.extracting import Message, Place

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "src" / "lianxin"
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
FLOORS = ("foundation", "consultation", "drugcontrol", "oversight")
SPEAKING = re.compile(r"/(pages|forms|words)(/\w+)?\.py$")
"""Modules whose Chinese strings are always read by people."""
FOR_DEVELOPERS = re.compile(r"/config/(pages/(gallery|samples)\.py|templates/gallery\.html)$")
"""The gallery of components: its samples are not read by the house's people."""
HOLES = re.compile(r"\{\w*\}|%\(\w+\)s")
HEADER = """\
# English of the room's messages. Written by tools.messages; the msgstr are by hand.
"""
ENGLISH_FORMS = 2


@dataclass(slots=True)
class Room:
    """One room's messages, as asked for and as its catalogue has them."""

    path: Path
    asked: dict[Message, list[Place]] = field(default_factory=dict)
    english: dict[Message, Entry] = field(default_factory=dict)

    @property
    def catalogue(self) -> Path:
        """Give the path of the catalogue."""
        return self.path / CATALOGUE


def rooms(house: Path = HOUSE) -> Iterator[Path]:
    """Give the folders that keep a catalogue of their own: each room, and the other floors."""
    for floor in sorted(path for path in house.iterdir() if (path / "__init__.py").is_file()):
        if floor.name in FLOORS:
            yield from sorted(p for p in floor.iterdir() if (p / "__init__.py").is_file())
        else:
            yield floor


def shown(path: Path) -> str:
    """Give a path as it is printed: from the project's root."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def read_room(path: Path) -> Room:
    """Read what a room's files ask for and what its catalogue answers."""
    room = Room(path)
    for file in extracting.files_of(path):
        find = extracting.in_python if file.suffix == ".py" else extracting.in_template
        for message, place in find(shown(file), file.read_text(encoding="utf-8")):
            room.asked.setdefault(message, []).append(place)
    if room.catalogue.is_file():
        with room.catalogue.open("rb") as stream:
            room.english = {_message(entry): entry for entry in read_po(stream) if entry.id}
    return room


def _message(entry: Entry) -> Message:
    text, plural = entry.id if isinstance(entry.id, tuple | list) else (entry.id, "")
    return Message(text, plural, entry.context or "")


def forms(entry: Entry) -> list[str]:
    """Give every form of an entry's English."""
    several = entry.string if isinstance(entry.string, tuple | list) else [entry.string]
    return [str(form or "") for form in several]


def _fault(message: Message, entry: Entry) -> str:
    english = forms(entry)
    if not all(english) or (message.plural and len(english) < ENGLISH_FORMS):
        return "no English"
    if entry.fuzzy:
        return "fuzzy English"
    wanted = set(HOLES.findall(message.text))
    if any(set(HOLES.findall(form)) - wanted for form in english):
        return "English has a placeholder of its own"
    return ""


def catalogue_faults(room: Room) -> Iterator[str]:
    """Name what a room's catalogue lacks or has too much."""
    for message, places in room.asked.items():
        entry = room.english.get(message)
        fault = "not in the catalogue" if entry is None else _fault(message, entry)
        if fault:
            yield f"{places[0]}: {fault}: {message.text!r}"
    for message, entry in room.english.items():
        if message not in room.asked:
            yield f"{shown(room.catalogue)}:{entry.lineno}: nobody asks for {message.text!r}"


def contradictions(house: list[Room]) -> Iterator[str]:
    """Name messages with two Englishes: the house has one catalogue in the end."""
    first: dict[tuple[str, str], tuple[Room, Entry]] = {}
    for room in house:
        for message, entry in room.english.items():
            other, known = first.setdefault((message.text, message.context), (room, entry))
            if forms(known)[0] != forms(entry)[0]:
                yield (
                    f"{shown(room.catalogue)}:{entry.lineno}: {forms(entry)[0]!r} for"
                    f" {message.text!r}, but {forms(known)[0]!r} in {shown(other.catalogue)}"
                )


def bare_text(path: Path) -> Iterator[str]:
    """Name Chinese text of a room's pages that stands in no message."""
    for file in extracting.files_of(path):
        source, name = file.read_text(encoding="utf-8"), shown(file)
        if FOR_DEVELOPERS.search(file.as_posix()):
            continue
        if file.suffix != ".py":
            found = extracting.bare_in_template(name, source)
        elif SPEAKING.search(file.as_posix()):
            found = extracting.bare_in_python(name, source)
        else:
            continue
        for text, place in found:
            yield f"{place}: Chinese outside of a message: {text[:60]!r}"


def faults(house: Path = HOUSE) -> list[str]:
    """Name every fault of every catalogue and page."""
    read = [read_room(path) for path in rooms(house)]
    lacking = [fault for room in read for fault in catalogue_faults(room)]
    bare = [fault for room in read for fault in bare_text(room.path)]
    return [*lacking, *contradictions(read), *bare]


def written(room: Room, elsewhere: dict[Message, Entry]) -> bytes:
    """Give a room's catalogue anew, with the English that is known."""
    catalogue = Catalog(locale="en", header_comment=HEADER, charset="utf-8")
    for message, places in sorted(room.asked.items(), key=lambda asked: asked[1][0]):
        known = room.english.get(message) or elsewhere.get(message)
        catalogue.add(
            (message.text, message.plural) if message.plural else message.text,
            known.string if known else None,
            locations=sorted({(place.path.partition("src/lianxin/")[2], 0) for place in places}),
            flags=sorted(known.flags & {"fuzzy"}) if known else (),
            context=message.context or None,
        )
    out = io.BytesIO()
    write_po(out, catalogue, width=98, include_lineno=False, omit_header=True)
    return f'{HEADER}msgid ""\nmsgstr ""\n{META}\n'.encode() + out.getvalue()


META = """"Content-Type: text/plain; charset=utf-8\\n"
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


def write(house: Path = HOUSE, *, only: Collection[str] = ()) -> Iterator[str]:
    """Write the catalogues of all rooms, or of those named, and name what changed."""
    read = [read_room(path) for path in rooms(house)]
    elsewhere = {message: entry for room in read for message, entry in room.english.items()}
    for room in read:
        if (only and room.path.name not in only) or not (room.asked or room.english):
            continue
        anew = written(room, elsewhere)
        if not room.catalogue.is_file() or room.catalogue.read_bytes() != anew:
            room.catalogue.parent.mkdir(parents=True, exist_ok=True)
            room.catalogue.write_bytes(anew)
            yield shown(room.catalogue)


def main() -> int:
    """Write the catalogues, or check them; 1 when something is wrong."""
    parser = argparse.ArgumentParser(description="Keep each room's English catalogue.")
    parser.add_argument("--check", action="store_true", help="write nothing, name every fault")
    parser.add_argument("room", nargs="*", help="only these rooms; all if none is given")
    given = parser.parse_args()
    lines = faults() if given.check else list(write(only=given.room))
    if given.room:
        lines = [line for line in lines if any(f"/{name}/" in line for name in given.room)]
    print("\n".join(lines) if lines else "nothing to name")
    return 1 if given.check and lines else 0


if __name__ == "__main__":
    sys.exit(main())
