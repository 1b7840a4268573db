"""The schema ``vault``: two tables of a role without login, and four functions as the only door."""

from typing import ClassVar

from django.db import migrations

TABLES = """
create table vault.person (
    id uuid primary key,
    algorithm text not null,
    key_id text not null,
    wrapped bytea not null,
    sealed bytea not null,
    telephone_index bytea not null check (octet_length(telephone_index) = 32),
    created_on date not null default (now() at time zone 'Asia/Shanghai')::date
);
create index vault_person_telephone on vault.person (telephone_index);
create index vault_person_key on vault.person (key_id);

create table vault.reading (
    id uuid primary key,
    person uuid not null references vault.person,
    reader text not null check (reader <> ''),
    reader_name text not null,
    reason text not null check (reason <> ''),
    about text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    xid xid8 not null default pg_current_xact_id()
);
create index vault_reading_person on vault.reading (person, recorded_at);
create index vault_reading_about on vault.reading (about, recorded_at);

create function vault.refuse_change() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'vault.reading: a reading is never changed' using errcode = 'restrict_violation';
end $$;
create trigger vault_reading_stays before update or delete on vault.reading
    for each row execute function vault.refuse_change();
create trigger vault_reading_stays_whole before truncate on vault.reading
    for each statement execute function vault.refuse_change();
"""

FUNCTIONS = """
create function vault.put(
    person uuid, algorithm text, key_id text, wrapped bytea, sealed bytea, telephone_index bytea
) returns void language sql security definer
set search_path = pg_catalog, pg_temp as $$
    insert into vault.person (id, algorithm, key_id, wrapped, sealed, telephone_index)
    values ($1, $2, $3, $4, $5, $6)
$$;

create function vault.find(telephone_indexes bytea[]) returns setof uuid
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
    select p.id from vault.person p where p.telephone_index = any($1) order by p.created_on, p.id
$$;

create function vault.note(
    reading uuid, person uuid, reader text, reader_name text, reason text, about text
) returns boolean language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
    if not exists (select from vault.person p where p.id = note.person) then
        return false;
    end if;
    insert into vault.reading (id, person, reader, reader_name, reason, about)
    values ($1, $2, $3, $4, $5, $6);
    return true;
end $$;

-- Answers only for a reading that an earlier transaction committed, to its own reader, within
-- the grant; whatever is asked, no grant is longer than three hours.
create function vault.open(reading uuid, reader text, grant_minutes integer)
returns table (
    person uuid, about text, algorithm text, key_id text, wrapped bytea, sealed bytea
)
language sql volatile security definer
set search_path = pg_catalog, pg_temp as $$
    select p.id, r.about, p.algorithm, p.key_id, p.wrapped, p.sealed
    from vault.reading r join vault.person p on p.id = r.person
    where r.id = $1
      and r.reader = $2
      and r.xid is distinct from pg_current_xact_id_if_assigned()
      and pg_xact_status(r.xid) = 'committed'
      and clock_timestamp() < r.recorded_at + make_interval(mins => least($3, 180))
$$;
"""


class Migration(migrations.Migration):
    """Everything of the vault; its owner is ``lianxin_vault``, never ``lianxin_owner``."""

    initial = True
    dependencies: ClassVar[list[tuple[str, str]]] = []
    operations: ClassVar[list[migrations.RunSQL]] = [
        migrations.RunSQL(
            f"set local role lianxin_vault; {TABLES} {FUNCTIONS} set local role lianxin_owner;",
            "set local role lianxin_vault;"
            " drop function vault.put, vault.find, vault.note, vault.open;"
            " drop table vault.reading, vault.person; drop function vault.refuse_change;"
            " set local role lianxin_owner;",
        )
    ]
