"""A fault of ours: the window stays, and a report can be copied. It names code and versions, never what a casefile holds."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import PurePath
from types import TracebackType

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from db.error import CasefileError
from desktop.look.control import label, primary_button, secondary_button
from desktop.look.theme import SEMIBOLD, Theme


def program_version() -> str:
    """The version of this program, as it was installed; looked up when somebody asks, as it costs as much as a screen."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("handover")
    except PackageNotFoundError:
        return "0"


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """What failed and where, without the message: a message may quote what a researcher typed."""
    import platform
    import traceback

    lines = [
        f"Handover {program_version()}, Python {platform.python_version()}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()}",
        "",
        f"{kind.__module__}.{kind.__qualname__}",
    ]
    for frame in traceback.extract_tb(trace):
        place = "/".join(PurePath(frame.filename).parts[-3:])
        lines.append(f"  {place}:{frame.lineno} in {frame.name}")
    return "\n".join(lines)


def _print(said: str) -> None:
    """Write a report to the terminal, where there is one."""
    if sys.stderr is not None:
        print(said, file=sys.stderr)


class CrashDialog(QDialog):
    """Says that something failed, that what was kept is kept, and shows the report."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something in Handover failed"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Report"))
        self.copy = primary_button(theme, self.tr("Copy the report"), "copy")
        self.close_button = secondary_button(theme, self.tr("Go on working"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.scaled(20), theme.scaled(20), theme.scaled(20), theme.scaled(16))
        column.setSpacing(theme.scaled(10))
        column.addWidget(label(theme, self.tr("Something in Handover failed"), size=15, weight=SEMIBOLD))
        explained = self.tr(
            "Every act that the status bar called saved is in the casefile. The last thing you did may not be; look before you"
            " do it again. The report below names parts of the program and holds nothing of your casefile. It is sent nowhere:"
            " copy it where you ask for help."
        )
        column.addWidget(label(theme, explained, tone="ink2", wrap=True))
        column.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.copy)
        column.addLayout(row)
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.accept)
        self.resize(theme.scaled(620), theme.scaled(420))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())


class CrashGuard:
    """Shows one dialog for what nobody caught; further faults while it is open are added to its report.

    What the world did to the casefile while a screen read from it is no fault of ours: ``say`` is given its sentence.
    """

    def __init__(self, theme: Theme, window: QWidget, say: Callable[[str], object] | None = None) -> None:
        self._theme, self._say = theme, say
        self._window = window
        self._dialog: CrashDialog | None = None

    def install(self) -> None:
        """Take over from Python's own last words, which would quote what a researcher typed, in threads too."""
        sys.excepthook = self.caught
        threading.excepthook = lambda fault: _print(report(fault.exc_type, fault.exc_traceback))
        sys.unraisablehook = lambda fault: _print(report(fault.exc_type, fault.exc_traceback))

    def caught(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Show what nobody caught, and write it to the terminal too, which a system may keep as a log."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if isinstance(fault, CasefileError) and self._say is not None:
            self._say(str(fault))
            return
        said = report(kind, trace)
        _print(said)
        if self._dialog is not None:
            self._dialog.text.appendPlainText("\n" + said)
            return
        self._dialog = CrashDialog(self._theme, said, self._window)
        self._dialog.finished.connect(self._closed)
        self._dialog.open()

    def _closed(self, _result: int) -> None:
        self._dialog = None
