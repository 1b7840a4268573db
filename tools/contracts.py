"""An import contract of this project: other rooms enter only by actions, queries, measures.

A room is a folder of a floor. Free for all are the rooms named in ``open_rooms`` and the modules
in ``open_modules``; the pure ``rules`` of a room are open to ``rules``, and the floors in
``free_floors`` see everything.
"""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

DOORS = frozenset({"actions", "queries", "measures"})
PURE = "rules"
ROOM_PARTS = 3


class RoomDoors(Contract):
    """Rooms enter each other only by the doors."""

    type_name = "doors"
    floors = fields.ListField(subfield=fields.StringField())
    open_rooms = fields.ListField(subfield=fields.StringField())
    open_modules = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 - the library's signature
        """Find every import that passes through a wall."""
        breaches = [
            f"{importer} -> {imported}"
            for importer in sorted(graph.modules)
            if self.room(importer)
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if self.breaks(importer, imported)
        ]
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each breach."""
        for breach in check.metadata["breaches"]:
            output.print_error(f"- {breach}", bold=False)
        output.new_line()

    def room(self, module: str) -> str:
        """Return the room that a module belongs to, or nothing."""
        parts = module.split(".")
        floor = ".".join(parts[: ROOM_PARTS - 1])
        return ".".join(parts[:ROOM_PARTS]) if floor in self.listed("floors") else ""

    def listed(self, name: str) -> list[str]:
        """Return one list of the configuration."""
        return [str(part) for part in getattr(self, name)]

    def breaks(self, importer: str, imported: str) -> bool:
        """Say whether one import passes through a wall."""
        here, there = self.room(importer), self.room(imported)
        if not there or here == there or there in self.listed("open_rooms"):
            return False
        part = inside(imported)
        if part == PURE and inside(importer) == PURE:
            return False
        opened = self.listed("open_modules")
        return part not in DOORS and f"{there}.{part}" not in opened


def inside(module: str) -> str:
    """Return the first name inside the room, such as ``queries``."""
    parts = module.split(".")
    return parts[ROOM_PARTS] if len(parts) > ROOM_PARTS else ""
