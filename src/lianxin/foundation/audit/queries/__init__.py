"""Read the audit: rows about a record, the newest seal, and whether everything is whole."""

from lianxin.foundation.audit.queries.lines import LINE
from lianxin.foundation.audit.queries.looking import looked_up
from lianxin.foundation.audit.queries.reading import (
    Entry,
    acts_of,
    entries,
    newest_seal,
    trail,
    trail_page,
)
from lianxin.foundation.audit.queries.submitting import receipt_under
from lianxin.foundation.audit.queries.verifying import Verified, verify
from lianxin.foundation.audit.rules.checking import Finding, Wrong

__all__ = [
    "LINE",
    "Entry",
    "Finding",
    "Verified",
    "Wrong",
    "acts_of",
    "entries",
    "looked_up",
    "newest_seal",
    "receipt_under",
    "trail",
    "trail_page",
    "verify",
]
