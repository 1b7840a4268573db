"""Small files of messages, made for tests: csv in any encoding, xlsx by hand."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

HEAD = ("id", "query_date", "reply_date", "title", "text", "reply", "agency")
ROWS = (
    ("m1", "2013-10-09", "2013-10-12", "路灯不亮", "幸福路的路灯不亮。", "已经修好。", "市政局"),
    ("m2", "2021/3/5 14:30", "2021/3/9 9:05:01", "", "窗口排队太久。", "已加开一个窗口。", ""),
    ("m3", "2022年5月1日", "", "没人管", "还没有答复的一件。", "", ""),
)
_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
</Types>"""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>"""
_BOOK = f"""<?xml version="1.0" encoding="UTF-8"?>
<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>
<sheet name="来信" sheetId="1" r:id="rId1"/></sheets></workbook>"""


def csv_text(rows: Sequence[Sequence[str]] = ROWS, head: Sequence[str] = HEAD) -> str:
    """Give the text of a csv file."""
    opened = io.StringIO(newline="")
    csv.writer(opened).writerows([head, *rows])
    return opened.getvalue()


def csv_file(
    folder: Path,
    rows: Sequence[Sequence[str]] = ROWS,
    head: Sequence[str] = HEAD,
    encoding: str = "utf-8",
) -> Path:
    """Write a csv file."""
    path = folder / "letters.csv"
    path.write_bytes(csv_text(rows, head).encode(encoding))
    return path


def xlsx_file(folder: Path, rows: Sequence[Sequence[str]] = ROWS) -> Path:
    """Write a workbook of one sheet with texts in its cells."""
    path = folder / "letters.xlsx"
    lines = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in (HEAD, *rows))
    with ZipFile(path, "w") as packed:
        packed.writestr("[Content_Types].xml", _TYPES)
        packed.writestr(
            "_rels/.rels",
            _RELATIONS.format(kind=f"{_OFFICE}/officeDocument", target="xl/workbook.xml"),
        )
        packed.writestr("xl/workbook.xml", _BOOK)
        packed.writestr(
            "xl/_rels/workbook.xml.rels",
            _RELATIONS.format(kind=f"{_OFFICE}/worksheet", target="worksheets/sheet1.xml"),
        )
        sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'
        packed.writestr("xl/worksheets/sheet1.xml", sheet)
    return path


def _cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'
