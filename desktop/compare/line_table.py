"""The table's model: frozen rows in, frozen cells out; nothing is computed here but what a cell says."""

from __future__ import annotations

from functools import lru_cache, partial

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter

from briefing.drawing import DARK, LIGHT
from briefing.interval_bar import Bar, bar_of, draw_bar
from desktop.compare.phrase import (
    NONE,
    corroboration_text,
    count_text,
    flag_word,
    gap_text,
    measured_reading,
    reading_text,
)
from desktop.compare.row import Head, LineRow, Row
from desktop.look.cell import CELL, DASH, DASH_RIGHT, GROUP, Cell, Drawn, Hatched, Number, Stack, Text, VerdictMark
from desktop.look.cell import Row as Beside
from desktop.look.painter import ScreenPainter
from desktop.look.theme import Theme
from figures.line import Line, Reading, plain
from figures.record import Casebook
from figures.vocabulary import Corroboration, Role

LINE, DIRECTION, STATED, REPORTED, OBSERVED, BAR, DIFFERENCE, VERDICT, CORROBORATION = range(9)
BAR_HEIGHT = 22

Index = QModelIndex | QPersistentModelIndex


def draw_interval(bar: Bar, painter: QPainter, box: QRectF, theme: Theme) -> None:
    """The interval bar in the middle of a cell, in the colours of the scheme in force."""
    height = min(box.height() - 8, theme.scaled(BAR_HEIGHT))
    top = box.center().y() - height / 2
    draw_bar(ScreenPainter(painter, DARK if theme.tokens.dark else LIGHT), bar, box.left() + 1, top, box.width() - 8, height)


class LineTable(QAbstractTableModel):
    """Rows of the comparison as cells; the whole of it is replaced at once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._casebook = Casebook()
        self._cell = lru_cache(maxsize=4096)(self._make_cell)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown, from above."""
        return self._rows

    def show_rows(self, casebook: Casebook, rows: tuple[Row, ...]) -> None:
        """Show these rows instead of all others."""
        self.beginResetModel()
        self._casebook, self._rows = casebook, rows
        self._cell.cache_clear()
        self.endResetModel()

    def line_at(self, index: Index) -> Line | None:
        """The line of the row; None on a head."""
        row = self.row_at(index)
        return row.line if isinstance(row, LineRow) else None

    def row_at(self, index: Index) -> Row | None:
        """The row, or None outside the table."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def row_of(self, line: Line) -> int | None:
        """Where the line that has this line's key stands."""
        return next((at for at, row in enumerate(self._rows) if isinstance(row, LineRow) and row.line.key == line.key), None)

    def rowCount(self, parent: Index | None = None) -> int:
        """Rows of the table; a table has no rows under its cells."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """The nine columns."""
        return 0 if parent is not None and parent.isValid() else 9

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Column heads; as cells for the eye, as words for a screen reader."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < 9:
            return None
        cell = self._heads()[section]
        if role == CELL:
            return cell
        return cell.spoken if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Cells, and the same in words for screen readers and tooltips."""
        row = self.row_at(index)
        if row is None:
            return None
        if role == CELL:
            return self._cell(index.row(), index.column())
        if role == GROUP:
            return isinstance(row, Head)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._cell(index.row(), index.column()).spoken
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, LineRow):
            return tooltip(row, self._casebook)
        return None

    def _heads(self) -> tuple[Text | Number, ...]:
        def head(text: str, *, right: bool = False) -> Text:
            return Text(text, tone="ink2", weight=500, size=12, right=right)

        tr = partial(QCoreApplication.translate, "Compare")
        return (
            head(tr("Line")),
            head(tr("Direction")),
            Number(tr("Stated"), Role.STATED, right=True, size=12),
            Number(tr("Reported"), Role.REPORTED, right=True, size=12),
            Number(tr("Observed"), Role.OBSERVED, right=True, size=12),
            Text("0", tr("each line on its own scale"), tone="ink2", size=12),
            head(tr("Difference"), right=True),
            head(tr("Verdict")),
            head(tr("Corroboration")),
        )

    def _make_cell(self, row: int, column: int) -> Cell:
        shown = self._rows[row]
        if isinstance(shown, Head):
            return head_cell(shown) if column == 0 else Text("")
        line = shown.line
        match column:
            case 0:
                return title_cell(shown)
            case 1:
                return Text(shown.direction, tone="ink2")
            case 2 | 3 | 4:
                return self._reading_cell((line.stated, line.reported, line.observed)[column - STATED])
            case 5:
                bar = bar_of(line)
                return Text("") if bar is None else Drawn(partial(draw_interval, bar), spoken_bar(line), 200)
            case 6:
                gap = gap_text(line.difference)
                return DASH_RIGHT if gap == NONE else Text(gap, weight=500, right=True)
            case 7:
                return VerdictMark(line.verdict, self._reported_verdict(line))
            case _:
                return corroboration_cell(line)

    def _reading_cell(self, reading: Reading | None) -> Cell:
        if reading is None:
            return DASH_RIGHT
        text = reading_text(reading, self._casebook)
        return Number(text, reading.role, marked=False, right=True, contested=bool(reading.contested))

    @staticmethod
    def _reported_verdict(line: Line) -> str:
        """What the verdict would be on the sender's word alone, where that says more."""
        if line.reported_verdict is None or line.reported_verdict is line.verdict:
            return ""
        label = line.reported_verdict.label
        return QCoreApplication.translate("Compare", "reported only: %1").replace("%1", label)


def head_cell(head: Head) -> Cell:
    """An agreement's head with what can be unfolded under it."""
    title = Text(head.title, weight=600, tail=head.meta)
    if not head.folds:
        return title
    icon = "chevron-down" if head.unfolded else "chevron-right"
    if head.events == 1:
        words = QCoreApplication.translate("Compare", "1 line of its events")
    else:
        words = QCoreApplication.translate("Compare", "%1 lines of its events").replace("%1", f"{head.events:,}")
    return Beside((title, Text(words, tone="accent", weight=500, size=12, icon=icon, icon_tone="accent")))


def title_cell(row: LineRow) -> Cell:
    """The line's title, and under it what the title leaves out; what was presented stands there with its mark."""
    lead = 20 if row.inside else 0
    title = Text(row.title, weight=500 if not row.inside else 400, lead=lead)
    presented = row.line.presented
    if not row.under and presented is None:
        return title
    under: tuple[Text | Number, ...] = (Text(row.under, tone="ink3", size=12, lead=lead),) if row.under or lead else ()
    if presented is not None:
        words = QCoreApplication.translate("Compare", "%1 presented").replace("%1", count_text(presented.count))
        under = (*under, Number(words, Role.PRESENTED, size=12))
    return Stack(title, Beside(under))


def corroboration_cell(line: Line) -> Cell:
    """Contested first, then what is flagged, then how many origins."""
    text = corroboration_text(line)
    if line.corroboration is Corroboration.CONTESTED:
        return Hatched(text)
    if not line.flags:
        return DASH if measured_reading(line) is None else Text(text, tone="ink2")
    more = len({flag.kind for flag in line.flags}) - 1
    return Text(flag_word(line.flags[0].kind), weight=600, tail=f"+{more}" if more else "")


def spoken_bar(line: Line) -> str:
    """The drawing in words, for who cannot see it."""
    return QCoreApplication.translate("Compare", "Bar: %1").replace("%1", line.verdict.label)


def tooltip(row: LineRow, casebook: Casebook) -> str:
    """The line's sentence and its flags, plain; markup in a source's words stays words."""
    agreement = "" if row.line.agreement is None else casebook.agreement[row.line.agreement].title
    parts = (agreement, f"{row.title} · {row.direction}", plain(row.line.sentence), *(flag.text for flag in row.line.flags))
    text = "\n".join(part for part in parts if part)
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    return f"<qt>{escaped}</qt>"
