"""What a superuser might do to the audit, and what must be said of it."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

import psycopg

from lianxin.foundation.audit.queries import Finding, Wrong
from lianxin.foundation.audit.rules.hashing import leaf

TABLES = ("audit_row", "audit_link", "audit_seal")


def open_up(superuser: psycopg.Connection) -> None:
    """Take every protection away and keep a copy of everything."""
    for table in TABLES:
        superuser.execute(f"alter table {table} disable trigger all")
        superuser.execute(f"create temp table kept_{table} as table {table}")


def restore(superuser: psycopg.Connection) -> None:
    """Bring the copy back."""
    with superuser.transaction():
        for table in TABLES:
            superuser.execute(f"delete from {table}")  # noqa: S608 - a test's own words
            superuser.execute(f"insert into {table} select * from kept_{table}")  # noqa: S608 - a test's own words


@dataclass(frozen=True)
class Told:
    """What may be said of a tampering, and which rows or seals may be named."""

    wrongs: frozenset[Wrong]
    rows: frozenset[int] = frozenset()
    seals: frozenset[int] = frozenset()

    def fits(self, finding: Finding | None) -> bool:
        """Tell whether a finding names it."""
        if finding is None or finding.wrong not in self.wrongs:
            return False
        by_row = finding.row is not None and finding.row in self.rows
        return by_row or (finding.seal is not None and finding.seal in self.seals)


def told(*wrongs: Wrong, rows: Any = (), seals: Any = ()) -> Told:
    """Make what may be said."""
    return Told(frozenset(wrongs), frozenset(rows), frozenset(seals))


@dataclass
class Tamperer:
    """A superuser with bad intent and luck."""

    superuser: psycopg.Connection
    random: Random

    def run(self, statement: str, *parameters: Any) -> list[Any]:
        """Execute a statement and give its rows."""
        cursor = self.superuser.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []

    def links(self) -> list[tuple[int, int, int]]:
        """Give row, seal and position of every link."""
        return self.run("select row_id, seal_id, position from audit_link order by row_id")

    def pick(self) -> tuple[int, int, int]:
        """Choose a link."""
        return self.random.choice(self.links())

    def pick_two(self) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
        """Choose two links."""
        one, two = self.random.sample(self.links(), 2)
        return one, two

    def change_row(self) -> Told:
        """Change any column of a row."""
        row, seal, _ = self.pick()
        columns = {
            "verb": "'forged'",
            "object": "'9999-9999'",
            "actor": "actor || 'x'",
            "actor_name": "'张三'",
            "unit": "unit || 'x'",
            "reason": "reason || ' '",
            "facts": "facts || '{\"a\": null}'",
            "recorded_at": self.random.choice(
                ["recorded_at + interval '1 us'", "'infinity'", "recorded_at - interval '1 day'"]
            ),
            "xid": "'3'",
            "id": "id + 1000000",
        }
        column = self.random.choice(list(columns))
        self.run(f"update audit_row set {column} = {columns[column]} where id = %s", row)  # noqa: S608 - a test's own words
        wrong = Wrong.REMOVED if column == "id" else Wrong.CHANGED
        return told(wrong, rows=[row], seals=[seal])

    def remove_row(self) -> Told:
        """Delete a row."""
        row, seal, _ = self.pick()
        self.run("delete from audit_row where id = %s", row)
        return told(Wrong.REMOVED, rows=[row], seals=[seal])

    def remove_link(self) -> Told:
        """Delete a link, so that the row looks new."""
        row, seal, _ = self.pick()
        self.run("delete from audit_link where row_id = %s", row)
        return told(Wrong.REMOVED, rows=[row], seals=[seal])

    def remove_both(self) -> Told:
        """Delete a row with its link, and close the gap."""
        row, seal, position = self.pick()
        self.run("delete from audit_row where id = %s", row)
        self.run("delete from audit_link where row_id = %s", row)
        self.run(
            "update audit_link set position = position + 1000 where seal_id = %s and position > %s",
            seal,
            position,
        )
        self.run(
            "update audit_link set position = position - 1001 where seal_id = %s and position > %s",
            seal,
            position,
        )
        return told(Wrong.REMOVED, seals=[seal])

    def insert_row(self) -> Told:
        """Put a row in behind the seals."""
        new = self.copy_row()
        return told(Wrong.INSERTED, rows=[new])

    def copy_row(self) -> int:
        """Copy a row under a free id."""
        row, _, _ = self.pick()
        new = self.random.choice([row + 500_000, -row])
        self.run(
            "insert into audit_row select %s, recorded_at, xid, verb, object, actor, actor_name,"
            " unit, reason, facts from audit_row where id = %s",
            new,
            row,
        )
        return new

    def insert_linked(self) -> Told:
        """Put a row in with a link: after the last of its seal, in no seal, before the first."""
        new = self.copy_row()
        _, seal, _ = self.pick()
        seal = self.random.choice([seal, seal, 0, -seal, seal + 1000])
        where = "select coalesce(max(position), -1) + 1 from audit_link where seal_id = %s"
        (place,) = self.run(where, seal)[0]
        self.run("insert into audit_link values (%s, %s, %s, %s)", *(new, place, bytes(32), seal))
        return told(Wrong.INSERTED, Wrong.CUT, rows=[new], seals=[seal])

    def swap_rows(self) -> Told:
        """Give two rows each other's id."""
        (one, seal_one, _), (two, seal_two, _) = self.pick_two()
        for old, new in ((one, -1), (two, one), (-1, two)):
            self.run("update audit_row set id = %s where id = %s", new, old)
        return told(Wrong.SWAPPED, rows=[one, two], seals=[seal_one, seal_two])

    def swap_links(self) -> Told:
        """Let two links name each other's row."""
        (one, seal_one, _), (two, seal_two, _) = self.pick_two()
        for old, new in ((one, -1), (two, one), (-1, two)):
            self.run("update audit_link set row_id = %s where row_id = %s", new, old)
        return told(Wrong.SWAPPED, rows=[one, two], seals=[seal_one, seal_two])

    def swap_places(self) -> Told:
        """Let two links take each other's place, digests and all."""
        one, two = self.pick_two()
        move = "update audit_link set seal_id = %s, position = %s where row_id = %s"
        self.run(move, -1, 0, one[0])
        self.run(move, one[1], one[2], two[0])
        self.run(move, two[1], two[2], one[0])
        return told(Wrong.SWAPPED, Wrong.CHANGED, rows=[one[0], two[0]], seals=[one[1], two[1]])

    def edit_link(self) -> Told:
        """Change any column of a link."""
        row, seal, _ = self.pick()
        columns = {
            "row_id": "row_id + 1000000",
            "seal_id": "seal_id + 1000000",
            "position": self.random.choice(["position + 1000000", "-1 - position"]),
            "digest": "sha256(digest)",
        }
        column = self.random.choice(list(columns))
        self.run(f"update audit_link set {column} = {columns[column]} where row_id = %s", row)  # noqa: S608 - a test's own words
        wrongs = [Wrong.CHANGED, Wrong.REMOVED, Wrong.INSERTED]
        return told(*wrongs, rows=[row], seals=[seal])

    def edit_seal(self) -> Told:
        """Change any column of a seal."""
        _, seal, _ = self.pick()
        columns = {
            "number": self.random.choice(["number + 1000000", "-number"]),
            "sealed_at": self.random.choice(["sealed_at + interval '1 us'", "'infinity'"]),
            "rows": self.random.choice(["rows + 1", "rows - 1", "-rows", "0"]),
            "horizon": self.random.choice(["'1'", "'18446744073709551615'"]),
            "root": "sha256(root)",
            "previous": "sha256(previous)",
            "hash": "sha256(hash)",
        }
        column = self.random.choice(list(columns))
        self.run(f"update audit_seal set {column} = {columns[column]} where number = %s", seal)  # noqa: S608 - a test's own words
        return told(Wrong.SEAL, Wrong.CUT, seals=[seal])

    def remove_seal(self) -> Told:
        """Delete a seal, its links left, or with everything in it."""
        _, seal, _ = self.pick()
        self.run("delete from audit_seal where number = %s", seal)
        if self.random.random() < 0.5:
            self.run(
                "delete from audit_row where id in"
                " (select row_id from audit_link where seal_id = %s)",
                seal,
            )
            self.run("delete from audit_link where seal_id = %s", seal)
        return told(Wrong.SEAL, Wrong.CUT, seals=[seal])

    def cut(self) -> Told:
        """Cut the newest seals off with everything in them."""
        _, seal, _ = self.pick()
        self.run(
            "delete from audit_row where id in (select row_id from audit_link where seal_id >= %s)",
            seal,
        )
        self.run("delete from audit_link where seal_id >= %s", seal)
        self.run("delete from audit_seal where number >= %s", seal)
        return told(Wrong.CUT, seals=[seal])

    def change_row_and_link(self) -> Told:
        """Change a row and let its link say so."""
        row, seal, _ = self.pick()
        self.run("update audit_row set verb = 'forged' where id = %s", row)
        line = self.line(row)
        self.run("update audit_link set digest = %s where row_id = %s", leaf(line), row)
        return told(Wrong.CHANGED, rows=[row], seals=[seal])

    def line(self, row: int) -> bytes:
        """Give a row as it is sealed (no character here that COPY would escape)."""
        values = self.run(
            "select concat_ws(E'\\t', id, extract(epoch from recorded_at)::text, xid, verb, object,"
            " actor, actor_name, unit, reason, facts::text) from audit_row where id = %s",
            row,
        )
        text: str = values[0][0]
        return text.encode()

    def ways(self) -> list[Callable[[], Told]]:
        """Give every way, each with the same chance."""
        return [
            self.change_row,
            self.remove_row,
            self.remove_link,
            self.remove_both,
            self.insert_row,
            self.insert_linked,
            self.swap_rows,
            self.swap_links,
            self.swap_places,
            self.edit_link,
            self.edit_seal,
            self.remove_seal,
            self.cut,
            self.change_row_and_link,
        ]
