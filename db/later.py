"""Modules that are loaded when something of them is first asked for.

A casefile is opened, and its first screen read, through the driver alone. What writes and searches through SQLAlchemy takes
longer to import than that takes, so it comes when the first of it is needed.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Later:
    """Stands for the module of that name."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        found = getattr(import_module(self._name), name)
        setattr(self, name, found)
        return found
