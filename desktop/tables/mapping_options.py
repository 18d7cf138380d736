"""What can be chosen where a stranger's table is matched: parts for columns, meanings for values, constants for every row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.word import capital
from exchange.amending import AS_MAPPED
from exchange.definition import TERMS
from exchange.heading import COLUMNS
from exchange.matching import BEST, BOUND, DIRECTION, HIGH, LEFT_OUT, LOW
from figures.category import CategoryTree
from figures.vocabulary import Unit

Option = tuple[object, str]
PART_WORDS = {
    LOW: QT_TRANSLATE_NOOP("Tables", "Number: the lowest"),
    BEST: QT_TRANSLATE_NOOP("Tables", "Number: the best estimate"),
    HIGH: QT_TRANSLATE_NOOP("Tables", "Number: the highest"),
    BOUND: QT_TRANSLATE_NOOP("Tables", "Number: how it is bounded"),
    DIRECTION: QT_TRANSLATE_NOOP("Tables", "Direction, such as RU → UA"),
}
FIRST = (
    "event_date", "event_kind", DIRECTION, "from", "to", "category", "unit", "stage", "number", LOW, BEST, HIGH, BOUND,
    "claimant", "said_on", "source_title", "source_url", "publisher", "published", "quote", "where", "note",
)  # fmt: skip
CONSTANTS = (
    ("agreement", QT_TRANSLATE_NOOP("MappingDialog", "Agreement")),
    ("category", QT_TRANSLATE_NOOP("MappingDialog", "Who is counted")),
    ("unit", QT_TRANSLATE_NOOP("MappingDialog", "Counted in")),
    ("stage", QT_TRANSLATE_NOOP("MappingDialog", "Stage")),
    ("from", QT_TRANSLATE_NOOP("MappingDialog", "From")),
    ("to", QT_TRANSLATE_NOOP("MappingDialog", "To")),
    ("claimant", QT_TRANSLATE_NOOP("MappingDialog", "Claimant")),
    ("source_title", QT_TRANSLATE_NOOP("MappingDialog", "Title of the source")),
    ("language", QT_TRANSLATE_NOOP("MappingDialog", "Language, as a code")),
)


def column_options(before: str = LEFT_OUT) -> list[Option]:
    """What a column can be: not read, then what tables usually have, then the rest; first what only a mapping can say of it."""
    rest = [column for column in COLUMNS if column not in FIRST]
    mapped: list[Option] = [(AS_MAPPED, _tr("As the mapping says"))] if before == AS_MAPPED else []
    return [*mapped, (LEFT_OUT, _tr("Not read")), *((part, _part(part)) for part in (*FIRST, *rest))]


def value_options(part: str, tree: CategoryTree, ways: Iterable[tuple[str, str]] = (), *, with_unit: bool) -> list[Option]:
    """What a value of such a column can mean; None leaves it open. ``ways`` are directions that the column has elsewhere."""
    opened: Option = (None, _tr("Left open: its rows are refused"))
    if part == DIRECTION:
        ends = [({"from": sender, "to": receiver}, f"{sender} → {receiver}") for sender, receiver in ways]
        return [opened, ({}, _tr("Both directions together")), *ends]
    if part == "category":
        return [opened, *(_counted(category, unit, with_unit=with_unit) for category, unit in _countable(tree))]
    return [opened, *(({part: term.value}, capital(term)) for term in TERMS[part])]


def constant_options(ours: str, tree: CategoryTree) -> list[Option]:
    """What can stand in every row where it is one of certain words; nothing where it is any text."""
    nothing: Option = ("", _tr("Nothing"))
    if ours == "category":
        return [nothing, *((category.id, category.label.capitalize()) for category in tree.nodes.values())]
    return [nothing, *((term.value, capital(term)) for term in TERMS[ours])] if ours in TERMS else []


def offering(known: object, options: list[Option]) -> list[Option]:
    """The options, and what a mapping says already where it is none of them."""
    if known is None or any(value == known for value, _ in options):
        return options
    said = ", ".join(map(str, known.values())) if isinstance(known, Mapping) else str(known)
    return [*options, (known, _tr("As the mapping says: {said}").format(said=said))]


def _countable(tree: CategoryTree) -> list[tuple[str, Unit]]:
    dead = [unit for unit in Unit if unit not in (Unit.PERSON, Unit.NAME)]
    return [(c.id, unit) for c in tree.nodes.values() for unit in (dead if tree.root(c.id) == "deceased" else [Unit.PERSON])]


def _counted(category: str, unit: Unit, *, with_unit: bool) -> Option:
    cells = {"category": category} if with_unit else {"category": category, "unit": unit.value}
    return cells, f"{category.replace('_', ' ').capitalize()}, {unit.label}"


def _part(part: str) -> str:
    return _tr(str(PART_WORDS[part])) if part in PART_WORDS else part.replace("_", " ").capitalize().replace("url", "address")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Tables", text)
