"""What is in the casefile, for work in a thread, which gets neither the window's casefile nor anything of Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.casefile import Casefile
    from figures.record import Casebook


@dataclass(frozen=True, slots=True)
class Records:
    """All records: as the window holds them, or read in the thread with ``reader`` where the casefile is large."""

    held: Casebook | None
    reader: Callable[[], Casefile]

    def __call__(self) -> Casebook:
        """The casebook."""
        if self.held is not None:
            return self.held
        with self.reader() as casefile:
            return casefile.casebook()
