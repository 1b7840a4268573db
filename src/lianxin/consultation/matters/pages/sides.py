"""Photos before and after in a form: each kept at once, shown again at its field."""

from typing import Final

from lianxin.consultation.matters.forms.verbs import MatterForm, RectifyForm
from lianxin.consultation.matters.queries.photos import kept_files
from lianxin.foundation.faces.answers import KeptSide
from lianxin.foundation.files import actions as files

SIDES: Final = ("before", "after")
"""The fields of photos before and after."""


def keep_photos(form: MatterForm) -> dict[str, list[str]]:
    """Keep the uploads of both sides at once, so that no fault elsewhere loses one.

    Gives the tokens of each side; nothing for a form that takes no photos.
    """
    if not isinstance(form, RectifyForm):
        return {}
    return {
        side: form.keep_side(side, lambda upload: files.keep_photo(by=form.who, upload=upload))
        for side in SIDES
    }


def kept_sides(form: MatterForm) -> list[KeptSide]:
    """Give the photos that the form keeps, each at its field."""
    if not isinstance(form, RectifyForm):
        return []
    return [KeptSide(side, f"kept_{side}", kept_files(form.kept_of(side))) for side in SIDES]
