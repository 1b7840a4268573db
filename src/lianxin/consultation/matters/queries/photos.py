"""Photos of a matter: which file stands behind an ordinal, and those a form keeps."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lianxin.consultation.matters.models import Event, Evidence, Matter
from lianxin.consultation.matters.queries import lookup
from lianxin.consultation.matters.rules.states import Verb
from lianxin.foundation.faces.forms import KeptFile
from lianxin.foundation.files import queries as files
from lianxin.foundation.files.queries import Photo, PhotoSize
from lianxin.foundation.kernel.errors import NotFound

KILO = 1024
KEPT_SALT = "lianxin.matters.kept"


def kept_files(tokens: Sequence[str]) -> list[KeptFile]:
    """Give kept uploads as a form shows them again."""
    return [
        KeptFile(
            token=one.token,
            name=one.name or _("照片"),
            size=f"{max(1, one.bytes // KILO)} kB",
            src=f"/say/kept/{lookup.new_pass(one.mark, KEPT_SALT)}",
        )
        for one in files.kept(tokens)
    ]


def kept_photo(pass_: str) -> Photo:
    """Give the small picture of a kept upload under the pass of the page that shows it.

    Raises NotFound when the pass is over or the photo was claimed.
    """
    return files.kept_photo(lookup.number_by_pass(pass_, KEPT_SALT), PhotoSize.SMALL)


def last_sent(matter: Matter) -> Event | None:
    """Give the event by which the newest answer went out, with its after-image."""
    return matter.events.filter(verb=Verb.SEND).order_by("seq").last()


def public_evidence(matter: Matter) -> QuerySet[Evidence]:
    """Give what the citizen may see: photos of their own, and those that an answer came with.

    What its unit took back, and what came after the newest answer sent, stays inside.
    """
    sent = last_sent(matter)
    undone = matter.events.filter(taken_back__isnull=False).values("taken_back")
    answered = Q(seq__lt=sent.seq) & ~Q(seq__in=undone) if sent else Q(pk__in=[])
    return Evidence.objects.filter(Q(role="report") | answered, matter=matter)


def public_photo(number: str, ordinal: int, *, small: bool) -> Photo:
    """Give a photo that the citizen of a matter may see. Raises NotFound."""
    matter = Matter.objects.get(number=number)
    return _photo(public_evidence(matter), number, ordinal, small=small)


def photo_of(number: str, ordinal: int, *, small: bool) -> Photo:
    """Give a photo of a matter whose visibility the caller checked. Raises NotFound."""
    found = Evidence.objects.filter(matter__number=number)
    return _photo(found, number, ordinal, small=small)


def _photo(evidence: QuerySet[Evidence], number: str, ordinal: int, *, small: bool) -> Photo:
    found = evidence.filter(ordinal=ordinal).first()
    if found is None:
        raise NotFound("matters.not_found", where=f"{number}/{ordinal}")
    return files.photo(found.file, PhotoSize.SMALL if small else PhotoSize.FULL)
