"""The laws that no record can break alone: what it names is there, chains have an end, and parts fit their whole.

Each is said as ``Unfit`` with the field to mend. The laws of one record are in ``figures.record`` and in the schema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from sqlalchemy import Connection, and_, bindparam, func, or_, select

from db import reader, schema
from db.error import Damaged
from db.kept import KEPT, RESTING_ON, Kept, Row, Value
from db.kind import RecordKind
from db.sqlite.spelled import spelled
from figures.category import CategoryTree
from figures.record import Draft, FigureDraft, PinDraft, Unfit, check_unit
from figures.vocabulary import PROMISE_STAGES, Stage, Unit

_CALLED = {
    RecordKind.PUBLISHER: ("publisher", "publishers"),
    RecordKind.PARTY: ("party", "parties"),
    RecordKind.SOURCE: ("source", "sources"),
    RecordKind.AGREEMENT: ("agreement", "agreements"),
    RecordKind.EVENT: ("event", "events"),
    RecordKind.FIGURE: ("figure", "figures"),
    RecordKind.PIN: ("measure", "measures"),
}
_CHAINS = {
    "belongs_to": "A party cannot belong to itself, by whatever way. Choose another side.",
    "reprint_of": "A source cannot be a reprint of itself, by whatever way. Choose another origin.",
    "part_of": "A figure cannot be part of itself, by whatever way. Choose another whole.",
    "relative_to": "A figure cannot be a share of itself, by whatever way. Choose another base.",
    "corrects": "A figure cannot correct itself, by whatever way. Choose another figure.",
}

_OF_WHOLE = ("agreement", "event", "unit", "sender", "receiver")
"""What a part and its whole have to do with each other."""

_OF_REST = {**dict(zip(_OF_WHOLE, ("about", "about", "unit", "direction", "direction"), strict=True)), "stage": "stage"}
"""What parts and measures rest on in a figure, and the field of a form that says it."""

_TABLES = {kind: schema.TABLES[kept.table] for kind, kept in KEPT.items()}
_THERE = {kind: spelled(select(table.c.id).where(table.c.id == bindparam("key"))) for kind, table in _TABLES.items()}


def check_draft(draft: Draft, categories: CategoryTree) -> None:
    """Raise ``Unfit`` where the category is unknown, or where the unit cannot count it."""
    if isinstance(draft, FigureDraft):
        check_unit(categories, draft.category, draft.unit, draft.stage)
    elif isinstance(draft, PinDraft) and draft.category not in categories:
        raise Unfit("category", f"“{draft.category}” is no category of this casefile.")


class Foreseen(Protocol):
    """New records that wait to be written together with others."""

    def __contains__(self, id: object, /) -> bool:
        """Whether the record waits, or waited here before it was written."""

    def row(self, id: int, /) -> Row | None:
        """The record as it waits; None where it does not wait any more, or never did."""


class References:
    """Looks up what a record names; what was found once in an act is not asked for again."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._found: set[tuple[RecordKind, int]] = set()
        self._foreseen: dict[RecordKind, Foreseen] = {}

    def note(self, kind: RecordKind, id: int) -> None:
        """The record is there: it was just added or read."""
        self._found.add((kind, id))

    def foresee(self, kind: RecordKind, waiting: Foreseen) -> None:
        """These records are there, or will be before the act is done."""
        self._foreseen[kind] = waiting

    def foresee_nothing(self) -> None:
        """What is there is in the tables."""
        self._foreseen.clear()

    def forget(self, kind: RecordKind, id: int) -> None:
        """The record was removed."""
        self._found.discard((kind, id))

    def check(self, kind: RecordKind, id: int | None, row: Row) -> None:
        """Raise ``Unfit`` where the row names a record that is not there, one twice, or itself round a circle."""
        for name, named in KEPT[kind].references.items():
            value = row[name]
            members = value if isinstance(value, list) else [value]
            if len(set(members)) < len(members):
                raise Unfit(name, f"The same {_CALLED[named][0]} is named twice. Name it once.")
            for member in members:
                if isinstance(member, int):
                    self._check_there(name, named, member)
            if name in _CHAINS and id is not None and isinstance(value, int):
                self._check_chain(kind, name, id, value)
        if kind is RecordKind.FIGURE:
            self.check_whole(row)
        elif kind is RecordKind.PIN:
            self.check_measure(row)

    def _check_there(self, field: str, kind: RecordKind, id: int) -> None:
        if (kind in self._foreseen and id in self._foreseen[kind]) or (kind, id) in self._found:
            return
        if _THERE[kind].read(self._connection, id).fetchone() is None:
            raise Unfit(field, f"The {_CALLED[kind][0]} that was chosen is no longer in the casefile. Choose another.")
        self._found.add((kind, id))

    def _check_chain(self, kind: RecordKind, field: str, id: int, named: int) -> None:
        table = _TABLES[kind]
        seen: set[int] = set()
        at: int | None = named
        while at is not None and at not in seen:
            if at == id:
                raise Unfit(field, _CHAINS[field])
            seen.add(at)
            at = self._connection.execute(select(table.c[field]).where(table.c.id == at)).scalar()

    def check_whole(self, row: Row) -> None:
        """A part is counted in its whole's unit, about the same thing, and not in the other direction."""
        if row["part_of"] is None:
            return
        wrong = _misfit(row, self._whole(row["part_of"]))
        if wrong is not None:
            raise Unfit("part_of", wrong)

    def _whole(self, id: Value) -> tuple[Value, ...]:
        """What a part has in common with its whole: what both are about, their unit and their direction."""
        waiting = self._foreseen.get(RecordKind.FIGURE)
        waits = waiting.row(id) if waiting is not None and isinstance(id, int) else None
        if waits is not None:
            return tuple(waits[name] for name in _OF_WHOLE)
        table = _TABLES[RecordKind.FIGURE].c
        return tuple(self._connection.execute(select(*(table[name] for name in _OF_WHOLE)).where(table.id == id)).one())

    def check_measure(self, row: Row) -> None:
        """The measure of a line is a promise about the same agreement or event."""
        table = _TABLES[RecordKind.FIGURE].c
        query = select(table.agreement, table.event, table.stage).where(table.id == row["figure"])
        promise = self._connection.execute(query).one()
        if (promise.agreement, promise.event) != (row["agreement"], row["event"]):
            raise Unfit("figure", "The measure of a line is a promise of the same agreement or event. Choose another figure.")
        if promise.stage not in PROMISE_STAGES:
            raise Unfit("figure", "Only a promise (demanded, listed, offered, agreed, scheduled) can be the measure of a line.")

    def check_resting(self, id: int, before: Row, row: Row) -> None:
        """Raise ``Unfit`` where a figure would be changed so that its parts, or the measure that it is, no longer fit it."""
        changed = [field for name, field in _OF_REST.items() if before[name] != row[name]]
        if not changed:
            return
        of_whole = tuple(row[name] for name in _OF_WHOLE)
        parts = _TABLES[RecordKind.FIGURE]
        for part in self._connection.execute(select(parts).where(parts.c.part_of == id)).mappings():
            if _misfit(dict(part), of_whole) is not None:
                raise Unfit(
                    changed[0],
                    "Another figure is a part of this one, and would no longer be of the same thing, unit and way. "
                    "Take “part of” out of that figure first, and set it again once both are changed.",
                )
        pins = _TABLES[RecordKind.PIN].c
        for pin in self._connection.execute(select(pins.agreement, pins.event).where(pins.figure == id)):
            if tuple(pin) != (row["agreement"], row["event"]) or row["stage"] not in PROMISE_STAGES:
                raise Unfit(
                    changed[0],
                    "This figure was set as the measure of a line, and changed so it could not be one. "
                    "Take the measure back in the Compare room first.",
                )

    def check_unneeded(self, kind: RecordKind, id: int) -> None:
        """Raise ``Unfit`` while other records rest on this one, saying how many of each kind."""
        counts: dict[RecordKind, int] = {}
        for rest in RESTING_ON[kind]:
            kept = KEPT[rest.kind]
            linked = kept.lists.get(rest.field)
            column = _TABLES[rest.kind].c[rest.field] if linked is None else schema.TABLES[linked].c.member
            number = self._connection.execute(select(func.count()).select_from(column.table).where(column == id)).scalar_one()
            if number:
                counts[rest.kind] = counts.get(rest.kind, 0) + number
        if counts:
            named = _listed([f"{number:,} {_CALLED[on][number != 1]}" for on, number in counts.items()])
            verb = "rests" if sum(counts.values()) == 1 else "rest"
            raise Unfit("id", f"{named} {verb} on this {_CALLED[kind][0]}. Remove or change what rests on it first.")


def _misfit(part: Row, whole: tuple[Value, ...]) -> str | None:
    """Why a part does not fit its whole, given as its ``_OF_WHOLE``; None where it does."""
    if whole[:2] != (part["agreement"], part["event"]):
        return "A part and its whole are about the same agreement or event. Choose another whole."
    _, _, unit, sender, receiver = whole
    if unit != part["unit"]:
        return "A part is counted in the same unit as its whole. Change the unit, or choose another whole."
    both_directed = sender is not None and part["sender"] is not None
    if both_directed and (sender, receiver) == (part["receiver"], part["sender"]):
        return "A part goes the same way as its whole. Swap the direction, or choose another whole."
    return None


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def check_kept(connection: Connection) -> None:
    """Raise ``Damaged`` where records of the casefile break a law together, so that nothing can be brought in beside them."""
    for _, _, why in broken(connection, reader.categories(connection)):
        raise Damaged(f"This casefile breaks a law already: {why} Verify it before anything is merged.")


def broken(connection: Connection, categories: CategoryTree) -> Iterator[tuple[RecordKind, int, str]]:
    """Every record of the casefile that breaks a law together with others: its kind, its key, and what is wrong."""
    yield from circles(connection)
    yield from _broken_units(connection, categories)
    yield from _broken_parts(connection)


def circles(connection: Connection) -> Iterator[tuple[RecordKind, int, str]]:
    """Every record that comes back to itself by what it names."""
    for kind, kept in KEPT.items():
        for field in sorted(_CHAINS.keys() & kept.references.keys()):
            for id in _in_circles(connection, kept, field):
                yield kind, id, _CHAINS[field]


def circular(references: Mapping[int, int]) -> list[int]:
    """The keys that come back to themselves when each key is followed to the one that it names; in one pass over all."""
    done: set[int] = set()
    found: list[int] = []
    for start in references:
        way: dict[int, None] = {}
        at: int | None = start
        while at is not None and at not in done and at not in way:
            way[at] = None
            at = references.get(at)
        if at in way:
            found += list(way)[list(way).index(at) :]
        done.update(way)
    return sorted(found)


def _in_circles(connection: Connection, kept: Kept, field: str) -> list[int]:
    table = schema.TABLES[kept.table].c
    named = connection.execute(select(table.id, table[field]).where(table[field].is_not(None)))
    return circular({found.id: found[1] for found in named})


def _broken_units(connection: Connection, categories: CategoryTree) -> Iterator[tuple[RecordKind, int, str]]:
    """Each combination of category, unit and stage is looked at once, however many figures have it."""
    table = _TABLES[RecordKind.FIGURE].c
    combined = (table.category, table.unit, table.stage)
    for category, unit, stage in connection.execute(select(*combined).distinct()).all():
        try:
            check_unit(categories, category, Unit(unit), Stage(stage))
        except ValueError as wrong:
            same = (table.category == category, table.unit == unit, table.stage == stage)
            for id in connection.execute(select(table.id).where(*same)).scalars().all():
                yield RecordKind.FIGURE, id, str(wrong)
    table = _TABLES[RecordKind.PIN].c
    for id, category in connection.execute(select(table.id, table.category)).all():
        if category not in categories:
            yield RecordKind.PIN, id, f"“{category}” is no category of this casefile."


def _broken_parts(connection: Connection) -> Iterator[tuple[RecordKind, int, str]]:
    """Parts that do not fit their whole, and measures that are no promise about the same thing."""
    references = References(connection)
    figure, pin = _TABLES[RecordKind.FIGURE], _TABLES[RecordKind.PIN]
    whole, part = figure.alias("whole"), figure.c
    apart = or_(
        part.agreement.is_distinct_from(whole.c.agreement),
        part.event.is_distinct_from(whole.c.event),
        part.unit != whole.c.unit,
        and_(part.sender == whole.c.receiver, part.receiver == whole.c.sender),
    )
    query = select(figure).join(whole, part.part_of == whole.c.id).where(apart)
    for row in connection.execute(query).all():
        try:
            references.check_whole(dict(row._mapping))
        except Unfit as wrong:
            yield RecordKind.FIGURE, row.id, str(wrong)
    for row in connection.execute(select(pin).join(figure, pin.c.figure == part.id)).all():
        try:
            references.check_measure(dict(row._mapping))
        except Unfit as wrong:
            yield RecordKind.PIN, row.id, str(wrong)
