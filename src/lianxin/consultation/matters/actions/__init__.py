"""The verbs of matters: the only ways a matter, a leg or an event is born."""

from lianxin.consultation.matters.actions.answering import reply, send
from lianxin.consultation.matters.actions.citizen import confirm, rate, reopen, supplement, withdraw
from lianxin.consultation.matters.actions.contacts import note_reading, open_telephone
from lianxin.consultation.matters.actions.handling import accept, contact, rectify, return_
from lianxin.consultation.matters.actions.intake import Reporter, Said, intake
from lianxin.consultation.matters.actions.judging import conclude, note
from lianxin.consultation.matters.actions.take_back import take_back
from lianxin.consultation.matters.actions.triage import classify, dispatch, redispatch, triage
from lianxin.consultation.matters.actions.work import Receipt

__all__ = [
    "Receipt",
    "Reporter",
    "Said",
    "accept",
    "classify",
    "conclude",
    "confirm",
    "contact",
    "dispatch",
    "intake",
    "note",
    "note_reading",
    "open_telephone",
    "rate",
    "rectify",
    "redispatch",
    "reopen",
    "reply",
    "return_",
    "send",
    "supplement",
    "take_back",
    "triage",
    "withdraw",
]
