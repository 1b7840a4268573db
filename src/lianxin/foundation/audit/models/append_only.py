"""Tables that only grow: triggers that refuse every change, for every role."""

from django.db.migrations import RunSQL

_REFUSE = """
CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE ON public.{table}
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON public.{table}
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_only_grows;
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_never_emptied;
"""

_ALLOW = """
DROP TRIGGER {table}_only_grows ON public.{table};
DROP TRIGGER {table}_never_emptied ON public.{table};
"""


def append_only(*tables: str) -> RunSQL:
    """Make UPDATE, DELETE and TRUNCATE of these tables an error; part of a migration.

    The migration must depend on ``("audit", "0002_protection")``, which makes the function.
    """
    return RunSQL(
        "".join(_REFUSE.format(table=table) for table in tables),
        "".join(_ALLOW.format(table=table) for table in tables),
    )
