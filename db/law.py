"""The laws that no record can break alone: what it names is there, chains have an end, and parts fit their whole.

Each is said as ``Unfit`` with the field to mend. The laws of one record are in ``figures.record`` and in the schema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Template
from typing import TYPE_CHECKING, Protocol

from db import reader
from db.error import Damaged
from db.kept import KEPT, RESTING_ON, Kept, Row, Value
from db.kind import RecordKind
from figures.category import CategoryTree
from figures.record import Draft, FigureDraft, PinDraft, Unfit, check_unit
from figures.vocabulary import PROMISE_STAGES, Stage, Unit

if TYPE_CHECKING:
    from db.sqlite.driver import Driver

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

_FIELD = Template('SELECT t."$field" FROM "$table" AS t WHERE t.id = ?')
_FIELDS = Template('SELECT t.id, t."$field" FROM "$table" AS t WHERE t."$field" IS NOT NULL')
_NUMBER = Template('SELECT count(*) FROM "$table" AS t WHERE t."$field" = ?')
_THERE = {kind: _FIELD.substitute(field="id", table=kept.table) for kind, kept in KEPT.items()}
_WHOLE = "SELECT agreement, event, unit, sender, receiver FROM figure WHERE id = ?"
_PARTS = "SELECT agreement, event, unit, sender, receiver FROM figure WHERE part_of = ?"
_PROMISE = "SELECT agreement, event, stage FROM figure WHERE id = ?"
_MEASURES = "SELECT agreement, event FROM pin WHERE figure = ?"
_UNITS = "SELECT DISTINCT category, unit, stage FROM figure"
_OF_UNIT = "SELECT id FROM figure WHERE category IS ? AND unit IS ? AND stage IS ?"
_CATEGORIES = "SELECT id, category FROM pin"
_PARTS_APART = """
    SELECT part.id, part.part_of, part.agreement, part.event, part.unit, part.sender, part.receiver
    FROM figure AS part JOIN figure AS whole ON part.part_of = whole.id
    WHERE part.agreement IS NOT whole.agreement OR part.event IS NOT whole.event OR part.unit <> whole.unit
        OR (part.sender = whole.receiver AND part.receiver = whole.sender)
"""
_EVERY_MEASURE = "SELECT pin.id, pin.figure, pin.agreement, pin.event FROM pin JOIN figure ON pin.figure = figure.id"


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

    def __init__(self, database: Driver) -> None:
        self._database = database
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
            if isinstance(value, list):
                if len(set(value)) < len(value):
                    raise Unfit(name, f"The same {_CALLED[named][0]} is named twice. Name it once.")
                for member in value:
                    if isinstance(member, int):
                        self._check_there(name, named, member)
            elif isinstance(value, int):
                self._check_there(name, named, value)
            if id is not None and name in _CHAINS and isinstance(value, int):
                self._check_chain(kind, name, id, value)
        if kind is RecordKind.FIGURE:
            self.check_whole(row)
        elif kind is RecordKind.PIN:
            self.check_measure(row)

    def _check_there(self, field: str, kind: RecordKind, id: int) -> None:
        foreseen = self._foreseen.get(kind)
        if (foreseen is not None and id in foreseen) or (kind, id) in self._found:
            return
        if self._database.execute(_THERE[kind], (id,)).fetchone() is None:
            raise Unfit(field, f"The {_CALLED[kind][0]} that was chosen is no longer in the casefile. Choose another.")
        self._found.add((kind, id))

    def _check_chain(self, kind: RecordKind, field: str, id: int, named: int) -> None:
        query = _FIELD.substitute(field=field, table=KEPT[kind].table)
        seen: set[int] = set()
        at: int | None = named
        while at is not None and at not in seen:
            if at == id:
                raise Unfit(field, _CHAINS[field])
            seen.add(at)
            found = self._database.execute(query, (at,)).fetchone()
            at = None if found is None else found[0]

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
        return self._figure(_WHOLE, id)

    def _figure(self, query: str, id: Value) -> tuple[Value, ...]:
        found: tuple[Value, ...] | None = self._database.execute(query, (id,)).fetchone()
        if found is None:
            raise Damaged(f"The figure number {id}, which another record names, is not there. Verify this casefile.")
        return found

    def check_measure(self, row: Row) -> None:
        """The measure of a line is a promise about the same agreement or event."""
        agreement, event, stage = self._figure(_PROMISE, row["figure"])
        if (agreement, event) != (row["agreement"], row["event"]):
            raise Unfit("figure", "The measure of a line is a promise of the same agreement or event. Choose another figure.")
        if stage not in PROMISE_STAGES:
            raise Unfit("figure", "Only a promise (demanded, listed, offered, agreed, scheduled) can be the measure of a line.")

    def check_resting(self, id: int, before: Row, row: Row) -> None:
        """Raise ``Unfit`` where a figure would be changed so that its parts, or the measure that it is, no longer fit it."""
        changed = [field for name, field in _OF_REST.items() if before[name] != row[name]]
        if not changed:
            return
        of_whole = tuple(row[name] for name in _OF_WHOLE)
        for part in self._database.execute(_PARTS, (id,)):
            if _misfit(dict(zip(_OF_WHOLE, part, strict=True)), of_whole) is not None:
                raise Unfit(
                    changed[0],
                    "Another figure is a part of this one, and would no longer be of the same thing, unit and way. "
                    "Take “part of” out of that figure first, and set it again once both are changed.",
                )
        for pin in self._database.execute(_MEASURES, (id,)):
            if pin != (row["agreement"], row["event"]) or row["stage"] not in PROMISE_STAGES:
                raise Unfit(
                    changed[0],
                    "This figure was set as the measure of a line, and changed so it could not be one. "
                    "Take the measure back in the Compare room first.",
                )

    def check_unneeded(self, kind: RecordKind, id: int) -> None:
        """Raise ``Unfit`` while other records rest on this one, saying how many of each kind."""
        counts: dict[RecordKind, int] = {}
        for rest in RESTING_ON[kind]:
            linked = KEPT[rest.kind].lists.get(rest.field)
            table, field = (KEPT[rest.kind].table, rest.field) if linked is None else (linked, "member")
            (number,) = self._database.execute(_NUMBER.substitute(table=table, field=field), (id,)).fetchone()
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


def check_kept(database: Driver) -> None:
    """Raise ``Damaged`` where records of the casefile break a law together, so that nothing can be brought in beside them."""
    for _, _, why in broken(database, reader.categories(database)):
        raise Damaged(f"This casefile breaks a law already: {why} Verify it before anything is merged.")


def broken(database: Driver, categories: CategoryTree) -> Iterator[tuple[RecordKind, int, str]]:
    """Every record of the casefile that breaks a law together with others: its kind, its key, and what is wrong."""
    yield from circles(database)
    yield from _broken_units(database, categories)
    yield from _broken_parts(database)


def circles(database: Driver) -> Iterator[tuple[RecordKind, int, str]]:
    """Every record that comes back to itself by what it names."""
    for kind, kept in KEPT.items():
        for field in sorted(_CHAINS.keys() & kept.references.keys()):
            for id in _in_circles(database, kept, field):
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


def _in_circles(database: Driver, kept: Kept, field: str) -> list[int]:
    return circular(dict(database.execute(_FIELDS.substitute(field=field, table=kept.table))))


def _broken_units(database: Driver, categories: CategoryTree) -> Iterator[tuple[RecordKind, int, str]]:
    """Each combination of category, unit and stage is looked at once, however many figures have it."""
    for category, unit, stage in database.execute(_UNITS).fetchall():
        try:
            check_unit(categories, category, Unit(unit), Stage(stage))
        except ValueError as wrong:
            for (id,) in database.execute(_OF_UNIT, (category, unit, stage)).fetchall():
                yield RecordKind.FIGURE, id, str(wrong)
    for id, category in database.execute(_CATEGORIES).fetchall():
        if category not in categories:
            yield RecordKind.PIN, id, f"“{category}” is no category of this casefile."


def _broken_parts(database: Driver) -> Iterator[tuple[RecordKind, int, str]]:
    """Parts that do not fit their whole, and measures that are no promise about the same thing."""
    references = References(database)
    for id, part_of, *of_whole in database.execute(_PARTS_APART).fetchall():
        try:
            references.check_whole({"part_of": part_of, **dict(zip(_OF_WHOLE, of_whole, strict=True))})
        except Unfit as wrong:
            yield RecordKind.FIGURE, id, str(wrong)
    for id, figure, agreement, event in database.execute(_EVERY_MEASURE).fetchall():
        try:
            references.check_measure({"figure": figure, "agreement": agreement, "event": event})
        except Unfit as wrong:
            yield RecordKind.PIN, id, str(wrong)
