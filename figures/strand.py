"""A line without its place, and what was said about a place without its numbers.

Of a million lines only a few hundred differ in category and direction, and of the handovers most were told of in one of a few
thousand ways. Whatever follows from that alone (which lines hear a figure, which readings are a line's own figures and need no
others) is worked out once; strands, cells and patterns are one object each and are told apart by identity.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Final, Literal, NamedTuple

from figures.category import CategoryTree
from figures.vocabulary import AFTERMATH_STAGES, Basis, Role, Stage, Unit

Direction = tuple[int, int] | None
"""The sides from and to; None for both directions together."""

EITHER: Final = "either"
Bucket = Role | Stage | Literal["either"]
"""What a figure enters a reading as: a role, or the stage of an aftermath. ``EITHER`` is what was observed, else reported."""

RECEIVED = (Role.OBSERVED, Role.REPORTED, EITHER)
OF_BOTH = frozenset({*RECEIVED, Role.PRESENTED})
"""What a line without direction takes from its directed lines."""

UNITS = {unit: at for at, unit in enumerate(Unit)}
MOST_PATTERNS = 4096


class Strand:
    """A category in a direction; with a place it is a line.

    ``order`` is that of reading. ``above`` are the strands of which it is a part: its category and those above it, in its
    direction and in none. ``children`` are those of the categories straight under it, in its direction. It
    ``is_within_a_side`` where one organ of a side hands over to another: then it is its own way back (method, 3.8).
    """

    def __init__(self, strands: Strands, category: str, way: Direction) -> None:
        self._strands = strands
        self._cells: dict[tuple[Bucket | None, Unit], Cell] = {}
        self.category, self.way = category, way
        self.sender = None if way is None else way[0]
        self.receiver = None if way is None else way[1]
        self.order = (strands.tree.position[category], way or (-1, -1))
        self.is_within_a_side = way is not None and way[0] == way[1]

    def cell(self, bucket: Bucket | None, unit: Unit) -> Cell:
        """What can be read of it in one bucket and one unit; without a bucket it is only listed."""
        found = self._cells.get((bucket, unit))
        if found is None:
            found = self._cells[bucket, unit] = Cell(self, bucket, unit)
        return found

    @cached_property
    def children(self) -> Sequence[Strand]:
        """The strands of the categories straight under this one."""
        return tuple(self._strands.of(child, self.way) for child in self._strands.tree.children(self.category))

    @cached_property
    def parents(self) -> Sequence[Strand]:
        """The strands of the categories above this one, the nearest first."""
        return tuple(self._strands.of(one, self.way) for one in self._strands.tree.line_of(self.category)[1:])

    @cached_property
    def above(self) -> Sequence[Strand]:
        """Every strand that hears what is said of this one; itself among them."""
        ways = (self.way,) if self.way is None else (self.way, None)
        return tuple(self._strands.of(one, way) for one in self._strands.tree.line_of(self.category) for way in ways)


class Cell:
    """A strand in one bucket and one unit; ``role`` and ``stage`` are those of its reading."""

    def __init__(self, strand: Strand, bucket: Bucket | None, unit: Unit) -> None:
        self.strand, self.bucket, self.unit = strand, bucket, unit
        self.is_either = bucket == EITHER
        self.is_received = bucket in RECEIVED
        self.is_of_both = strand.way is None and bucket in OF_BOTH
        self.role = Role.OBSERVED if bucket is None or bucket == EITHER else Role.AFTERMATH
        self.stage = Stage.TRANSFERRED
        if isinstance(bucket, Role):
            self.role = bucket
            self.stage = Stage.PRESENTED if bucket is Role.PRESENTED else Stage.TRANSFERRED
        elif isinstance(bucket, Stage):
            self.stage = bucket

    @cached_property
    def observed(self) -> Cell:
        """The same observed."""
        return self.strand.cell(Role.OBSERVED, self.unit)

    @cached_property
    def reported(self) -> Cell:
        """The same reported."""
        return self.strand.cell(Role.REPORTED, self.unit)

    @cached_property
    def either(self) -> Cell | None:
        """What was observed, else reported; None for another role."""
        return self.strand.cell(EITHER, self.unit) if self.bucket in (Role.OBSERVED, Role.REPORTED) else None

    @cached_property
    def children(self) -> Sequence[Cell]:
        """The same of the categories straight under its own."""
        return tuple(child.cell(self.bucket, self.unit) for child in self.strand.children)

    @cached_property
    def above(self) -> Sequence[Cell]:
        """Every cell that hears what is said in this one; itself among them, and none where it is only listed."""
        if self.bucket is None:
            return ()
        heard = [strand.cell(self.bucket, self.unit) for strand in self.strand.above]
        return (*heard, *(either for cell in heard if (either := cell.either) is not None))


class Heard(NamedTuple):
    """The cells of one strand in which something was said, by role, in the order of their units; ``aftermath`` by stage."""

    stated: tuple[Cell, ...] = ()
    observed: tuple[Cell, ...] = ()
    reported: tuple[Cell, ...] = ()
    presented: tuple[Cell, ...] = ()
    aftermath: tuple[tuple[Cell, ...], ...] = ()


NOTHING_HEARD = Heard()


class Relay(NamedTuple):
    """A cell that is read in the place of one above it or without its direction, and as what."""

    cell: Cell
    basis: Basis


class Strands:
    """Every strand of one tree of categories, made when it is first asked for; and the patterns of handovers."""

    def __init__(self, tree: CategoryTree) -> None:
        self.tree = tree
        self._strands: dict[tuple[str, Direction], Strand] = {}
        self._patterns: dict[frozenset[Cell], Pattern] = {}

    def of(self, category: str, way: Direction) -> Strand:
        """The one strand of the category in the direction."""
        found = self._strands.get((category, way))
        if found is None:
            found = self._strands[category, way] = Strand(self, category, way)
        return found

    def pattern(self, said: Collection[Cell]) -> Pattern:
        """What follows where exactly this was said about an event; remembered, since a few thousand serve most."""
        key = frozenset(said)
        found = self._patterns.get(key)
        if found is None:
            if len(self._patterns) >= MOST_PATTERNS:
                self._patterns.clear()
            found = self._patterns[key] = Pattern(self.tree, key)
        return found


class Pattern:
    """What was said about a place, without its numbers; for an agreement also what was said about its events.

    ``strands`` are those of its lines in reading order. ``cells`` are those in which something was said, at or below.
    """

    def __init__(self, tree: CategoryTree, said: frozenset[Cell]) -> None:
        self.said = said
        self.strands = tuple(sorted({cell.strand for cell in said}, key=_strand_order))
        self.cells = frozenset[Cell]().union(*[cell.above for cell in said])
        self._tree = tree
        self._heard: dict[Strand, Heard] = {}
        self._directed: dict[Cell, Sequence[Cell]] = {}
        self._touches: dict[Strand, bool] = {}
        self._relays: dict[Cell, Relay | None] = {}

    @cached_property
    def plain(self) -> frozenset[Cell]:
        """The cells whose reading on an event is that of their own figures alone."""
        return frozenset(cell for cell in self.said if cell.bucket is not None and self._is_plain(cell))

    def _is_plain(self, cell: Cell) -> bool:
        return not any(child in self.cells for child in cell.children) and not (cell.is_of_both and self.directed(cell))

    def relay(self, cell: Cell) -> Relay | None:
        """The one other cell of an event whose reading is all that this one has, opened upwards; None where it has more."""
        if cell not in self._relays:
            self._relays[cell] = None if cell in self.said else self._relay(cell)
        return self._relays[cell]

    def _relay(self, cell: Cell) -> Relay | None:
        children = [child for child in cell.children if child in self.cells]
        directed = self.directed(cell) if cell.is_of_both else ()
        if len(children) == 1 and not directed:
            return Relay(children[0], Basis.CHILDREN)
        if len(directed) == 1 and not children and not directed[0].strand.is_within_a_side:
            return Relay(directed[0], Basis.DIRECTIONS)
        return None

    @cached_property
    def _by_strand(self) -> Mapping[Strand, list[Cell]]:
        found: dict[Strand, list[Cell]] = {}
        for cell in self.cells:
            if not cell.is_either:
                found.setdefault(cell.strand, []).append(cell)
        return found

    def heard(self, strand: Strand) -> Heard:
        """What was said of a strand or of what is below it."""
        found = self._heard.get(strand)
        if found is None:
            cells = self._by_strand.get(strand)
            found = self._heard[strand] = NOTHING_HEARD if cells is None else _heard(cells)
        return found

    def directed(self, cell: Cell) -> Sequence[Cell]:
        """Of a cell without direction those of its directions that are heard, in one order whatever stands where."""
        found = self._directed.get(cell)
        if found is None:
            cells, bucket, unit = self.cells, cell.bucket, cell.unit
            alike = [strand.cell(bucket, unit) for strand in self._ways.get(cell.strand.category, ())]
            found = self._directed[cell] = [one for one in alike if one in cells]
        return found

    @cached_property
    def _ways(self) -> Mapping[str, list[Strand]]:
        """The directions in which something was said of a category or of what is below it."""
        found: dict[str, list[Strand]] = {}
        for strand in self._by_strand:
            if strand.way is not None:
                found.setdefault(strand.category, []).append(strand)
        for strands in found.values():
            if len(strands) > 1:
                strands.sort(key=_strand_order)
        return found

    def touches(self, strand: Strand) -> bool:
        """Whether any of this is on the line's category or one above or below it, in its direction or in none (3.6)."""
        found = self._touches.get(strand)
        if found is None:
            related, way, found = self._tree.relatives(strand.category), strand.way, False
            for said in self.strands:
                if said.category in related and (way is None or said.way is None or said.way == way):
                    found = True
                    break
            self._touches[strand] = found
        return found


def _heard(cells: list[Cell]) -> Heard:
    if len(cells) > 1:
        cells.sort(key=unit_order)
    by_bucket: dict[Bucket | None, list[Cell]] = {}
    for cell in cells:
        by_bucket.setdefault(cell.bucket, []).append(cell)
    return Heard(
        stated=tuple(by_bucket.get(Role.STATED, ())),
        observed=tuple(by_bucket.get(Role.OBSERVED, ())),
        reported=tuple(by_bucket.get(Role.REPORTED, ())),
        presented=tuple(by_bucket.get(Role.PRESENTED, ())),
        aftermath=tuple(tuple(by_bucket[stage]) for stage in AFTERMATH_STAGES if stage in by_bucket),
    )


def unit_order(cell: Cell) -> int:
    """Where the cell's unit stands in the vocabulary."""
    return UNITS[cell.unit]


def _strand_order(strand: Strand) -> tuple[int, tuple[int, int]]:
    return strand.order
