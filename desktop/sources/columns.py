"""The columns of the room: list, text or editor, form or details; or what is said while there is nothing to show."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop.look.control import primary_button, secondary_button
from desktop.look.panel import EmptyRoom, splitter
from desktop.look.theme import Theme
from desktop.session import Session
from desktop.sources.adding.source_side import SourceSide
from desktop.sources.listing.list_pane import SourceList
from desktop.sources.mending.text_editor import TextEditor
from desktop.sources.notice import Notice
from desktop.sources.page.text_pane import TextPane
from desktop.sources.taking.figure_side import FigureSide

LIST, SIDE = 292, 392
NARROW_LIST, NARROW_SIDE, NARROW = 248, 376, 1260


class Columns(QStackedWidget):
    """Every part of the room that can be seen."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.list = SourceList(theme)
        self.pane = TextPane(theme)
        self.editor = TextEditor(theme)
        self.figure = FigureSide(session, theme)
        self.source = SourceSide(session, theme)
        self.note = Notice(theme)
        self.paste_first = primary_button(theme, self.tr("Paste text"), "clipboard-paste")
        self.choose_first = secondary_button(theme, self.tr("Choose a file"), "folder-open")
        self.type_first = secondary_button(theme, self.tr("Enter by hand"), "pencil")
        self._lay_out()
        self._order_tabs()

    def _lay_out(self) -> None:
        theme = self._theme
        self.middle = QStackedWidget()
        self.middle.addWidget(self.pane)
        self.middle.addWidget(self.editor)
        self.side = QStackedWidget()
        self.side.addWidget(self.figure)
        self.side.addWidget(self.source)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.middle, 1)
        column.addWidget(self.note)
        self.splitter = splitter(theme, self.tr("Columns of Sources"))
        for part, stretch in ((self.list, 0), (centre, 1), (self.side, 0)):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        self.empty = EmptyRoom(
            theme,
            "file-text",
            self.tr("No sources yet"),
            self.tr(
                "Sources are what you read: reports, statements, lists, photographs. Each keeps its own text, and every figure "
                "points back to the words it came from."
            ),
            [self.paste_first, self.choose_first, self.type_first],
            (
                self.tr("You can also drop HTML, PDF, text or an image anywhere here."),
                self.tr("To see a finished one first, open the sample casefile from the File menu."),
            ),
        )
        self.addWidget(self.empty)
        self.addWidget(self.splitter)

    def _order_tabs(self) -> None:
        """Tab follows reading order; what is dropped on a field is dropped on the room."""
        pane = self.pane
        order = (self.list.filter, self.list.add, self.list.view, pane.details, pane.copy, pane.more, pane.text)
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)
        for field in self.findChildren(QLineEdit):
            field.setAcceptDrops(False)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show but the first step."""
        return self.currentWidget() is self.empty

    def show_empty(self, empty: bool) -> None:
        """Show the columns, or that there is nothing yet."""
        self.setCurrentWidget(self.empty if empty else self.splitter)

    def show_reading(self) -> None:
        """Text and figure form."""
        self.middle.setCurrentWidget(self.pane)
        self.side.setCurrentWidget(self.figure)

    def show_details(self) -> None:
        """The source's details at the right."""
        self.side.setCurrentWidget(self.source)

    @property
    def shows_details(self) -> bool:
        """Whether the source's details stand at the right."""
        return self.side.currentWidget() is self.source

    def show_editor(self) -> None:
        """The editor in the middle."""
        self.middle.setCurrentWidget(self.editor)

    def show_text(self) -> None:
        """The text in the middle."""
        self.middle.setCurrentWidget(self.pane)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns their widths when the room is first seen; after that they are the user's."""
        super().resizeEvent(event)
        if event.oldSize().width() < self._theme.scaled(600):
            narrow = event.size().width() < self._theme.scaled(NARROW)
            left = self._theme.scaled(NARROW_LIST if narrow else LIST)
            right = self._theme.scaled(NARROW_SIDE if narrow else SIDE)
            self.splitter.setSizes([left, max(1, event.size().width() - left - right - 2), right])
