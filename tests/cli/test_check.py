"""What ``check`` refuses is not served: a demo folder in earnest, debug, keys that are missing."""

import argparse
from datetime import timedelta

import pytest
from django.db import OperationalError
from pytest_django import Settings

from lianxin.cli import check, main
from lianxin.cli.faults import Fault


@pytest.fixture(autouse=True)
def _in_earnest(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the city's own database be meant, under a safe address."""
    monkeypatch.delenv("LIANXIN_EMBEDDED", raising=False)
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    settings.ORIGIN = "https://lianxin.example"


def asked(command: str) -> argparse.Namespace:
    """Give the words of a command as the command line reads them."""
    more = ["--port", "18999"] if command == "serve" else []
    return main.parser().parse_args([command, *more])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_demo_folder_is_not_served_in_earnest(settings: Settings, command: str) -> None:
    settings.DEMO = True
    words = asked(command)
    with pytest.raises(Fault, match="试用目录"):
        words.run(words)


@pytest.mark.django_db(transaction=True)
def test_every_finding_is_named_and_a_sound_house_starts(settings: Settings) -> None:
    check.refuse()
    settings.DEBUG, settings.KEYS = True, settings.KEYS | {"pepper": ""}
    with pytest.raises(Fault) as caught:
        check.refuse()
    assert "LIANXIN_DEBUG" in str(caught.value)
    assert "pepper" in str(caught.value)


@pytest.mark.django_db
def test_a_machine_whose_clock_is_off_serves_nothing(settings: Settings) -> None:
    assert list(check.of_clock()) == []
    settings.LARGEST_SKEW = timedelta(seconds=-1)
    (found,) = check.of_clock()
    assert "时钟" in found


def test_a_database_that_is_away_does_not_keep_the_pages_down(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away() -> list[str]:
        raise OperationalError

    monkeypatch.setattr(check, "LOOKS", (away,))
    monkeypatch.setattr(check, "leave_database", lambda: None)
    check.refuse()
