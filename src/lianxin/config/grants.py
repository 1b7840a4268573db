"""What each database role may do with each table: one list, applied at every migration.

A table or function of the database that is missing here fails ``lianxin check``. The owner
has every right by owning; a role that is not named has none. ``{"app": "select, update (sent)"}``
gives columns in brackets as SQL does.
"""

from collections.abc import Mapping
from typing import Final

APP: Final = "lianxin_app"
SEAL: Final = "lianxin_seal"
VAULT: Final = "lianxin_vault"

READ: Final = "select"
APPEND: Final = "select, insert"
WRITE: Final = "select, insert, update"
FULL: Final = "select, insert, update, delete"

TABLES: Final[Mapping[str, Mapping[str, str]]] = {
    # django
    "auth_group": {APP: READ},
    "auth_group_permissions": {APP: READ},
    "auth_permission": {APP: READ},
    "django_content_type": {APP: READ},
    "django_migrations": {APP: READ},
    # procrastinate: its functions run with the caller's rights
    "procrastinate_events": {APP: FULL},
    "procrastinate_jobs": {APP: FULL},
    "procrastinate_periodic_defers": {APP: FULL},
    "procrastinate_workers": {APP: FULL},
    # audit: rows, links and seals only grow; the others change in named columns
    "audit_row": {APP: APPEND, SEAL: READ},
    "audit_link": {APP: READ, SEAL: APPEND},
    "audit_run": {APP: WRITE},
    "audit_seal": {APP: READ, SEAL: APPEND},
    "audit_submission": {APP: "select, insert, update (receipt, replays)"},
    "audit_token": {APP: "select, insert, update (spent)"},
    "audit_outbox": {APP: "select, insert, update (not_before, sent_at, attempts, failure)"},
    # faces: what was typed waits for a sign-in, then goes
    "faces_draft": {APP: "select, insert, delete"},
    # parameters
    "parameters_change": {
        APP: "select, insert, update (state, decided_by, decided_name, decided_at, words,"
        " held_from)"
    },
    "parameters_edition": {APP: WRITE},
    "parameters_value": {APP: FULL},
    # clock
    "clock_day": {APP: FULL},
    "clock_notice": {APP: WRITE},
    # units: terms are cut and followed by new ones; the closure is written anew
    "units_area": {APP: FULL},
    "units_reach": {APP: "select, insert, delete"},
    "units_succession": {APP: APPEND},
    "units_term": {APP: WRITE},
    "units_tree": {APP: WRITE},
    "units_unit": {APP: APPEND},
    # files
    "files_file": {APP: "select, insert, update (about, label), delete"},
    # accounts: people, posts, wardens and askings are never deleted, the others are
    "accounts_asking": {APP: WRITE},
    "accounts_factor": {APP: FULL},
    "accounts_freeze": {APP: WRITE},
    "accounts_person": {APP: WRITE},
    "accounts_post": {APP: WRITE},
    "accounts_recoverycode": {APP: FULL},
    "accounts_session": {APP: FULL},
    "accounts_tries": {APP: FULL},
    "accounts_warden": {APP: WRITE},
    # vault (schema vault): its owner alone, through the functions below
    "vault.person": {VAULT: WRITE},
    "vault.reading": {VAULT: APPEND},
    # notices: what was told stays; only where it stands changes
    "notices_message": {
        APP: "select, insert, update (state, attempts, not_before, failure, gateway, sent_at,"
        " body, mask)"
    },
    "notices_notice": {APP: "select, insert, update (read_at)"},
    # matters
    "matters_confirmation": {APP: WRITE},
    "matters_duechange": {APP: APPEND},
    "matters_event": {APP: APPEND},
    "matters_evidence": {APP: APPEND},
    "matters_hand": {APP: APPEND},
    "matters_importbatch": {APP: WRITE},
    "matters_importrow": {APP: APPEND},
    "matters_leg": {APP: WRITE},
    "matters_lookup": {APP: WRITE},
    "matters_matter": {APP: WRITE},
    "matters_party": {APP: WRITE},
    "matters_pause": {APP: WRITE},
    "matters_reply": {APP: WRITE},
    "matters_request": {APP: WRITE},
    "matters_route": {APP: FULL},
    "matters_routeset": {APP: FULL},
    "matters_wording": {APP: APPEND},
}

FUNCTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "public.bigrams": (APP,),
    "public.matters_undo_import": (APP,),
    "public.procrastinate_*": (APP,),
    "public.units_refuse": (APP,),
    "vault.find": (APP,),
    "vault.note": (APP,),
    "vault.open": (APP,),
    "vault.put": (APP,),
}
"""Who may call a function that is no trigger's (``*`` at the end: all that begin so)."""

SCHEMAS: Final[Mapping[str, tuple[str, ...]]] = {"public": (APP, SEAL), "vault": (APP,)}
"""Who may look into a schema."""
