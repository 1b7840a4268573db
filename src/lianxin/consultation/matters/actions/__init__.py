"""The verbs of matters: the only ways a matter, a leg or an event is born."""

from lianxin.consultation.matters.actions.answering import reply, send
from lianxin.consultation.matters.actions.citizen import confirm, rate, reopen, supplement, withdraw
from lianxin.consultation.matters.actions.contacts import note_reading, open_telephone
from lianxin.consultation.matters.actions.handling import accept, contact, rectify, return_
from lianxin.consultation.matters.actions.intake import Reporter, Said, intake
from lianxin.consultation.matters.actions.judging import conclude, note
from lianxin.consultation.matters.actions.receipts import Receipt
from lianxin.consultation.matters.actions.refusing import decline, refer
from lianxin.consultation.matters.actions.requests import decide, extend, park, resume
from lianxin.consultation.matters.actions.routes_in_force import put_in_force, take_back_routes
from lianxin.consultation.matters.actions.routing import (
    add_rule,
    change_rule,
    discard_routes,
    draft_routes,
    load_routes,
    move_rule,
    remove_rule,
)
from lianxin.consultation.matters.actions.take_back import take_back
from lianxin.consultation.matters.actions.triage import classify, dispatch, redispatch, triage

__all__ = [
    "Receipt",
    "Reporter",
    "Said",
    "accept",
    "add_rule",
    "change_rule",
    "classify",
    "conclude",
    "confirm",
    "contact",
    "decide",
    "decline",
    "discard_routes",
    "dispatch",
    "draft_routes",
    "extend",
    "intake",
    "load_routes",
    "move_rule",
    "note",
    "note_reading",
    "open_telephone",
    "park",
    "put_in_force",
    "rate",
    "rectify",
    "redispatch",
    "refer",
    "remove_rule",
    "reopen",
    "reply",
    "resume",
    "return_",
    "send",
    "supplement",
    "take_back",
    "take_back_routes",
    "triage",
    "withdraw",
]
