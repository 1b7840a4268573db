"""What a city sets: from environment variables first, else ``LIANXIN_HOME/lianxin.toml``.

Every value has one name: ``LIANXIN_ORIGIN`` in the environment is ``origin`` in the file.
Secrets are read from variables (``LIANXIN_KEY_SECRET``) or from files under
``LIANXIN_HOME/keys`` that nobody but their owner may read.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from psycopg.conninfo import conninfo_to_dict

DEMO_MARK = "demo"
KEY_NAMES = ("secret", "vault", "pepper", "sms")
TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
MAIL_PORT = 25
WEB_PROCESSES = 2


class BadSetting(Exception):
    """A value that cannot be taken: its name, and why in one line."""

    def __init__(self, name: str, why: str) -> None:
        """Keep the name of the setting and the reason."""
        super().__init__(f"{name}: {why}")
        self.name = name
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """The typed settings of one installation; times are in seconds, sizes in bytes."""

    home: Path
    debug: bool
    demo: bool
    origin: str
    hosts: tuple[str, ...]
    proxies: tuple[IPv4Network | IPv6Network, ...]
    database: str
    seal: str
    pooled: bool
    hashed_static: bool
    web_processes: int
    keys: Mapping[str, str]
    fallback_keys: tuple[str, ...]
    mail_host: str
    mail_port: int
    mail_from: str
    sms_gateway: str
    office_phone: str

    @property
    def secure(self) -> bool:
        """Say whether people reach the pages over TLS."""
        return self.origin.startswith("https://")


def default_home() -> Path:
    """Return the data folder: ``LIANXIN_HOME``, else a folder of the user."""
    given = os.environ.get("LIANXIN_HOME", "")
    base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return Path(given).expanduser().resolve() if given else base / "lianxin"


def read_file(home: Path) -> dict[str, Any]:
    """Read ``lianxin.toml``; an absent file sets nothing. Raises BadSetting."""
    path = home / "lianxin.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSetting(str(path), str(error)) from error


def read_key(home: Path, name: str) -> str:
    """Return a secret by name, or nothing when it was never made."""
    given = os.environ.get(f"LIANXIN_KEY_{name.upper()}", "")
    if given:
        return given
    try:
        return (home / "keys" / name).read_text(encoding="ascii").strip()
    except (FileNotFoundError, PermissionError):
        return ""


class Reader:
    """Takes values by name from the environment, else the file, else the default."""

    def __init__(self, file: Mapping[str, Any]) -> None:
        """Keep the file's values."""
        self.file = file

    def text(self, name: str, default: str = "") -> str:
        """Take one text."""
        return os.environ.get(f"LIANXIN_{name.upper()}", str(self.file.get(name, default)))

    def flag(self, name: str, *, default: bool) -> bool:
        """Take one yes or no."""
        return self.text(name, str(default)).lower() in TRUE_WORDS

    def number(self, name: str, default: int) -> int:
        """Take one whole number. Raises BadSetting."""
        given = self.text(name, str(default))
        if not given.isascii() or not given.isdigit():
            raise BadSetting(name, f"not a whole number: {given}")
        return int(given)

    def several(self, name: str) -> tuple[str, ...]:
        """Take several texts, parted by commas or listed in the file."""
        listed = self.file.get(name, "")
        joined = ",".join(listed) if isinstance(listed, list) else str(listed)
        given = os.environ.get(f"LIANXIN_{name.upper()}", joined)
        return tuple(part.strip() for part in given.split(",") if part.strip())


def networks(parts: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    """Read networks such as ``10.1.0.0/16``. Raises BadSetting."""
    try:
        return tuple(ip_network(part) for part in parts)
    except ValueError as error:
        raise BadSetting("proxies", str(error)) from error


def checked_origin(origin: str) -> str:
    """Check ``https://host[:port]``, the one address that links are made from."""
    parts = urlsplit(origin)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise BadSetting("origin", f"not of the form https://host: {origin}")
    return f"{parts.scheme}://{parts.netloc}"


def load() -> Environment:
    """Read every setting once. Raises BadSetting."""
    home = default_home()
    reader = Reader(read_file(home))
    origin = checked_origin(reader.text("origin", "http://127.0.0.1:8000"))
    keys = {name: read_key(home, name) for name in KEY_NAMES}
    return Environment(
        home=home,
        debug=reader.flag("debug", default=False),
        demo=(home / DEMO_MARK).is_file(),
        origin=origin,
        hosts=(urlsplit(origin).hostname or "", *reader.several("hosts")),
        proxies=networks(reader.several("proxies")),
        database=os.environ.get("DATABASE_URL", ""),
        seal=os.environ.get("LIANXIN_SEAL_URL", ""),
        pooled=reader.flag("pooled", default=True),
        hashed_static=reader.flag("hashed_static", default=True),
        web_processes=reader.number("web_processes", WEB_PROCESSES),
        keys=keys,
        fallback_keys=reader.several("fallback_keys"),
        mail_host=reader.text("mail_host"),
        mail_port=reader.number("mail_port", MAIL_PORT),
        mail_from=reader.text("mail_from", "lianxin@localhost"),
        sms_gateway=reader.text("sms_gateway"),
        office_phone=reader.text("office_phone"),
    )


def database(url: str, *, pooled: bool) -> dict[str, Any]:
    """Turn a PostgreSQL address into Django's entry; further words become options."""
    words = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host"}
    entry: dict[str, Any] = {name: words.pop(word, "") for name, word in named.items()}
    options: dict[str, Any] = {**words}
    entry["PORT"] = options.pop("port", "")
    if pooled:
        options["pool"] = {"min_size": 2, "max_size": 8, "timeout": 10}
    return entry | {
        "ENGINE": "django.db.backends.postgresql",
        "TIME_ZONE": "Asia/Shanghai",
        "CONN_HEALTH_CHECKS": pooled,
        "DISABLE_SERVER_SIDE_CURSORS": False,
        "OPTIONS": options,
    }
