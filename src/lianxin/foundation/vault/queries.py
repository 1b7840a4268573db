"""Looking up persons by number, and the pepper of look-up codes; nothing here is plain text."""

from uuid import UUID

from lianxin.foundation.vault import adapters
from lianxin.foundation.vault.rules import indexes, parse_telephone


def find(telephone: str) -> list[UUID]:
    """Give the persons who left this number, oldest first.

    Raises Invalid("vault.telephone.*") for what is no number.
    """
    return adapters.find(indexes(adapters.ring(), parse_telephone(telephone)))


def pepper() -> bytes:
    """Give the pepper under which look-up codes are kept. Raises Busy("vault.pepper")."""
    return adapters.pepper()
