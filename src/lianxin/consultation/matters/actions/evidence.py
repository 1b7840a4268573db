"""Photos that belong to an event."""

from collections.abc import Sequence

from lianxin.consultation.matters.actions.work import Handling
from lianxin.consultation.matters.models import Evidence
from lianxin.foundation.files import actions as files
from lianxin.foundation.parameters import queries as parameters


def add_photos(work: Handling, tokens: Sequence[str], *, role: str) -> None:
    """Claim uploaded photos for the newest event; their ordinals go on through the matter."""
    if not tokens:
        return
    known = work.known
    if known.evidence is None:
        known.evidence = 0 if known.fresh else Evidence.objects.filter(matter=work.matter).count()
    most = parameters.number("matters.photos.max", on=work.day)
    claimed = files.claim(work.work, tokens, about=work.matter.number, limit=most)
    for pair, file in enumerate(claimed, start=1):
        known.evidence += 1
        work.work.add(
            Evidence(
                matter=work.matter,
                seq=work.matter.seq,
                ordinal=known.evidence,
                role=role,
                pair=None if role == "report" else pair,
                file=file,
            )
        )
