"""The chosen pair side by side: why the two look like one, what rests on each, and the choice field by field."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.kind import RecordKind
from db.merge_result import Take
from desktop.history.field_word import field_word
from desktop.look.control import label, link_button
from desktop.look.theme import SEMIBOLD, Theme
from desktop.merging.field_choice import FieldChoices, FieldRow, said_words
from desktop.session import Session
from desktop.word import counted
from exchange.duplicate import Pair

if TYPE_CHECKING:
    from db.joining import FieldPair, SideBySide

BEGINNING = 300
"""Characters of a source's text that are shown."""


class PairPanel(QWidget):
    """Shows one pair as it is in the casefile now.

    Signals: ``record_asked_for(kind, id)`` to go to one of the two.
    """

    record_asked_for = Signal(object, int)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self.shown: SideBySide | None = None
        self.chosen: dict[str, Take] = {}
        self.why = label(theme, "", size=14, weight=SEMIBOLD, wrap=True, selectable=True)
        self.rests = label(theme, "", tone="ink2", wrap=True)
        self.fields = FieldChoices(theme, self.tr("What is to stand"))
        self.open_one = link_button(theme, self.tr("Open the first"))
        self.open_other = link_button(theme, self.tr("Open the second"))
        self._lay_out(theme)
        self.fields.picked.connect(self._picked)
        self.open_one.clicked.connect(partial(self._open, False))
        self.open_other.clicked.connect(partial(self._open, True))

    def show_pair(self, pair: Pair | None) -> None:
        """Show this one, each field with what would stand unless something else is chosen."""
        self.shown = None if pair is None else self._read(pair)
        shown = self.shown
        self.chosen = {} if shown is None else {f.field: f.suggested for f in shown.fields if f.differs}
        heads = (self.tr("The first"), self.tr("The second"))
        self.fields.show_rows(heads, [] if shown is None else [self._row(shown, f) for f in shown.fields], self.chosen)
        self.why.setText("" if pair is None else pair.why)
        self.rests.setText("" if shown is None else self._resting(shown))

    def _read(self, pair: Pair) -> SideBySide | None:
        from db.joining import side_by_side

        kind = RecordKind(pair.kind)
        return self._session.attempt(lambda: side_by_side(self._session.casefile, kind, pair.one, pair.other))

    def _row(self, shown: SideBySide, field: FieldPair) -> FieldRow:
        first, second = said_words(field.first), said_words(field.second)
        if field.field == "text_sha256":
            first, second = self._beginning(shown.first), self._beginning(shown.second)
        name = field_word(field.field.removesuffix("_sha256"))
        return FieldRow(field.field, name, first, second, field.joinable, same=not field.differs)

    def _beginning(self, source: int) -> str:
        text = self._session.attempt(lambda: self._session.casefile.source_text(source)) or ""
        return f"{text[:BEGINNING].strip()}…" if len(text) > BEGINNING else text.strip()

    def _resting(self, shown: SideBySide) -> str:
        first = counted(shown.rests_on_first, self.tr("1 record rests"), self.tr("{n} records rest"))
        text = self.tr("{first} on the first, {second} on the second. Made one, all rest on it; Undo makes them two again.")
        return text.format(first=first, second=f"{shown.rests_on_second:,}")

    def _picked(self, field: str, take: Take) -> None:
        self.chosen[field] = take

    def _open(self, second: bool) -> None:
        shown = self.shown
        if shown is not None:
            self.record_asked_for.emit(shown.kind, shown.second if second else shown.first)

    def _lay_out(self, theme: Theme) -> None:
        said = QVBoxLayout()
        said.setContentsMargins(theme.scaled(20), theme.scaled(14), theme.scaled(20), theme.scaled(4))
        said.setSpacing(theme.scaled(4))
        said.addWidget(self.why)
        said.addWidget(self.rests)
        links = QHBoxLayout()
        links.setSpacing(theme.scaled(16))
        links.addWidget(self.open_one)
        links.addWidget(self.open_other)
        links.addStretch(1)
        said.addLayout(links)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(said)
        column.addWidget(self.fields, 1)
