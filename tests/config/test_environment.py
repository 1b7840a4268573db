"""Settings come from the environment, else from the file, and bad ones are named."""

from pathlib import Path

import pytest

from lianxin.config import environment
from lianxin.config.environment import BadSetting


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty data folder."""
    for name in ("LIANXIN_SEAL_URL", "DATABASE_URL", "LIANXIN_POOLED", "LIANXIN_HASHED_STATIC"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LIANXIN_HOME", str(tmp_path))
    return tmp_path


def test_defaults_are_safe(home: Path) -> None:
    found = environment.load()
    assert found.home == home
    assert (found.debug, found.demo, found.secure, found.pooled) == (False, False, False, True)


def test_file_sets_and_environment_wins(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "lianxin.toml").write_text(
        'origin = "https://one.example/"\nhosts = ["two.example"]\nproxies = "10.0.0.0/8,::1/128"'
    )
    found = environment.load()
    assert found.origin == "https://one.example"
    assert found.hosts == ("one.example", "two.example")
    assert [str(network) for network in found.proxies] == ["10.0.0.0/8", "::1/128"]
    assert found.secure
    monkeypatch.setenv("LIANXIN_ORIGIN", "https://three.example")
    assert environment.load().origin == "https://three.example"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("origin", "lianxin.example"),
        ("origin", "https://a.example/path"),
        ("origin", "file:///etc"),
        ("proxies", "10.0.0.0/99"),
        ("mail_port", "many"),
        ("mail_port", "-1"),
    ],
)
@pytest.mark.usefixtures("home")
def test_bad_value_is_named(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"LIANXIN_{name.upper()}", value)
    with pytest.raises(BadSetting) as caught:
        environment.load()
    assert caught.value.name == name


def test_bad_file_is_named(home: Path) -> None:
    (home / "lianxin.toml").write_text("origin = ")
    with pytest.raises(BadSetting, match="toml"):
        environment.load()


def test_secret_from_file_or_environment(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "keys").mkdir()
    (home / "keys" / "secret").write_text("one\n")
    assert environment.load().keys["secret"] == "one"
    monkeypatch.setenv("LIANXIN_KEY_SECRET", "two")
    assert environment.load().keys["secret"] == "two"


def test_address_of_a_cluster_keeps_its_options() -> None:
    entry = environment.database(
        "postgresql://u:p@a:5432,b:5433/d?target_session_attrs=read-write&sslmode=require",
        pooled=True,
    )
    assert (entry["HOST"], entry["PORT"], entry["NAME"]) == ("a,b", "5432,5433", "d")
    assert entry["OPTIONS"]["target_session_attrs"] == "read-write"
    assert entry["OPTIONS"]["pool"]["max_size"] == 8
