"""Who may add photos, and who clears away what nobody claimed."""

from lianxin.foundation.kernel.actor import Actor, ActorKind
from lianxin.foundation.kernel.errors import NoRight
from lianxin.foundation.kernel.rights import Right


def check_put(by: Actor) -> None:
    """Refuse who may not add a photo. Raises NoRight."""
    if not by.holds(Right.FILES_PUT):
        raise NoRight("files.no_right")


def check_sweep(by: Actor) -> None:
    """Refuse all but the job that clears away. Raises NoRight."""
    if by.kind is not ActorKind.JOB:
        raise NoRight("files.no_right")
