"""The abstract record that every table extends, and audit's own tables."""

from lianxin.foundation.audit.models.append_only import append_only
from lianxin.foundation.audit.models.record import Held, Record, held
from lianxin.foundation.audit.models.runs import Run
from lianxin.foundation.audit.models.tables import (
    Link,
    Outbox,
    Row,
    Seal,
    Submission,
    Token,
    XidField,
)

__all__ = [
    "Held",
    "Link",
    "Outbox",
    "Record",
    "Row",
    "Run",
    "Seal",
    "Submission",
    "Token",
    "XidField",
    "append_only",
    "held",
]
