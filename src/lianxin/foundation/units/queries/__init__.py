"""Reads of the room: the tree of a day, areas, and who follows whom."""

from lianxin.foundation.units.queries.areas import Place, area, areas, areas_loaded, name_of
from lianxin.foundation.units.queries.directory import (
    Directory,
    Entry,
    directory,
    look_anew,
    name_on,
    scope_literal,
    steady,
    today,
)
from lianxin.foundation.units.queries.importing import Change, Plan, plan
from lianxin.foundation.units.queries.lineage import (
    Kin,
    Name,
    lineage,
    names,
    predecessors,
    successors,
)

__all__ = [
    "Change",
    "Directory",
    "Entry",
    "Kin",
    "Name",
    "Place",
    "Plan",
    "area",
    "areas",
    "areas_loaded",
    "directory",
    "lineage",
    "look_anew",
    "name_of",
    "name_on",
    "names",
    "plan",
    "predecessors",
    "scope_literal",
    "steady",
    "successors",
    "today",
]
