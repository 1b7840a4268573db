"""The settings in a browser: every page in every look, by somebody who may open it."""

import pytest

from tests.journeys.conftest import Open
from tests.journeys.test_say import WIDTHS

ADMIN = (
    "settings",
    "settings/units",
    "settings/units/bureau",
    "settings/units/bureau/split",
    "settings/units/import",
    "settings/people",
    "settings/people/officer",
    "settings/people/officer/move",
    "settings/people/posts",
    "settings/parameters",
    "settings/parameters/matters.words.max",
    "settings/jobs",
    "settings/mail",
    "outbox",
)
DISPATCHER = ("settings/routes", "settings/routes/dry-run")


@WIDTHS
@pytest.mark.parametrize(("who", "places"), [("admin", ADMIN), ("dispatcher", DISPATCHER)])
def test_the_settings(opened: Open, width: int, who: str, places: tuple[str, ...]) -> None:
    hand = opened(width, who=who)
    for place in places:
        hand.open(f"/desk/{place}")
        assert hand.page.locator("h1").count() == 1, place
        assert "找不到" not in hand.page.title(), place
        hand.judge(place)
