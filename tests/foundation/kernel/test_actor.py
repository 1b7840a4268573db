"""Who acts, what they may, which version they saw, and what errors say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.foundation.kernel import errors
from lianxin.foundation.kernel.actor import Actor, ActorKind, FixedAuthority, citizen, job
from lianxin.foundation.kernel.errors import Conflict, Fault, InvalidMany, LianxinError
from lianxin.foundation.kernel.rights import CITIZEN_RIGHTS, Right
from lianxin.foundation.kernel.versions import check_seen

RIGHTS = st.frozensets(st.sampled_from(Right))


@given(RIGHTS, st.sampled_from(Right), st.none() | st.text(max_size=5))
def test_a_fixed_authority_holds_its_rights_everywhere(
    rights: frozenset[Right], right: Right, unit: str | None
) -> None:
    """Over every unit, and no other right over any."""
    authority = FixedAuthority(rights)
    assert authority.holds(right, unit) == (right in rights)
    assert authority.units(right) == (None if right in rights else frozenset())


def test_a_citizen_holds_a_citizens_rights_alone() -> None:
    """Nothing of the desk; the one of a matter is known by its number."""
    someone, owner = citizen(""), citizen("2103-0481")
    assert {right for right in Right if owner.holds(right)} == CITIZEN_RIGHTS
    assert (someone.id, owner.id, owner.about) == ("citizen", "citizen:2103-0481", "2103-0481")
    assert owner.kind == ActorKind.CITIZEN
    assert not owner.name


def test_a_job_holds_what_it_was_given() -> None:
    """And nothing else."""
    sealer = job("seal", Right.AUDIT_SEAL)
    assert (sealer.id, sealer.kind) == ("job:seal", ActorKind.JOB)
    assert [right for right in Right if sealer.holds(right)] == [Right.AUDIT_SEAL]
    assert [right for right in Right if sealer.holds_everywhere(right)] == [Right.AUDIT_SEAL]


def test_actors_are_equal_by_who_they_are() -> None:
    """The authority, which may read afresh, is not compared or shown."""
    one = Actor("staff:a", "甲", ActorKind.STAFF, FixedAuthority(frozenset()))
    two = Actor("staff:a", "甲", ActorKind.STAFF, FixedAuthority(frozenset(Right)))
    assert one == two
    assert "FixedAuthority" not in repr(one)


def test_rights_have_names_of_their_own() -> None:
    """No two rights share a code."""
    assert len({right.value for right in Right}) == len(Right.__members__)


@given(st.none() | st.integers(0, 5), st.integers(0, 5))
def test_the_second_writer_learns_of_the_first(seen: int | None, now: int) -> None:
    """Only who saw the present version, or did not say, goes on."""
    if seen in {None, now}:
        check_seen("2103-0481", seen=seen, now=now)
        return
    with pytest.raises(Conflict) as conflict:
        check_seen("2103-0481", seen=seen, now=now)
    assert (conflict.value.seen, conflict.value.now) == (seen, now)
    assert conflict.value.where == "2103-0481"


def test_every_error_has_a_status_a_face_can_answer_with() -> None:
    """4xx for what the person can put right, 503 for what a retry can."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    raised = [kind for kind in kinds if issubclass(kind, LianxinError)]
    assert len(raised) >= 10
    assert all(kind.status in {400, 403, 404, 409, 422, 429, 503} for kind in raised)


def test_errors_say_code_place_and_arguments_in_logs() -> None:
    """One line; several faults are named by the first."""
    fault = LianxinError("kernel.number", where="number", given="x")
    assert str(fault) == "kernel.number at number given='x'"
    many = InvalidMany((Fault("a", "one", {"n": 1}), Fault("b", "two", {})))
    assert (many.code, many.where, many.arguments, len(many.faults)) == ("a", "one", {"n": 1}, 2)
