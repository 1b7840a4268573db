"""Photos that belong to an event."""

from collections.abc import Mapping, Sequence

from lianxin.consultation.matters.actions.work import Handling
from lianxin.consultation.matters.models import Evidence
from lianxin.foundation.files import actions as files
from lianxin.foundation.kernel.errors import Invalid
from lianxin.foundation.parameters import queries as parameters


def add_photos(work: Handling, **sides: Sequence[str]) -> None:
    """Claim uploaded photos for the newest event, by role: ``report``, or ``before`` and ``after``.

    Their ordinals go on through the matter. Raises Invalid for too many of a role, for a photo
    that is gone, used before, or given for both sides.
    """
    tokens = [token for side in sides.values() for token in side]
    if not tokens:
        return
    known = work.known
    if known.evidence is None:
        known.evidence = 0 if known.fresh else Evidence.objects.filter(matter=work.matter).count()
    _check_sides(work, sides)
    claimed = iter(files.claim(work.work, tokens, about=work.matter.number, limit=len(tokens)))
    for role, side in sides.items():
        for pair, _token in enumerate(side, start=1):
            known.evidence += 1
            work.work.add(
                Evidence(
                    matter=work.matter,
                    seq=work.matter.seq,
                    ordinal=known.evidence,
                    role=role,
                    pair=None if role == "report" else pair,
                    file=next(claimed),
                )
            )


def _check_sides(work: Handling, sides: Mapping[str, Sequence[str]]) -> None:
    most = parameters.number("matters.photos.max", on=work.day)
    for side in sides.values():
        if len(side) > most:
            raise Invalid("files.count", where="photos", added=len(side), limit=most)
    tokens = [token for side in sides.values() for token in side]
    if len(set(tokens)) < len(tokens):
        raise Invalid("files.used", where="photos")
