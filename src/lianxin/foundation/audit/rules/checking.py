"""Checks seals and their rows one after another and says what is wrong and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lianxin.foundation.audit.rules.hashing import FIRST, SealContent, Tree, leaf

KEPT = 1_000
"""Findings that are kept; the rest is only counted."""


class Wrong(StrEnum):
    """What can be wrong."""

    CHANGED = "changed"
    """A row, or what its link says of it, is not what was sealed."""
    REMOVED = "removed"
    """A sealed row, or its link, is gone."""
    INSERTED = "inserted"
    """A row came in behind the seals."""
    SWAPPED = "swapped"
    """Two rows stand in each other's place."""
    SEAL = "seal"
    """A seal itself was edited, or is missing in the middle."""
    CUT = "cut"
    """The newest seals are gone."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One wrong place; what does not apply is None."""

    wrong: Wrong
    seal: int | None = None
    position: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """A link with the line of its row, which is None when the row is gone."""

    seal: int
    position: int
    row: int
    digest: bytes
    line: bytes | None


class Chain:
    """Takes seals in order, each with its links in order, and gathers what is wrong."""

    def __init__(self) -> None:
        """Start before the first seal."""
        self.rows = 0
        self.seals = 0
        self.wrongs = 0
        self.horizon = 0
        self.findings: list[Finding] = []
        self._mismatched: list[tuple[Finding, Linked]] = []
        self._number = 0
        self._hashes: tuple[bytes, ...] = (FIRST,)

    def wrong(self, finding: Finding, *, times: int = 1) -> None:
        """Count a finding, and keep it unless there are too many."""
        self.wrongs += times
        if times and len(self.findings) < KEPT:
            self.findings.append(finding)

    def take(self, seal: SealContent, kept_hash: bytes, links: Sequence[Linked]) -> None:
        """Check one seal against the one before, and its rows against it."""
        known = self.wrongs
        if seal.number != self._number + 1:
            self.wrong(Finding(Wrong.SEAL, seal=self._number + 1))
        elif seal.hash != kept_hash or seal.horizon < self.horizon:
            self.wrong(Finding(Wrong.SEAL, seal=seal.number))
        elif seal.previous not in self._hashes:
            self.wrong(Finding(Wrong.SEAL, seal=max(self._number, 1)))
        root = self._links(seal, links)
        if self.wrongs == known and root != seal.root:
            self.wrong(Finding(Wrong.CHANGED, seal=seal.number))
        self._number, self.horizon = seal.number, seal.horizon
        self._hashes = (kept_hash, seal.hash)
        self.seals += 1

    def _links(self, seal: SealContent, links: Sequence[Linked]) -> bytes:
        tree = Tree()
        place, last = 0, 0
        for link in links:
            if link.position != place and place < seal.rows:
                self.wrong(Finding(Wrong.REMOVED, seal.number, place))
            self._link(seal, link, last)
            tree.add(link.digest)
            place, last = link.position + 1, link.row
        if place < seal.rows:
            self.wrong(Finding(Wrong.REMOVED, seal.number, place))
        self.rows += len(links)
        return tree.root

    def _link(self, seal: SealContent, link: Linked, last: int) -> None:
        """Check one link: inside its seal, in order, and its row as it was sealed."""
        if not 0 <= link.position < seal.rows:
            self.wrong(Finding(Wrong.INSERTED, link.seal, link.position, link.row))
        elif link.line is None:
            self.wrong(Finding(Wrong.REMOVED, link.seal, link.position, link.row))
        elif leaf(link.line) != link.digest:
            finding = Finding(Wrong.CHANGED, link.seal, link.position, link.row)
            self.wrong(finding)
            if len(self._mismatched) < KEPT:
                self._mismatched.append((finding, link))
        elif link.row <= last:
            self.wrong(Finding(Wrong.SWAPPED, link.seal, link.position, link.row))

    def first(self) -> Finding | None:
        """Give the first wrong place; a changed row that stands elsewhere is swapped."""
        if not self.findings:
            return None
        found = self.findings[0]
        own = next((link for finding, link in self._mismatched if finding is found), None)
        others = [link for _, link in self._mismatched if link is not own]
        if own and any(_stand_for(own, other) for other in others):
            return Finding(Wrong.SWAPPED, found.seal, found.position, found.row)
        return found


def _stand_for(own: Linked, other: Linked) -> bool:
    """Tell whether a row is the other one, under its own or the other's id."""
    if own.line is None:
        return False
    renamed = b"%d\t%b" % (other.row, own.line.partition(b"\t")[2])
    return other.digest in {leaf(own.line), leaf(renamed)}
