"""The unit of work of every action: act, batch, tokens; and the sealing of what they wrote."""

from lianxin.foundation.audit.actions.faults import retried, together
from lianxin.foundation.audit.actions.many import beside, execute, row_for_each
from lianxin.foundation.audit.actions.reading import note_reading
from lianxin.foundation.audit.actions.sealing import seal
from lianxin.foundation.audit.actions.tokens import check_token, issue_token, spend_token
from lianxin.foundation.audit.actions.units import act, batch
from lianxin.foundation.audit.actions.work import Batch, Work

__all__ = [
    "Batch",
    "Work",
    "act",
    "batch",
    "beside",
    "check_token",
    "execute",
    "issue_token",
    "note_reading",
    "retried",
    "row_for_each",
    "seal",
    "spend_token",
    "together",
]
