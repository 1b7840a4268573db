"""One's own factors: draw recovery codes, take one off; all of a lost one's (SECURITY AN4)."""

from uuid import UUID

from lianxin.foundation.accounts import adapters
from lianxin.foundation.accounts.actions.anew import asked_anew, taken_unchanged
from lianxin.foundation.accounts.actions.factors import draw_codes
from lianxin.foundation.accounts.models import Factor, Person, RecoveryCode
from lianxin.foundation.accounts.queries import factor_due, posts_now
from lianxin.foundation.audit.actions import act, retried
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import NotFound, Refused
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units import queries as units


@retried
def draw_recovery_codes(*, by: Actor, password: str, key: UUID) -> tuple[str, ...]:
    """Draw new recovery codes for oneself; the old ones let in no more.

    Raises TooMany, Busy, Invalid("accounts.password.old"), Refused.
    """
    asked = asked_anew(by, password)
    with act(by, "accounts.draw_recovery_codes", key=key) as work:
        person = taken_unchanged(asked)
        if not Factor.objects.filter(person=person).exists():
            raise Refused("accounts.factor_none")
        work.row(object=f"person:{person.login}")
        work.keep({"drawn": True})
        if work.replay:
            count = parameters.number("accounts.factor.recovery_codes", on=units.today())
            return tuple(adapters.codes.recovery_codes(person.login, key, count))
        return draw_codes(person, key)


@retried
def remove_factor(*, by: Actor, ref: UUID, password: str, key: UUID | None = None) -> None:
    """Take off one of one's own factors; the last one stays where the posts ask for one.

    Raises TooMany, Busy, Invalid("accounts.password.old"), NotFound,
    Refused("accounts.factor_last").
    """
    asked = asked_anew(by, password)
    with act(by, "accounts.remove_factor", key=key, arguments={"ref": str(ref)}) as work:
        if work.replay:
            return
        person = taken_unchanged(asked)
        factor = Factor.objects.filter(person=person, ref=ref).first()
        if factor is None:
            raise NotFound("accounts.factor_unknown", where="ref")
        others = Factor.objects.filter(person=person).exclude(pk=factor.pk).exists()
        if not others and factor_due(posts_now(person.pk), units.today()):
            raise Refused("accounts.factor_last")
        factor.delete()
        if not others:
            RecoveryCode.objects.filter(person=person).delete()
        facts = {"kind": factor.kind, "name": factor.name}
        work.row(object=f"person:{person.login}", facts=facts)
        work.keep({"ref": str(ref)})


def take_off(person: Person) -> int:
    """Take every factor and recovery code off a locked person; give how many factors."""
    RecoveryCode.objects.filter(person=person).delete()
    return Factor.objects.filter(person=person).delete()[0]
