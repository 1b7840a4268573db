"""The pictures of the README, drawn anew with ``LIANXIN_PICTURES=1``."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from lianxin.consultation.matters import actions
from tests.city import staff
from tests.journeys import stage
from tests.journeys.conftest import Open
from tests.journeys.hand import DESK, PHONE

FOLDER = Path(__file__).resolve().parent.parent.parent / "docs" / "pictures"
MOST_BYTES = 200_000
SAID = (
    ("和平小区东门外两盏路灯不亮,晚上接孩子要打手电", "roads.lighting", "normal", 21),
    ("第一小学门口早上车停三排,孩子要从车缝里钻", "traffic.parking", "urgent", 6),
    ("建设路三号楼楼道堆满旧家具,着火跑不出去", "fire.passage", "extreme", 1),
    ("工地夜里一点还打桩,打过电话又开", "noise.construction", "normal", 9),
    ("过街的红绿灯绿灯太短,老人走不到一半", "roads.signal", "normal", 13),
    ("广场舞音响开到夜里十一点", "noise.square_dance", "normal", 4),
    ("小区摄像头坏了三个月,自行车丢了两辆", "order.camera", "urgent", 3),
    ("河边护栏断了一截,孩子常在那边玩", "roads.barrier", "urgent", 2),
)

pytestmark = pytest.mark.skipif(
    os.environ.get("LIANXIN_PICTURES") != "1", reason="LIANXIN_PICTURES=1 draws them"
)


def tell() -> None:
    """Put matters of several ages on the desk of one unit, most of them in hand."""
    for place, (words, category, urgency, days) in enumerate(SAID):
        with stage.past(timezone.now() - timedelta(days=days, hours=place)):
            number = stage.say(f"{words}。", place="").number
            actions.triage(
                by=staff("dispatcher"),
                matter=number,
                category=category,
                urgency=urgency,
                to="order",
            )
            if place % 4 != 3:
                actions.accept(by=staff("officer"), matter=number)


def test_pictures(opened: Open) -> None:
    FOLDER.mkdir(exist_ok=True)
    tell()
    desk = opened(DESK, who="officer")
    desk.page.set_viewport_size({"width": DESK, "height": 620})
    desk.open("/desk?tab=in_hand")
    desk.page.screenshot(path=FOLDER / "worklist.png")
    phone = opened(PHONE)
    phone.open("/")
    phone.page.get_by_label("您想说什么").fill(f"{SAID[0][0]}。希望尽快修好。")
    phone.page.get_by_label("在哪里").fill("和平小区东门")
    phone.page.screenshot(path=FOLDER / "say.png", full_page=True)
    for name in ("worklist.png", "say.png"):
        assert (FOLDER / name).stat().st_size < MOST_BYTES
