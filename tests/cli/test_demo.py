"""The demo from an empty folder: it starts, ends, recovers, and tells faults in a sentence."""

import os
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.commanding import END_SECONDS, House

UNITS = Path(__file__).resolve().parents[2] / "docs" / "samples" / "units.csv"
AGAIN_SECONDS = 60.0
"""Ten on a quiet machine; this one may be busy."""


@pytest.fixture(scope="module")
def built() -> Iterator[House]:
    """Build a city once, and leave nothing running."""
    with folder() as house:
        done = house.run("demo", "--no-serve")
        assert done.returncode == 0, done.stdout + done.stderr
        yield house


@contextmanager
def folder() -> Iterator[House]:
    """Give a new folder that the database's own account may enter, and leave nothing running."""
    with tempfile.TemporaryDirectory(prefix="lianxin-demo-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o711)
        house = House(Path(name))
        try:
            yield house
        finally:
            house.kill()


def one_sentence(house: House, *words: str) -> str:
    """Run what must fail; return the one line it says."""
    done = house.run(*words)
    assert done.returncode not in {0, 70}, done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr


def test_database_stays_up_and_stop_ends_it(built: House) -> None:
    assert built.processes()
    assert built.run("stop").returncode == 0
    assert built.wait_empty() == []
    assert "没有在运行" in built.run("stop").stdout


def test_starts_again_and_ctrl_c_ends_all(built: House, tmp_path: Path) -> None:
    began = time.monotonic()
    process = built.demo(tmp_path / "log")
    assert time.monotonic() - began < AGAIN_SECONDS
    status, page = built.get("/")
    assert status == 200
    assert "连心" in page
    process.send_signal(signal.SIGINT)
    process.wait(END_SECONDS)
    assert built.wait_empty() == []


def test_sudden_death_ends_all_and_is_recovered_from(built: House, tmp_path: Path) -> None:
    process = built.demo(tmp_path / "log")
    process.kill()
    process.wait(END_SECONDS)
    assert built.wait_empty() == []
    built.demo(tmp_path / "log")
    built.kill()
    assert built.wait_empty() == []
    built.demo(tmp_path / "log")
    assert built.get("/")[0] == 200
    assert "已有一个连心" in one_sentence(built, "demo", "--no-serve")
    assert built.run("stop").returncode == 0
    assert built.wait_empty() == []


def test_killed_parts_are_started_again(built: House, tmp_path: Path) -> None:
    process = built.demo(tmp_path / "log")
    for number in built.processes():
        if number != process.pid:
            os.kill(number, signal.SIGKILL)
    end = time.monotonic() + END_SECONDS
    status = 0
    while status != 200 and time.monotonic() < end:
        time.sleep(0.5)
        try:
            status, _ = built.get("/")
        except OSError:
            continue
    assert status == 200
    built.run("stop")
    assert built.wait_empty() == []


def test_a_killed_database_costs_a_line_and_no_traceback(built: House, tmp_path: Path) -> None:
    built.demo(tmp_path / "log")
    database = int((built.home / "database" / "postmaster.pid").read_text().splitlines()[0])
    os.kill(database, signal.SIGKILL)
    statuses = set()
    end = time.monotonic() + END_SECONDS
    while "数据库已重新启动" not in (tmp_path / "log").read_text() and time.monotonic() < end:
        statuses.add(built.get("/")[0])
        time.sleep(0.1)
    time.sleep(3)
    assert built.get("/")[0] == 200
    assert statuses <= {200, 503}
    said = (tmp_path / "log").read_text().partition("Ctrl-C")[2].splitlines()
    assert not [line for line in said if "Traceback" in line or " File " in line], said
    assert 1 <= sum("数据库" in line for line in said) <= 5, said
    assert len(said) < 20, said
    built.run("stop")


def test_check_finds_nothing(built: House) -> None:
    done = built.run("check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_readable_secret_is_found(built: House) -> None:
    secret = built.home / "keys" / "secret"
    secret.chmod(0o644)
    done = built.run("check", language="en_US.UTF-8")
    secret.chmod(0o600)
    assert done.returncode == 1
    assert f"Others can read {secret}" in done.stdout


def test_port_in_use(built: House) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert port in one_sentence(built, "demo", "--port", port)
        assert port in one_sentence(built, "serve", "--port", port)


def test_newer_folder(built: House) -> None:
    layout = built.home / "layout"
    kept = layout.read_text(encoding="ascii")
    layout.write_text("99\n", encoding="ascii")
    said = one_sentence(built, "demo", "--no-serve")
    layout.write_text(kept, encoding="ascii")
    assert "更新版本" in said


def test_no_right_to_write(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    house = House(tmp_path / "file" / "home")
    assert str(house.home) in one_sentence(house, "demo", "--no-serve")


def test_command_without_database(tmp_path: Path) -> None:
    assert "lianxin demo" in one_sentence(House(tmp_path / "nothing"), "check")


def test_an_empty_city_waits_for_its_tables() -> None:
    with folder() as house:
        done = house.run("demo", "--empty", "--no-serve")
        assert done.returncode == 0, done.stdout + done.stderr
        assert house.run("units", "list").stdout == ""
        done = house.run("units", "import", str(UNITS))
        assert done.returncode == 0, done.stdout + done.stderr
        assert "分局" in house.run("units", "list").stdout


def test_bad_setting(tmp_path: Path) -> None:
    (tmp_path / "lianxin.toml").write_text('origin = "nowhere"')
    assert "origin" in one_sentence(House(tmp_path), "roles")
