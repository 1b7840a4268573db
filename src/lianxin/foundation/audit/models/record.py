"""The abstract record: what a unit of work may queue, and how a failed act undoes it in memory."""

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

Held = dict[int, tuple[Any, Any]]
"""Things an act touched, by identity: the thing, and a shallow copy from before."""

held: ContextVar[Held | None] = ContextVar("held", default=None)
"""What the running act of a batch touched so far; None outside of a batch."""


class Record(models.Model):
    """A row of any table. Keys are bigint identities unless a model names its own key.

    ``change_rank`` orders UPDATEs and ``add_rank`` INSERTs at the flush, lower first; all
    UPDATEs come before all INSERTs. ``add_once`` names the columns of a unique constraint: a
    row that is there already under them is left as it is, any other conflict is still an error.
    """

    add_rank: ClassVar[int] = 50
    change_rank: ClassVar[int] = 50
    add_once: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    if not TYPE_CHECKING:

        def __setattr__(self, name: str, value: object) -> None:
            """Keep, once an act of a batch, what the record was before it."""
            touched = held.get()
            if touched is not None and id(self) not in touched:
                touched[id(self)] = (self, self.__dict__.copy())
            object.__setattr__(self, name, value)
