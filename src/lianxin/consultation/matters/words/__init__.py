"""Words of matters: states, verbs, doers, and the sentence of every error."""

from django.utils.translation import gettext_lazy as _

from lianxin.consultation.matters.rules.states import Who
from lianxin.consultation.matters.words import (
    answers,
    importing,
    requests,
    routing,
    steps,
    told,
)
from lianxin.consultation.matters.words.names import (
    ANSWERS,
    ASKED,
    CAUSES,
    DID,
    FACES,
    GRADES,
    PLACES,
    ROLES,
    STATES,
    VERBS,
    WHO,
)
from lianxin.foundation.faces.sentences import register

__all__ = ["ANSWERS", "ASKED", "CAUSES", "DID", "FACES", "GRADES", "ROLES", "STATES", "VERBS"]

register(told.TOLD)
register(
    {
        **steps.ERRORS,
        **requests.ERRORS,
        **answers.ERRORS,
        **importing.ERRORS,
        **routing.ERRORS,
    },
    names={
        **{f"state.{state}": word for state, word in STATES.items()},
        **{f"verb.{verb}": word for verb, word in VERBS.items()},
        **{f"did.{verb}": word for verb, word in DID.items()},
        f"doer.{Who.CITIZEN}": _("群众"),
        f"doer.{Who.JOB}": _("系统"),
        **{f"who.{who}": word for who, word in WHO.items()},
        **{f"where.{place}": word for place, word in PLACES.items()},
    },
)
