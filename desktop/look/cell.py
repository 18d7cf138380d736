"""What a table's cell says, as frozen values: the model gives them, one delegate paints them, a screen reader hears them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.word import capital, word
from figures.vocabulary import Role, Verdict

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from desktop.look.theme import Theme

CELL = Qt.ItemDataRole.UserRole + 1
"""The item role under which a model gives its cells."""
GROUP = Qt.ItemDataRole.UserRole + 2
"""The item role that is true for the heading row of a group."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words; ``tail`` follows smaller and paler, ``badge`` stands framed at the right, ``icon`` before them.

    ``tone`` names a token. ``lead`` pixels of empty space stand before everything. Where the room is too small the end is cut
    off, or with ``middle`` the middle.
    """

    text: str
    tail: str = ""
    tone: str = "ink"
    weight: int = 400
    size: int = 13
    struck: bool = False
    italic: bool = False
    serif: bool = False
    right: bool = False
    icon: str = ""
    icon_tone: str = "ink2"
    badge: str = ""
    lead: int = 0
    middle: bool = False

    @property
    def spoken(self) -> str:
        """The cell in words."""
        return ", ".join(part for part in (self.text, self.tail, self.badge) if part) or "–"


@dataclass(frozen=True, slots=True)
class Number:
    """A figure's number in the colour of its role, with the role's mark before it; hatched below where it is contested."""

    text: str
    role: Role = Role.NONE
    tail: str = ""
    marked: bool = True
    right: bool = False
    contested: bool = False
    struck: bool = False
    size: int = 13

    @property
    def spoken(self) -> str:
        """The number with its role, which colour and mark say to the eye."""
        role = "" if self.role is Role.NONE else capital(self.role)
        return ", ".join(part for part in (self.text, role, self.tail, word("contested") if self.contested else "") if part)


@dataclass(frozen=True, slots=True)
class Grade:
    """An Admiralty grade such as ``B2``, or a publisher's reliability alone."""

    grade: str

    @property
    def spoken(self) -> str:
        """The grade as it is written."""
        return self.grade


@dataclass(frozen=True, slots=True)
class VerdictMark:
    """A verdict: its sign and always its word."""

    verdict: Verdict
    tail: str = ""

    @property
    def spoken(self) -> str:
        """The verdict in words."""
        return ", ".join(part for part in (capital(self.verdict), self.tail) if part)


@dataclass(frozen=True, slots=True)
class Hatched:
    """A word with the hatched box of *contested* behind it."""

    text: str

    @property
    def spoken(self) -> str:
        """The word."""
        return self.text


@dataclass(frozen=True, slots=True)
class Drawn:
    """Anything that draws itself in the cell's own rectangle, such as an interval bar, with its meaning in words."""

    draw: Callable[[QPainter, QRectF, Theme], None]
    spoken: str
    width: int = 120


@dataclass(frozen=True, slots=True)
class Between:
    """From one to another, such as *Russia → Ukraine*; where the room is too small both are cut and stay known apart."""

    giver: str
    taker: str
    tone: str = "ink2"

    @property
    def spoken(self) -> str:
        """Both names, the giver first."""
        return f"{self.giver} → {self.taker}"


Simple = Text | Between | Number | Grade | VerdictMark | Hatched | Drawn


@dataclass(frozen=True, slots=True)
class Row:
    """Several simple cells beside each other in one."""

    cells: tuple[Simple, ...]

    @property
    def spoken(self) -> str:
        """Its parts, one after the other."""
        return "; ".join(cell.spoken for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Stack:
    """One cell above another."""

    above: Simple | Row
    below: Simple | Row

    @property
    def spoken(self) -> str:
        """Both, the upper first."""
        return f"{self.above.spoken}; {self.below.spoken}"


Cell = Simple | Row | Stack
DASH = Text("–", tone="ink3")
DASH_RIGHT = Text("–", tone="ink3", right=True)
