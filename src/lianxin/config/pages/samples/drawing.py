"""What looks like a QR code, and the names of the icons."""

from pathlib import Path

QR_PIXELS = 29
QR_QUIET = 4


def picture() -> str:
    """Draw what looks like a QR code, for the holder's size and quiet zone alone."""
    whole = QR_PIXELS + 2 * QR_QUIET
    cells = [
        f"M{column + QR_QUIET} {row + QR_QUIET}h1v1h-1z"
        for row in range(QR_PIXELS)
        for column in range(QR_PIXELS)
        if (row * row + 3 * column * row + column) % 5 < 2  # noqa: PLR2004 - any pattern will do
    ]
    path = "".join(cells)
    return f'<svg viewBox="0 0 {whole} {whole}" role="img" aria-label="QR"><path d="{path}"/></svg>'


def icons() -> list[str]:
    """Name every icon there is."""
    folder = Path(__file__).resolve().parents[2] / "templates" / "icons"
    return sorted(path.stem for path in folder.glob("*.svg"))
