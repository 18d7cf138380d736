"""The middle of the room: who published the text, the text with its marks, and what is left to decide in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.look.cell import Row, Text
from desktop.look.control import CellLabel, label, tool_button
from desktop.look.panel import Strip
from desktop.look.shown import visible_line
from desktop.look.theme import Theme
from desktop.sources.listing.row import SourceRow
from desktop.sources.notice import Notice
from desktop.sources.page.gutter import WIDTH, Gutter
from desktop.sources.page.key_hint import KeyHint
from desktop.sources.page.source_text import SourceText
from desktop.sources.wording import language_name, spelled_date

RIGHT_MARGIN, FOOT = 22, 37


class Reading(QWidget):
    """Gutter and words side by side; in a wide pane the column of words stands in the middle."""

    def __init__(self, theme: Theme, text: SourceText, gutter: Gutter) -> None:
        super().__init__()
        self._theme = theme
        self._text, self._gutter = text, gutter
        self.setProperty("surface", "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        text.setParent(self)
        gutter.setParent(self)
        self.setMinimumSize(theme.scaled(280), theme.scaled(120))

    @property
    def indent(self) -> int:
        """How far from the pane's left edge the words begin."""
        gutter = self._theme.scaled(WIDTH)
        spare = self.width() - gutter - self._text.measure - self._theme.scaled(RIGHT_MARGIN)
        return gutter + max(0, spare // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words their measure."""
        super().resizeEvent(event)
        self.settle()

    def settle(self) -> None:
        """Lay gutter and words out anew."""
        gutter = self._theme.scaled(WIDTH)
        self._gutter.setGeometry(self.indent - gutter, 0, gutter, self.height())
        self._text.setGeometry(self.indent, 0, self.width() - self.indent, self.height())


class TextPane(QWidget):
    """Header, notices, text and foot.

    Signals: ``details_asked()``, ``copy_asked()`` and ``more_asked()`` from the header's three buttons.
    """

    details_asked = Signal()
    copy_asked = Signal()
    more_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.text = SourceText(theme)
        self.gutter = Gutter(theme, self.text)
        self.reading = Reading(theme, self.text, self.gutter)
        self.notice = Notice(theme)
        self.about = CellLabel(theme)
        self.about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.details = tool_button(theme, self.tr("Edit the details of this source"), "pencil")
        self.copy = tool_button(theme, self.tr("Stored copy"), "file-search")
        self.more = tool_button(theme, self.tr("More"), "ellipsis")
        self.left = label(theme, "", tone="ink2", size=12)
        self.left.setMinimumWidth(theme.scaled(110))
        self.next = KeyHint(theme, "J", self.tr("next"), self.tr("Next suggestion"))
        self.previous = KeyHint(theme, "K", self.tr("previous"), self.tr("Previous suggestion"))
        self.take = KeyHint(theme, "↵", self.tr("take"), self.tr("Take the suggestion into the form"))
        self.edit = KeyHint(theme, "E", self.tr("edit"), self.tr("Take the suggestion and correct it"))
        self.dismiss = KeyHint(theme, "X", self.tr("dismiss"), self.tr("Dismiss the suggestion"))
        self._lay_out()
        self.details.clicked.connect(self.details_asked)
        self.copy.clicked.connect(self.copy_asked)
        self.more.clicked.connect(self.more_asked)

    @property
    def hints(self) -> tuple[KeyHint, ...]:
        """The keys of reading, as buttons."""
        return (self.next, self.previous, self.take, self.edit, self.dismiss)

    def _lay_out(self) -> None:
        theme = self._theme
        self._strip = Strip(theme, edge=12)
        self._strip.row.addWidget(self.about, 1)
        self._strip.row.setSpacing(theme.scaled(4))
        for button in (self.details, self.copy, self.more):
            self._strip.row.addWidget(button)
        self._foot = Strip(theme, edge=14, part="foot", height=FOOT)
        self._foot.row.setSpacing(theme.scaled(10))
        self._foot.row.addWidget(self.left, 1)
        for hint in self.hints:
            self._foot.row.addWidget(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._strip)
        column.addWidget(self.notice)
        column.addWidget(self.reading, 1)
        column.addWidget(self._foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the header begin where the words begin."""
        super().resizeEvent(event)
        self._align()

    def _align(self) -> None:
        for strip in (self._strip, self._foot):
            margins = strip.row.contentsMargins()
            margins.setLeft(self.reading.indent)
            strip.row.setContentsMargins(margins)

    def show_about(self, row: SourceRow, language: str) -> None:
        """Say in the header who published the text, when, in which language, and how far they are relied on."""
        name = row.publisher or (self.tr("Source withheld") if row.confidential else self.tr("Publisher not recorded"))
        parts = [spelled_date(row.published), language_name(language) if language else ""]
        parts.append(self.tr("Reliability {grade}").format(grade=row.grade))
        cells = [Text(name, weight=600)]
        for part in parts:
            if part:
                cells += [Text("·", tone="ink3"), Text(visible_line(part), tone="ink2")]
        self.about.show_cell(Row(tuple(cells)))

    def show_left(self, words: str, *, any_left: bool, chosen: bool, suggested: bool) -> None:
        """Say in the foot what is left, and offer the keys that have something to do."""
        self.left.setText(words)
        for hint in (self.next, self.previous):
            hint.setEnabled(any_left)
        for hint in (self.take, self.edit):
            hint.setEnabled(chosen)
        self.dismiss.setEnabled(suggested)
        self._align()

    def keep_keys(self, shown: bool) -> None:
        """Show the foot's keys, or hide them where there is nothing to read."""
        for hint in self.hints:
            hint.setVisible(shown)
        self.left.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
