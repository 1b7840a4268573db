"""Who may put a contact, and who may open one."""

from lianxin.foundation.kernel.actor import Actor, ActorKind
from lianxin.foundation.kernel.errors import NoRight
from lianxin.foundation.kernel.rights import Right


def check_put(by: Actor) -> None:
    """Refuse who may not put a contact. Raises NoRight."""
    if not by.holds(Right.VAULT_PUT):
        raise NoRight("vault.no_right_put")


def delivers(by: Actor) -> bool:
    """Tell whether this is the job that needs a number to deliver one message."""
    return by.kind is ActorKind.JOB and by.holds(Right.VAULT_DELIVER)


def check_open(by: Actor) -> None:
    """Refuse who may not open a contact; the owning room checks the matter. Raises NoRight."""
    if not (by.holds(Right.VAULT_OPEN) or delivers(by)):
        raise NoRight("vault.no_right")
