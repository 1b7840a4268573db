"""``lianxin import``: bring in messages from a file, list imports, undo one."""

import argparse
import sys
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from lianxin.consultation.matters.actions.importing import import_messages, undo_import
from lianxin.consultation.matters.adapters import read_cells
from lianxin.consultation.matters.models import ImportBatch
from lianxin.consultation.matters.rules.importing import (
    Bounds,
    Message,
    guess_columns,
    read_row,
)
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.faces.sentences import tell
from lianxin.foundation.kernel.errors import Fault, Invalid
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units.queries import directory

SHOWN_FAULTS = 20
STEP = 200


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``import matters``, ``import list`` and ``import undo``."""
    words = "导入事项 · bring in matters from a file"
    group = commands.add_parser("import", help=words, description=words)
    acts = group.add_subparsers(dest="act", required=True, metavar="ACT")
    words = "从 csv、xlsx 导入来信与答复 · messages and replies from csv or xlsx"
    matters = acts.add_parser("matters", help=words, description=words)
    matters.add_argument("file", type=Path, help="csv 或 xlsx 文件 · the file")
    matters.add_argument("--by", required=True, metavar="LOGIN", help="以谁的名义 · who imports")
    matters.add_argument(
        "--unit", required=True, metavar="CODE", help="由哪个单位答复 · the unit that answers"
    )
    matters.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="FIELD=HEADING",
        help="指定列 · name a column: words said_at title reply replied_at agency id",
    )
    matters.add_argument(
        "--dry-run", action="store_true", help="只检查,不写入 · check, write nothing"
    )
    matters.add_argument(
        "--skip-bad", action="store_true", help="跳过有错的行 · leave rows with faults out"
    )
    matters.set_defaults(run=run_import, right=Right.MATTERS_IMPORT)
    words = "列出导入批次 · list imports"
    listed = acts.add_parser("list", help=words, description=words)
    listed.set_defaults(run=run_list, right=Right.MATTERS_IMPORT)
    words = "撤销一个批次 · undo an import"
    undo = acts.add_parser("undo", help=words, description=words)
    undo.add_argument("code", help="批次号 · code of the import")
    undo.add_argument("--by", required=True, metavar="LOGIN", help="以谁的名义 · who undoes it")
    undo.set_defaults(run=run_undo, right=Right.MATTERS_IMPORT)


def run_import(asked: argparse.Namespace) -> int:
    """Read, check, and unless a dry run write; 1 when rows had faults that stopped it."""
    by = actor_of(asked.by)
    directory().by_code(asked.unit)
    messages, faults = read_file(asked.file, asked.column)
    _show_faults(faults)
    print(_("{good} 行可以导入,{bad} 行有错。").format(good=len(messages), bad=len(faults)))
    if faults and not asked.skip_bad:
        if not asked.dry_run:
            print(_("一行也没有写入。请改好,或加 --skip-bad 跳过有错的行。"))
        return 1
    if asked.dry_run:
        return 0
    total = len(messages)
    done = import_messages(
        by=by,
        name=asked.file.name,
        messages=messages,
        unit=asked.unit,
        progress=lambda count: _show_progress(count, total),
    )
    print(_("新导入 {new} 件,以前导入过 {known} 件。").format(new=done.new, known=done.known))
    if done.code:
        print(_("批次 {code};撤销:lianxin import undo {code} --by …").format(code=done.code))
    return 0


def read_file(path: Path, named: list[str]) -> tuple[list[Message], list[tuple[int, list[Fault]]]]:
    """Give the messages of a file and, by line, what is wrong with the other rows."""
    rows = read_cells(path)
    _line, headings = next(rows, (1, ()))
    columns = guess_columns([str(heading) for heading in headings], _named(named))
    bounds = Bounds(
        zone=timezone.get_default_timezone(),
        now=timezone.now(),
        letters=parameters.number("matters.words.max", on=timezone.localdate()),
    )
    messages: list[Message] = []
    faults: list[tuple[int, list[Fault]]] = []
    by_id: dict[str, Message] = {}
    for line, cells in rows:
        if not any(str(cell).strip() for cell in cells):
            continue
        read = read_row(line, cells, columns, bounds)
        if not isinstance(read, Message):
            faults.append((line, read))
        elif twice := _twice(read, by_id):
            faults.append((line, [twice]))
        else:
            messages.append(read)
    return messages, faults


def _twice(message: Message, by_id: dict[str, Message]) -> Fault | None:
    """Give the fault of a number that another row of the file has; the same row twice is none."""
    first = by_id.setdefault(message.id, message) if message.id else message
    if first.digest == message.digest:
        return None
    return Fault("matters.import_twice", "id", {"given": message.id, "line": first.line})


def _named(options: list[str]) -> dict[str, str]:
    pairs = [option.partition("=") for option in options]
    for field, mark, heading in pairs:
        if not (field and mark and heading):
            raise Invalid("matters.import_option", where="column", given=f"{field}{mark}{heading}")
    return {field: heading for field, _mark, heading in pairs}


def _show_faults(faults: list[tuple[int, list[Fault]]]) -> None:
    for line, found in faults[:SHOWN_FAULTS]:
        for fault in found:
            print(_("第 {line} 行,").format(line=line) + tell(fault).text, file=sys.stderr)
    if len(faults) > SHOWN_FAULTS:
        more = len(faults) - SHOWN_FAULTS
        print(_("……另有 {more} 行有错。").format(more=more), file=sys.stderr)


def _show_progress(count: int, total: int) -> None:
    if count % STEP == 0 or count == total:
        print(_("已读入 {count}/{total}").format(count=count, total=total), flush=True)


def run_list(asked: argparse.Namespace) -> int:  # noqa: ARG001 - one shape for all commands
    """Print every import: code, rows, file, by whom, undone or not."""
    for one in ImportBatch.objects.order_by("imported_at"):
        undone = _("整批已撤销") if one.undone_at else ""
        print(f"{one.code}  {one.rows:6}  {one.name}  {one.by_id}  {undone}")
    return 0


def run_undo(asked: argparse.Namespace) -> int:
    """Undo an import and say how many matters went."""
    gone = undo_import(by=actor_of(asked.by), code=asked.code)
    print(_("已撤销 {gone} 件。").format(gone=gone))
    return 0
