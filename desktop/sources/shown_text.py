"""The text of a source as the screen may show it.

A source can hold characters that turn a line of numbers round or that Qt takes as commands of its own. Each is shown as one
stand-in, so nothing is obeyed, nothing is hidden, and every offset stays true. Qt counts in UTF-16 units, Python in
characters: the two are told apart here and nowhere else.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

STAND_IN = "\ufffd"
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_QT_COMMANDS = "\ufdd0\ufdd1\ufffc"
_CONTROLS = "".join(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t\r\f\x85")
_STAND_INS = {ord(one): STAND_IN for one in BIDI_CONTROLS + _QT_COMMANDS + _CONTROLS}
_STAND_INS.update(dict.fromkeys(range(0xD800, 0xE000), STAND_IN))
_STAND_INS.update({ord("\f"): "\n", ord("\r"): "\n", 0x85: "\n", ord("\u2029"): "\n"})


def visible(text: str) -> str:
    """The text, character for character, with nothing in it that the screen would obey."""
    return text.replace("\r\n", "\u200b\n").translate(_STAND_INS)


def visible_line(text: str) -> str:
    """The text on one line, for labels and list rows."""
    return " ".join(visible(text).split())


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


_HELD = 0xF0000
"""Where a character that an editor would obey is held while it is edited: a plane that no source uses."""
_HOLD = {ord(one): chr(_HELD + ord(one)) for one in BIDI_CONTROLS + _QT_COMMANDS + "\r\f\x85\u2029" + _CONTROLS}
_RELEASE = {_HELD + code: chr(code) for code in _HOLD}


def editable(text: str) -> str:
    """The text as an editor may hold it: what it would obey is a box that can be seen, copied and deleted."""
    return text.translate(_HOLD)


def edited(text: str) -> str:
    """What ``editable`` was made of, after the editing; paragraph marks of Qt are line breaks again."""
    return text.replace("\u2029", "\n").translate(_RELEASE)
