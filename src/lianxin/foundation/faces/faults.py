"""Turns errors into problems that a page tells, and logs our own faults under a number."""

import logging
import secrets
import traceback
from dataclasses import dataclass

from django.db import DatabaseError, DataError, IntegrityError, ProgrammingError

from lianxin.foundation.faces.sentences import known, tell
from lianxin.foundation.kernel.errors import Busy, LianxinError

LOG = logging.getLogger("lianxin.faces")
SPOKEN = (TypeError, AttributeError, NameError, ImportError, LookupError, ProgrammingError)
"""Errors whose own text names code and no one's words, so that it may be logged."""
OURS = "/lianxin/"
UNEXPECTED = 500


@dataclass(frozen=True, slots=True)
class Problem:
    """What a problem page tells: what, what to do, an error number, a way on."""

    status: int
    what: str
    remedy: str = ""
    number: str = ""
    href: str = ""
    href_text: str = ""


def _said(error: BaseException) -> str:
    return str(error) if isinstance(error, SPOKEN) else "(text left out)"


def _frames(error: BaseException) -> list[str]:
    """Give the frames of our own code, and the last one, which raised."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if OURS in frame.filename]
    return traceback.format_list([*ours, *(one for one in frames[-1:] if one not in ours)])


def numbered(error: BaseException) -> str:
    """Log an error with its trace, without anyone's words, and give its number: E-3F2A.

    A store that is away is no fault of the code: then one line is enough.
    """
    number = f"E-{secrets.token_hex(2).upper()}"
    frames = "" if is_busy(error) else "\n" + "".join(_frames(error))
    cause = error.__cause__
    state = getattr(cause, "sqlstate", None) or "none"
    LOG.error(
        "%s %s: %s (sqlstate %s)%s", number, type(error).__name__, _said(error), state, frames
    )
    return number


def not_stored(error: BaseException) -> Busy:
    """Give the error a form says when the store failed; our fault, so it has a number."""
    return Busy("faces.not_stored", number=numbered(error))


def is_unnamed_busy(error: BaseException) -> bool:
    """Tell whether a unit of work found the store busy, which no room can say better."""
    return isinstance(error, Busy) and error.code == "kernel.busy"


def is_busy(error: BaseException) -> bool:
    """Tell whether the store is away or slow, so that the same again may go through."""
    wrong = (DataError, IntegrityError, ProgrammingError)
    return isinstance(error, DatabaseError) and not isinstance(error, wrong)


def problem_of(error: BaseException, *, posted: bool) -> Problem:
    """Give what a page tells of an error; one that nobody foresaw is logged under a number."""
    if isinstance(error, LianxinError) and not is_unnamed_busy(error):
        return _foreseen(error)
    busy = is_busy(error) or is_unnamed_busy(error)
    number = numbered(error)
    told = tell(Busy("faces.not_stored" if posted else "faces.not_shown", number=number))
    status = Busy.status if busy else UNEXPECTED
    return Problem(status=status, what=told.what, remedy=told.remedy, number=number)


def _foreseen(error: LianxinError) -> Problem:
    if not known(error.code):
        LOG.error("no sentence for %s", error.code)
    told = tell(error)
    what = f"{told.where}:{told.what}" if told.where else told.what
    return Problem(status=error.status, what=what, remedy=told.remedy)
