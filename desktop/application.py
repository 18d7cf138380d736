"""Puts the application together: one ``QApplication``, one theme, one session, one window, and the guard against our faults.

Nothing is made before the window is painted that its first picture does not show.
"""

from __future__ import annotations

import gc
import sys
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.crash import CrashGuard
from desktop.look.theme import Theme
from desktop.main_window import MainWindow
from desktop.preference import Preference
from desktop.session import Session

SETTLED_AFTER = 1500
"""Milliseconds after the window was painted; by then the casefile that it was started with is shown, too."""
LOAD_AHEAD_AFTER = 200
"""Milliseconds after the window was painted; by then the welcome stands in it."""
OPENING_NEEDS = ("db.casefile", "db.book", "db.page", "desktop.register.room", "desktop.upkeep", "figures.method")


def run(path: Path | None) -> int:
    """Open the window, with the casefile at ``path`` where one is given, until it is closed; the process's exit code."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Handover")
    application.setDesktopFileName("handover")
    preference = Preference()
    theme = Theme(application, preference.scheme)
    session = Session(preference.author, backup_folder=preference.backup_folder)
    window = MainWindow(theme, session, preference)
    CrashGuard(theme, window, session.failed.emit).install()
    window.painted.connect(lambda: _go_on(application, window, path))
    window.show_first(path)
    return application.exec()


def _go_on(application: QApplication, window: MainWindow, path: Path | None) -> None:
    """The window stands: guard its keys, and load what will be needed next."""
    from desktop.key_guard import KeyGuard

    KeyGuard(application, window)
    QTimer.singleShot(SETTLED_AFTER, window, settle)
    if path is None:
        QTimer.singleShot(LOAD_AHEAD_AFTER, window, partial(load_ahead_quietly, window))


def settle() -> None:
    """Collect garbage from now on; what was loaded stays for good and need not be looked at."""
    from desktop.post import post

    gc.freeze()
    post().collect()


def load_ahead_quietly(window: MainWindow) -> None:
    """Load in a thread what opening a casefile needs, while the user looks at the welcome."""
    from desktop.background import Background

    ahead = Background(window)
    ahead.answered.connect(ahead.close)
    ahead.ask(lambda _asked: load_ahead())


def load_ahead() -> None:
    """Load what opening a casefile needs."""
    for name in OPENING_NEEDS:
        import_module(name)
