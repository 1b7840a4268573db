"""Events, words and hands only grow; an import nobody worked on can be undone as a whole."""

from typing import ClassVar

from django.db import migrations

ONLY_GROW = ("matters_event", "matters_wording", "matters_hand")
OF_A_MATTER = (
    "matters_importrow",
    "matters_evidence",
    "matters_confirmation",
    "matters_reply",
    "matters_lookup",
    "matters_party",
    "matters_wording",
    "matters_event",
    "matters_hand",
    "matters_leg",
)

REFUSE = """
CREATE FUNCTION public.matters_refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('lianxin.undo', true) = 'on'
        AND current_user = 'lianxin_owner' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% of % is refused: the table only grows', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""

GUARD = """
CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE ON public.{table}
    FOR EACH ROW EXECUTE FUNCTION public.matters_refuse_change();
CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON public.{table}
    FOR EACH STATEMENT EXECUTE FUNCTION public.matters_refuse_change();
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_only_grows;
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_never_emptied;
"""

STAMP = """
CREATE FUNCTION public.matters_stamp() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    NEW.recorded_at := clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER matters_event_stamp BEFORE INSERT ON public.matters_event
    FOR EACH ROW EXECUTE FUNCTION public.matters_stamp();
ALTER TABLE public.matters_matter SET (fillfactor = 85);
"""

_DELETES = "\n    ".join(
    f"DELETE FROM public.{table} WHERE matter_id = ANY (ids);"  # noqa: S608 - names from above
    for table in OF_A_MATTER
)

UNDO = """
CREATE FUNCTION public.matters_undo_import(batch bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    ids bigint[];
BEGIN
    PERFORM 1 FROM public.matters_matter m
        JOIN public.matters_importrow r ON r.matter_id = m.id
        WHERE r.batch_id = batch AND m.seq <> r.seq;
    IF FOUND THEN
        RAISE EXCEPTION 'a matter of this import was worked on'
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    SELECT coalesce(array_agg(matter_id), '{}') INTO ids
        FROM public.matters_importrow WHERE batch_id = batch;
    PERFORM set_config('lianxin.undo', 'on', true);
    -- rows
    PERFORM set_config('lianxin.undo', 'off', true);
    DELETE FROM public.matters_matter WHERE id = ANY (ids);
    RETURN cardinality(ids);
END $$;
""".replace("-- rows", _DELETES)

UNSTAMP = """
DROP TRIGGER matters_event_stamp ON public.matters_event;
DROP FUNCTION public.matters_stamp();
ALTER TABLE public.matters_matter RESET (fillfactor);
"""

UNGUARD = """
DROP TRIGGER {table}_only_grows ON public.{table};
DROP TRIGGER {table}_never_emptied ON public.{table};
"""


def _each(text: str) -> str:
    return "".join(text.format(table=table) for table in ONLY_GROW)


class Migration(migrations.Migration):
    """Protects what a history is made of."""

    dependencies: ClassVar = [("matters", "0001_initial")]

    operations: ClassVar = [
        migrations.RunSQL(REFUSE, "DROP FUNCTION public.matters_refuse_change();"),
        migrations.RunSQL(_each(GUARD), _each(UNGUARD)),
        migrations.RunSQL(STAMP, UNSTAMP),
        migrations.RunSQL(UNDO, "DROP FUNCTION public.matters_undo_import(bigint);"),
    ]
