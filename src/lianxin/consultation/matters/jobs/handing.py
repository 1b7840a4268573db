"""What is told when a unit changed or somebody left: a link to the list to hand over."""

from typing import Final

from lianxin.consultation.matters.queries.hand_over import begun_by, work_of
from lianxin.consultation.matters.queries.routes import triage_unit
from lianxin.consultation.matters.rules.states import LegRole
from lianxin.foundation.accounts import queries as accounts
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices import actions as notices
from lianxin.foundation.notices.queries import OutboxItem
from lianxin.foundation.units.queries import directory

WORK: Final = "/desk/settings/units/{}/hand-over"
PEOPLE: Final = "/desk/settings/units/{}/people"
BEGUN: Final = "/desk/settings/people/{}/hand-over"
"""The open work of a unit, its people, and what somebody had begun."""


def unit_succeeded(item: OutboxItem) -> None:
    """Tell who dispatches and leads of a changed unit's open work, who manages of its people."""
    tree = directory()
    unit = tree.by_code(item.about)
    people = accounts.count_posted(unit.code)
    if people:
        right = Right.PEOPLE_MANAGE
        _tell(item, unit.code, right, "matters.told.unit_people", unit.name, people, PEOPLE)
    count = work_of(unit.id).count()
    if not count:
        return
    desk = triage_unit(tree, unit.code)
    told = ((desk, Right.MATTERS_DISPATCH), (unit.code, Right.MATTERS_APPROVE))
    for code, right in told:
        _tell(item, code, right, "matters.told.unit_changed", unit.name, count, WORK)


def person_left(item: OutboxItem) -> None:
    """Tell the units in which somebody who left had begun open matters."""
    begun = begun_by(item.about).order_by()
    units = begun.filter(role=LegRole.HANDLE).values_list("unit_id", flat=True).distinct()
    tree = directory()
    for key in sorted(units):
        code, count = tree.by_id(key).code, begun.filter(unit_id=key).count()
        for right in (Right.MATTERS_HANDLE, Right.MATTERS_APPROVE):
            _tell(
                item,
                code,
                right,
                "matters.told.person_left",
                item.about,
                count,
                f"{BEGUN}?unit={code}",
            )


def _tell(  # noqa: PLR0917 - the two above name every argument
    item: OutboxItem, unit: str, right: Right, code: str, name: str, count: int, page: str
) -> None:
    notices.tell_unit(
        unit=unit,
        right=right,
        topic=item.topic,
        about=item.about,
        code=code,
        arguments={"name": name, "count": count},
        href=page.format(item.about),
        dedupe=f"{item.dedupe}:{unit}:{right}",
    )
