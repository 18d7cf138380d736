"""What became of an act, in words: taken back, done again, or the record changed since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from db.result import Entry
from desktop.history.row import day_words, local


def followed(entry: Entry, history: Sequence[Entry], today: dt.date) -> str:
    """What became of the act; ``history`` are all acts on the record that it changed, the latest first."""
    later = [other for other in history if other.id > entry.id]
    undone = next((other for other in later if other.undoes == entry.id), None)
    parts = []
    if entry.undoes is not None:
        parts.append(_tr("This took an earlier act back."))
    if entry.redoes is not None:
        parts.append(_tr("This did an act again that had been taken back."))
    if entry.undone:
        taken = _tr("It was taken back.")
        parts.append(_tr("It was taken back {when}.").format(when=_when(undone, today)) if undone else taken)
    others = [other for other in later if other is not undone]
    if len(others) == 1:
        parts.append(_tr("The record was changed once more, {when}.").format(when=_when(others[0], today)))
    elif others:
        words = _tr("The record was changed {count} times since, last {when}.")
        parts.append(words.format(count=f"{len(others):,}", when=_when(others[0], today)))
    elif len(entry.changes) == 1 and not entry.undone and entry.undoes is None:
        parts.append(_tr("The record has not been changed since."))
    return " ".join(parts)


def _when(entry: Entry, today: dt.date) -> str:
    day = day_words(local(entry).date(), today)
    words = _tr("by {who}, {day}, {time}") if entry.author else _tr("on {day}, {time}")
    return words.format(who=entry.author, day=day[:1].lower() + day[1:], time=local(entry).strftime("%H:%M"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("History", text)
