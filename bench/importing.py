"""How long ``lianxin import matters`` takes, replies included: ``bench importing [ROWS]``."""

import csv
import os
import subprocess
import sys
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from bench import database

ROWS = 2_000
NEEDED_SECONDS = 30.0
"""What 2,000 messages may take (issue 3)."""
FIRST = date(2011, 1, 4)
LAST = date(2022, 5, 10)
SENTENCES = (
    "幸福路三号楼前的路灯坏了一个月,晚上看不见路。",
    "学校门口每天放学时车停得到处都是,孩子过马路很危险。",
    "窗口只开一个,排队排到门外,等了两个小时。",
    "小区旁的工地夜里还在施工,老人睡不好觉。",
    "希望派出所把开门时间贴在门口,也写在网上。",
    "十字路口的信号灯早晚高峰太短,车排到桥上。",
)


def write(path: Path, rows: int) -> None:
    """Write a file of messages with replies, the same for the same number of rows."""
    random = Random(rows)  # noqa: S311 - a measurement's choice
    span = (LAST - FIRST).days
    with path.open("w", encoding="utf-8", newline="") as opened:
        sheet = csv.writer(opened)
        sheet.writerow(["id", "query_date", "reply_date", "title", "text", "reply", "agency"])
        for number in range(rows):
            said = FIRST + timedelta(days=random.randrange(span))
            words = "".join(random.sample(SENTENCES, 4)) + f"(第{number}件)"
            reply = "您反映的事已经核实。" + "".join(random.sample(SENTENCES, 3))
            replied = said + timedelta(days=random.randrange(30))
            sheet.writerow([f"m{number}", said, replied, words[:20], words, reply, "市政管理局"])


def main(rows: int = ROWS) -> int:
    """Measure; the exit code is 1 when it takes longer than it may."""
    with database.fresh(), TemporaryDirectory() as folder:
        import_module("tests.city").build()
        path = Path(folder) / "messages.csv"
        write(path, rows)
        words = ["import", "matters", str(path), "--by", "importer", "--unit", "order"]
        began = perf_counter()
        done = subprocess.run(  # noqa: S603 - the project's own program
            [sys.executable, "-m", "lianxin.cli", *words], env=os.environ, check=False
        )
        seconds = perf_counter() - began
        matters = import_module("lianxin.consultation.matters.models").Matter.objects.count()
    allowed = NEEDED_SECONDS * max(1, rows / ROWS)
    speed = f"{matters:,} matters in {seconds:.1f} s, {matters / seconds:,.0f}/s"
    print(f"{speed}; allowed {allowed:.0f} s")
    return int(done.returncode or matters != rows or seconds > allowed)
