"""The acts of a journal as a table's rows, under the day on which they were done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from db.kind import RecordKind
from db.result import Entry
from desktop.history.change import field_changes, kind_word, record_name, summary
from desktop.look.cell import DASH, Cell, Text
from desktop.look.table import Column, Group

NONE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActFilter:
    """What the researcher asks to see; None or empty asks for all. ``since`` is the first day."""

    text: str = ""
    author: str | None = None
    kind: RecordKind | None = None
    since: dt.date | None = None

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.author is not None or self.kind or self.since)

    def takes(self, entry: Entry) -> bool:
        """Whether the act is asked for; the kind is asked of the casefile itself."""
        if self.author is not None and entry.author != self.author:
            return False
        if self.since is not None and local(entry).date() < self.since:
            return False
        words = self.text.casefold().split()
        return not words or all(word in searched(entry) for word in words)


def local(entry: Entry) -> dt.datetime:
    """When the act was done, by this computer's clock."""
    return dt.datetime.fromisoformat(entry.at.replace("Z", "+00:00")).astimezone()


def searched(entry: Entry) -> str:
    """All that a filter looks at, in lower case."""
    parts = [act_words(entry), entry.author, entry.reason]
    for change in entry.changes:
        parts.append(record_name(change))
        parts += [value for side in (change.before, change.after) if side for value in side.values()]
    return " ".join(parts).casefold()


def act_words(entry: Entry) -> str:
    """The act's label; of one that took another back or did it again, which."""
    if entry.undoes is not None:
        return QCoreApplication.translate("History", "Undo: {act}").format(act=entry.label)
    if entry.redoes is not None:
        return QCoreApplication.translate("History", "Redo: {act}").format(act=entry.label)
    return entry.label


def shortened(text: str, most: int) -> str:
    """The text, cut with an ellipsis where it is longer than ``most`` characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def is_past(entry: Entry) -> bool:
    """Whether the act no longer shows in the casefile: it was taken back, or it only took another back."""
    return entry.undone or entry.undoes is not None


def record_words(entry: Entry) -> str:
    """Which record an act is about: the first, and how many more."""
    if not entry.changes:
        return NONE
    name = record_name(entry.changes[0])
    more = max(entry.size, len(entry.changes)) - 1
    if not more:
        return name
    return QCoreApplication.translate("History", "{name}, and {more} more").format(name=name, more=f"{more:,}")


def before_after(entry: Entry) -> tuple[str, str]:
    """The two cells of an act's row: the values of the one field that changed, else which fields did."""
    size = max(entry.size, len(entry.changes))
    if size != 1:
        return "", QCoreApplication.translate("History", "{count} records").format(count=f"{size:,}") if size else ""
    change = entry.changes[0]
    if change.before is None:
        return "", summary(change, change.after or {}) or QCoreApplication.translate("History", "added")
    if change.after is None:
        return summary(change, change.before) or kind_word(change.kind), QCoreApplication.translate("History", "removed")
    fields = field_changes(change)
    if len(fields) == 1:
        return fields[0].before, fields[0].after
    return "", ", ".join(field.label.lower() if at else field.label for at, field in enumerate(fields))


def columns() -> tuple[Column[Entry], ...]:
    """Time, who, act, record, before, after."""
    tr = QCoreApplication.translate
    return (
        Column(tr("History", "Time"), _time, 88),
        Column(tr("History", "Who"), _who, 124, least=96),
        Column(tr("History", "Act"), _act, 152, least=130),
        Column(tr("History", "Record"), _record, 240, stretch=True, least=140),
        Column(tr("History", "Before"), _before, 140, least=90),
        Column(tr("History", "After"), _after, 190, least=120),
    )


def _tone(entry: Entry, tone: str) -> str:
    return "ink3" if is_past(entry) else tone


def _time(entry: Entry) -> Cell:
    return Text(local(entry).strftime("%H:%M:%S"), tone=_tone(entry, "ink2"))


def _who(entry: Entry) -> Cell:
    return Text(entry.author, tone=_tone(entry, "ink2")) if entry.author else DASH


def _act(entry: Entry) -> Cell:
    return Text(act_words(entry), weight=400 if is_past(entry) else 600, tone=_tone(entry, "ink"))


def _record(entry: Entry) -> Cell:
    return Text(record_words(entry), tone=_tone(entry, "ink"))


def _before(entry: Entry) -> Cell:
    words = before_after(entry)[0]
    return Text(words, tone=_tone(entry, "ink2")) if words else DASH


def _after(entry: Entry) -> Cell:
    words = before_after(entry)[1]
    return Text(words, tone=_tone(entry, "ink")) if words else DASH


def rows_of(entries: Iterable[Entry], today: dt.date) -> tuple[Entry | Group, ...]:
    """The acts under the heads of their days, newest first."""
    rows: list[Entry | Group] = []
    for day, acts in groupby(entries, key=lambda entry: local(entry).date()):
        rows += [Group(Text(day_words(day, today), weight=600)), *acts]
    return tuple(rows)


def day_words(day: dt.date, today: dt.date) -> str:
    """A day's head: *Today, 1 March 2026*."""
    words = QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")
    if day == today:
        return QCoreApplication.translate("History", "Today, {day}").format(day=words)
    if day == today - dt.timedelta(days=1):
        return QCoreApplication.translate("History", "Yesterday, {day}").format(day=words)
    return words
