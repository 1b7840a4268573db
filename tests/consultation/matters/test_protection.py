"""The database itself refuses what the actions would never do (SECURITY AZ7)."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, transaction
from django.db.models import F

from lianxin.consultation.matters.models import Event, Hand, Leg, Matter, Wording
from lianxin.foundation.units.queries import directory
from tests.city import staff
from tests.conftest import AsRole
from tests.consultation.matters import lives

pytestmark = pytest.mark.usefixtures("town")


def refuses(write: Callable[[], Any], words: str) -> None:
    """Assert that the database refuses a write."""
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        write()


def leg(number: str, unit: str, role: str, **more: Any) -> Leg:
    """Make a leg that no action would."""
    matter = lives.stands(number)
    return Leg(
        matter=matter,
        seq=90,
        role=role,
        unit_id=directory().by_code(unit).id,
        round=matter.round,
        state=matter.state,
        started_at=more.pop("started_at", matter.last_at),
        **more,
    )


def past(number: str) -> dict[str, Any]:
    """Give times that lie before the matter was registered."""
    at = lives.stands(number).registered_at
    return {
        "started_at": at.replace(year=2001),
        "ended_at": at.replace(year=2002),
        "ending": "done",
    }


def test_the_unit_that_handled_gets_no_leg_to_judge() -> None:
    number = lives.answered()
    for role in ("judge", "callback"):
        refuses(leg(number, "order", role, **past(number)).save, "leg_sides")


def test_the_unit_that_judges_gets_no_leg_to_handle() -> None:
    number = lives.answered()
    at = past(number)
    refuses(
        leg(number, "supervision", "handle", accepted_at=at["ended_at"], **at).save, "leg_sides"
    )
    leg(number, "supervision", "handle", **at).save()


def test_two_chain_legs_are_never_open_at_once() -> None:
    number = lives.handled()
    refuses(leg(number, "traffic", "handle").save, "leg_one_owner")
    refuses(leg(number, "traffic", "triage").save, "leg_one_owner")


def test_nobody_lays_a_hand_on_both_sides() -> None:
    number = lives.handled()
    matter, officer = lives.stands(number), staff("officer").person
    assert officer is not None
    assert Hand.objects.filter(matter=matter, person_id=officer, side=0).exists()
    refuses(lambda: Hand.objects.create(matter=matter, person_id=officer, side=1), "hand_sides")


@pytest.mark.parametrize("model", [Event, Wording, Hand])
def test_histories_only_grow(model: type[Event]) -> None:
    number = lives.handled()
    rows = model.objects.filter(matter__number=number)
    assert rows.exists()
    refuses(lambda: rows.update(matter=F("matter")), "permission denied")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows._raw_delete(rows.db)


def test_conclusion_outcome_and_time_belong_together() -> None:
    number = lives.handled()
    matter = Matter.objects.filter(number=number)
    at = lives.stands(number).last_at
    refuses(lambda: matter.update(state="concluded", concluded_at=at), "matter_concluded_outcome")
    refuses(lambda: matter.update(state="concluded", outcome="rectified"), "matter_concluded")
    refuses(lambda: matter.update(concluded_at=at), "matter_concluded")
    refuses(lambda: matter.update(merged_into=F("id")), "matter_merged")


def test_a_number_a_reply_and_a_word_stand_once() -> None:
    number = lives.answered()
    matter = lives.stands(number)
    reply = matter.replies.get()
    reply.pk = None
    with pytest.raises(IntegrityError, match="reply_one_live"), transaction.atomic():
        reply.save(force_insert=True)
    sent = matter.replies.filter(sent_at__isnull=False)
    refuses(lambda: sent.update(recalled_at=matter.last_at), "reply_sent_or_recalled")


@pytest.mark.parametrize("table", ["matters_event", "matters_wording", "matters_hand"])
def test_not_even_the_owner_changes_a_history(table: str, as_role: AsRole) -> None:
    owner = as_role("lianxin_owner")
    with pytest.raises(psycopg.Error, match="only grows"):
        owner.execute(f"TRUNCATE {table} CASCADE")
