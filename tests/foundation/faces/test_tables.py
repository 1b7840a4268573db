"""Reading rows of csv and xlsx: encodings, days, numbers, formulas, and what is too large."""

import io
from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.foundation.faces import tables
from lianxin.foundation.faces.columns import column_name
from lianxin.foundation.kernel.errors import Invalid

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TYPES = f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{SHEETS}.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEETS}.worksheet+xml"/></Types>"""
BOOK = f"""<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">
<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"""
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=8).filter(
    lambda text: not text.startswith(("=", "+", "@"))
)


def workbook(rows: list[list[object]]) -> bytes:
    """Write an xlsx file of rows."""
    lines = ""
    for line, cells in enumerate(rows, start=1):
        written = "".join(cell(line, place, one) for place, one in enumerate(cells))
        lines += f'<row r="{line}">{written}</row>'
    return packed_sheet(lines)


def packed_sheet(lines: str, before: str = "") -> bytes:
    """Write an xlsx file with the parts that a reader needs."""
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", TYPES)
        packed.writestr("_rels/.rels", relations("officeDocument", "xl/workbook.xml"))
        packed.writestr("xl/workbook.xml", BOOK)
        packed.writestr(
            "xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml")
        )
        sheet = f'{before}<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'
        packed.writestr("xl/worksheets/sheet1.xml", sheet)
    return content.getvalue()


def cell(line: int, place: int, value: object) -> str:
    """Write one cell: a number, a formula, or words."""
    at = f"{column_name(place)}{line}"
    if isinstance(value, int):
        return f'<c r="{at}"><v>{value}</v></c>'
    if str(value).startswith("="):
        return f'<c r="{at}"><f>{str(value)[1:]}</f><v>0</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>'


def relations(kind: str, target: str) -> str:
    """Write the relation to the one part that follows."""
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def test_a_workbook_is_read_as_text() -> None:
    content = workbook([["code", "since"], [], [150200000000, "石拐  所"], ["x", "=A1"]])
    assert tables.read_table("x.xlsx", content) == (
        (1, ("code", "since")),
        (3, ("150200000000", "石拐 所")),
        (4, ("x", "=0")),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_text_is_read_in_its_encoding(encoding: str, mark: str) -> None:
    text = f"代码{mark}名称\n\n1{mark} 石拐  所 \n2{mark}+1\n"
    assert tables.read_table("x.csv", text.encode(encoding)) == (
        (1, ("代码", "名称")),
        (3, ("1", "石拐 所")),
        (4, ("2", "=+1")),
    )


@given(st.lists(st.tuples(WORDS.filter(bool), WORDS), min_size=1, max_size=5))
def test_rows_written_as_text_are_the_same_rows(cells: list[tuple[str, str]]) -> None:
    rows = [(1, ("a", "b")), *((3 + 2 * place, pair) for place, pair in enumerate(cells))]
    text = tables.as_text(rows)
    expected = tuple((line, tuple(map(tables._plain, pair))) for line, pair in rows)
    assert tables.read_table("x", text.encode()) == expected


def test_two_texts_are_read_at_once() -> None:
    long = ("题目\n" + "字" * 200_000 + "\n").encode()
    first = tables.read_cells("long.csv", long, tables.TABLE)
    next(first)
    assert tables.read_table("short.csv", "题目\n短\n".encode()) == ((1, ("题目",)), (2, ("短",)))
    assert next(first) == (2, ["字" * 200_000])


def bomb() -> bytes:
    """Write a workbook that unpacks to two hundred times its size."""
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * 20_000_000)
    return content.getvalue()


FAR = "<row r='1'><c r='A1'><v>1</v></c></row>"
COLUMNS = tables.TABLE.columns + 1


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (f"{FAR}<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>", "rows"),
        (f"{FAR}<row><c r = '&#88;FD2'><v>1</v></c></row>", "columns"),
        (f"{FAR}<row>{'<c><v>1</v></c>' * COLUMNS}</row>", "columns"),
        (f"{FAR}<x:row xmlns:x='{MAIN}'><x:c r='CV90000'><x:v>1</x:v></x:c></x:row>", "rows"),
        ("<row><c r='A1'><v>1</v></row>", "format"),
        ("<row r='one'><c><v>1</v></c></row>", "format"),
    ],
)
def test_a_far_cell_fills_no_memory(lines: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        tables.read_table("x", packed_sheet(lines))
    assert caught.value.code == f"tables.{code}"


def test_a_sheet_that_declares_a_type_is_refused() -> None:
    with pytest.raises(Invalid) as caught:
        tables.read_table("x", packed_sheet(FAR, '<!DOCTYPE a [<!ENTITY b "c">]>'))
    assert caught.value.code == "tables.format"


def test_cells_that_are_only_drawn_count_for_nothing() -> None:
    drawn = "<row r='1048576'><c r='XFD1048576' s='1'/></row>"
    assert tables.read_table("x", packed_sheet(FAR + drawn)) == ((1, ("1",)),)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n\n,,\n", "empty"),
        (b"\xff\xfe\x00\x01", "format"),
        (b'a,b\n1,"2', "csv"),
        (b"a,b\nlong enough to be a text,\x00\n", "nul"),
        (b"PK\x03\x04 no workbook", "format"),
        (b"a\n" * (tables.TABLE.rows + 1), "rows"),
        (b"a" * (tables.TABLE.size + 1), "large"),
        (bomb(), "large"),
    ],
)
def test_what_cannot_be_read_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        tables.read_table("x", content)
    assert caught.value.code == f"tables.{code}"


def test_days_and_numbers_are_written_plainly() -> None:
    given = (date(2015, 1, 1), datetime(2015, 1, 1), datetime(2015, 1, 1, 9), 12.0, 1.5)  # noqa: DTZ001 - as a cell has it
    told = ["2015-01-01", "2015-01-01", "2015-01-01T09:00:00", "12", "1.5"]
    assert [tables._plain(value) for value in given] == told


def test_cells_keep_their_type_and_text(tmp_path: Path) -> None:
    typed = tables.read_cells("x", workbook([["a", 5], ["b  c", "=1"]]), tables.TABLE)
    assert [(line, list(cells)) for line, cells in typed] == [(1, ["a", 5]), (2, ["b  c", 0])]
    file = tmp_path / "x.csv"
    file.write_bytes('a;b\r\n\r\n1;" 甲\n 乙"\r\n+1;2\r\n'.encode("gb18030"))
    read = tables.read_cells("x", tables.read_file(file), tables.TABLE)
    assert list(read) == [(1, ["a", "b"]), (2, []), (3, ["1", " 甲\n 乙"]), (5, ["+1", "2"])]


def test_the_limits_are_those_of_whoever_asks(tmp_path: Path) -> None:
    small = tables.Limits(tables.MEGABYTE, tables.MEGABYTE, rows=1, columns=2)
    given: tuple[tuple[list[list[object]], str], ...] = (
        ([["a"], ["b"]], "rows"),
        ([["a", "b", "c"]], "columns"),
    )
    for rows, code in given:
        with pytest.raises(Invalid, match=f"tables.{code}"):
            list(tables.read_cells("x", workbook(rows), small))
    file = tmp_path / "x.csv"
    file.write_bytes(b"a" * (tables.MEGABYTE + 1))
    with pytest.raises(Invalid, match=r"tables\.large"):
        tables.read_file(file, small)
    with pytest.raises(Invalid, match=r"tables\.unread"):
        tables.read_file(tmp_path)
