"""Photos of a matter: which file stands behind an ordinal, and those a form keeps."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from lianxin.consultation.matters.models import Evidence
from lianxin.foundation.faces.forms import KeptFile
from lianxin.foundation.files import queries as files
from lianxin.foundation.files.queries import Photo, PhotoSize
from lianxin.foundation.kernel.errors import NotFound

KILO = 1024


def kept_files(tokens: Sequence[str]) -> list[KeptFile]:
    """Give kept uploads as a form shows them again."""
    return [
        KeptFile(one.token, one.name or _("照片"), f"{max(1, one.bytes // KILO)} kB")
        for one in files.kept(tokens)
    ]


def photo_of(number: str, ordinal: int, *, small: bool) -> Photo:
    """Give a photo of a matter whose visibility the caller checked. Raises NotFound."""
    found = Evidence.objects.filter(matter__number=number, ordinal=ordinal).first()
    if found is None:
        raise NotFound("matters.not_found", where=f"{number}/{ordinal}")
    return files.photo(found.file, PhotoSize.SMALL if small else PhotoSize.FULL)
