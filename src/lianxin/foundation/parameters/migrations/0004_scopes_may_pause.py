"""Days without a value are refused everywhere, not in a scope: there the general value holds."""

from typing import ClassVar

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION public.parameters_refuse_gap() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    changed public.parameters_value := coalesce(NEW, OLD);
    pieces bigint;
BEGIN
    SELECT count(*) INTO pieces FROM (
        SELECT unnest(range_agg(valid)) FROM public.parameters_value
        WHERE key = changed.key AND scope = changed.scope {only}
    ) piece;
    IF pieces > 1 THEN
        RAISE EXCEPTION 'parameter % has days without a value', changed.key
            USING ERRCODE = 'check_violation', CONSTRAINT = 'parameters_no_gap';
    END IF;
    RETURN NULL;
END $$;
"""
RELAX = FUNCTION.format(only="AND scope = ''")
RESTORE = FUNCTION.format(only="")


class Migration(migrations.Migration):
    """Replaces the function of the trigger."""

    dependencies: ClassVar = [("parameters", "0003_changes")]

    operations: ClassVar = [migrations.RunSQL(RELAX, RESTORE)]
