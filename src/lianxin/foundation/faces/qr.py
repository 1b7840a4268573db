"""QR codes as SVG: level M, four modules of quiet zone, no style (UI section 4)."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe

QUIET_ZONE = 4


def svg(text: str) -> SafeString:
    """Draw a text as an SVG that fills its holder; printed at 25 mm it is read by any phone."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False, boost_error=False).save(
        out,
        kind="svg",
        border=QUIET_ZONE,
        xmldecl=False,
        svgns=True,
        omitsize=True,
        svgclass="qr__code-picture",
        lineclass=None,
        dark="#000000",
        light="#ffffff",
    )
    return mark_safe(out.getvalue().decode("ascii"))  # noqa: S308 - drawn by us, holds no text
