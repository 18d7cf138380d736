"""What is done with the figure that is chosen in the Register: changed, doubled, taken back, followed to its words."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.kind import RecordKind
from desktop.forms.prefill import Prefill
from desktop.look.theme import Theme
from desktop.register.figure_row import FigureRow
from desktop.register.figure_side import FigureSide
from desktop.session import Session
from figures.record import Figure

if TYPE_CHECKING:
    from desktop.register.figure_pane import FigurePane
    from desktop.register.retracting import Retracting
    from desktop.register.words_panel import WordsPanel


class FigureActs(QObject):
    """Acts on the figure that ``chosen`` tells, if there is one.

    Signals: ``asked_for(kind, id, room)`` to show it in another room.
    """

    asked_for = Signal(object, int, str)

    def __init__(
        self, session: Session, theme: Theme, side: FigureSide, chosen: Callable[[], FigureRow | None], window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._theme, self._side, self._window = session, theme, side, window
        self._chosen = chosen

    @cached_property
    def retracting(self) -> Retracting:
        """Asks why a figure is taken back."""
        from desktop.register.retracting import Retracting

        return Retracting(self._session, self._theme, self._window)

    def follow(self, shown: FigurePane | WordsPanel) -> None:
        """Do what is asked for beside the figures, or under them."""
        shown.edit_asked_for.connect(self.edit)
        shown.words_asked_for.connect(self.open_words)
        shown.retract_asked_for.connect(self.ask_retract)
        shown.stand_asked_for.connect(self.stand_again)
        shown.history_asked_for.connect(self.show_history)

    def edit(self) -> None:
        """Change it."""
        row = self._chosen()
        if row is not None:
            self._side.edit(row.figure)

    def duplicate(self) -> None:
        """Begin a new one like it."""
        row = self._chosen()
        if row is not None:
            self._side.begin(alike(row.figure))

    def ask_retract(self) -> None:
        """Ask why it is taken back."""
        row = self._chosen()
        if row is not None:
            self.retracting.ask(row.figure, row.words)

    def stand_again(self) -> None:
        """Take its retraction back."""
        row = self._chosen()
        if row is not None:
            self.retracting.stand_again(row.figure)

    def open_words(self) -> None:
        """Open its source at its words."""
        self._show_in("sources")

    def show_history(self) -> None:
        """Show what was done with it."""
        self._show_in("history")

    def _show_in(self, room: str) -> None:
        row = self._chosen()
        if row is not None:
            self.asked_for.emit(RecordKind.FIGURE, row.figure.id, room)


def alike(figure: Figure) -> Prefill:
    """A new figure like another in everything but the number and its words."""
    return Prefill(
        agreement=figure.agreement, event=figure.event, unit=figure.unit, category=figure.category, sender=figure.sender,
        receiver=figure.receiver, stage=figure.stage, claimant=figure.claimant, accumulation=figure.accumulation,
        said_on=figure.said_on, as_of=figure.as_of, source=figure.source, credibility=figure.credibility,
    )  # fmt: skip
