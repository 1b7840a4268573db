"""All roles on one page: which rights a post in the role gives over its unit and below.

The three administrators see no matters and nobody holds two of them (SECURITY AN7). The
supervisor never handles (AZ7). The importer brings in history in batches; the rooms accept
``matters.import`` there in place of the single verbs' rights.
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
    """A role: its names, its rights; ``strict`` sessions are shorter; ``apart`` is one of three."""

    code: str
    zh: str
    en: str
    rights: frozenset[Right]
    strict: bool = False
    apart: bool = False

    def name(self, language: str) -> str:
        """Give the role's name in a language."""
        return self.en if language.startswith("en") else self.zh


_READING = EVERYBODY | {Right.MATTERS_READ, Right.MATTERS_NOTE}
_CONTACT = frozenset({Right.VAULT_PUT, Right.VAULT_OPEN, Right.FILES_PUT})

ROLES: Final[dict[str, Role]] = {
    role.code: role
    for role in (
        Role(
            "station_clerk",
            "内勤",
            "Station clerk",
            _READING | _CONTACT | {Right.MATTERS_TAKE_DOWN, Right.MATTERS_HANDLE},
        ),
        Role(
            "officer",
            "民警、经办人",
            "Officer in charge",
            _READING | _CONTACT | {Right.MATTERS_TAKE_DOWN, Right.MATTERS_HANDLE},
        ),
        Role(
            "dispatcher",
            "分流员",
            "Dispatcher",
            _READING | _CONTACT | {Right.MATTERS_TAKE_DOWN, Right.MATTERS_DISPATCH},
        ),
        Role(
            "supervisor",
            "督导员",
            "Supervisor",
            _READING | {Right.MATTERS_SUPERVISE, Right.VAULT_OPEN},
        ),
        Role("leader", "领导", "Leader", _READING | {Right.MATTERS_APPROVE}),
        Role(
            "importer",
            "资料员",
            "Records clerk",
            EVERYBODY
            | {
                Right.MATTERS_READ,
                Right.MATTERS_IMPORT,
                Right.HISTORY_BACKDATE,
                Right.VAULT_PUT,
                Right.FILES_PUT,
            },
            strict=True,
        ),
        Role(
            "system_admin",
            "系统管理员",
            "System administrator",
            EVERYBODY
            | {
                Right.UNITS_MANAGE,
                Right.PEOPLE_READ,
                Right.PEOPLE_MANAGE,
                Right.PARAMETERS_MANAGE,
                Right.NOTICES_OUTBOX,
                Right.GALLERY,
            },
            strict=True,
            apart=True,
        ),
        Role(
            "security_admin",
            "安全管理员",
            "Security administrator",
            EVERYBODY | {Right.PEOPLE_READ},
            strict=True,
            apart=True,
        ),
        Role(
            "audit_admin",
            "审计管理员",
            "Audit administrator",
            EVERYBODY | {Right.PEOPLE_READ, Right.AUDIT_READ},
            strict=True,
            apart=True,
        ),
    )
}
APART: Final = tuple(role.code for role in ROLES.values() if role.apart)
"""The three administrators."""


def rights_of(roles: frozenset[str]) -> frozenset[Right]:
    """Give all rights of several roles together; an unknown code gives none."""
    sets = [ROLES[code].rights for code in roles if code in ROLES]
    return frozenset().union(*sets)
