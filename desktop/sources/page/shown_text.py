"""The text of a source as the screen shows it, and how to count along it.

Qt counts in UTF-16 units, Python in characters: the two are told apart here and nowhere else.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from desktop.look.shown import visible


class ShownText:
    """One text with both ways of counting along it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shown = visible(text)

    @cached_property
    def _wide(self) -> list[int]:
        """Offsets of the characters that take two UTF-16 units."""
        if self.shown.isascii() or max(self.shown, default="") <= "\uffff":
            return []
        return [at for at, one in enumerate(self.shown) if one > "\uffff"]

    @cached_property
    def _wide_positions(self) -> list[int]:
        return [at + before for before, at in enumerate(self._wide)]

    def position(self, offset: int) -> int:
        """Where Qt finds the character at ``offset``."""
        return offset + bisect_left(self._wide, offset)

    def offset(self, position: int) -> int:
        """Which character stands at Qt's ``position``; a position inside a character is the character's own."""
        return position - bisect_left(self._wide_positions, position)

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that the character stands in, counted from 1; blank lines are no paragraphs."""
        return sum(1 for line in self.shown[:offset].split("\n")[:-1] if line.strip()) + 1
