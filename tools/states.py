"""Writes ``docs/states``: the table of moves as a picture and as a list, from the rules themselves.

``python -m tools.states`` writes the page anew; a test compares it with the rules.
"""

from collections.abc import Iterator
from pathlib import Path

from lianxin.consultation.matters.kinds import KINDS
from lianxin.consultation.matters.rules.stages import MOVES
from lianxin.consultation.matters.rules.states import OWNER, State, Verb

PAGE = Path(__file__).parent.parent / "docs" / "states" / "matter.md"
HEAD = """# Where a matter can go

Written by `python3 run python -m tools.states` from `matters/rules/stages.py`; not by hand.

The state is the matter's; who owns it is the role of its one open leg. A kind narrows this
table and never adds to it.

"""


def page() -> str:
    """Give the whole page."""
    parts = [picture(), owners(), moves(), *(kind(code) for code in sorted(KINDS))]
    return HEAD + "\n".join(parts)


def edges() -> dict[tuple[State, State], list[Verb]]:
    """Give the verbs between two different states, in the table's order."""
    found: dict[tuple[State, State], list[Verb]] = {}
    for move in MOVES:
        for source in sorted(move.sources):
            for target in sorted(move.targets - {source}):
                verbs = found.setdefault((source, target), [])
                if move.verb not in verbs and move.verb is not Verb.TAKE_BACK:
                    verbs.append(move.verb)
    return {pair: verbs for pair, verbs in found.items() if verbs}


def picture() -> str:
    """Give the diagram; acts taken back are left to the list."""
    order = list(State)
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> new: intake"]
    pairs = sorted(edges().items(), key=lambda item: [order.index(state) for state in item[0]])
    lines += [f"    {a} --> {b}: {', '.join(verbs)}" for (a, b), verbs in pairs]
    return "\n".join([*lines, "    concluded --> [*]", "```", ""])


def owners() -> str:
    """Give whose turn it is in each state."""
    rows = (f"| {state} | {OWNER.get(state, 'none')} |" for state in State)
    return "\n".join(["| state | role of the open leg |", "|---|---|", *rows, ""])


def moves() -> str:
    """Give every row of the table."""
    return "\n".join(["| verb | who | from | to |", "|---|---|---|---|", *_rows(), ""])


def _rows() -> Iterator[str]:
    for move in MOVES:
        who, targets = ", ".join(sorted(move.who)), _listed(move.targets) or "stays"
        yield f"| {move.verb} | {who} | {_listed(move.sources)} | {targets} |"


def _listed(states: frozenset[State]) -> str:
    return ", ".join(state for state in State if state in states)


def kind(code: str) -> str:
    """Give what a kind leaves out."""
    return f"A **{code}** leaves out: {', '.join(sorted(KINDS[code].refuses)) or 'nothing'}.\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
