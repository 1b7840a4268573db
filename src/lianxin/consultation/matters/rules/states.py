"""States, legs, verbs and doers of a matter (MODEL section 2)."""

from enum import StrEnum


class State(StrEnum):
    """Where a matter stands; its owner is the one open chain leg."""

    NEW = "new"
    DISPATCHED = "dispatched"
    RETURNED = "returned"
    IN_HAND = "in_hand"
    RECHECK = "recheck"
    TO_ANSWER = "to_answer"
    WITH_CITIZEN = "with_citizen"
    REOPENED = "reopened"
    PARKED = "parked"
    CONCLUDED = "concluded"


class LegRole(StrEnum):
    """What a unit's turn is for. All but ``assist`` follow each other without a gap."""

    TRIAGE = "triage"
    HANDLE = "handle"
    RECHECK = "recheck"
    CALLBACK = "callback"
    JUDGE = "judge"
    HOLD = "hold"
    ASSIST = "assist"


OWNER: dict[State, LegRole] = {
    State.NEW: LegRole.TRIAGE,
    State.RETURNED: LegRole.TRIAGE,
    State.DISPATCHED: LegRole.HANDLE,
    State.IN_HAND: LegRole.HANDLE,
    State.TO_ANSWER: LegRole.HANDLE,
    State.RECHECK: LegRole.RECHECK,
    State.WITH_CITIZEN: LegRole.CALLBACK,
    State.REOPENED: LegRole.JUDGE,
    State.PARKED: LegRole.HOLD,
}
"""The role of the open chain leg in each state; a concluded matter has none."""

HANDLING_SIDE = 0
JUDGING_SIDE = 1
SIDES: dict[LegRole, int] = {
    LegRole.HANDLE: HANDLING_SIDE,
    LegRole.ASSIST: HANDLING_SIDE,
    LegRole.CALLBACK: JUDGING_SIDE,
    LegRole.JUDGE: JUDGING_SIDE,
}
"""Who handles never judges or calls back (SECURITY AZ7)."""


class Verb(StrEnum):
    """What can be done to a matter; each is one action."""

    INTAKE = "intake"
    CLASSIFY = "classify"
    CONTACT = "contact"
    DECLINE = "decline"
    REFER = "refer"
    DISPATCH = "dispatch"
    ACCEPT = "accept"
    RETURN = "return"
    REDISPATCH = "redispatch"
    ASSIST = "assist"
    EXTEND = "extend"
    PARK = "park"
    DECIDE = "decide"
    RESUME = "resume"
    RECTIFY = "rectify"
    RECHECK = "recheck"
    REPLY = "reply"
    SEND = "send"
    TAKE_BACK = "take_back"
    CALL_BACK = "call_back"
    CONFIRM = "confirm"
    RATE = "rate"
    REOPEN = "reopen"
    CONCLUDE = "conclude"
    SUPERVISE = "supervise"
    SUPPLEMENT = "supplement"
    MERGE = "merge"
    UNMERGE = "unmerge"
    WITHDRAW = "withdraw"
    CORRECT = "correct"
    NOTE = "note"
    RECOUNT = "recount"


class Who(StrEnum):
    """Who may do a verb (the letters of MODEL section 2)."""

    DISPATCHER = "dispatcher"
    UNIT = "unit"
    SUPERVISOR = "supervisor"
    APPROVER = "approver"
    THIRD = "third"
    CITIZEN = "citizen"
    JOB = "job"
    DOER = "doer"
    ANY = "any"


class Answer(StrEnum):
    """The citizen's word on whether the thing is mended; silence is the empty text."""

    SOLVED = "solved"
    PARTLY = "partly"
    UNSOLVED = "unsolved"


class Grade(StrEnum):
    """How content the citizen is with the handling (consultation.md section 7)."""

    SATISFIED = "satisfied"
    FAIRLY_SATISFIED = "fairly_satisfied"
    DISSATISFIED = "dissatisfied"
    DONT_KNOW = "dont_know"


REFUSED_OUTCOMES = frozenset({"not_accepted", "referred", "reported"})
"""Outcomes without an answer to speak on; who disagrees may have it looked at again."""


class Ending(StrEnum):
    """How a leg ended."""

    DONE = "done"
    RETURNED = "returned"
    REDISPATCHED = "redispatched"
    TAKEN_BACK = "taken_back"
    CONCLUDED = "concluded"
    PARKED = "parked"


class Asked(StrEnum):
    """What a unit asks of the approver above it."""

    EXTEND = "extend"
    PARK = "park"
    PAUSE = "pause"


class Decision(StrEnum):
    """How a request ended; one that waits has the empty text."""

    APPROVED = "approved"
    REFUSED = "refused"
    UNDONE = "undone"


class Cause(StrEnum):
    """Why a due date moved."""

    CALENDAR = "calendar"
    EXTENDED = "extended"
    PAUSED = "paused"
    PARKED = "parked"
    RESUMED = "resumed"
    UNDONE = "undone"


class Face(StrEnum):
    """Which words a wording holds."""

    ORIGINAL = "original"
    PUBLISHED = "published"
    SUPPLEMENT = "supplement"
    NOTE = "note"
    REASON = "reason"
    REPLY = "reply"
    RECTIFICATION = "rectification"


class Guard(StrEnum):
    """Who may see a matter at all: its units' scope, or named readers alone."""

    OPEN = "open"
    CLOSED = "closed"
