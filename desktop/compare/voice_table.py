"""The table of who says what; a click on the words, or Return, leads to the source at the words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

from desktop.compare.phrase import day_text
from desktop.compare.voice import Voice
from desktop.look.cell import DASH, Cell, Grade, Number, Text
from desktop.look.shown import tip
from desktop.look.table import CellTable, Column, Index, RowModel
from desktop.look.theme import Theme
from desktop.safety.forbid import keep_off

WORDS = 5
FITTING = 19
"""So many characters of words and reading stand beside each other uncut; half a number would mislead."""
QUOTED = ("“", "«", "„", '"', "‘")


def _figure(voice: Voice) -> Cell:
    if not voice.words:
        return DASH
    fits = len(voice.words) + len(voice.reading) <= FITTING
    return Number(voice.words, voice.role, tail=voice.reading if fits else "", struck=not voice.standing)


def _stage(voice: Voice) -> Cell:
    beside = "" if voice.counts else QCoreApplication.translate("Compare", "listed")
    tone = "ink2" if voice.counts else "ink3"
    return Text(voice.stage, tail=beside, tone=tone, icon="pin" if voice.measure else "", lead=14 if voice.under else 0)


def _claimant(voice: Voice) -> Cell:
    tone = "ink" if voice.standing and voice.figure is not None else "ink2"
    return Text(voice.claimant, tail="" if voice.promise else voice.vantage, tone=tone)


def _said_on(voice: Voice) -> Cell:
    return Text(voice.said_on, tone="ink2") if voice.said_on else DASH


def _grade(voice: Voice) -> Cell:
    return Grade(voice.grade) if voice.grade else DASH


def _words(voice: Voice) -> Cell:
    if voice.figure is None:
        return Text(voice.quote)
    quote = in_quotes(voice.quote)
    if not voice.standing:
        return Text(voice.state, italic=True, tone="ink3", tail=quote or voice.source)
    return Text(quote, serif=True) if quote else Text(voice.source, tone="ink2")


def in_quotes(quote: str) -> str:
    """The words between quotation marks, unless they bring their own."""
    quote = quote.strip()
    return quote if not quote or quote.startswith(QUOTED) else f"“{quote}”"


def columns() -> tuple[Column[Voice], ...]:
    """The six columns, in reading order."""
    tr = partial(QCoreApplication.translate, "Compare")
    return (
        Column(tr("Figure"), _figure, 170, least=150),
        Column(tr("Stage"), _stage, 142, least=128),
        Column(tr("Claimant and vantage"), _claimant, 210, least=150),
        Column(tr("Said on"), _said_on, 92),
        Column(tr("Grade"), _grade, 50),
        Column(tr("Words in the source"), _words, 200, stretch=True, least=140),
    )


class VoiceModel(RowModel[Voice]):
    """Voices as rows, each with all that is known of it as a tooltip."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """As every table's."""
        if role == Qt.ItemDataRole.ToolTipRole:
            voice = self.row(index.row())
            return None if voice is None else tooltip(voice)
        return super().data(index, role)


class VoiceTable(CellTable[Voice]):
    """Who says what.

    Signals: ``source_asked(figure)``, ``register_asked(figure)`` by id; ``measure_asked(figure)`` to make a promise the
    measure of the line, ``measure_dropped()`` to take that back.
    """

    source_asked = Signal(int)
    register_asked = Signal(int)
    measure_asked = Signal(int)
    measure_dropped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, VoiceModel(columns()), QCoreApplication.translate("Compare", "Who says what"), first_margin=18)
        self.forbidden = ""
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu_asked)
        self.opened.connect(self._row_opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """P makes the chosen promise the measure, or takes that back."""
        voice = self.current
        if event.key() == Qt.Key.Key_P and not event.modifiers() and voice is not None:
            self._toggle_measure(voice)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the words opens the source there."""
        super().mouseReleaseEvent(event)
        voice = self._words_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and voice is not None:
            self._row_opened(voice)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer shows that the words lead somewhere."""
        super().mouseMoveEvent(event)
        over = self._words_at(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def menu_for(self, voice: Voice) -> QMenu:
        """What can be done with a voice."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tr = partial(QCoreApplication.translate, "Compare")
        if voice.figure is not None:
            menu.addAction(tr("Open the source at the words") + "\t" + tr("Return"), partial(self._row_opened, voice))
            menu.addAction(tr("Show in Register"), partial(self.register_asked.emit, voice.figure))
        if voice.measure or (voice.promise and voice.standing):
            menu.addSeparator()
            words = tr("Take back the choice of measure") if voice.measure else tr("Make this promise the measure…")
            measure = menu.addAction(words + "\tP", partial(self._toggle_measure, voice))
            if self.forbidden:
                menu.setToolTipsVisible(True)
                keep_off(self.forbidden, measure)
        return menu

    def _menu_asked(self, at: QPoint) -> None:
        voice = self.rows.row(self.indexAt(at).row())
        if voice is not None:
            menu = self.menu_for(voice)
            if menu.actions():
                menu.popup(self.viewport().mapToGlobal(at))

    def _words_at(self, at: QPoint) -> Voice | None:
        index = self.indexAt(at)
        voice = self.rows.row(index.row()) if index.isValid() and index.column() == WORDS else None
        return voice if voice is not None and voice.figure is not None else None

    def _row_opened(self, voice: Voice) -> None:
        if voice.figure is not None:
            self.source_asked.emit(voice.figure)

    def _toggle_measure(self, voice: Voice) -> None:
        if self.forbidden:
            return
        if voice.measure:
            self.measure_dropped.emit()
        elif voice.promise and voice.standing and voice.figure is not None:
            self.measure_asked.emit(voice.figure)


def tooltip(voice: Voice) -> str:
    """The whole quote and where it comes from; markup in a source's words stays words."""
    reading = f"{voice.words} ({voice.reading})" if voice.reading else voice.words
    parts = (reading, in_quotes(voice.quote) if voice.figure is not None else voice.quote, voice.source)
    dated = f"{voice.claimant}, {day_text(voice.said_on)}" if voice.said_on else voice.claimant
    lines = [part for part in (*parts, dated, voice.vantage_reason, voice.state) if part]
    return tip("\n".join(lines))
