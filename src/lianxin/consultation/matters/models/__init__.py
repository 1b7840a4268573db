"""Tables of matters (MODEL section 1)."""

from lianxin.consultation.matters.models.answers import Confirmation, Reply
from lianxin.consultation.matters.models.history import Event, Wording
from lianxin.consultation.matters.models.imports import ImportBatch, ImportRow
from lianxin.consultation.matters.models.legs import Hand, Leg
from lianxin.consultation.matters.models.matter import Matter
from lianxin.consultation.matters.models.people import Evidence, Lookup, Party
from lianxin.consultation.matters.models.requests import DueChange, Pause, Request
from lianxin.consultation.matters.models.routing import Route, RouteSet

__all__ = [
    "Confirmation",
    "DueChange",
    "Event",
    "Evidence",
    "Hand",
    "ImportBatch",
    "ImportRow",
    "Leg",
    "Lookup",
    "Matter",
    "Party",
    "Pause",
    "Reply",
    "Request",
    "Route",
    "RouteSet",
    "Wording",
]
