"""What to see of the comparison, and as of which day; a wrong day is said beneath its field and changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.compare.phrase import long_day
from desktop.compare.row import LineFilter
from desktop.look.control import Choice, Entry, SearchField, label
from desktop.look.panel import Strip
from desktop.look.theme import Theme
from desktop.word import capital
from figures.date import NotADate, last_day
from figures.record import Casebook
from figures.vocabulary import Verdict

TYPING_PAUSE = 150
"""Milliseconds after the last key before the rows are filtered anew."""


class DayEntry(Entry):
    """The as-of day; Return or leaving the field asks for it, Escape brings the last good one back.

    Signals: ``settled(str)`` with the text.
    """

    settled = Signal(str)

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__(name, placeholder, longest=40)
        self._good = ""
        self.editingFinished.connect(lambda: self.settled.emit(self.text().strip()))

    def keep_good(self) -> None:
        """The text as it stands was right."""
        self._good = self.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape brings the last good day back."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.setText(self._good)
            self.settled.emit(self._good)
            return
        super().keyPressEvent(event)


class FilterBar(QWidget):
    """Four choices, a text, and the as-of day.

    Signals: ``filter_changed()``; ``day_changed()`` when another good day is asked for.
    """

    filter_changed = Signal()
    day_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.agreement = Choice(self.tr("Agreement"))
        self.party = Choice(self.tr("Party"))
        self.category = Choice(self.tr("Category"))
        self.verdict = Choice(self.tr("Verdict"))
        self.text = SearchField(theme, self.tr("Filter lines"))
        self.day = DayEntry(self.tr("As of"), self.tr("latest"))
        self.day.setToolTip(self.tr("Only what was known by the end of this day. Empty: the latest day of the casefile."))
        self.problem = label(theme, tone="danger", size=12, wrap=True)
        self._asked: dt.date | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._lay_out(theme)
        for choice in (self.agreement, self.party, self.category, self.verdict):
            choice.picked.connect(self.filter_changed)
        self.text.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self.filter_changed)
        self.day.settled.connect(self._day_settled)

    @property
    def as_of(self) -> dt.date | None:
        """The day asked for; None for the latest."""
        return self._asked

    def asked(self) -> LineFilter:
        """What the researcher asks to see."""
        agreement, party, category, verdict = (
            choice.value for choice in (self.agreement, self.party, self.category, self.verdict)
        )
        return LineFilter(
            agreement=agreement if isinstance(agreement, int) else None,
            party=party if isinstance(party, int) else None,
            category=category if isinstance(category, str) else "",
            verdict=verdict if isinstance(verdict, Verdict) else None,
            text=self.text.text(),
        )

    def clear(self) -> None:
        """Ask for everything again."""
        for choice in (self.agreement, self.party, self.category, self.verdict):
            choice.set_value(None)
        self.text.clear()
        self._pause.stop()
        self.filter_changed.emit()

    def offer(self, casebook: Casebook) -> None:
        """Offer what the casefile holds; what was chosen stays where it is still there."""
        agreements = sorted(casebook.agreements, key=lambda agreement: (agreement.date or "9999", agreement.id))
        self.agreement.offer([(None, self.tr("All agreements")), *((a.id, a.title) for a in agreements)])
        ends = {party for figure in casebook.figures for party in (figure.sender, figure.receiver)}
        sides = {side for party in ends if (side := casebook.side(party)) is not None}
        named = sorted(((side, casebook.party[side].name) for side in sides), key=lambda pair: pair[1].casefold())
        self.party.offer([(None, self.tr("All parties")), *named])
        used = {above for figure in casebook.figures for above in casebook.categories.line_of(figure.category)}
        nodes = [(id_, _indented(casebook, id_)) for id_ in casebook.categories.nodes if id_ in used]
        self.category.offer([(None, self.tr("All categories")), *nodes])
        self.verdict.offer([(None, self.tr("All verdicts")), *((verdict, capital(verdict)) for verdict in Verdict)])

    def offer_long(self, casebook: Casebook, agreements: Sequence[tuple[int, str]]) -> None:
        """Offer what a large casefile may hold, without looking at every figure; what was chosen stays."""
        self.agreement.offer([(None, self.tr("All agreements")), *agreements])
        sides = {side for party in casebook.parties if (side := casebook.side(party.id)) is not None}
        named = sorted(((side, casebook.party[side].name) for side in sides), key=lambda pair: pair[1].casefold())
        self.party.offer([(None, self.tr("All parties")), *named])
        nodes = [(id_, _indented(casebook, id_)) for id_ in casebook.categories.nodes]
        self.category.offer([(None, self.tr("All categories")), *nodes])
        self.verdict.offer([(None, self.tr("All verdicts")), *((verdict, capital(verdict)) for verdict in Verdict)])

    def show_latest(self, day: dt.date | None) -> None:
        """Show, paler, the day that an empty field stands for."""
        self.day.setPlaceholderText(self.tr("latest") if day is None else day.isoformat())

    def _day_settled(self, text: str) -> None:
        try:
            day = last_day(text)
            if text and day is None:
                raise NotADate(self.tr("Type a day that ends, such as 2025-06-09."))
        except NotADate as wrong:
            self._say(str(wrong))
            return
        self._say("")
        self.day.keep_good()
        if day is not None and text != day.isoformat():
            self.day.setToolTip(self.tr("Read as the end of {0}.").format(long_day(day)))
        if day != self._asked:
            self._asked = day
            self.day_changed.emit()

    def _say(self, sentence: str) -> None:
        self.day.set_wrong(bool(sentence))
        self.day.setAccessibleDescription(sentence)
        self.problem.setText(sentence)
        self._below.setVisible(bool(sentence))

    def _lay_out(self, theme: Theme) -> None:
        strip = Strip(theme, edge=12)
        for choice, width in ((self.agreement, 140), (self.party, 116), (self.category, 132), (self.verdict, 124)):
            choice.setMaximumWidth(theme.scaled(width))
            strip.row.addWidget(choice, width)
        self.text.setMaximumWidth(theme.scaled(180))
        strip.row.addWidget(self.text, 180)
        strip.row.addStretch(1)
        name = label(theme, self.tr("As of"), tone="ink2")
        name.setBuddy(self.day)
        self.day.setFixedWidth(theme.scaled(104))
        strip.row.addWidget(name)
        strip.row.addWidget(self.day)
        self._below = Strip(theme, edge=12, height=32)
        self._below.row.addStretch(1)
        self._below.row.addWidget(self.problem)
        self.problem.setWordWrap(False)
        self._below.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self._below)


def _indented(casebook: Casebook, category: str) -> str:
    """A category's name, set in by how deep it stands in the tree."""
    name = casebook.categories.label(category)
    return "\u2003" * (len(casebook.categories.line_of(category)) - 1) + name[:1].upper() + name[1:]
