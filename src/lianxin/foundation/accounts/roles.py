"""All roles on one page: which rights a post in the role gives over its unit and below.

The three administrators see no matters and nobody holds two of them (SECURITY AN7). The
supervisor never handles (AZ7). A second factor is asked of whoever rules over people, time,
limits or routes, brings in history, reads contacts over a whole subtree, or decides above the
unit (AN4); the parameter ``accounts.factor.also`` adds roles that read one contact at a time.
The importer brings in history in batches; the rooms accept ``matters.import`` there in place of
the single verbs' rights.
"""

from dataclasses import dataclass
from typing import Final

from lianxin.foundation.kernel.rights import Right

EVERYBODY: Final = frozenset(
    {Right.PUBLIC, Right.SIGNED_IN, Right.UNITS_READ, Right.NOTICES_READ, Right.PARAMETERS_READ}
)
"""What every post gives."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role and its rights; ``strict`` sessions are shorter; ``apart`` is one of three.

    ``factor`` asks for a second factor whatever the parameters say. Its name stands in ``words``.
    """

    code: str
    rights: frozenset[Right]
    strict: bool = False
    apart: bool = False
    factor: bool = False


_READING = EVERYBODY | {Right.MATTERS_READ, Right.MATTERS_NOTE}
_CONTACT = frozenset({Right.VAULT_PUT, Right.VAULT_OPEN, Right.FILES_PUT})

ROLES: Final[dict[str, Role]] = {
    role.code: role
    for role in (
        Role(
            "station_clerk",
            _READING | _CONTACT | {Right.MATTERS_TAKE_DOWN, Right.MATTERS_HANDLE},
        ),
        Role(
            "officer",
            _READING | _CONTACT | {Right.MATTERS_TAKE_DOWN, Right.MATTERS_HANDLE},
        ),
        Role(
            "dispatcher",
            _READING
            | _CONTACT
            | {Right.MATTERS_TAKE_DOWN, Right.MATTERS_DISPATCH, Right.ROUTES_MANAGE},
            factor=True,
        ),
        Role(
            "supervisor",
            _READING | {Right.MATTERS_SUPERVISE, Right.VAULT_OPEN},
            factor=True,
        ),
        Role("leader", _READING | {Right.MATTERS_APPROVE}, factor=True),
        Role(
            "importer",
            EVERYBODY
            | {
                Right.MATTERS_READ,
                Right.MATTERS_IMPORT,
                Right.HISTORY_BACKDATE,
                Right.VAULT_PUT,
                Right.FILES_PUT,
            },
            strict=True,
            factor=True,
        ),
        Role(
            "system_admin",
            EVERYBODY
            | {
                Right.UNITS_MANAGE,
                Right.PEOPLE_READ,
                Right.PEOPLE_MANAGE,
                Right.PARAMETERS_MANAGE,
                Right.NOTICES_OUTBOX,
                Right.JOBS_READ,
                Right.GALLERY,
            },
            strict=True,
            factor=True,
            apart=True,
        ),
        Role(
            "security_admin",
            EVERYBODY
            | {
                Right.PEOPLE_READ,
                Right.PEOPLE_CONFIRM,
                Right.PARAMETERS_CONFIRM,
                Right.INCIDENT,
            },
            strict=True,
            factor=True,
            apart=True,
        ),
        Role(
            "audit_admin",
            EVERYBODY | {Right.PEOPLE_READ, Right.AUDIT_READ},
            strict=True,
            factor=True,
            apart=True,
        ),
    )
}
APART: Final = tuple(role.code for role in ROLES.values() if role.apart)
"""The three administrators."""
