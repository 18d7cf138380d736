"""The printed page itself, shown by QtPdf: all pages below each other, on a sunken tray, at the zoom that was chosen.

A redraw keeps the place: the same part of the same page stands where it stood.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMargins, QPointF, QTimer, Signal
from PySide6.QtGui import QIntValidator, QPalette, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.look.control import Entry, label, link_button, tool_button
from desktop.look.panel import Progress, Strip
from desktop.look.theme import Theme

STEPS = (0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0, 4.0)


class Preview(QWidget):
    """Pages, page field and zoom.

    Signals: ``cancelled()`` when the drawing under way is not wanted, ``asked_for()`` when one that was offered is.
    """

    cancelled = Signal()
    asked_for = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._document: QPdfDocument | None = None
        self._buffer: QBuffer | None = None
        self.view = QPdfView(self)
        self.view.setAccessibleName(self.tr("The printed page"))
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setPageSpacing(theme.scaled(12))
        self.view.setDocumentMargins(QMargins(*(theme.scaled(16) for _ in range(4))))
        self.page = Entry(self.tr("Page"), longest=5)
        self.page.setValidator(QIntValidator(1, 99_999, self))
        self.page.setFixedWidth(theme.scaled(40))
        self.previous = tool_button(theme, self.tr("Previous page"), "chevron-left")
        self.next = tool_button(theme, self.tr("Next page"), "chevron-right")
        self.closer = tool_button(theme, self.tr("Zoom in"), "zoom-in")
        self.farther = tool_button(theme, self.tr("Zoom out"), "zoom-out")
        self.status = label(theme, tone="ink3", size=12)
        self._of = label(theme, tone="ink2")
        self._blank = label(theme, tone="ink2", wrap=True)
        self._blank.setContentsMargins(*(theme.scaled(24) for _ in range(4)))
        self._zoom = label(theme, tone="ink2")
        self.progress = Progress(theme)
        self._why = label(theme, tone="ink2", cut=True)
        self.draw = link_button(theme, "")
        self._lay_out()
        self._connect()
        self._dress()

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return 0 if self._document is None else self._document.pageCount()

    def show_pdf(self, pdf: bytes, *, keep_place: bool) -> None:
        """Show these bytes in place of the ones before."""
        document = QPdfDocument(self)
        buffer = QBuffer(self)
        buffer.setData(QByteArray(pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        bar = self.view.verticalScrollBar()
        at = bar.value() / bar.maximum() if bar.maximum() and keep_place else 0.0
        exact, before = bar.value(), self.page_count
        old_document, old_buffer = self._document, self._buffer
        self._document, self._buffer = document, buffer
        self.view.setDocument(document)
        if old_document is not None and old_buffer is not None:
            old_document.deleteLater()
            old_buffer.deleteLater()
        same = before == self.page_count
        QTimer.singleShot(0, self, lambda: bar.setValue(exact if same and keep_place else round(at * bar.maximum())))
        self._page_changed()

    def clear(self) -> None:
        """Show no page."""
        if self._document is not None:
            self._document.close()
        self._page_changed()

    def say(self, text: str) -> None:
        """Say beside the page when it was drawn, or what it is."""
        self.status.setText(text)
        self.status.setToolTip(text)
        self._show_blank()

    def go_to(self, page: int) -> None:
        """Bring the head of a page to the top; pages count from one."""
        page = max(1, min(page, self.page_count))
        self.view.pageNavigator().jump(page - 1, QPointF(), 0)
        self._page_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The zoom that fits changes with the width."""
        super().resizeEvent(event)
        self._show_zoom()

    def _page_changed(self) -> None:
        count = self.page_count
        current = self.view.pageNavigator().currentPage() + 1
        if not self.page.hasFocus():
            self.page.setText(str(current) if count else "")
        self._of.setText(self.tr("of {count}").format(count=f"{count:,}") if count else "")
        self.previous.setEnabled(count > 0 and current > 1)
        self.next.setEnabled(count > 0 and current < count)
        self._show_zoom()
        self._show_blank()

    def _show_blank(self) -> None:
        """Where no page is shown, its place says why."""
        self._blank.setText("" if self.page_count else self.status.text())
        self._blank.setVisible(bool(self._blank.text()))

    def _show_zoom(self) -> None:
        self._zoom.setText(f"{round(self._factor() * 100)} %" if self.page_count else "")

    def _factor(self) -> float:
        """The zoom in force, also where the width decides it."""
        if self.view.zoomMode() is QPdfView.ZoomMode.Custom or self._document is None or not self.page_count:
            return self.view.zoomFactor()
        margins = self.view.documentMargins()
        room = self.view.viewport().width() - margins.left() - margins.right()
        points = self._document.pagePointSize(0).width()
        return room / (points * self.view.screen().logicalDotsPerInch() / 72) if points else 1.0

    def _zoom_in(self) -> None:
        self._set_zoom(next((step for step in STEPS if step > self._factor() + 0.005), STEPS[-1]))

    def _zoom_out(self) -> None:
        self._set_zoom(next((step for step in reversed(STEPS) if step < self._factor() - 0.005), STEPS[0]))

    def _set_zoom(self, factor: float) -> None:
        bar = self.view.verticalScrollBar()
        at = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(factor)
        QTimer.singleShot(0, self, lambda: bar.setValue(round(at * bar.maximum())))
        self._show_zoom()

    def _fit(self) -> None:
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._show_zoom()

    def _page_typed(self) -> None:
        if self.page.text().isdigit():
            self.go_to(int(self.page.text()))
        self.page.setText(str(self.view.pageNavigator().currentPage() + 1))

    def _dress(self) -> None:
        palette = self.view.palette()
        for role in (QPalette.ColorRole.Dark, QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, self._theme.colour("sunken"))
        self.view.setPalette(palette)
        self.view.viewport().setPalette(palette)

    def _lay_out(self) -> None:
        strip = Strip(self._theme)
        name = label(self._theme, self.tr("Page"), tone="ink2")
        name.setBuddy(self.page)
        for part in (name, self.page, self._of, self.previous, self.next):
            strip.row.addWidget(part)
        strip.row.addStretch(1)
        for part in (self.status, self.farther, self._zoom, self.closer):
            strip.row.addWidget(part)
        self._under_way = Strip(self._theme, height=40)
        self._under_way.row.addWidget(self.progress)
        self._under_way.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        self._offered = Strip(self._theme, height=40)
        self._offered.row.addWidget(self._why, 1)
        self._offered.row.addWidget(self.draw)
        self._offered.hide()
        column.addWidget(self._under_way)
        column.addWidget(self._offered)
        column.addWidget(self._blank)
        column.addWidget(self.view, 1)

    def show_progress(self, text: str) -> None:
        """Say that a page is being drawn; an empty text says that it is not."""
        self._under_way.setVisible(bool(text))
        if text:
            self.progress.show_step(text, 0, 0)

    def offer(self, why: str, act: str) -> None:
        """Say why no page is drawn, and offer to draw one; an empty text offers nothing."""
        self._why.setText(why)
        self.draw.setText(act)
        self._offered.setVisible(bool(why))

    def _connect(self) -> None:
        self.view.pageNavigator().currentPageChanged.connect(lambda _page: self._page_changed())
        self.previous.clicked.connect(lambda: self.go_to(self.view.pageNavigator().currentPage()))
        self.next.clicked.connect(lambda: self.go_to(self.view.pageNavigator().currentPage() + 2))
        self.page.editingFinished.connect(self._page_typed)
        self.closer.clicked.connect(self._zoom_in)
        self.farther.clicked.connect(self._zoom_out)
        self.progress.cancelled.connect(self.cancelled)
        self.draw.clicked.connect(self.asked_for)
        self._theme.changed.connect(self._dress)
