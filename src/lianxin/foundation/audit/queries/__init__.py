"""Read the audit: rows about a record, the newest seal, and whether everything is whole."""

from lianxin.foundation.audit.queries.lines import LINE

__all__ = ["LINE"]
