"""What a mark in the text says when the pointer rests on it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from desktop.look.shown import visible_line
from desktop.word import term, word
from figures.category import CategoryTree
from figures.reading import Suggestion
from figures.record import Casebook, Figure

SURE, FAIRLY_SURE = 0.8, 0.6


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sources", text)


def direction(sender: str, receiver: str) -> str:
    """*Russia → Ukraine*, or that both directions are meant."""
    return f"{sender} → {receiver}" if sender and receiver else ""


def figure_label(casebook: Casebook, figure: Figure) -> str:
    """A kept figure in one line."""
    names = {one.id: visible_line(one.name) for one in casebook.parties}
    parts = [
        figure.words,
        word(casebook.categories.label(figure.category)) if figure.category in casebook.categories else figure.category,
        direction(names.get(figure.sender or 0, ""), names.get(figure.receiver or 0, "")),
        term(figure.stage),
        names.get(figure.claimant or 0, ""),
        _tr("retracted") if figure.retracted else "",
    ]
    return " · ".join(visible_line(part) for part in parts if part)


def suggestion_label(suggestion: Suggestion) -> str:
    """A suggestion in one line, and how sure it is and which words decided it in lines of their own."""
    return "\n".join([_suggested(suggestion), *_why(suggestion)])


def _why(suggestion: Suggestion) -> Iterator[str]:
    """How sure the reading is, the words that decided each field, and what the sentence itself does not name."""
    if suggestion.confidence >= SURE:
        yield _tr("Sure")
    else:
        yield _tr("Fairly sure") if suggestion.confidence >= FAIRLY_SURE else _tr("Not sure: look at it closely")
    decided = [f"{word(reason.field)} “{visible_line(reason.words)}”" for reason in suggestion.reasons]
    if decided:
        yield _tr("Decided by: {words}").format(words=", ".join(decided))
    unsaid = [word(end) for end in ("from", "to", "claimant") if end in suggestion.inferred]
    if unsaid:
        yield _tr("Taken from elsewhere in the text: {fields}").format(fields=", ".join(unsaid))


def _suggested(suggestion: Suggestion) -> str:
    tree = CategoryTree()
    category = suggestion.category
    parts = [
        _tr("Suggested: {words}").format(words=suggestion.words),
        word(tree.label(category)) if category in tree else category,
        direction(suggestion.sender, suggestion.receiver),
        term(suggestion.stage),
        suggestion.claimant,
    ]
    return " · ".join(visible_line(part) for part in parts if part)
