"""What follows from a record as it is kept: the legal basis of its kind, and the sentence of its line in the comparison."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.word import LEGAL_BASIS, capital, counted
from figures.line import Comparison, plain
from figures.record import Agreement, Event


def what_follows(record: Event | Agreement, comparison: Comparison | None) -> str:
    """One or two sentences; empty where nothing is known yet."""
    basis = ""
    if isinstance(record, Event):
        rule = LEGAL_BASIS.get(record.kind)
        basis = capital(record.kind) + (f", {rule}. " if rule else ". ")
    wanted = (record.id, None) if isinstance(record, Agreement) else (None, record.id)
    lines = [
        line
        for line in (() if comparison is None else comparison.lines)
        if (line.agreement if wanted[1] is None else None, line.event) == wanted and line.sentence
    ]
    if not lines:
        return basis.strip()
    more = counted(len(lines) - 1, _tr("And one more line."), _tr("And {n} more lines.")) if len(lines) > 1 else ""
    return f"{basis}{plain(lines[0].sentence)} {more}".strip()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Register", text)
