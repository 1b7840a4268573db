"""Values of parameters on a day, from memory that notices every change."""

from lianxin.foundation.parameters.queries.memory import Memory, changed, edition, forget
from lianxin.foundation.parameters.queries.names import name_of, searched_names
from lianxin.foundation.parameters.queries.scopes import scope_text, wire_names
from lianxin.foundation.parameters.queries.values import (
    EVERYWHERE,
    NAME,
    Stored,
    choice,
    choices,
    codes,
    history,
    kind_of,
    known_keys,
    label,
    limit,
    number,
    overview,
    scopes,
    seconds,
    source,
    stored_values,
    text,
    value,
)
from lianxin.foundation.parameters.rules.bounds import register_check
from lianxin.foundation.parameters.rules.errors import MissingValue
from lianxin.foundation.parameters.rules.timeline import Stretch
from lianxin.foundation.parameters.rules.values import Cause, Choice

__all__ = [
    "EVERYWHERE",
    "NAME",
    "Cause",
    "Choice",
    "Memory",
    "MissingValue",
    "Stored",
    "Stretch",
    "changed",
    "choice",
    "choices",
    "codes",
    "edition",
    "forget",
    "history",
    "kind_of",
    "known_keys",
    "label",
    "limit",
    "name_of",
    "number",
    "overview",
    "register_check",
    "scope_text",
    "scopes",
    "searched_names",
    "seconds",
    "source",
    "stored_values",
    "text",
    "value",
    "wire_names",
]
