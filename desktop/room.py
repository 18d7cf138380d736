"""What every room of the window has in common, so that the window need not know any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.look.theme import Theme
from desktop.session import Session

if TYPE_CHECKING:
    from db.kind import RecordKind
    from db.result import Changes


class Room(QWidget):
    """One of the five rooms.

    A room is built when it is first entered, always with an open casefile, and lives until that casefile is closed.
    Signals: ``asked_for(kind, id, room)`` to show a record in another room (``room`` is one of the names in ``ROOMS``);
    ``noted(text)`` for what the status bar shows at the right.
    """

    title = ""
    icon_name = ""
    asked_for = Signal(object, int, str)
    noted = Signal(str)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session = session
        self.theme = theme
        self.setProperty("surface", "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    @property
    def place(self) -> tuple[RecordKind, int] | None:
        """The record that is chosen here, so that work goes on there when the casefile is opened again."""
        return None

    def refresh(self, changes: Changes | None) -> None:
        """Show the casefile as it is now; ``changes`` says what one act touched, None that everything may have changed."""

    def show_record(self, kind: RecordKind, record_id: int) -> None:
        """Choose one record and bring it into sight."""

    def enter(self) -> None:
        """The user has come to the room: put the focus where work begins."""

    def leave(self) -> None:
        """The user goes to another room or closes the casefile: keep what is half done."""

    def new_figure(self) -> bool:
        """Begin a figure here; False where the room has no place for one, so that the Register takes it."""
        return False

    def new_event(self) -> None:
        """Begin an event; only the Register does."""

    def new_agreement(self) -> None:
        """Begin an agreement; only the Register does."""

    def new_source(self) -> None:
        """Begin a source; only Sources does."""

    def open_words(self) -> None:
        """Open the source of the chosen figure at its words; rooms that show figures do."""


ROOMS = ("sources", "register", "compare", "briefings", "history")
