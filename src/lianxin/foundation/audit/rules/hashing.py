"""How rows become one hash: leaves, the Merkle root of a batch, the chain of seals (RFC 6962).

A row's leaf is taken over its columns as ``COPY`` writes them in text: one line, tabs between
columns, escapes inside, so that no two rows give the same bytes.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

HASH_BYTES = 32
FIRST = bytes(HASH_BYTES)
"""What the first seal names as the one before it."""


def leaf(line: bytes) -> bytes:
    """Give the SHA-256 of a row's line."""
    return hashlib.sha256(b"\x00" + line).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A Merkle tree that grows leaf by leaf and keeps one hash a level."""

    def __init__(self) -> None:
        """Start without leaves."""
        self.size = 0
        self._peaks: list[tuple[int, bytes]] = []

    def add(self, digest: bytes) -> None:
        """Add a leaf on the right."""
        self.size += 1
        height = 0
        while self._peaks and self._peaks[-1][0] == height:
            digest = _node(self._peaks.pop()[1], digest)
            height += 1
        self._peaks.append((height, digest))

    @property
    def root(self) -> bytes:
        """Give the root; without leaves the SHA-256 of nothing."""
        if not self._peaks:
            return hashlib.sha256(b"").digest()
        digest = self._peaks[-1][1]
        for _, left in reversed(self._peaks[:-1]):
            digest = _node(left, digest)
        return digest


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Give the root over all leaves in their order."""
    tree = Tree()
    for digest in leaves:
        tree.add(digest)
    return tree.root


@dataclass(frozen=True, slots=True)
class SealContent:
    """What a seal says.

    ``sealed_at`` is in seconds since 1970 with six decimals, as text; ``horizon`` is the
    transaction id below which every row is sealed.
    """

    number: int
    sealed_at: str
    rows: int
    horizon: int
    root: bytes
    previous: bytes

    @property
    def hash(self) -> bytes:
        """Give the SHA-256 of the whole seal."""
        said = f"lianxin seal 1:{self.number}:{self.sealed_at}:{self.rows}:{self.horizon}:"
        return hashlib.sha256(said.encode() + self.root + self.previous).digest()
