"""Who is told: whoever holds the right when it is sent, and once."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from lianxin.foundation.accounts.models import Person, Post
from lianxin.foundation.accounts.queries import actor_of
from lianxin.foundation.faces.paging import Place, Spot
from lianxin.foundation.kernel.errors import NotFound
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices import actions, queries
from lianxin.foundation.notices.models import Notice

pytestmark = pytest.mark.usefixtures("house")


def tell_station(
    dedupe: str = "2103-0481:2:dispatched", right: Right = Right.MATTERS_HANDLE
) -> int:
    """Tell the station about a matter."""
    return actions.tell_unit(
        unit="S",
        right=right,
        topic="matters.dispatched",
        about="2103-0481",
        code="matters.told.dispatched",
        arguments={"subject": "路灯不亮"},
        href="/desk/matters/2103-0481",
        dedupe=dedupe,
    )


def tell(login: str, *, right: Right = Right.NOTICES_READ, unit: str | None = None) -> int:
    """Tell one person."""
    return actions.tell_person(
        login=login,
        topic="matters.returned",
        about="2103-0481",
        code="matters.told.returned",
        arguments={"subject": "路灯不亮"},
        href="/desk/matters/2103-0481",
        dedupe="2103-0481:3:returned",
        right=right,
        unit=unit,
    )


def receivers() -> set[str]:
    """Give who has a notice."""
    return set(Notice.objects.values_list("person__login", flat=True))


def test_everyone_with_the_right_over_the_unit_is_told() -> None:
    assert tell_station() == 2
    assert receivers() == {"li.na", "zhao.min"}


def test_a_post_above_the_unit_counts_too() -> None:
    assert tell_station(right=Right.MATTERS_DISPATCH) == 1
    assert receivers() == {"wang.fang"}


def test_the_same_again_tells_nobody_anew() -> None:
    tell_station()
    assert tell_station() == 0
    assert Notice.objects.count() == 2
    assert tell_station("2103-0481:5:dispatched") == 2


def test_who_lost_the_post_gets_nothing() -> None:
    Post.objects.filter(person__login="li.na").update(
        valid=DateRange(date(2020, 1, 1), timezone.localdate())
    )
    assert tell_station() == 1
    assert receivers() == {"zhao.min"}


def test_a_closed_account_gets_nothing() -> None:
    Person.objects.filter(login="li.na").update(closed_at=timezone.now())
    assert tell_station() == 1
    assert tell("li.na") == 0
    assert tell("nobody.here") == 0


def test_one_person_is_told_if_the_right_is_still_held() -> None:
    assert tell("li.na", right=Right.MATTERS_HANDLE, unit="S") == 1
    assert tell("zhao.min", right=Right.MATTERS_DISPATCH, unit="S") == 0
    assert receivers() == {"li.na"}


def test_one_sees_and_marks_only_ones_own() -> None:
    tell_station()
    li, zhao = actor_of("li.na"), actor_of("zhao.min")
    ((_, row),) = queries.mine(li, Spot())
    other = Notice.objects.get(person__login="zhao.min").ref
    with pytest.raises(NotFound):
        actions.mark_read(by=li, notice=other)
    assert actions.mark_read(by=li, notice=Notice.objects.get(ref=row.ref).ref) == (
        "/desk/matters/2103-0481"
    )
    assert (queries.unread(li), queries.unread(zhao)) == (0, 1)
    assert actions.mark_read(by=zhao) == ""
    assert queries.unread(zhao) == 0


def test_reading_again_keeps_the_first_time() -> None:
    tell("li.na")
    li, ref = actor_of("li.na"), Notice.objects.get().ref
    actions.mark_read(by=li, notice=ref)
    first = Notice.objects.get().read_at
    actions.mark_read(by=li, notice=ref)
    assert Notice.objects.get().read_at == first


def test_a_long_list_goes_on_and_back() -> None:
    li, size = actor_of("li.na"), queries.page_size()
    for number in range(60):
        tell_station(f"2103-0481:{number}:dispatched")
    newest = [str(ref) for ref in own_refs()]
    first = places(queries.mine(li, Spot()))[:size]
    second = places(queries.mine(li, Spot((first[-1],))))[:size]
    assert first + second == newest[: 2 * size]
    before = places(queries.mine(li, Spot((second[0],), back=True)))
    assert before == first[::-1]


def own_refs() -> list[object]:
    """Give the marks of one person's notices, newest first."""
    own = Notice.objects.filter(person__login="li.na").order_by("-id")
    return list(own.values_list("ref", flat=True))


def places(found: list[tuple[Place, queries.NoticeRow]]) -> list[str]:
    """Give the marks of rows that were found."""
    return [str(place[0]) for place, _ in found]
