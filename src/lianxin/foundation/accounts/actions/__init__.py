"""Acts on accounts: open, close, posts, passwords, sign in and out."""

from lianxin.foundation.accounts.actions.askings import (
    confirm_asking,
    lose_factor,
    refuse_asking,
    withdraw_asking,
)
from lianxin.foundation.accounts.actions.checks import ASKED, DECIDED, FirstPassword
from lianxin.foundation.accounts.actions.factors import (
    Proved,
    add_codes,
    add_passkey,
    passkeys_of,
    prove_code,
    prove_passkey,
)
from lianxin.foundation.accounts.actions.importing import Outcome, import_people
from lianxin.foundation.accounts.actions.incident import (
    Deeds,
    cut_off,
    freeze_exports,
    look_up,
    thaw_exports,
)
from lianxin.foundation.accounts.actions.leaving import Left, leave, move
from lianxin.foundation.accounts.actions.mail import (
    AddressToken,
    ask_address,
    confirm_address,
    draw_address_token,
    forget_address,
    want_mail,
)
from lianxin.foundation.accounts.actions.own_factors import draw_recovery_codes, remove_factor
from lianxin.foundation.accounts.actions.passwords import (
    change_password,
    reopen_account,
    reset_password,
)
from lianxin.foundation.accounts.actions.people import (
    close_account,
    end_sessions,
    open_account,
    rename_person,
)
from lianxin.foundation.accounts.actions.posts import act_for, end_post, grant_post
from lianxin.foundation.accounts.actions.reorganizing import Moved, move_posts
from lianxin.foundation.accounts.actions.signing import (
    SignedIn,
    end_other_sessions,
    end_session,
    sign_in,
    sign_out,
    tidy,
)
from lianxin.foundation.accounts.actions.wardens import assign_building, end_building

__all__ = [
    "ASKED",
    "DECIDED",
    "AddressToken",
    "Deeds",
    "FirstPassword",
    "Left",
    "Moved",
    "Outcome",
    "Proved",
    "SignedIn",
    "act_for",
    "add_codes",
    "add_passkey",
    "ask_address",
    "assign_building",
    "change_password",
    "close_account",
    "confirm_address",
    "confirm_asking",
    "cut_off",
    "draw_address_token",
    "draw_recovery_codes",
    "end_building",
    "end_other_sessions",
    "end_post",
    "end_session",
    "end_sessions",
    "forget_address",
    "freeze_exports",
    "grant_post",
    "import_people",
    "leave",
    "look_up",
    "lose_factor",
    "move",
    "move_posts",
    "open_account",
    "passkeys_of",
    "prove_code",
    "prove_passkey",
    "refuse_asking",
    "remove_factor",
    "rename_person",
    "reopen_account",
    "reset_password",
    "sign_in",
    "sign_out",
    "thaw_exports",
    "tidy",
    "want_mail",
    "withdraw_asking",
]
