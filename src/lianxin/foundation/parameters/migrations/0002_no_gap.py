"""No day may lie between two values of a key without a value of its own."""

from typing import ClassVar

from django.db import migrations

REFUSE = """
CREATE FUNCTION public.parameters_refuse_gap() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    changed public.parameters_value := coalesce(NEW, OLD);
    pieces bigint;
BEGIN
    SELECT count(*) INTO pieces FROM (
        SELECT unnest(range_agg(valid)) FROM public.parameters_value
        WHERE key = changed.key AND scope = changed.scope
    ) piece;
    IF pieces > 1 THEN
        RAISE EXCEPTION 'parameter % has days without a value', changed.key
            USING ERRCODE = 'check_violation', CONSTRAINT = 'parameters_no_gap';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER parameters_no_gap
    AFTER INSERT OR UPDATE OR DELETE ON public.parameters_value
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION public.parameters_refuse_gap();
"""

ALLOW = """
DROP TRIGGER parameters_no_gap ON public.parameters_value;
DROP FUNCTION public.parameters_refuse_gap();
"""


class Migration(migrations.Migration):
    """Adds a trigger that looks at the end of the transaction."""

    dependencies: ClassVar = [("parameters", "0001_initial")]

    operations: ClassVar = [migrations.RunSQL(REFUSE, ALLOW)]
