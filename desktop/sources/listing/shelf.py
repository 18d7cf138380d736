"""The rows of all sources, kept up to date act by act, so that keeping one figure does not count a hundred thousand others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.error import CasefileError
from db.kind import RecordKind
from db.page import Pages
from desktop.background import Background
from desktop.inquiry import Inquiry
from desktop.paged import Paged
from desktop.session import Session
from desktop.sources.listing.row import SourceRow, by_source, source_row, source_rows
from figures.record import Figure

if TYPE_CHECKING:
    from db.casefile import Casefile
    from db.result import Changes

AT_ONCE = 16
"""Sources of a large casefile that are read together."""
OWN = frozenset({RecordKind.SOURCE, RecordKind.FIGURE})
"""Kinds of record that change nothing but the rows of the sources that they touch."""


class Shelf(QObject):
    """Every source as a row.

    Signals: ``drift_known()`` when the quotes of all sources have been held against their texts, or a long list is there.
    """

    drift_known = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: dict[int, SourceRow] = {}
        self._long: Paged[SourceRow] | None = None
        self._looked_for = ""
        self._inquiry = Inquiry(session, self)
        self._inquiry.answered.connect(self._listed)
        self._inquiry.refused.connect(session.failed)
        self._figure_source: dict[int, int] = {}
        self._adrift: dict[int, int] = {}
        self._background = Background(self)
        self._background.answered.connect(self._drift_found)

    def __len__(self) -> int:
        if self._session.is_large:
            return self._session.tally().sources
        return len(self._rows)

    def row(self, source: int) -> SourceRow | None:
        """The row of one source."""
        return self._read((source,)).get(source) if self._session.is_large else self._rows.get(source)

    def rows(self) -> list[SourceRow] | Paged[SourceRow]:
        """Every row, the newest publication first and those without a date last; of a large casefile, as they are looked at."""
        if self._session.is_large:
            return self._long or Paged((), self._read)
        told = (replace(row, adrift=self._adrift.get(row.id, 0)) if self._adrift else row for row in self._rows.values())
        return sorted(told, key=lambda row: (row.published, row.id), reverse=True)

    def refresh(self, changes: Changes | None) -> None:
        """Make the rows anew, or only those that an act touched."""
        if self._session.is_large:
            self.look_for(self._looked_for)
            return
        if changes is None or not self._rows or any(kind not in OWN for kind, _ in changes.touched):
            self._rows = {row.id: row for row in source_rows(self._session.casebook)}
            self._figure_source = {one.id: one.source for one in self._session.casebook.figures}
            self._background.ask(partial(_adrift_in, self._session.casefile))
            return
        self._refresh_some(changes)

    def _refresh_some(self, changes: Changes) -> None:
        casebook = self._session.casebook
        touched = {key for kind, key in changes.touched if kind is RecordKind.SOURCE}
        touched |= {one.id for one in casebook.sources if one.reprint_of in touched}
        for kind, key in changes.touched:
            if kind is RecordKind.FIGURE:
                figure = casebook.figure.get(key)
                touched |= {self._figure_source.pop(key, 0)} | ({figure.source} if figure is not None else set())
                if figure is not None:
                    self._figure_source[key] = figure.source
        figures = by_source(one for one in casebook.figures if one.source in touched)
        for key in touched:
            source = casebook.source.get(key)
            if source is None:
                self._rows.pop(key, None)
            else:
                self._rows[key] = source_row(casebook, source, figures.get(key, ()))
                text = self._session.casefile.source_text(key)
                self._adrift[key] = sum(not stands(text, one) for one in figures.get(key, ()) if one.anchor is not None)

    def look_for(self, text: str) -> None:
        """Of a large casefile, list the sources that say this; ``drift_known`` tells when they are listed."""
        self._looked_for = text
        self._inquiry.inquire(partial(_latest, text))

    def close(self) -> None:
        """Stop for good."""
        self._background.close()
        self._inquiry.close()

    def _listed(self, keys: Sequence[int]) -> None:
        self._long = Paged(keys, self._read, AT_ONCE)
        self.drift_known.emit()

    def _read(self, keys: Sequence[int]) -> Mapping[int, SourceRow]:
        book = self._session.book
        figures = self._session.pages.figures_from(keys)
        sources = [source for key in keys if (source := book.source.get(key)) is not None]
        return {source.id: source_row(book, source, figures[source.id]) for source in sources}

    def _drift_found(self, adrift: dict[int, int]) -> None:
        self._adrift = adrift
        self.drift_known.emit()


def _latest(text: str, casefile: Casefile, unwanted: Callable[[], bool]) -> Sequence[int]:
    """In the thread: the sources of a large casefile in the order of the list."""
    return Pages(casefile).sources_latest(text, unwanted)


def stands(text: str, figure: Figure) -> bool:
    """Whether the figure's quote is exactly what stands at its anchor."""
    return figure.anchor is not None and text[figure.anchor.start : figure.anchor.end] == figure.quote


def _adrift_in(casefile: Casefile, _unwanted: Callable[[], bool]) -> dict[int, int]:
    """How many figures of each source are adrift, read over a connection of its own; none where that cannot be read now."""
    try:
        with casefile.reader() as reader:
            return dict(Counter(one.source for one in reader.drifted()))
    except CasefileError:
        return {}
