"""What a table of units would change: units to found, acts on those that stand, every fault."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lianxin.foundation.faces.columns import Wrong, check_columns, guess_columns
from lianxin.foundation.faces.tables import Row
from lianxin.foundation.kernel.errors import Fault
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units.models import Area, Succession, Term
from lianxin.foundation.units.rules import Span
from lianxin.foundation.units.rules.table import FIELDS, REQUIRED, Line, Words, read_line

KINDS = "units.kinds"
Told = tuple[str, Mapping[str, object]]
"""A fault's code and arguments."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is true of a unit in one span; ``parent`` is a code."""

    span: Span
    parent: str | None
    kind: str
    name: str
    area: str


@dataclass(frozen=True, slots=True)
class Change:
    """An act on a unit that stands: its verb, and what was and will be."""

    line: Line
    verb: str
    was: str
    now: str


@dataclass(slots=True)
class Plan:
    """What a table would do; with a fault it does nothing."""

    founded: list[Line] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    same: int = 0
    faults: list[Wrong] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing would change."""
        return not self.founded and not self.changes


def plan(rows: Sequence[Row], *, since: date) -> Plan:
    """Read a table, its headings first, and compare it with what stands.

    ``since`` is the day of rows that name none. Raises Invalid when a column is missing.
    """
    (_line, headings), *body = rows
    columns = guess_columns(headings, FIELDS.items())
    check_columns(columns, REQUIRED, FIELDS)
    made = Plan()
    words = Words(kinds=_kinds(since), since=since)
    lines: list[Line] = []
    for number, cells in body:
        read = read_line(number, cells, columns, words)
        if isinstance(read, Line):
            lines.append(read)
        else:
            made.faults += read
    if not body:
        made.faults.append(Wrong(1, Fault("units.table.none", "", {})))
    _Comparison(lines, made).run()
    made.faults.sort(key=lambda wrong: wrong.line)
    return made


def _kinds(on: date) -> dict[str, str]:
    kinds = parameters.choices(KINDS, on=on)
    words = {word.casefold(): kind.code for kind in kinds for word in (kind.zh, kind.en)}
    return {**words, **{kind.code.casefold(): kind.code for kind in kinds}}


class _Comparison:
    """Compares the lines of a table with each other and with what stands."""

    def __init__(self, lines: Sequence[Line], made: Plan) -> None:
        self.lines = lines
        self.made = made
        self.given = {line.code: line for line in reversed(lines)}
        self.known = _timelines()
        self.closed = dict(Succession.objects.values_list("old__code", "on"))
        self.areas = _area_days()

    def run(self) -> None:
        """Fill the plan."""
        for line in self.lines:
            faults = [*self._faults(line)]
            self.made.faults += [
                Wrong(line.line, Fault(f"units.{code}", place, arguments))
                for place, (code, arguments) in faults
            ]
            if not faults:
                self._compare(line)
        self._check_roots()
        self._check_circles()

    def _faults(self, line: Line) -> Iterator[tuple[str, Told]]:
        first = self.given[line.code]
        if first.line != line.line:
            yield "code", ("table.twice", {"given": line.code, "first": first.line})
        if line.area and self.areas and not _within(self.areas.get(line.area, ()), line.since):
            yield "area", ("area", {"given": line.area})
        if line.parent is not None:
            yield from self._parent_faults(line, line.parent)
        if line.code in self.known:
            yield from self._own_faults(line)

    def _parent_faults(self, line: Line, parent: str) -> Iterator[tuple[str, Told]]:
        named = {"unit": parent, "on": line.since}
        since = self._founded(parent)
        closing = self.closed.get(parent)
        if since is None:
            yield "parent", ("table.parent", {"given": parent})
        elif since > line.since:
            yield "parent", ("not_founded", named)
        elif closing is not None and line.code not in self.closed:
            yield "parent", ("closed", {"unit": parent, "on": closing})

    def _founded(self, code: str) -> date | None:
        if code in self.known:
            return self.known[code][0].span.start
        return self.given[code].since if code in self.given else None

    def _own_faults(self, line: Line) -> Iterator[tuple[str, Told]]:
        named = {"unit": line.code, "on": line.since}
        standing = self._standing(line)
        if standing is None:
            yield "since", ("not_founded", named)
            return
        closing = self.closed.get(line.code)
        if closing is not None and closing <= line.since:
            yield "code", ("closed", {"unit": line.code, "on": closing})
        if line.parent is None and standing.parent is not None:
            yield "parent", ("table.no_parent", {"parent": standing.parent})

    def _standing(self, line: Line) -> Standing | None:
        known = self.known.get(line.code, ())
        return next((one for one in known if one.span.holds(line.since)), None)

    def _compare(self, line: Line) -> None:
        standing = self._standing(line)
        if standing is None:
            self.made.founded.append(line)
            return
        changes = [
            Change(line, verb, was or "", now or "")
            for verb, was, now in (
                ("rename", standing.name, line.name),
                ("rekind", standing.kind, line.kind),
                ("move", standing.parent, line.parent),
                ("relocate", standing.area, line.area or standing.area),
            )
            if was != now
        ]
        self.made.changes += changes
        self.made.same += not changes

    def _check_roots(self) -> None:
        roots = [code for code, known in self.known.items() if known[-1].parent is None]
        for line in self.lines:
            if line.parent is None and line.code not in self.known:
                if roots:
                    fault = Fault("units.table.roots", "parent", {"root": roots[0]})
                    self.made.faults.append(Wrong(line.line, fault))
                roots.append(line.code)

    def _check_circles(self) -> None:
        parents = {code: known[-1].parent for code, known in self.known.items()}
        parents |= {line.code: line.parent for line in self.lines}
        for line in self.lines:
            above, seen = line.parent, {line.code}
            while above is not None and above not in seen:
                seen.add(above)
                above = parents.get(above)
            if above == line.code:
                named = {"unit": line.code, "parent": line.parent}
                self.made.faults.append(Wrong(line.line, Fault("units.circle", "parent", named)))


def _within(spans: Iterable[Span], day: date) -> bool:
    return any(span.holds(day) for span in spans)


def _timelines() -> dict[str, list[Standing]]:
    known: dict[str, list[Standing]] = defaultdict(list)
    rows = Term.objects.order_by("unit__code", "valid")
    for code, valid, *rest in rows.values_list(
        "unit__code", "valid", "parent__code", "kind", "name", "area"
    ):
        known[code].append(Standing(Span(valid.lower, valid.upper), *rest))
    return dict(known)


def _area_days() -> dict[str, list[Span]]:
    days: dict[str, list[Span]] = defaultdict(list)
    for code, valid in Area.objects.values_list("code", "valid"):
        days[code].append(Span(valid.lower, valid.upper))
    return dict(days)
