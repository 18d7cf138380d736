"""Puts the application together: one ``QApplication``, one theme, one session, one window, and the guard against our faults."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.crash import CrashGuard
from desktop.key_guard import KeyGuard
from desktop.look.theme import Theme
from desktop.main_window import MainWindow
from desktop.preference import Preference
from desktop.session import Session

SETTLED_AFTER = 1500
"""Milliseconds after the window is shown; by then the casefile that it was started with is shown, too."""
LOAD_AHEAD_AFTER = 300
"""Milliseconds after the window is shown; by then it has been painted."""
OPENING_NEEDS = ("db.casefile", "db.book", "db.page", "desktop.register.room")


def run(path: Path | None) -> int:
    """Open the window, with the casefile at ``path`` where one is given, until it is closed; the process's exit code."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Handover")
    application.setDesktopFileName("handover")
    preference = Preference()
    theme = Theme(application, preference.scheme)
    session = Session(preference.author, backup_folder=preference.backup_folder)
    window = MainWindow(theme, session, preference)
    KeyGuard(application, window)
    CrashGuard(theme, window, session.failed.emit).install()
    window.show()
    QTimer.singleShot(SETTLED_AFTER, window, settle)
    if path is not None:
        QTimer.singleShot(0, window, lambda: window.open_path(path))
    else:
        QTimer.singleShot(LOAD_AHEAD_AFTER, window, load_ahead_quietly)
    return application.exec()


def settle() -> None:
    """Collect garbage from now on; what was loaded stays for good and need not be looked at."""
    gc.freeze()
    gc.enable()


def load_ahead_quietly() -> None:
    """Load in a thread what opening a casefile needs, while the user looks at the welcome."""
    Thread(target=load_ahead, name="handover-ahead", daemon=True).start()


def load_ahead() -> None:
    """Load what opening a casefile needs."""
    for name in OPENING_NEEDS:
        import_module(name)
