"""The database's roles: printed for a city's own administrator, applied to the embedded one.

``lianxin_owner`` owns every table and never signs in; ``lianxin_app`` is the web process and
the worker, ``lianxin_seal`` the worker's sealer, ``lianxin_migrate`` the one that changes
tables; ``lianxin_vault`` owns what tells who a citizen is. Running it again changes nothing.
"""

import argparse
from collections.abc import Mapping
from string import Template

import psycopg
from psycopg import sql

from lianxin.cli.cluster import DATABASE, LOGINS, Cluster
from lianxin.foundation.kernel.rights import Right

NO_LOGIN = ("lianxin_owner", "lianxin_vault")
LOGIN_ROLES = ("lianxin_app", "lianxin_seal", "lianxin_migrate")
PER_ROLE = {
    "lianxin_app": {"statement_timeout": "5s", "lock_timeout": "3s"},
    "lianxin_seal": {"statement_timeout": "5s", "lock_timeout": "3s"},
    "lianxin_migrate": {"statement_timeout": "0", "lock_timeout": "2s"},
}
FOR_ALL = {
    "timezone": "'Asia/Shanghai'",
    "search_path": "public",
    "idle_in_transaction_session_timeout": "'60s'",
    "default_transaction_isolation": "'read committed'",
    "random_page_cost": "1.1",
}
"""Pages are read from memory or a solid disk: at the default of 4 whole tables are read instead."""
MAKE_ROLE = Template(
    """do $$$$ begin
  create role $role $how;
exception when duplicate_object then alter role $role $how;
end $$$$"""
)
MAKE_DATABASE = Template(
    """select 'create database $database owner lianxin_owner encoding ''UTF8'' template template0
  locale_provider builtin builtin_locale ''C.UTF-8'' locale ''C.UTF-8'''
  where not exists (select from pg_database where datname = '$database') \\gexec"""
)
PLAIN = "nosuperuser nocreatedb nocreaterole noreplication nobypassrls"


def role_statements() -> list[str]:
    """Return what makes the roles, for the whole cluster; a superuser runs it."""
    made = [MAKE_ROLE.substitute(role=role, how=f"nologin {PLAIN}") for role in NO_LOGIN]
    made += [MAKE_ROLE.substitute(role=role, how=f"login {PLAIN}") for role in LOGIN_ROLES]
    made += [
        "grant lianxin_owner to lianxin_migrate with inherit false, set true",
        "grant lianxin_vault to lianxin_owner with inherit false, set true",
    ]
    for role, settings in PER_ROLE.items():
        for name, value in settings.items():
            made.append(f"alter role {role} set {name} = '{value}'")
        made += [f"alter role {role} set {name} = {value}" for name, value in FOR_ALL.items()]
    return made


def connection_statements(database: str) -> list[str]:
    """Return who may sign in to one database; a copy of it does not inherit them."""
    name = f'"{database}"'
    return [
        f"revoke all on database {name} from public",
        f"grant connect on database {name} to {', '.join(LOGIN_ROLES)}",
        f"grant temporary on database {name} to lianxin_app",
    ]


def database_statements(database: str) -> list[str]:
    """Return what prepares one database, run in it by a superuser."""
    return [
        *connection_statements(database),
        "revoke all on schema public from public",
        "alter schema public owner to lianxin_owner",
        "create extension if not exists btree_gist",
        "create schema if not exists vault authorization lianxin_vault",
        "grant usage on schema vault to lianxin_owner",
        "alter default privileges for role lianxin_owner revoke execute on functions from public",
        "alter default privileges for role lianxin_vault revoke execute on functions from public",
    ]


def printed() -> str:
    """Return one script for psql; it asks for each password."""
    lines = ["-- Run as a superuser of PostgreSQL 18: psql -f roles.sql", "\\set ON_ERROR_STOP on"]
    lines += [f"{statement};" for statement in role_statements()]
    lines += [f"\\password {role}" for role in LOGIN_ROLES]
    lines += [
        MAKE_DATABASE.substitute(database=DATABASE),
        f"\\connect {DATABASE}",
    ]
    lines += [f"{statement};" for statement in database_statements(DATABASE)]
    return "\n".join(lines) + "\n"


def set_passwords(connection: psycopg.Connection, passwords: Mapping[str, str]) -> None:
    """Give each login its password; the server keeps a salted hash."""
    for role, password in passwords.items():
        words = sql.SQL("alter role {} password {}")
        connection.execute(words.format(sql.Identifier(role), sql.Literal(password)))


def run_all(connection: psycopg.Connection, statements: list[str]) -> None:
    """Run statements one by one."""
    for statement in statements:
        connection.execute(sql.SQL(statement))


def bootstrap(cluster: Cluster, database: str = DATABASE) -> None:
    """Bring a running embedded server to its roles and its database."""
    with psycopg.connect(cluster.url("superuser", "postgres"), autocommit=True) as connection:
        run_all(connection, role_statements())
        passwords = {LOGINS[key]: cluster.folder.secret(key) for key in ("app", "seal", "migrate")}
        set_passwords(connection, passwords)
        known = connection.execute("select from pg_database where datname = %s", [database])
        if known.fetchone() is None:
            name = sql.Identifier(database)
            connection.execute(sql.SQL("create database {} owner lianxin_owner").format(name))
    with psycopg.connect(cluster.url("superuser", database), autocommit=True) as connection:
        run_all(connection, database_statements(database))


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    words = "打印数据库角色的 SQL，供管理员执行 · print the SQL of the roles for a city's own DBA"
    commands.add_parser("roles", help=words, description=words).set_defaults(
        run=run, right=Right.OPERATE
    )


def run(_: argparse.Namespace) -> int:
    """Print the script."""
    print(printed(), end="")
    return 0
