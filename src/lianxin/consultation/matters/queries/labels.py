"""Codes as people read them, in the language of the request."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.consultation.matters.kinds import KINDS
from lianxin.consultation.matters.queries.lines import MatterTold
from lianxin.consultation.matters.rules.states import State, Verb
from lianxin.consultation.matters.words import DID, STATES, VERBS
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
    Verb.REFER: "matters.channels",
    Verb.PARK: "matters.reasons.park",
}
_ASKED = ("matters.reasons.extend", "matters.reasons.pause", "matters.reasons.park")
"""Where the reason of what was asked or decided may stand; no code stands in two."""


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


def category(matter: MatterTold) -> str:
    """Give the category's words, empty while it has none."""
    return label(KINDS[matter.kind].categories, matter.category, matter.registered_on)


def outcome(matter: MatterTold) -> str:
    """Give the outcome's words."""
    return label(KINDS[matter.kind].outcomes, matter.outcome, matter.registered_on)


def reason(verb: Verb, code: str, on: date) -> str:
    """Give the words of a verb's reason; a counting anew says why in the dates that it moved."""
    if verb is Verb.RECOUNT:
        return ""
    if verb in {Verb.EXTEND, Verb.DECIDE}:
        found = (label(key, code, on) for key in _ASKED)
        return next((words for words in found if words != code), code)
    words = label(_REASONS[verb], code, on) if verb in _REASONS else code
    channel = channel_of(code, on) if verb is Verb.DECLINE else ""
    return (
        _("{reason};可以找:{channel}").format(reason=words, channel=channel) if channel else words
    )


def channel_of(code: str, on: date) -> str:
    """Give where a person is sent whose matter is refused for this reason."""
    try:
        found = parameters.choice("matters.reasons.decline", code, on=on)
    except MissingValue:
        return ""
    english = (get_language() or "").startswith("en")
    return str(found.extra.get("channel_en" if english else "channel_zh", ""))


def undo(verb: Verb) -> str:
    """Give the words for taking back an act."""
    if verb is Verb.REPLY:
        return _("撤回答复")
    return _("撤销{act}").format(act=VERBS[verb])


def state(matter: MatterTold) -> str:
    """Give the state's words."""
    return str(STATES[State(matter.state)])


def joined(what: str, told: str) -> str:
    """Give an act and what is told of it in one line; what is told alone says it for no act."""
    return _("{what}:{told}").format(what=what, told=told) if what else told


def did(verb: Verb) -> str:
    """Give the words for an act that was done."""
    return str(DID[verb])
