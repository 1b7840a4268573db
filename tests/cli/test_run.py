"""The set-up: each step is named and timed, long ones tell how far they are, faults say why."""

import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

RUN = Path(__file__).resolve().parents[2] / "run"
FETCH = """
import time
print("Downloading numpy (15.2MiB)", flush=True)
print("Downloading scipy (35.0MiB)", flush=True)
print("Downloaded numpy", flush=True)
time.sleep(1.5)
"""
REFUSED = """
import sys
print("error: Failed to fetch", file=sys.stderr)
print("  Caused by: invalid peer certificate: UnknownIssuer", file=sys.stderr)
sys.exit(2)
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load the script as a module that tells twice a second."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    spec = spec_from_loader("run", SourceFileLoader("run", str(RUN)))
    assert spec
    assert spec.loader
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    monkeypatch.setattr(made, "TELL_SECONDS", 0.5)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return made


def test_a_step_tells_what_it_does_how_far_it_is_and_how_long_it_took(
    run: ModuleType, capfd: pytest.CaptureFixture[str]
) -> None:
    run.call("下载 Python 软件包", sys.executable, "-c", FETCH)
    first, *between, last = capfd.readouterr().out.splitlines()
    assert first == "· 下载 Python 软件包"
    assert between
    assert "1/2 Downloaded numpy" in between[0]
    assert last.startswith("✓ 下载 Python 软件包 1.")


def test_a_fault_behind_an_own_authority_shows_its_cause_and_what_to_set(
    run: ModuleType, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for spoken, told in (("C.UTF-8", "证书不被信任"), ("en_US.UTF-8", "is not trusted")):
        monkeypatch.setenv("LC_ALL", spoken)
        with pytest.raises(SystemExit, match="下载"):
            run.call("下载", sys.executable, "-c", REFUSED)
        said = capfd.readouterr().err
        assert "UnknownIssuer" in said
        assert told in said
        for name in ("PIP_CERT", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"):
            assert name in said


def test_what_npm_fetched_is_counted_without_its_addresses(run: ModuleType) -> None:
    said = "npm http fetch GET 200 https://x.test/a 12ms\nnpm http fetch GET 200 https://x.test/b\n"
    assert run.progress(said) == "2"
    assert run.progress("") == ""
