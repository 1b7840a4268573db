"""``lianxin audit verify``, ``lianxin audit seal`` and ``lianxin audit show``."""

import argparse
import json
import sys
from collections.abc import Callable

from django.db import connections
from django.utils import timezone

from lianxin.foundation.audit import words
from lianxin.foundation.audit.actions import seal
from lianxin.foundation.audit.queries import Entry, Finding, Verified, trail, verify
from lianxin.foundation.kernel.rights import Right

SEALER = "seal"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    parser = commands.add_parser("audit", help=str(words.HELP), description=str(words.HELP))
    parts = parser.add_subparsers(dest="part", required=True, metavar="PART")
    verifying = parts.add_parser(
        "verify", help=str(words.HELP_VERIFY), description=str(words.HELP_VERIFY)
    )
    verifying.add_argument("--anchor", default="", metavar="HASH", help=str(words.HELP_ANCHOR))
    verifying.set_defaults(run=run_verify, right=Right.AUDIT_READ)
    sealing = parts.add_parser("seal", help=str(words.HELP_SEAL), description=str(words.HELP_SEAL))
    sealing.set_defaults(run=run_seal, right=Right.AUDIT_SEAL)
    showing = parts.add_parser("show", help=str(words.HELP_SHOW), description=str(words.HELP_SHOW))
    showing.add_argument("word", metavar="NUMBER", help=str(words.HELP_WORD))
    showing.set_defaults(run=run_show, right=Right.AUDIT_READ)


def place(finding: Finding) -> str:
    """Give where a finding is."""
    known = (finding.seal is not None, finding.position is not None, finding.row is not None)
    sentence = {
        (True, True, True): words.PLACE_OF_ROW,
        (True, True, False): words.PLACE,
        (False, False, True): words.ROW,
    }.get(known, words.SEAL)
    return str(sentence).format(seal=finding.seal, position=finding.position, row=finding.row)


def lines_of(verified: Verified) -> list[str]:
    """Give the result in words."""
    if verified.first is None:
        whole = str(words.WHOLE).format(
            rows=verified.rows, seals=verified.seals, unsealed=verified.unsealed
        )
        newest = str(words.NEWEST).format(newest=verified.newest)
        return [whole, newest] if verified.newest else [whole]
    told = str(words.FIRST_WRONG).format(
        place=place(verified.first),
        wrong=words.WRONG[verified.first.wrong],
        count=verified.wrongs,
    )
    return [told, str(words.REMEDY)]


def shown_progress() -> Callable[[int, int], None] | None:
    """Give what shows the progress on a terminal; None elsewhere."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        text = str(words.DONE).format(done=f"{done:,}", total=f"{total:,}")
        sys.stderr.write(f"\r{text}" + ("\n" if done >= total else ""))
        sys.stderr.flush()

    return show


def run_verify(asked: argparse.Namespace) -> int:
    """Verify everything; the exit code is 1 when something is wrong."""
    verified = verify(anchor=asked.anchor, progress=shown_progress())
    sys.stdout.write("\n".join(lines_of(verified)) + "\n")
    return int(verified.first is not None)


def run_seal(_: argparse.Namespace) -> int:
    """Seal now."""
    if SEALER not in connections.settings:
        sys.stderr.write(f"{words.NO_SEALER}\n")
        return 1
    sys.stdout.write(str(words.SEALED).format(rows=seal(using=SEALER)) + "\n")
    return 0


def line_of(entry: Entry) -> str:
    """Give one row as a line: when, what, about what, by whom, why, facts, seal."""
    seal = str(words.UNSEALED) if entry.seal is None else str(words.SEAL).format(seal=entry.seal)
    parts = (
        timezone.localtime(entry.recorded_at).isoformat(timespec="seconds"),
        entry.verb,
        entry.object,
        " ".join(part for part in (entry.actor, entry.actor_name, entry.unit) if part),
        entry.reason,
        json.dumps(entry.facts, ensure_ascii=False) if entry.facts else "",
        seal,
    )
    return "\t".join(part.strip() for part in parts if part)


def run_show(asked: argparse.Namespace) -> int:
    """Print every row about a number, login or code; the exit code is 1 when there is none."""
    found = trail(asked.word)
    if not found:
        sys.stderr.write(str(words.NO_ROWS).format(word=asked.word) + "\n")
        return 1
    sys.stdout.write("\n".join(map(line_of, found)) + "\n")
    return 0
