"""QR codes: of the right size and quiet zone, without style."""

import re

from lianxin.foundation.faces.qr import svg


def test_a_code_fills_its_holder_and_has_a_quiet_zone() -> None:
    drawn = svg("https://lianxin.example/follow#48210937552611804471")
    found = re.search(r'viewBox="0 0 (\d+) (\d+)"', drawn)
    assert found
    assert (int(found[1]) - 8 - 17) % 4 == 0
    assert "style" not in drawn
    assert " width=" not in drawn
    assert drawn.startswith("<svg")
