"""The field's terms in the user's language: one place where an identifier becomes a word on the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from figures.vocabulary import EventKind, Term


def word(text: str) -> str:
    """A word of the field as the user's language has it."""
    return QCoreApplication.translate("Word", text)


def term(value: Term) -> str:
    """A term in lower case, as inside a sentence."""
    return word(value.label)


def capital(value: Term) -> str:
    """A term with a capital, as at the head of a line or in a list to choose from."""
    text = term(value)
    return text[:1].upper() + text[1:]


def counted(number: int, one: str, many: str) -> str:
    """``one``, or ``many`` with the number in the place of ``{n}``; both are translated already, so that both can be found."""
    return one if number == 1 else many.replace("{n}", f"{number:,}")


EVENT_ICON = {
    EventKind.PRISONER_EXCHANGE: "arrow-right-left",
    EventKind.UNILATERAL_RELEASE: "arrow-right",
    EventKind.DIRECT_REPATRIATION: "arrow-right",
    EventKind.END_OF_HOSTILITIES: "arrow-right-left",
    EventKind.RETURN_OF_REMAINS: "minus",
    EventKind.RETURN_OF_CIVILIANS: "users",
    EventKind.RETURN_OF_CHILDREN: "users",
    EventKind.LIST_TRANSMISSION: "list-checks",
    EventKind.IDENTIFICATION: "scan-search",
    EventKind.OTHER: "circle-dashed",
}
"""No icon pictures the dead: a return of remains has a plain rule."""
LEGAL_BASIS = {
    EventKind.DIRECT_REPATRIATION: "GC III 109–110",
    EventKind.END_OF_HOSTILITIES: "GC III 118",
    EventKind.RETURN_OF_REMAINS: "CIHL rule 114",
}
