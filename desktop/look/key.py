"""Keys that belong to a part of the window, and are silent everywhere else.

PySide 6.11 takes a ``context`` in the constructor of ``QShortcut`` and forgets it where the slot is given there too: the key
then answers in the whole window. Here it is set for itself.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

KEEP = ("Ctrl+Return", "Ctrl+Enter")
"""The keys that keep what a form holds, on the main keys and on the number pad."""


def on_key(widget: QWidget, keys: str | tuple[str, ...], do: Callable[[], object]) -> None:
    """Do this when one of the keys is pressed while the focus is in ``widget`` or in something within it."""
    for sequence in (keys,) if isinstance(keys, str) else keys:
        shortcut = QShortcut(QKeySequence(sequence), widget)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)
