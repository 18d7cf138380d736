"""What each column of the table of lines says of a row, in the names of one casebook; the view lays it out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QRectF
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
    sentence_text,
)
from desktop.compare.row import Head, LineRow, Row
from desktop.look.cell import DASH, DASH_RIGHT, Cell, Drawn, Hatched, Number, Simple, Stack, Text, VerdictMark
from desktop.look.cell import Row as Beside
from desktop.look.painter import ScreenPainter
from desktop.look.shown import tip
from desktop.look.table import Column
from desktop.look.theme import Theme
from figures.line import Line, Reading
from figures.record import Casebook
from figures.vocabulary import Corroboration, Role

BAR_HEIGHT = 22
LONG_DIRECTION = 17
LEAST_BAR = 150


class LineCells:
    """What each column says of a row, in the names of one casebook."""

    def __init__(self) -> None:
        self.casebook = Casebook()

    def columns(self) -> tuple[Column[Row], ...]:
        """The nine columns, in reading order."""
        tr = partial(QCoreApplication.translate, "Compare")
        scale = Text("0", tr("each on its own scale"), tone="ink2", size=12)
        return (
            Column(tr("Line"), self._title, 268, stretch=True, least=150),
            Column(tr("Direction"), self._direction, 138, least=112),
            Column(Number(tr("Stated"), Role.STATED, right=True, size=12), partial(self._reading, Role.STATED), 88, least=82),
            Column(
                Number(tr("Reported"), Role.REPORTED, right=True, size=12), partial(self._reading, Role.REPORTED), 94, least=88
            ),
            Column(
                Number(tr("Observed"), Role.OBSERVED, right=True, size=12), partial(self._reading, Role.OBSERVED), 106, least=98
            ),
            Column(scale, self._bar, 196, least=LEAST_BAR),
            Column(tr("Difference"), self._difference, 130, right=True, least=124),
            Column(tr("Verdict"), self._verdict, 164, least=150),
            Column(tr("Corroboration"), self._corroboration, 120, least=110),
        )

    def _title(self, row: Row) -> Cell:
        return head_cell(row) if isinstance(row, Head) else title_cell(row)

    def _direction(self, row: Row) -> Cell:
        return Text("") if isinstance(row, Head) else direction_cell(row)

    def _reading(self, role: Role, row: Row) -> Cell:
        if isinstance(row, Head):
            return Text("")
        line = row.line
        reading = {Role.STATED: line.stated, Role.REPORTED: line.reported, Role.OBSERVED: line.observed}[role]
        return DASH_RIGHT if reading is None else self._reading_cell(reading, role)

    def _reading_cell(self, reading: Reading, role: Role) -> Cell:
        text = reading_text(reading, self.casebook)
        return Number(text, role, marked=False, right=True, contested=bool(reading.contested))

    @staticmethod
    def _bar(row: Row) -> Cell:
        bar = None if isinstance(row, Head) else bar_of(row.line)
        if bar is None or isinstance(row, Head):
            return Text("")
        return Drawn(partial(draw_interval, bar), spoken_bar(row.line), 200)

    @staticmethod
    def _difference(row: Row) -> Cell:
        if isinstance(row, Head):
            return Text("")
        gap = gap_text(row.line.difference)
        return DASH_RIGHT if gap == NONE else Text(gap, weight=500, right=True)

    @staticmethod
    def _verdict(row: Row) -> Cell:
        return Text("") if isinstance(row, Head) else verdict_cell(row.line)

    @staticmethod
    def _corroboration(row: Row) -> Cell:
        return Text("") if isinstance(row, Head) else corroboration_cell(row.line)


def head_cell(head: Head) -> Cell:
    """An agreement's head with what can be unfolded under it."""
    title = Text(head.title, weight=600, tail=head.meta)
    if not head.folds:
        return title
    icon = "chevron-down" if head.unfolded else "chevron-right"
    if head.events == 1:
        words = QCoreApplication.translate("Compare", "1 line of its events")
    else:
        words = QCoreApplication.translate("Compare", "{0} lines of its events").format(f"{head.events:,}")
    return Beside((title, Text(words, tone="accent", weight=500, size=12, icon=icon, icon_tone="accent")))


def title_cell(row: LineRow) -> Cell:
    """The line's title, and under it what the title leaves out; what was presented stands there with its mark."""
    lead = 20 if row.inside else 0
    title = Text(row.title, weight=400 if row.inside else 500, lead=lead)
    presented = row.line.presented
    if not row.under and presented is None:
        return title
    under: tuple[Simple, ...] = (Text(row.under, tone="ink3", size=12, lead=lead),) if row.under or lead else ()
    if presented is not None:
        words = QCoreApplication.translate("Compare", "{0} presented").format(count_text(presented.count))
        under = (*under, Number(words, Role.PRESENTED, size=12))
    return Stack(title, Beside(under))


def direction_cell(row: LineRow) -> Cell:
    """From and to on one line, or beneath each other where the names are long."""
    if len(row.direction) <= LONG_DIRECTION or " → " not in row.direction:
        return Text(row.direction, tone="ink2")
    sender, _, receiver = row.direction.partition(" → ")
    return Stack(Text(sender, tone="ink2"), Text(f"→ {receiver}", tone="ink2"))


def is_tall(row: LineRow) -> bool:
    """Whether any cell of the row has two lines."""
    return any(isinstance(cell, Stack) for cell in (title_cell(row), direction_cell(row), verdict_cell(row.line)))


def verdict_cell(line: Line) -> Cell:
    """The verdict; where the sender's word alone would say another, that one in words."""
    if line.reported_verdict is None or line.reported_verdict is line.verdict:
        return VerdictMark(line.verdict)
    words = QCoreApplication.translate("Compare", "reported: {0}").format(line.reported_verdict.label)
    return Stack(VerdictMark(line.verdict), Text(words, tone="ink3", size=12, lead=22))


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
    return QCoreApplication.translate("Compare", "Bar: {0}").format(line.verdict.label)


def tooltip(row: LineRow, casebook: Casebook) -> str:
    """The line's sentence and its flags; markup in a source's words stays words."""
    agreement = "" if row.line.agreement is None else casebook.agreement[row.line.agreement].title
    parts = (agreement, f"{row.title} · {row.direction}", sentence_text(row.line), *(flag.text for flag in row.line.flags))
    return tip("\n".join(part for part in parts if part))


def draw_interval(bar: Bar, painter: QPainter, box: QRectF, theme: Theme) -> None:
    """The interval bar in the middle of a cell, in the colours of the scheme in force."""
    height = min(box.height() - 8, theme.scaled(BAR_HEIGHT))
    top = box.center().y() - height / 2
    screen = ScreenPainter(painter, DARK if theme.tokens.dark else LIGHT)
    draw_bar(screen, bar, box.left() + 6, top, box.width() - 12, height)
