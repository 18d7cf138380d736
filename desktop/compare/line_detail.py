"""Behind the chosen line: its sentence, what contradicts what, what is flagged, and who says what."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.compare.chart import chart_of
from desktop.compare.chart_panel import ChartPanel
from desktop.compare.phrase import count_text, flag_word, headline, sentence_text, verdict_word
from desktop.compare.row import Head, agreement_meta, agreement_of
from desktop.compare.tranche import Tranches
from desktop.compare.voice import Behind, Contradiction, Contradictions
from desktop.compare.voice_table import VoiceTable
from desktop.look.cell import Drawn, Number, Row, Text
from desktop.look.control import CellLabel, label, link_button
from desktop.look.mark import VERDICT_ICON, draw_hatch, verdict_tone
from desktop.look.panel import sheet, splitter
from desktop.look.theme import SEMIBOLD, Theme
from desktop.safety.forbid import keep_off
from desktop.word import term
from figures.line import Comparison, Line
from figures.record import Agreement, Casebook
from figures.vocabulary import FlagKind

PAIRS_SHOWN, PAIRS_MORE = 3, 100
NAME_SHOWN = 36
NARROW = 1250


def draw_contested(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """The hatched box that stands before a contradiction."""
    side = theme.scaled(13)
    at = QRectF(box.left(), box.center().y() - side / 2, side, side)
    draw_hatch(painter, at, theme.colour("ink"), theme.colour("sheet"))


class LineDetail(QWidget):
    """What stands behind one line, and its chart.

    Signals: ``measure_dropped()`` when the choice of a measure is to be taken back. Those of ``voices`` are asked of it.
    """

    measure_dropped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.voices = VoiceTable(theme)
        self.chart = ChartPanel(theme)
        self.headline = label(theme, size=18, weight=SEMIBOLD, selectable=True, wrap=True)
        self.sentence = label(theme, tone="ink2", wrap=True, selectable=True)
        self._icon = QLabel()
        self._icon_name, self._icon_tone = "", "ink"
        self._narrow: bool | None = None
        self._notes = QVBoxLayout()
        self._fit_soon = QTimer(self)
        self._fit_soon.setSingleShot(True)
        self._lay_out()
        self._fit_soon.timeout.connect(self._fit)
        self.voices.measure_dropped.connect(self.measure_dropped)
        theme.changed.connect(self._draw_icon)

    def show_line(self, casebook: Casebook, comparison: Comparison, line: Line) -> None:
        """Show what stands behind this line."""
        tranches = Tranches(casebook, comparison, line)
        behind = Behind(casebook, comparison, line, tranches)
        self._show_head(headline(line), sentence_text(line), VERDICT_ICON[line.verdict], verdict_tone(line.verdict))
        self._clear_notes()
        self._show_contradictions(behind.contradictions())
        self._show_flags(line)
        before = self.voices.current
        self.voices.show_rows(behind.voices(), keep=lambda voice: before is not None and voice.figure == before.figure)
        self.voices.show()
        self.chart.show_chart(chart_of(casebook, comparison, line))
        self._fit_soon.start()

    def show_head(self, casebook: Casebook, comparison: Comparison, head: Head) -> None:
        """Show an agreement, or what stands outside all of them, in a few words."""
        lines = [line for line in comparison.lines if agreement_of(casebook, line) == head.agreement]
        own = [line for line in lines if line.event is None] or lines
        found = Counter(line.verdict for line in own)
        tally = "  ·  ".join(f"{count:,} {term(verdict)}" for verdict, count in found.most_common())
        self._clear_notes()
        self.voices.hide()
        self.chart.show_chart(None)
        if head.agreement is None:
            self._show_head(head.title, tally, "", "ink")
            return
        agreement = casebook.agreement[head.agreement]
        self._show_head(agreement.title, agreement_meta(agreement), "handshake", "ink2")
        for text in (tally, *self._agreement_words(casebook, agreement)):
            if text:
                self._notes.addWidget(label(self._theme, text, wrap=True, selectable=True))
        self._fit_soon.start()

    def show_nothing(self) -> None:
        """No line is chosen."""
        self._clear_notes()
        self._show_head("", self.tr("Choose a line to see who says what."), "", "ink")
        self.voices.show_rows(())
        self.voices.hide()
        self.chart.show_chart(None)
        self._fit_soon.start()

    def _agreement_words(self, casebook: Casebook, agreement: Agreement) -> tuple[str, ...]:
        def names(title: str, ids: tuple[int, ...]) -> str:
            return f"{title}: " + ", ".join(casebook.party[id_].name for id_ in ids) if ids else ""

        undertakings = self.tr("Undertakings without a figure: {0}").format(agreement.undertakings.strip())
        return (
            names(self.tr("Parties"), agreement.parties),
            names(self.tr("Mediators"), agreement.mediators),
            undertakings if agreement.undertakings.strip() else "",
        )

    def _show_head(self, title: str, sentence: str, icon: str, tone: str) -> None:
        self.headline.setText(title)
        self.headline.setVisible(bool(title))
        self.sentence.setText(sentence)
        self._icon_name, self._icon_tone = icon, tone
        self._draw_icon()

    def _show_contradictions(self, pairs: Contradictions, at: int = 0, most: int = PAIRS_SHOWN) -> None:
        """Show some pairs from a place among the notes on, and under them how many more there are."""
        for pair in pairs.some(most):
            self._notes.insertWidget(at, CellLabel(self._theme, contradiction_cell(pair), 24))
            at += 1
        if pairs.left:
            words = self.tr("Show {0} more pairs that disagree").format(f"{pairs.left:,}")
            if pairs.left > PAIRS_MORE:
                words = self.tr("Show {0} of {1} more pairs that disagree").format(f"{PAIRS_MORE:,}", f"{pairs.left:,}")
            more = link_button(self._theme, words)
            self._notes.insertWidget(at, more, alignment=Qt.AlignmentFlag.AlignLeft)
            more.clicked.connect(lambda: self._show_more(more, pairs))

    def _show_more(self, more: QWidget, pairs: Contradictions) -> None:
        at = self._notes.indexOf(more)
        more.hide()
        self._show_contradictions(pairs, at, PAIRS_MORE)
        self._fit_soon.start()

    def _show_flags(self, line: Line) -> None:
        for (kind, text), times in Counter((flag.kind, flag.text) for flag in line.flags).items():
            drop = self._drop_button() if kind is FlagKind.PIN_FALLEN else None
            again = "" if times == 1 else " " + self.tr("({0} times)").format(f"{times:,}")
            self._note("circle-alert", f"{flag_word(kind)}. {text}{again}", drop)
        if line.reported_verdict is not None and line.reported_verdict is not line.verdict:
            words = self.tr("Reported only: {0}, on the word of those who sent.")
            self._note("info", words.format(verdict_word(line.reported_verdict)))
        if line.from_parent:
            self._note("info", self.tr("The observed count is that of the whole that this category is part of."))
        for other in line.others:
            words = self.tr("Beside it, in another unit: {0} {1}, {2}.")
            unit = term(other.unit)
            self._note("info", words.format(count_text(other.count), unit, term(other.role)))
        if line.pinned_reason:
            self._note("pin", self.tr("The measure was chosen: {0}").format(line.pinned_reason), self._drop_button())

    def _drop_button(self) -> QWidget:
        drop = link_button(self._theme, self.tr("Take back"))
        drop.setAccessibleName(self.tr("Take back the choice of measure"))
        drop.clicked.connect(self.measure_dropped)
        if self.voices.forbidden:
            keep_off(self.voices.forbidden, drop)
        return drop

    def _note(self, icon: str, text: str, button: QWidget | None = None) -> None:
        sign = QLabel()
        sign.setPixmap(self._theme.pixmap(icon, "ink2", 16))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(self._theme.scaled(8))
        row.addWidget(sign)
        row.addWidget(label(self._theme, text, tone="ink2", wrap=True, selectable=True), 1)
        if button is not None:
            row.addWidget(button)
        self._notes.addWidget(holder)

    def _clear_notes(self) -> None:
        while (item := self._notes.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words the height that they need at this width, and the chart less room in a small window."""
        super().resizeEvent(event)
        narrow = event.size().width() < self._theme.scaled(NARROW)
        if narrow is not self._narrow:
            self._narrow = narrow
            chart = self._theme.scaled(340 if narrow else 424)
            self._columns.setSizes([event.size().width() - chart, chart])
        self._fit_soon.start()

    def _fit(self) -> None:
        inner = self._words
        wide = max(self._scroll.width(), self._theme.scaled(200))
        needed = inner.totalHeightForWidth(wide) if inner.hasHeightForWidth() else inner.totalSizeHint().height()
        most = self.height() if self.voices.isHidden() else round(self.height() * 0.55)
        self._scroll.setFixedHeight(max(self._theme.scaled(40), min(needed, most)))

    def _draw_icon(self) -> None:
        self._icon.setVisible(bool(self._icon_name))
        if self._icon_name:
            self._icon.setPixmap(self._theme.pixmap(self._icon_name, self._icon_tone, 18, stroke=2.2))

    def _lay_out(self) -> None:
        theme = self._theme
        words = QVBoxLayout()
        words.setSpacing(theme.scaled(4))
        words.addWidget(self.headline)
        words.addWidget(self.sentence)
        words.addSpacing(theme.scaled(4))
        words.addLayout(self._notes)
        words.addStretch(1)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._icon.setContentsMargins(0, theme.scaled(4), 0, 0)
        self._notes.setSpacing(0)
        head = sheet()
        self._words = row = QHBoxLayout(head)
        row.setContentsMargins(theme.scaled(18), theme.scaled(14), theme.scaled(18), theme.scaled(6))
        row.setSpacing(theme.scaled(8))
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        self._scroll = QScrollArea()
        self._scroll.setProperty("surface", "sheet")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(head)
        left = sheet()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll)
        column.addWidget(self.voices, 1)
        column.addStretch(0)
        self._columns = columns = splitter(theme, self.tr("Who says what, and the chart"))
        columns.addWidget(left)
        columns.addWidget(self.chart)
        columns.setStretchFactor(0, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(columns)


def contradiction_cell(pair: Contradiction) -> Row:
    """Two voices that share no value, side by side."""
    return Row(
        (
            Drawn(draw_contested, QCoreApplication.translate("Compare", "Contested"), 14),
            Text(_short(pair.one.name), weight=600),
            Number(pair.one.words, pair.one.role, marked=False),
            Text(QCoreApplication.translate("Compare", "against"), tone="ink3"),
            Text(_short(pair.other.name), weight=600),
            Number(pair.other.words, pair.other.role, marked=False),
            Text(pair.apart, tone="ink3"),
        )
    )


def _short(name: str) -> str:
    """A name that leaves room for the numbers; the whole of it stands in the table below."""
    return name if len(name) <= NAME_SHOWN else f"{name[:NAME_SHOWN].rstrip()}…"
