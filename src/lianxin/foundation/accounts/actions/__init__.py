"""Acts on accounts: open, close, posts, passwords, sign in and out."""

from lianxin.foundation.accounts.actions.checks import FirstPassword
from lianxin.foundation.accounts.actions.factors import (
    Proved,
    add_codes,
    add_passkey,
    draw_recovery_codes,
    passkeys_of,
    prove_code,
    prove_passkey,
    remove_factor,
)
from lianxin.foundation.accounts.actions.passwords import (
    change_password,
    reopen_account,
    reset_password,
)
from lianxin.foundation.accounts.actions.people import (
    close_account,
    end_post,
    end_sessions,
    grant_post,
    open_account,
    rename_person,
)
from lianxin.foundation.accounts.actions.signing import (
    SignedIn,
    end_other_sessions,
    end_session,
    sign_in,
    sign_out,
    tidy,
)

__all__ = [
    "FirstPassword",
    "Proved",
    "SignedIn",
    "add_codes",
    "add_passkey",
    "change_password",
    "close_account",
    "draw_recovery_codes",
    "end_other_sessions",
    "end_post",
    "end_session",
    "end_sessions",
    "grant_post",
    "open_account",
    "passkeys_of",
    "prove_code",
    "prove_passkey",
    "remove_factor",
    "rename_person",
    "reopen_account",
    "reset_password",
    "sign_in",
    "sign_out",
    "tidy",
]
