"""What the database itself refuses, written past the actions."""

from datetime import date

import pytest
from django.db import IntegrityError, connection

from lianxin.foundation.kernel.actor import job
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.units import actions
from lianxin.foundation.units.models import Unit

FOUNDER = job("test", Right.UNITS_MANAGE)
START = date(2020, 1, 1)

INSERT_TERM = """INSERT INTO units_term (unit_id, parent_id, kind, name, area, valid)
SELECT unit.id, parent.id, 'station', 'x', '', %s::daterange FROM units_unit unit
LEFT JOIN units_unit parent ON parent.code = %s WHERE unit.code = %s"""
CUT = """UPDATE units_term SET valid = %s::daterange
WHERE unit_id = (SELECT id FROM units_unit WHERE code = %s)"""
MOVE = """UPDATE units_term SET parent_id = (SELECT id FROM units_unit WHERE code = %s)
WHERE unit_id = (SELECT id FROM units_unit WHERE code = %s)"""
SUCCEED = """INSERT INTO units_succession (old_id, new_id, "on", place)
SELECT old.id, new.id, %s::date, %s FROM units_unit old, units_unit new
WHERE old.code = %s AND new.code = %s"""


@pytest.fixture
def tree(parameters_loaded: None) -> None:  # noqa: ARG001 - kinds are parameters
    """Found a bureau, a branch and two stations, and close one more station."""
    for code, kind, parent in (
        ("TOP", "bureau", None),
        ("EAST", "branch", "TOP"),
        ("E1", "station", "EAST"),
        ("E2", "station", "EAST"),
        ("GONE", "station", "EAST"),
    ):
        actions.found(by=FOUNDER, code=code, name=code, kind=kind, parent=parent, since=START)
    actions.close(by=FOUNDER, code="GONE", successor="E1", since=date(2022, 1, 1))
    Unit.objects.create(code="NEW")


def write(statements: list[tuple[str | int, ...]]) -> None:
    """Write past the actions, then look at once as the end of the transaction would."""
    with connection.cursor() as cursor:
        for sql, *values in statements:
            cursor.execute(str(sql), values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


pytestmark = pytest.mark.usefixtures("tree")


@pytest.mark.parametrize(
    ("statements", "refusal"),
    [
        ([(INSERT_TERM, "[2020-06-01,)", "EAST", "E1")], "units_term_one_at_a_time"),
        (
            [
                (INSERT_TERM, "[2020-01-01,2021-01-01)", "EAST", "NEW"),
                (INSERT_TERM, "[2020-06-01,)", "TOP", "NEW"),
            ],
            "units_term_one_at_a_time",
        ),
        (
            [
                (INSERT_TERM, "[2020-01-01,2021-01-01)", "EAST", "NEW"),
                (INSERT_TERM, "[2021-01-02,)", "TOP", "NEW"),
            ],
            "units_term_no_gap",
        ),
        ([(INSERT_TERM, "[2020-01-01,2021-01-01)", "EAST", "NEW")], "units_term_no_gap"),
        ([(CUT, "[2020-01-01,2021-01-01)", "E2")], "units_term_no_gap"),
        ([(INSERT_TERM, "empty", "EAST", "NEW")], "units_term_days"),
        ([(MOVE, "E1", "EAST")], "units_term_no_circle"),
        ([(MOVE, "EAST", "EAST")], "units_term_not_own_parent"),
        ([(INSERT_TERM, "[2019-01-01,)", "EAST", "NEW")], "units_term_parent_founded"),
        ([(INSERT_TERM, "[2023-01-01,)", "GONE", "NEW")], "units_term_parent_open"),
        ([(MOVE, "GONE", "E2")], "units_term_parent_open"),
        ([(MOVE, "TOP", "GONE")], "units_term_closed"),
        ([(SUCCEED, "2023-01-01", 1, "E2", "E1")], "units_term_closed"),
        ([(SUCCEED, "2022-01-01", 2, "GONE", "GONE")], "units_succession_not_itself"),
        ([(SUCCEED, "2022-01-01", 1, "GONE", "E2")], "units_succession_one_place"),
        ([(SUCCEED, "2022-01-01", 2, "GONE", "E1")], "units_succession_once"),
        ([(SUCCEED, "2023-01-01", 2, "GONE", "E2")], "units_succession_one_day"),
        (
            [(MOVE, "GONE", "E2"), (CUT, "[2020-01-01,)", "E2")],
            "units_term_parent_open",
        ),
        (
            [
                (INSERT_TERM, "[2020-01-01,2023-01-01)", "EAST", "NEW"),
                (INSERT_TERM, "[2023-01-01,)", "GONE", "NEW"),
                (SUCCEED, "2023-01-01", 1, "NEW", "GONE"),
            ],
            "units_succession_open",
        ),
        (
            [
                (INSERT_TERM, "[2020-01-01,2022-01-01)", "EAST", "NEW"),
                (INSERT_TERM, "[2022-01-01,)", "E2", "NEW"),
                (SUCCEED, "2022-01-01", 1, "NEW", "E2"),
                (SUCCEED, "2022-01-01", 2, "NEW", "GONE"),
                (SUCCEED, "2022-01-01", 2, "GONE", "NEW"),
            ],
            "units_succession_no_circle",
        ),
    ],
)
def test_direct_writing_is_refused(statements: list[tuple[str | int, ...]], refusal: str) -> None:
    with pytest.raises(IntegrityError) as caught:
        write(statements)
    cause = caught.value.__cause__
    assert cause is not None
    assert cause.diag.constraint_name == refusal  # type: ignore[attr-defined]


def test_what_is_right_is_taken() -> None:
    write(
        [
            (INSERT_TERM, "[2020-01-01,2023-01-01)", "EAST", "NEW"),
            (INSERT_TERM, "[2023-01-01,)", "E2", "NEW"),
            (SUCCEED, "2023-01-01", 1, "NEW", "E2"),
            (SUCCEED, "2023-01-01", 2, "NEW", "E1"),
        ]
    )
