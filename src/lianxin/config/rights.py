"""Applies ``grants`` to a database and says where the two differ."""

from collections.abc import Iterable

from django.db.backends.utils import CursorWrapper

from lianxin.config.grants import APP, FUNCTIONS, SCHEMAS, SEAL, TABLES, VAULT

ROLES = (APP, SEAL, VAULT)
OWNERS = ("lianxin_owner", "lianxin_vault")
TABLES_THERE = """
    select case when n.nspname = 'public' then '' else n.nspname || '.' end || c.relname,
           pg_get_userbyid(c.relowner)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'vault') and c.relkind in ('r', 'p', 'v', 'm')
    order by 1
"""
FUNCTIONS_THERE = """
    select n.nspname || '.' || p.proname, p.oid::regprocedure::text, pg_get_userbyid(p.proowner)
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'vault') and pg_get_userbyid(p.proowner) = any(%s)
      and p.prorettype <> 'trigger'::regtype
    order by 1, 2
"""


def tables_there(cursor: CursorWrapper) -> dict[str, str]:
    """Return every table and view of the house, with its owner."""
    cursor.execute(TABLES_THERE)
    return dict(cursor.fetchall())


def functions_there(cursor: CursorWrapper) -> list[tuple[str, str, str]]:
    """Return every function of the house but triggers': name, signature, owner."""
    cursor.execute(FUNCTIONS_THERE, [list(OWNERS)])
    return [(name, signature, owner) for name, signature, owner in cursor.fetchall()]


def callers(name: str) -> tuple[str, ...] | None:
    """Return who may call a function; None when the list does not name it."""
    for listed, roles in FUNCTIONS.items():
        if name == listed or (listed.endswith("*") and name.startswith(listed[:-1])):
            return roles
    return None


def differences(cursor: CursorWrapper) -> list[str]:
    """Name each table or function that the list or the database alone knows."""
    there = set(tables_there(cursor))
    if not there:
        return ["no tables: run lianxin migrate"]
    listed = set(TABLES)
    unknown = {name for name, _, _ in functions_there(cursor) if callers(name) is None}
    return [
        *(f"table without grants: {name}" for name in sorted(there - listed)),
        *(f"grants without table: {name}" for name in sorted(listed - there)),
        *(f"function without grants: {name}" for name in sorted(unknown)),
    ]


def quoted(name: str) -> str:
    """Quote a table's name, with its schema."""
    schema, _, table = name.rpartition(".")
    return f'"{schema or "public"}"."{table}"'


def table_statements(there: Iterable[str]) -> list[str]:
    """Return what gives each table exactly the listed rights."""
    made = []
    for name in there:
        made.append(f"revoke all on {quoted(name)} from public, {', '.join(ROLES)}")
        granted = TABLES.get(name, {})
        made += [f"grant {what} on {quoted(name)} to {role}" for role, what in granted.items()]
    return made


def function_statements(there: Iterable[tuple[str, str]], owner: str) -> list[str]:
    """Return what lets exactly the listed roles, and the owner, call each function."""
    made = []
    others = ", ".join(["public", *(role for role in ROLES if role != owner)])
    for name, signature in there:
        made.append(f"revoke all on function {signature} from {others}")
        allowed = callers(name)
        if allowed:
            made.append(f"grant execute on function {signature} to {', '.join(allowed)}")
    return made


def statements(cursor: CursorWrapper, owner: str) -> list[str]:
    """Return every REVOKE and GRANT that this owner may give, in order."""
    tables = [name for name, owned in tables_there(cursor).items() if owned == owner]
    functions = [
        (n, signature) for n, signature, owned in functions_there(cursor) if owned == owner
    ]
    schema = "vault" if owner == VAULT else "public"
    roles = SCHEMAS[schema]
    usage = [f"grant usage on schema {schema} to {role}" for role in roles if role != owner]
    numbers = f"grant usage on all sequences in schema {schema} to {', '.join(roles)}"
    return [*usage, numbers, *table_statements(tables), *function_statements(functions, owner)]


def apply(cursor: CursorWrapper) -> None:
    """Give the listed rights, as owner of each part; the caller came in as lianxin_owner."""
    for owner in OWNERS:
        cursor.execute(f"set role {owner}")
        for statement in statements(cursor, owner):
            cursor.execute(statement)
    cursor.execute("set role lianxin_owner")
