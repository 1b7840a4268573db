"""Who people are, what their posts give them today, and what the room's pages show."""

from lianxin.foundation.accounts.queries.asked import (
    Asked,
    asking,
    asking_kept,
    askings,
    deciders,
    may_decide,
)
from lianxin.foundation.accounts.queries.factors import Proof, factors_of, recovery_codes_left
from lianxin.foundation.accounts.queries.incident import Frozen, exports_frozen, freeze
from lianxin.foundation.accounts.queries.listing import (
    PAGE,
    Account,
    Filter,
    HeldPost,
    Place,
    account,
    count_posted,
    people,
    posted_at,
    visible,
)
from lianxin.foundation.accounts.queries.mail import Address, address_of, mailed
from lianxin.foundation.accounts.queries.posts import (
    Holder,
    PostAuthority,
    actor_for,
    actor_of,
    confirmers,
    factor_due,
    holders,
    posts_now,
    strict,
)
from lianxin.foundation.accounts.queries.sessions import (
    SignedInSince,
    ending,
    running_sessions,
    sessions_of,
)
from lianxin.foundation.accounts.queries.wardens import Building, buildings_of, wardens_at

__all__ = [
    "PAGE",
    "Account",
    "Address",
    "Asked",
    "Building",
    "Filter",
    "Frozen",
    "HeldPost",
    "Holder",
    "Place",
    "PostAuthority",
    "Proof",
    "SignedInSince",
    "account",
    "actor_for",
    "actor_of",
    "address_of",
    "asking",
    "asking_kept",
    "askings",
    "buildings_of",
    "confirmers",
    "count_posted",
    "deciders",
    "ending",
    "exports_frozen",
    "factor_due",
    "factors_of",
    "freeze",
    "holders",
    "mailed",
    "may_decide",
    "people",
    "posted_at",
    "posts_now",
    "recovery_codes_left",
    "running_sessions",
    "sessions_of",
    "strict",
    "visible",
    "wardens_at",
]
