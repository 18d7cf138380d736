"""The one field for a number as the source words it; what it was read as stands beside it at once, and why beneath."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.look.control import Entry, label, restyle
from desktop.look.shown import edited
from desktop.look.theme import SEMIBOLD, Theme
from figures.record import Unfit
from figures.vocabulary import Bound
from figures.wording import Unreadable, Wording, in_words, read

LONG = 9
"""Characters that the field shows in its large type."""


class NumberField(QWidget):
    """Words at the left, the reading at the right; the words are what is kept, the reading is never typed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.language = "en"
        self._held: Wording | None = None
        self.entry = Entry(self.tr("Number as the source words it"), longest=400)
        self.entry.setProperty("part", "number")
        self.entry.setMinimumWidth(theme.scaled(120))
        self.setFocusProxy(self.entry)
        self._sign = QLabel()
        self._sign.setFixedWidth(theme.scaled(16))
        self.reading = label(theme, "", size=14, weight=SEMIBOLD, wrap=True)
        self.why = label(theme, "", tone="ink3", size=12, wrap=True)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addStretch(1)
        right.addWidget(self.reading)
        right.addWidget(self.why)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.scaled(6))
        row.addWidget(self.entry, 11)
        row.addWidget(self._sign)
        row.addLayout(right, 10)
        self.entry.textChanged.connect(self.show_reading)
        theme.changed.connect(self.show_reading)
        self.show_reading()

    def hold(self, wording: Wording | None) -> None:
        """The reading of a kept figure: it stands while nobody changes the words, however they would be read now."""
        self._held = wording

    def wording(self) -> Wording:
        """What the words were read as; ``Unfit`` with what to type where they cannot be read."""
        words = edited(self.entry.text())
        if self._held is not None and words == self._held.words:
            return self._held
        try:
            return read(words, self.language)
        except Unreadable as wrong:
            raise Unfit("words", str(wrong)) from None

    def show_reading(self) -> None:
        """Show what the words are read as; long words are written smaller, so that all of them can be seen."""
        words = self.entry.text().strip()
        restyle(self.entry, "fit", "long" if len(words) > LONG else "short")
        try:
            wording = self.wording()
        except Unfit:
            self._say(self.tr("Cannot be read") if words else "", "", wrong=bool(words))
            return
        self._say(self._result(wording), self._reason(wording), wrong=False)

    def _say(self, reading: str, why: str, *, wrong: bool) -> None:
        restyle(self.reading, "tone", "danger" if wrong else "ink")
        self.reading.setText(reading)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        if not reading:
            self._sign.clear()
            return
        name, token = ("circle-alert", "danger") if wrong else ("arrow-right", "ink2")
        self._sign.setPixmap(self._theme.pixmap(name, token, 16))
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _result(self, wording: Wording) -> str:
        if wording.portion is not None:
            return self.tr("A share of another figure")
        counted = in_words(wording.count)
        return self.tr("{count}, twice").format(count=counted) if wording.per_side else counted

    def _reason(self, wording: Wording) -> str:
        if wording.portion is not None:
            return self.tr("Choose that figure under “relative to”")
        if wording.per_side:
            return self.tr("A figure for each direction")
        if wording.conventional:
            return self.tr("By the method's convention for this word")
        match wording.bound:
            case Bound.NEARLY | Bound.ABOUT:
                return self.tr("Read from its precision")
            case Bound.NOT_GIVEN:
                return self.tr("It happened; no count said")
            case Bound.UNKNOWN:
                return self.tr("Nothing said, none not excluded")
            case Bound.ALL:
                return self.tr("No number to hold against")
            case Bound.AT_LEAST | Bound.MORE_THAN:
                return self.tr("No upper bound")
            case Bound.UP_TO | Bound.FEWER_THAN:
                return self.tr("None not excluded")
            case _:
                return ""
