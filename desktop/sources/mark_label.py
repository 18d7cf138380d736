"""What a mark in the text says when the pointer rests on it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.look.shown import visible_line
from desktop.word import term, word
from figures.category import CategoryTree
from figures.reading import Suggestion
from figures.record import Casebook, Figure


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
    """A suggestion in one line."""
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
