"""Python's own ``import``, put back in the place of PySide6's.

PySide6 replaces it by one that reads the source of every module that is imported from then on, to see whether it asks for
snake_case or true properties of Qt's classes. This program asks for neither, and never needs its own source: without that
reading the modules of a casefile load in two thirds of the time, and 14 MB of source text are not kept in memory.
"""

from __future__ import annotations

import builtins


def import_plainly() -> None:
    """Load PySide6's core, and import as Python does after it."""
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
