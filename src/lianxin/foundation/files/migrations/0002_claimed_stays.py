"""A photo that a matter claimed is neither changed nor deleted by any role of the application."""

from typing import ClassVar

from django.db import migrations

CLAIMED_STAYS = """
create function public.files_claimed_stays() returns trigger language plpgsql
set search_path = pg_catalog, public as $$
begin
    if old.about <> '' then
        raise exception 'files_file: a claimed photo stays' using errcode = 'restrict_violation';
    end if;
    return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger files_claimed_stays before update or delete on public.files_file
    for each row execute function public.files_claimed_stays();
"""


class Migration(migrations.Migration):
    """The trigger and its function."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("files", "0001_initial")]
    operations: ClassVar[list[migrations.RunSQL]] = [
        migrations.RunSQL(
            CLAIMED_STAYS,
            "drop trigger files_claimed_stays on public.files_file;"
            " drop function public.files_claimed_stays();",
        )
    ]
