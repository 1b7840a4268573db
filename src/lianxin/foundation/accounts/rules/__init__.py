"""Pure rules of accounts: logins, posts, passwords, networks, and tables of people to import."""

from lianxin.foundation.accounts.rules.accounts import (
    FIRST_LETTERS,
    PasswordRules,
    PostAt,
    check_password,
    device_name,
    first_password,
    network_of,
    parse_login,
    parse_name,
    parse_post,
    pinyin_of,
    plain_password,
)
from lianxin.foundation.accounts.rules.table import FIELDS, REQUIRED, Line, read_line

__all__ = [
    "FIELDS",
    "FIRST_LETTERS",
    "REQUIRED",
    "Line",
    "PasswordRules",
    "PostAt",
    "check_password",
    "device_name",
    "first_password",
    "network_of",
    "parse_login",
    "parse_name",
    "parse_post",
    "pinyin_of",
    "plain_password",
    "read_line",
]
