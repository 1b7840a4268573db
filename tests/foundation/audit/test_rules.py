"""Hashes of rows and seals, against the plain definition of RFC 6962."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from lianxin.foundation.audit.rules.checking import Chain, Finding, Linked, Wrong
from lianxin.foundation.audit.rules.hashing import FIRST, SealContent, Tree, leaf, root_of


def plain_root(leaves: list[bytes]) -> bytes:
    """Give the root as RFC 6962, section 2.1, defines it, by splitting."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = plain_root(leaves[:split]), plain_root(leaves[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()


@given(st.lists(st.binary(max_size=8), max_size=40))
def test_growing_tree_equals_the_definition(lines: list[bytes]) -> None:
    """Leaf by leaf or by splitting: the same root, in memory of one hash a level."""
    leaves = [leaf(line) for line in lines]
    assert root_of(leaves) == plain_root(leaves)


def test_known_values() -> None:
    """The empty tree and one empty leaf, as in the test vectors of RFC 6962 logs."""
    assert Tree().root.hex().startswith("e3b0c44298fc1c149afbf4c8996fb924")
    assert leaf(b"").hex().startswith("6e340b9cffb37a989ca544e6bb780a2c")


def chain_of(
    batches: list[list[bytes]],
) -> list[tuple[SealContent, list[Linked]]]:
    """Seal batches of lines."""
    previous, row, made = FIRST, 0, []
    for number, lines in enumerate(batches, 1):
        links = []
        for position, line in enumerate(lines):
            row += 1
            named = b"%d\t%b" % (row, line)
            links.append(Linked(number, position, row, leaf(named), named))
        root = root_of(link.digest for link in links)
        seal = SealContent(number, "1.5", len(lines), number, root, previous)
        previous = seal.hash
        made.append((seal, links))
    return made


BATCHES = st.lists(st.lists(st.binary(max_size=4), min_size=1, max_size=6), min_size=1, max_size=5)


@given(BATCHES, st.data())
def test_whole_chain_has_no_finding_and_a_flipped_line_is_named(
    batches: list[list[bytes]], data: st.DataObject
) -> None:
    """Any one row that differs is named; the rest is not blamed."""
    sealed = chain_of(batches)
    seal, links = data.draw(st.sampled_from(sealed))
    wrong = data.draw(st.sampled_from(links))
    whole, broken = Chain(), Chain()
    for content, rows in sealed:
        whole.take(content, content.hash, rows)
        changed = [
            Linked(link.seal, link.position, link.row, link.digest, b"%d\tother!" % link.row)
            if link is wrong
            else link
            for link in rows
        ]
        broken.take(content, content.hash, changed)
    assert (whole.wrongs, whole.first()) == (0, None)
    assert broken.findings == [Finding(Wrong.CHANGED, seal.number, wrong.position, wrong.row)]
