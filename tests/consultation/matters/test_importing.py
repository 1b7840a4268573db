"""Files of messages from elsewhere: what is good comes in with its dates, what is not is named."""

import argparse
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from lianxin.consultation.matters import actions, commands
from lianxin.consultation.matters.actions.importing import undo_import
from lianxin.consultation.matters.models import Event, ImportBatch, Matter, Wording
from lianxin.foundation.accounts.models import Person, Post
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.audit.models import Outbox, Row
from lianxin.foundation.faces.sentences import tell
from lianxin.foundation.kernel.errors import Invalid, LianxinError, NoRight, NotFound, Refused
from lianxin.foundation.units.queries import directory
from tests.city import staff
from tests.consultation.matters import invariants
from tests.consultation.matters.files import HEAD, ROWS, csv_file, csv_text, xlsx_file

pytestmark = pytest.mark.usefixtures("town")
FIELDS_NAMED = ("id", "said_at", "replied_at", "title", "words", "reply", "agency")


def lianxin(*words: str) -> int:
    """Run a command as the command line does, after Django is ready."""
    parser = argparse.ArgumentParser()
    commands.register(parser.add_subparsers())
    asked = parser.parse_args(["import", *words])
    return int(asked.run(asked))


def take_in(path: Path, *more: str, by: str = "importer", unit: str = "order") -> int:
    """Import a file."""
    return lianxin("matters", str(path), "--by", by, "--unit", unit, *more)


def code() -> str:
    """Give the code of the one import."""
    return ImportBatch.objects.get().code


def test_messages_come_in_with_their_own_dates_and_replies(tmp_path: Path) -> None:
    assert take_in(csv_file(tmp_path)) == 0
    first, second, third = Matter.objects.order_by("registered_at")
    assert first.registered_at == datetime(2013, 10, 9, 4, tzinfo=UTC)
    assert first.number.startswith("1310-")
    assert (first.subject, first.state, first.outcome) == ("路灯不亮", "concluded", "explained")
    assert first.answer == ""
    assert second.registered_at == datetime(2021, 3, 5, 6, 30, tzinfo=UTC)
    assert second.replied_at == datetime(2021, 3, 9, 1, 5, 1, tzinfo=UTC)
    assert second.subject == "窗口排队太久"
    assert (third.state, third.due is not None) == ("new", True)
    reply = Wording.objects.get(matter=first, face="reply")
    assert reply.body == "已经修好。\n——市政局"
    verbs = Event.objects.filter(matter=first).order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["intake", "dispatch", "accept", "reply", "send", "conclude"]
    assert not Outbox.objects.exists()
    assert all(row.recorded_at > first.registered_at for row in Row.objects.all())
    for matter in (first, second, third):
        events = list(Event.objects.filter(matter=matter).order_by("seq"))
        invariants.check_image(matter, events)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encodings_of_offices_are_read(tmp_path: Path, encoding: str) -> None:
    assert take_in(csv_file(tmp_path, encoding=encoding)) == 0
    assert Wording.objects.filter(body__contains="幸福路").exists()


def test_a_workbook_is_read_like_a_csv(tmp_path: Path) -> None:
    assert take_in(xlsx_file(tmp_path)) == 0
    assert Matter.objects.count() == 3
    assert take_in(csv_file(tmp_path)) == 0
    assert Matter.objects.count() == 3


def test_the_same_file_twice_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = csv_file(tmp_path)
    take_in(path)
    counted = (Matter.objects.count(), Event.objects.count(), Row.objects.count())
    capsys.readouterr()
    assert take_in(path) == 0
    assert "新导入 0 件,以前导入过 3 件" in capsys.readouterr().out
    assert (Matter.objects.count(), Event.objects.count(), Row.objects.count()) == counted
    more = csv_file(tmp_path, [*ROWS, ROWS[2], ("m4", "2022-05-02", "", "", "又一件。", "", "")])
    assert take_in(more) == 0
    assert Matter.objects.count() == 4


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert take_in(csv_file(tmp_path), "--dry-run") == 0
    assert "3 行可以导入,0 行有错" in capsys.readouterr().out
    assert not Matter.objects.exists()


BAD = (
    ("", "2021-03-05", "", "", " ", "", ""),
    ("", "", "", "", "没有日期", "", ""),
    ("", "5 March", "", "", "怪日期", "", ""),
    ("", "2021-02-30", "", "", "没有这一天", "", ""),
    ("", "2999-01-01", "", "", "还没有到", "", ""),
    ("", "2021-03-05", "2021-03-01", "", "答复在前", "好", ""),
    ("", "2021-03-05", "", "", "答复没有日期", "好", ""),
    ("", "2021-03-05", "", "", "长" * 20_001, "", ""),
    ("", "0001-01-01", "", "", "太早", "", ""),
    ("", "2021-03-05"),
)
SAID = (
    "第 2 行,内容:“words”是空的",
    "第 3 行,来信日期:“said_at”是空的",
    "第 4 行,来信日期:“5 March”不是日期",
    "第 5 行,来信日期:“2021-02-30”不是日期",
    "第 6 行,来信日期:2999",
    "第 7 行,答复日期:答复日期",
    "第 8 行,答复日期:“replied_at”是空的",
    "第 9 行,内容:写了 20001 字,多于 20000 字",
    "第 10 行,来信日期:“0001-01-01”不是日期",
    "第 11 行,内容:“words”是空的",
)


def test_bad_rows_are_named_with_line_and_column_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = csv_file(tmp_path, [*BAD, *ROWS])
    assert take_in(path) == 1
    told = capsys.readouterr()
    for place, line in enumerate(told.err.splitlines()[: len(SAID)]):
        assert f"第 {place + 2} 行," in line
    assert "3 行可以导入,10 行有错" in told.out
    assert not Matter.objects.exists()
    assert take_in(path, "--skip-bad") == 0
    assert Matter.objects.count() == 3


def test_the_sentence_of_a_bad_row_names_its_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    take_in(csv_file(tmp_path, BAD), "--dry-run")
    said = capsys.readouterr().err.replace(" ", "").replace(":", ":")
    for words in SAID:
        line, _comma, rest = words.replace(" ", "").partition(",")
        assert line in said
        assert rest.partition(":")[2] in said, words


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "matters.import_nothing"),
        (b"\n\n", "matters.import_nothing"),
        ("甲,乙\n1,2\n".encode(), "matters.import_no_column"),
        (b'id,query_date,text\n1,2021-03-05,"broken\n2,2021-03-05,x\n', "tables.csv"),
        (b'id,query_date,text\n1,2021-03-05,"a"b"\n', "tables.csv"),
        (b"id,query_date,text\n1,2021-03-05,a\x00b\n", "tables.nul"),
        (csv_text().encode("utf-16"), "tables.format"),
        (b"\xff\xfe\xfd\xfc\x80", "tables.format"),
        (b"PK\x03\x04 no workbook", "tables.format"),
    ],
)
def test_a_file_that_is_none_is_told_in_a_sentence(
    tmp_path: Path, content: bytes, fault: str
) -> None:
    path = tmp_path / "letters.csv"
    path.write_bytes(content)
    with pytest.raises(Invalid) as told:
        take_in(path)
    assert told.value.code == fault
    assert not Matter.objects.exists()


def test_a_header_alone_is_no_fault(tmp_path: Path) -> None:
    assert take_in(csv_file(tmp_path, [])) == 0
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        (("--column", "words=nowhere"), "matters.import_heading"),
        (("--column", "gossip=text"), "matters.import_field"),
        (("--column", "words"), "matters.import_option"),
        (("--unit", "nowhere"), "units.unknown"),
        (("--by", "nobody"), "accounts.unknown"),
        (("--by", "clerk"), "matters.import_right"),
    ],
)
def test_a_wrong_option_is_told(tmp_path: Path, more: tuple[str, ...], fault: str) -> None:
    with pytest.raises(LianxinError) as told:
        take_in(csv_file(tmp_path), *more)
    assert told.value.code == fault
    assert not Matter.objects.exists()


def test_columns_are_taken_by_option(tmp_path: Path) -> None:
    head = ("A", "B", "C", "D", "E", "F", "G")
    named = dict(zip(FIELDS_NAMED, head, strict=True))
    options = [word for field, name in named.items() for word in ("--column", f"{field}={name}")]
    assert take_in(csv_file(tmp_path, head=head), *options) == 0
    assert Matter.objects.count() == 3
    assert len(HEAD) == len(head)


def test_a_file_that_is_not_there_or_a_folder_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.csv", tmp_path):
        with pytest.raises(Invalid, match=r"tables\.unread"):
            take_in(path)


def test_an_import_is_undone_as_a_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = csv_file(tmp_path)
    take_in(path)
    rows = Row.objects.count()
    assert lianxin("undo", code(), "--by", "importer") == 0
    assert not Matter.objects.exists()
    assert not Event.objects.exists()
    assert Row.objects.count() == rows + 1
    lianxin("list")
    assert code() in capsys.readouterr().out
    with pytest.raises(Refused, match="import_undone"):
        lianxin("undo", code(), "--by", "importer")
    assert take_in(path) == 0
    assert Matter.objects.count() == 3


def test_an_import_that_was_worked_on_is_not_undone(tmp_path: Path) -> None:
    take_in(csv_file(tmp_path))
    number = Matter.objects.get(state="new").number
    actions.note(by=staff("dispatcher"), matter=number, words="留意")
    with pytest.raises(Refused, match="import_touched") as told:
        lianxin("undo", code(), "--by", "importer")
    assert told.value.arguments["numbers"] == [number]
    assert Matter.objects.count() == 3


def test_only_who_may_undoes_what_is_there(tmp_path: Path) -> None:
    take_in(csv_file(tmp_path))
    with pytest.raises(NoRight):
        lianxin("undo", code(), "--by", "dispatcher")
    with pytest.raises(NotFound, match="import_unknown"):
        lianxin("undo", "2001-0001", "--by", "importer")


def test_the_importer_keeps_no_more_rights_than_before(tmp_path: Path) -> None:
    take_in(csv_file(tmp_path))
    number = Matter.objects.get(state="new").number
    with pytest.raises(NoRight):
        actions.dispatch(by=actor_of("importer"), matter=number, to="order")


def test_a_recent_answer_waits_for_its_citizen(tmp_path: Path) -> None:
    now = datetime.now(tz=UTC)
    said, replied = now - timedelta(days=5), now - timedelta(days=2)
    row = ("r", f"{said:%Y-%m-%d}", f"{replied:%Y-%m-%d}", "", "一件新的。", "好的。", "")
    take_in(csv_file(tmp_path, [row]))
    assert Matter.objects.get().state == "with_citizen"
    planned = Outbox.objects.get()
    assert planned.topic == "matters.window_over"
    assert planned.not_before is not None
    assert planned.not_before > now


def test_another_units_import_is_not_ones_own_to_undo(tmp_path: Path) -> None:
    """The right to import over a unit is also the right to undo there, and no more."""
    assert take_in(csv_file(tmp_path), unit="station") == 0
    person = Person.objects.create(login="north.clerk", name="北所资料员", pinyin="b", password="!")
    Post.objects.create(
        person=person,
        unit_id=directory().by_code("north").id,
        role="importer",
        valid=DateRange(date(2010, 1, 1), None),
    )
    with pytest.raises(NoRight):
        undo_import(by=actor_of("north.clerk"), code=code())
    assert undo_import(by=actor_of("importer"), code=code()) == 3


def test_headings_that_do_not_fit_are_told_with_those_that_do(tmp_path: Path) -> None:
    path = tmp_path / "letters.csv"
    path.write_text("甲,乙\n1,2\n", "utf-8")
    with pytest.raises(Invalid) as told:
        take_in(path)
    words = tell(told.value).text
    assert "留言详情" in words
    assert "文件里有:甲、乙" in words


def test_an_invisible_sign_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "letters.csv"
    path.write_bytes("id,日期,内容\n1,2021-03-05,路灯坏了\n2,2021-03-05,路\x00灯\n".encode())
    with pytest.raises(Invalid) as told:
        take_in(path)
    assert "第 3 行" in tell(told.value).text


def test_a_number_twice_in_one_file_is_named_by_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "letters.csv"
    rows = ["7,2021-03-05,路灯坏了", "8,2021-03-05,井盖松动", "7,2021-03-06,路灯又坏了"]
    path.write_text("\n".join(["编号,日期,内容", *rows]), "utf-8")
    assert take_in(path) == 1
    said = capsys.readouterr().err
    assert "第 4 行" in said
    assert "编号“7”在第 2 行已经有了" in said
    assert take_in(path, "--skip-bad") == 0
    assert Matter.objects.count() == 2


def test_an_import_into_this_month_draws_no_number_that_people_are_given(tmp_path: Path) -> None:
    path = tmp_path / "letters.csv"
    day = timezone.localdate()
    now = timezone.localtime()
    at = max(now - timedelta(minutes=5), now.replace(day=1, hour=0, minute=0))
    rows = [f"{place},{at:%Y-%m-%d %H:%M},路灯坏了{place}" for place in range(30)]
    path.write_text("\n".join(["编号,时间,内容", *rows]), "utf-8")
    assert take_in(path) == 0
    numbers = Matter.objects.values_list("number", flat=True)
    assert {len(number) for number in numbers} == {len("2103-04810")}
    assert all(number.startswith(f"{day:%y%m}-") for number in numbers)
