"""A fault of ours: the window stays, and a report can be copied. It names code and versions, never what a casefile holds."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import PurePath
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication

from db.error import CasefileError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.crash_dialog import CrashDialog
    from desktop.look.theme import Theme


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
        from desktop.crash_dialog import CrashDialog

        self._dialog = CrashDialog(self._theme, said, self._window)
        self._dialog.finished.connect(self._closed)
        self._dialog.open()

    def _closed(self, _result: int) -> None:
        self._dialog = None
