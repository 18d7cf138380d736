"""What an empty register shows: what goes there, and the first step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.look.button import primary_button, secondary_button
from desktop.look.panel import EmptyRoom
from desktop.look.theme import Theme
from desktop.safety.forbid import forbid
from desktop.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable


def empty_register(
    session: Session, theme: Theme, new_agreement: Callable[[], None], new_event: Callable[[], None]
) -> EmptyRoom:
    """Offers an agreement or an event to begin with."""
    tr = QCoreApplication.translate
    hint = tr("Register", "To see a finished one first, open the sample casefile from the File menu.")
    text = tr(
        "Register",
        "An agreement says what is to be handed over; an event is one handover, or what was announced as one. "
        "Every figure is about one of them.",
    )
    agreement = primary_button(theme, tr("Register", "New agreement"), "plus")
    event = secondary_button(theme, tr("Register", "New event"), "plus")
    agreement.clicked.connect(new_agreement)
    event.clicked.connect(new_event)
    steps = [agreement, event]
    forbid(session, *steps)
    return EmptyRoom(theme, "list-tree", tr("Register", "Nothing in the register yet"), text, steps, (hint,))
