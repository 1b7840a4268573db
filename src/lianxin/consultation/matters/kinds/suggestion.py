"""The suggestion: an opinion on the police's work, answered by a unit, confirmed by its giver."""

from lianxin.consultation.matters.kinds.kind import Kind
from lianxin.consultation.matters.rules.states import Verb

SUGGESTION = Kind(
    code="suggestion",
    limits="matters.limits",
    outcomes="matters.outcomes",
    categories="matters.categories",
    refuses=frozenset({Verb.RECHECK}),
)
