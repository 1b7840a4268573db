"""Hand over by list: many matters to one unit, in one act."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from lianxin.consultation.matters.actions.triage import redispatch
from lianxin.foundation.audit.actions import act, retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid

REASON: Final = "reorganized"


@retried
def hand_over(
    *,
    by: Actor,
    about: str,
    matters: Sequence[str],
    to: str,
    key: UUID | None = None,
) -> int:
    """Redispatch each of the matters to the unit ``to``; give how many went.

    ``about`` names the unit or the person whose work it was. All or nothing: the error names
    the matter that could not go. Raises what ``redispatch`` raises.
    """
    chosen = list(dict.fromkeys(matters))
    if not chosen:
        raise Invalid("matters.none_chosen", where="matters")
    arguments = {"about": about, "matters": chosen, "to": to}
    with act(by, "matters.hand_over", key=key, arguments=arguments) as work:
        if work.replay:
            return int(work.replay["moved"])
        for number in sorted(chosen):
            redispatch(by=by, matter=number, to=to, reason=REASON)
        work.row(object=about, reason=REASON, facts={"to": to, "matters": len(chosen)})
        work.keep({"moved": len(chosen)})
    return len(chosen)
