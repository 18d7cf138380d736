"""The user guide, read in a window of its own: the same files that are shipped beside the program, without any browser."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop.look.control import primary_button, quiet_button
from desktop.look.dialog import Dialog
from desktop.look.panel import Foot, sheet_in
from desktop.look.room_for import open_at
from desktop.look.theme import Theme


class Guide(Dialog):
    """Shows the pages of the guide; links lead from page to page, and never out of it."""

    def __init__(self, theme: Theme, parent: QWidget, first: Path) -> None:
        super().__init__(parent)
        self._folder = first.parent
        self.setWindowTitle(self.tr("User guide"))
        self.page = QTextBrowser()
        self.page.setAccessibleName(self.tr("User guide"))
        self.page.setFont(theme.font(14))
        self.page.setOpenLinks(False)
        self.page.document().setDocumentMargin(theme.scaled(24))
        self.page.setSource(QUrl.fromLocalFile(str(first)))
        self.back = quiet_button(theme, self.tr("Back"), "chevron-left")
        self.back.setEnabled(False)
        close = primary_button(theme, self.tr("Close"))
        foot = Foot(theme)
        foot.row.addWidget(self.back)
        foot.row.addStretch(1)
        foot.row.addWidget(close)
        column = sheet_in(self)
        column.addWidget(self.page, 1)
        column.addWidget(foot)
        self.page.anchorClicked.connect(self._follow)
        self.page.backwardAvailable.connect(self.back.setEnabled)
        self.back.clicked.connect(self.page.backward)
        close.clicked.connect(self.accept)
        open_at(self, theme, 820, 640)

    def _follow(self, link: QUrl) -> None:
        """Go on to a page of the guide; what is not one of its files is left alone."""
        target = self.page.source().resolved(link)
        path = Path(target.toLocalFile()).resolve() if target.isLocalFile() else None
        if path is not None and path.is_file() and path.is_relative_to(self._folder):
            self.page.setSource(target)
