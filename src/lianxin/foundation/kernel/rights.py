"""All rights on one page; who holds them stands in ``accounts.roles``."""

from enum import StrEnum


class Right(StrEnum):
    """A right, named room and act. Every address, job and command declares one."""

    PUBLIC = "public"
    """Anyone, signed in or not."""
    SIGNED_IN = "signed_in"
    """Every member of staff with a running session."""

    CITIZEN_ANSWER = "citizen.answer"
    """The citizen of one matter: confirm, rate, reopen, withdraw, supplement."""

    MATTERS_READ = "matters.read"
    """See the matters of a subtree, open guard."""
    MATTERS_TAKE_DOWN = "matters.take_down"
    """Take down a telephone call or a visit to the counter."""
    MATTERS_DISPATCH = "matters.dispatch"
    """Dispatch desk: classify, dispatch, redispatch, decline."""
    MATTERS_HANDLE = "matters.handle"
    """The unit's own turn: contact, accept, return, rectify, reply, recall."""
    MATTERS_SUPERVISE = "matters.supervise"
    """Supervisor: confirm for the citizen, judge a reopened matter, conclude."""
    MATTERS_APPROVE = "matters.approve"
    """Approver above the unit."""
    MATTERS_NOTE = "matters.note"
    """Write an internal note on a matter one sees."""
    MATTERS_IMPORT = "matters.import"
    """Bring in matters from a file and undo a batch."""
    MATTERS_SEND = "matters.send"
    """The job that lets a held reply go and closes what its window ended."""
    MATTERS_CLOCK = "matters.clock"
    """The job that reminds, escalates and counts limits anew after a change of the calendar."""
    ROUTES_MANAGE = "routes.manage"
    """Write the rules by which a matter goes to a unit, and try them on past matters."""

    HISTORY_BACKDATE = "history.backdate"
    """Give ``occurred_at`` earlier than now: import, paper keyed back, generator."""

    VAULT_PUT = "vault.put"
    """Put a person's contact into the vault."""
    VAULT_OPEN = "vault.open"
    """Open a contact for a written reason; each reading is logged."""
    VAULT_DELIVER = "vault.deliver"
    """The job that needs a telephone number to deliver one message."""

    FILES_PUT = "files.put"
    """Add a photo or paper to what one may act on."""

    UNITS_READ = "units.read"
    """See the organisation."""
    UNITS_MANAGE = "units.manage"
    """Found, rename, move and close units."""
    PEOPLE_READ = "people.read"
    """See accounts and posts."""
    PEOPLE_MANAGE = "people.manage"
    """Open and close accounts, first passwords; ask for posts."""
    PEOPLE_CONFIRM = "people.confirm"
    """Confirm, as a second person, a post that somebody asked for (SECURITY AN7)."""
    INCIDENT = "accounts.incident"
    """The incident kit: end sessions, freeze exports, list what an account read."""
    PARAMETERS_READ = "parameters.read"
    """See the parameters with their sources."""
    PARAMETERS_MANAGE = "parameters.manage"
    """Load parameters, ask for a change of one, load calendars."""
    PARAMETERS_CONFIRM = "parameters.confirm"
    """Confirm, as a second person, a change that somebody asked for."""
    JOBS_READ = "jobs.read"
    """See which jobs run when, what waits and what failed; run one for a given time."""

    NOTICES_READ = "notices.read"
    """See one's own notices."""
    NOTICES_OUTBOX = "notices.outbox"
    """See what was sent out and what waits."""
    NOTICES_SEND = "notices.send"
    """The job that sends the outbox."""

    AUDIT_READ = "audit.read"
    """Read audit rows."""
    AUDIT_SEAL = "audit.seal"
    """The job that seals audit rows."""
    GALLERY = "config.gallery"
    """See the gallery of components."""


CITIZEN_RIGHTS = frozenset({Right.PUBLIC, Right.CITIZEN_ANSWER, Right.VAULT_PUT, Right.FILES_PUT})
