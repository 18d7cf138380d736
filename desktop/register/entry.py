"""What the directory lists: parties, publishers and added categories as rows, by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.kind import RecordKind
from db.page import Pages
from desktop.look.cell import Cell, Grade, Text
from desktop.word import term
from figures.category import Category
from figures.record import Casebook, Party, Publisher

PARTIES, PUBLISHERS, CATEGORIES = "parties", "publishers", "categories"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a record, and what is said of it."""

    record: Party | Publisher | Category
    name: str
    what: Cell
    used: str


def entries(casebook: Casebook, pages: Pages, shelf: str) -> list[Entry]:
    """The rows of one shelf, by name."""
    if shelf == PARTIES:
        said = pages.uses(RecordKind.PARTY)
        found = [_party(casebook, party, said.get(party.id, 0)) for party in casebook.parties]
    elif shelf == PUBLISHERS:
        said = pages.uses(RecordKind.PUBLISHER)
        found = [Entry(one, one.name, Grade(one.reliability), str(said.get(one.id, 0))) for one in casebook.publishers]
    else:
        tree = casebook.categories
        found = [
            Entry(one, one.label, Text(tree.label(one.parent) if one.parent else "", tone="ink2"), "") for one in tree.added
        ]
    return sorted(found, key=lambda entry: entry.name.casefold())


def _party(casebook: Casebook, party: Party, said: int) -> Entry:
    above = casebook.party.get(party.belongs_to) if party.belongs_to is not None else None
    belongs = f"{term(party.kind)}, {above.name}" if above is not None else term(party.kind)
    return Entry(party, party.name, Text(belongs, tone="ink2"), str(said))


def has_words(entry: Entry, wanted: Sequence[str]) -> bool:
    """Whether all the words that are looked for stand in the row, or in the name in its own script."""
    whole = f"{entry.name} {entry.what.spoken}".casefold()
    if isinstance(entry.record, Party):
        whole += entry.record.native_name.casefold()
    return all(word in whole for word in wanted)
