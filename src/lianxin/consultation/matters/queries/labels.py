"""Codes as people read them, in the language of the request."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.consultation.matters.kinds import KINDS
from lianxin.consultation.matters.models import Matter
from lianxin.consultation.matters.rules.states import State, Verb
from lianxin.consultation.matters.words import STATES, VERBS
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.parameters.queries import MissingValue

_REASONS = {
    Verb.RETURN: "matters.reasons.return",
    Verb.REDISPATCH: "matters.reasons.redispatch",
    Verb.DISPATCH: "matters.reasons.redispatch",
    Verb.TAKE_BACK: "matters.reasons.take_back",
    Verb.WITHDRAW: "matters.reasons.withdraw",
    Verb.REOPEN: "matters.reasons.reopen",
    Verb.DECLINE: "matters.reasons.decline",
}


def label(key: str, code: str, on: date) -> str:
    """Give the words of a choice as valid on a day; the code itself for one nobody knows."""
    if not code:
        return ""
    try:
        return parameters.label(key, code, on=on, language=get_language() or "zh-hans")
    except MissingValue:
        return code


def source(key: str, on: date) -> str:
    """Give the clause that a parameter rested on that day."""
    return parameters.source(key, on=on, language=get_language() or "zh-hans")


def category(matter: Matter) -> str:
    """Give the category's words, empty while it has none."""
    return label(KINDS[matter.kind].categories, matter.category, matter.registered_on)


def outcome(matter: Matter) -> str:
    """Give the outcome's words."""
    return label(KINDS[matter.kind].outcomes, matter.outcome, matter.registered_on)


def reason(verb: Verb, code: str, on: date) -> str:
    """Give the words of a verb's reason."""
    return label(_REASONS[verb], code, on) if verb in _REASONS else code


def undo(verb: Verb) -> str:
    """Give the words for taking back an act."""
    if verb is Verb.REPLY:
        return _("撤回答复")
    return _("撤销{act}").format(act=VERBS[verb])


def state(matter: Matter) -> str:
    """Give the state's words."""
    return str(STATES[State(matter.state)])


def verb(code: str) -> str:
    """Give the verb's words."""
    return str(VERBS[Verb(code)])
