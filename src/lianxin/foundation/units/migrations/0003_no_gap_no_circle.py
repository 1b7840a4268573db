"""The tree has no gap, no circle, nobody under a closed unit, and no unit after its closing."""

from typing import ClassVar

from django.db import migrations

REFUSE = """
CREATE FUNCTION public.units_refuse(what text, unit bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'unit %: %', (SELECT code FROM public.units_unit WHERE id = unit), what
        USING ERRCODE = 'check_violation', CONSTRAINT = what;
END $$;

CREATE FUNCTION public.units_refuse_gap() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    changed public.units_term := coalesce(NEW, OLD);
    pieces bigint;
    lasting boolean;
BEGIN
    SELECT count(*), bool_and(upper_inf(piece)) INTO pieces, lasting FROM (
        SELECT unnest(range_agg(valid)) AS piece FROM public.units_term
        WHERE unit_id = changed.unit_id
    ) pieces;
    IF pieces > 1 OR NOT lasting THEN
        PERFORM public.units_refuse('units_term_no_gap', changed.unit_id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.units_refuse_place() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    closing public.units_succession;
    parents_closing date;
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.units_term WHERE id = NEW.id AND valid = NEW.valid
        AND parent_id IS NOT DISTINCT FROM NEW.parent_id
    ) THEN
        RETURN NULL;
    END IF;
    SELECT * INTO closing FROM public.units_succession WHERE old_id = NEW.unit_id AND place = 1;
    IF closing.id IS NOT NULL AND NEW.valid && daterange(closing.on, NULL)
        AND (lower(NEW.valid) <> closing.on OR NEW.parent_id IS DISTINCT FROM closing.new_id) THEN
        PERFORM public.units_refuse('units_term_closed', NEW.unit_id);
    END IF;
    IF NEW.parent_id IS NULL THEN
        RETURN NULL;
    END IF;
    IF coalesce((SELECT min(lower(valid)) FROM public.units_term WHERE unit_id = NEW.parent_id)
        > lower(NEW.valid), true) THEN
        PERFORM public.units_refuse('units_term_parent_founded', NEW.unit_id);
    END IF;
    SELECT s.on INTO parents_closing FROM public.units_succession s
        WHERE old_id = NEW.parent_id AND place = 1;
    IF NEW.valid && daterange(parents_closing, NULL) AND parents_closing IS NOT NULL
        AND coalesce(closing.on > greatest(lower(NEW.valid), parents_closing), true) THEN
        PERFORM public.units_refuse('units_term_parent_open', NEW.unit_id);
    END IF;
    IF EXISTS (
        WITH RECURSIVE way (ancestor_id, valid) AS (
            SELECT NEW.parent_id, NEW.valid
          UNION
            SELECT term.parent_id, way.valid * term.valid
            FROM way JOIN public.units_term AS term
              ON term.unit_id = way.ancestor_id AND term.valid && way.valid
            WHERE term.parent_id IS NOT NULL AND way.ancestor_id <> NEW.unit_id
        )
        SELECT FROM way WHERE ancestor_id = NEW.unit_id
    ) THEN
        PERFORM public.units_refuse('units_term_no_circle', NEW.unit_id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.units_refuse_succession() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    days daterange := daterange(NEW.on, NULL);
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.units_succession main
        JOIN public.units_term term ON term.unit_id = main.old_id AND term.parent_id = main.new_id
        WHERE main.old_id = NEW.old_id AND main.place = 1 AND term.valid = days
    ) THEN
        PERFORM public.units_refuse('units_term_closed', NEW.old_id);
    END IF;
    IF coalesce((SELECT min(lower(valid)) FROM public.units_term WHERE unit_id = NEW.new_id)
        > NEW.on, true)
        OR EXISTS (SELECT FROM public.units_succession other
            WHERE other.old_id = NEW.new_id AND other.on < NEW.on)
        OR EXISTS (SELECT FROM public.units_succession other
            WHERE other.new_id = NEW.old_id AND other.on > NEW.on) THEN
        PERFORM public.units_refuse('units_succession_open', NEW.old_id);
    END IF;
    IF EXISTS (
        WITH RECURSIVE heir (id) AS (
            SELECT NEW.new_id
          UNION
            SELECT next.new_id FROM heir
            JOIN public.units_succession AS next ON next.old_id = heir.id
        )
        SELECT FROM heir WHERE id = NEW.old_id
    ) THEN
        PERFORM public.units_refuse('units_succession_no_circle', NEW.old_id);
    END IF;
    IF EXISTS (
        SELECT FROM public.units_term term
        WHERE term.parent_id = NEW.old_id AND term.valid && days AND NOT EXISTS (
            SELECT FROM public.units_succession childs WHERE childs.old_id = term.unit_id
            AND childs.on <= greatest(lower(term.valid), NEW.on))
    ) THEN
        PERFORM public.units_refuse('units_term_parent_open', NEW.old_id);
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER units_term_no_gap
    AFTER INSERT OR UPDATE OR DELETE ON public.units_term
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION public.units_refuse_gap();
CREATE CONSTRAINT TRIGGER units_term_place
    AFTER INSERT OR UPDATE ON public.units_term
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION public.units_refuse_place();
CREATE CONSTRAINT TRIGGER units_succession_open
    AFTER INSERT OR UPDATE ON public.units_succession
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION public.units_refuse_succession();
"""

ALLOW = """
DROP TRIGGER units_succession_open ON public.units_succession;
DROP TRIGGER units_term_place ON public.units_term;
DROP TRIGGER units_term_no_gap ON public.units_term;
DROP FUNCTION public.units_refuse_succession();
DROP FUNCTION public.units_refuse_place();
DROP FUNCTION public.units_refuse_gap();
DROP FUNCTION public.units_refuse(text, bigint);
"""


class Migration(migrations.Migration):
    """Adds triggers that look at the end of the transaction."""

    dependencies: ClassVar = [("units", "0002_areas_and_lineage")]

    operations: ClassVar = [migrations.RunSQL(REFUSE, ALLOW)]
