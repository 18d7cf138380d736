"""What stands below the page: the briefings that were issued, and what has changed since each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.background import Background
from desktop.briefings.earlier import before_of
from desktop.briefings.issued_table import IssuedRow, IssuedTable
from desktop.look.control import label
from desktop.look.theme import Theme
from desktop.session import Session

if TYPE_CHECKING:
    from desktop.briefings.snapshot import Changed

ALL_HEIGHTS = 16_777_215


class IssuedPart(QWidget):
    """The list, or one line where nothing was issued yet; what has changed is worked out in a thread of its own.

    Signals: ``offered(tuple[IssuedBefore, ...])`` what a new briefing can be held against; ``counted(int)`` how many there are.
    """

    offered = Signal(tuple)
    counted = Signal(int)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session, self.theme = session, theme
        self.table = IssuedTable(theme)
        self.comparing = Background(self)
        self.changed: dict[int, Changed] = {}
        self._none = label(theme, self.tr("No briefing has been issued from this casefile yet."), tone="ink3", size=12)
        self._none.setContentsMargins(theme.scaled(16), theme.scaled(10), theme.scaled(16), theme.scaled(10))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        column.addWidget(self._none)
        self.setFixedHeight(theme.scaled(38))
        self.comparing.answered.connect(self._compared)

    def refresh(self) -> None:
        """Read what was issued; what had changed since is not known any more."""
        self.changed = {}
        self._show()

    def compare(self) -> None:
        """Work out what has changed since each of them."""
        issued = self.session.attempt(self.session.casefile.issued) or ()
        if not issued:
            return
        from desktop.briefings.maker import Since

        self.comparing.ask(Since(self.session.records_for_thread, issued, self.session.held_comparison(None)))

    def choose(self, briefing: int) -> IssuedRow | None:
        """Make one of them the current one; None where it is not there."""
        return self.table.current if self.table.choose(lambda row: row.briefing.id == briefing) else None

    @property
    def count(self) -> int:
        """How many were issued."""
        return self.table.rows.rowCount() if not self.table.isHidden() else 0

    def _compared(self, changed: dict[int, Changed]) -> None:
        self.changed = changed
        self._show()

    def _show(self) -> None:
        issued = self.session.attempt(self.session.casefile.issued) or ()
        self.offered.emit(tuple(before_of(briefing) for briefing in issued))
        before = self.table.current
        rows = [IssuedRow(briefing, self.changed.get(briefing.id)) for briefing in issued]
        self.table.show_rows(rows, keep=lambda row: before is not None and row.briefing.id == before.briefing.id)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._make_room(len(rows))
        self.counted.emit(len(rows))

    def _make_room(self, count: int) -> None:
        """One line where nothing was issued; else the list, which the first time takes the height of a few rows."""
        line, scaled = self.theme.scaled(38), self.theme.scaled
        if not count:
            self.setFixedHeight(line)
        elif self.maximumHeight() == line:
            self.setMinimumHeight(scaled(62))
            self.setMaximumHeight(ALL_HEIGHTS)
            high, halves = scaled(32 + 30 * min(3, count)), self.parentWidget()
            if isinstance(halves, QSplitter):
                halves.setSizes([max(1, halves.height() - high), high])
