"""Passkeys and UKeys: the two ceremonies of WebAuthn, bound to the one official address."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from lianxin.foundation.kernel.errors import Invalid

LOCAL = "localhost"
REFUSED = "accounts.passkey"


@dataclass(frozen=True, slots=True)
class Ceremony:
    """What the browser is asked, as JSON, and what the answer is checked against."""

    options: str
    state: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey's public part, and how often it has signed (always 0 for some)."""

    credential: bytes
    signed: int


def usable() -> bool:
    """Tell whether browsers offer passkeys at the official address: a name, and TLS."""
    parts = urlsplit(settings.ORIGIN)
    host = parts.hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return host == LOCAL or parts.scheme == "https"
    return False


@lru_cache(maxsize=4)
def _server(origin: str) -> Fido2Server:
    entity = PublicKeyCredentialRpEntity(name="连心桥", id=urlsplit(origin).hostname)
    return Fido2Server(entity, verify_origin=lambda given: given == origin)


def _known(credentials: Sequence[bytes]) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(credential) for credential in credentials]


def _ceremony(options: Mapping[str, Any], state: dict[str, Any]) -> Ceremony:
    return Ceremony(json.dumps(dict(options)["publicKey"], default=dict), state)


def ask_new(login: str, name: str, known: Sequence[bytes]) -> Ceremony:
    """Ask the browser for a new passkey, none of the known ones."""
    handle = hashlib.sha256(f"passkey:{login}".encode()).digest()
    options, state = _server(settings.ORIGIN).register_begin(
        PublicKeyCredentialUserEntity(name=login, id=handle, display_name=name),
        credentials=_known(known),
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return _ceremony(options, state)


def ask_proof(known: Sequence[bytes]) -> Ceremony:
    """Ask the browser for a signature by one of the known passkeys."""
    options, state = _server(settings.ORIGIN).authenticate_begin(
        _known(known), user_verification=UserVerificationRequirement.PREFERRED
    )
    return _ceremony(options, state)


def _parsed(answer: str) -> dict[str, Any]:
    given = json.loads(answer)
    if not isinstance(given, dict):
        raise TypeError
    return given


def read_new(state: Mapping[str, Any], answer: str) -> Passkey:
    """Read a new passkey from the browser's answer. Raises Invalid("accounts.passkey")."""
    try:
        data = _server(settings.ORIGIN).register_complete(state, _parsed(answer))
    except (ValueError, TypeError, KeyError) as fault:
        raise Invalid(REFUSED) from fault
    return Passkey(bytes(data.credential_data or b""), data.counter)


def read_proof(state: Mapping[str, Any], known: Sequence[bytes], answer: str) -> Passkey:
    """Check a signature; give which passkey made it. Raises Invalid("accounts.passkey")."""
    try:
        given = AuthenticationResponse.from_dict(_parsed(answer))
        found = _server(settings.ORIGIN).authenticate_complete(state, _known(known), given)
    except (ValueError, TypeError, KeyError) as fault:
        raise Invalid(REFUSED) from fault
    return Passkey(bytes(found), given.response.authenticator_data.counter)
