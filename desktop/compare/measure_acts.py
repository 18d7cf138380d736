"""The measure of a line, chosen by the researcher instead of the method, and taken back: an act each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from db.kind import RecordKind
from desktop.compare.measure_dialog import MeasureDialog
from desktop.compare.voice import Voice
from desktop.forms.line_keeper import LineKeeper
from desktop.look.theme import Theme
from desktop.session import Session
from figures.line import Line
from figures.record import Casebook, PinDraft

if TYPE_CHECKING:
    from db.act import Act


class MeasureActs(QObject):
    """Sets and takes back measures in the open casefile."""

    def __init__(self, window: QWidget, session: Session, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._session, self._theme = window, session, theme

    def ask(self, line: Line, voice: Voice, figure: int) -> None:
        """Ask why this figure is to be the measure of the line, and make it so."""
        dialog = MeasureDialog(self._theme, voice, self._window)
        dialog.submitted.connect(partial(self._set, line, figure))
        LineKeeper(self._session, f"measure-{figure}", dialog, (dialog.reason,))
        dialog.open()

    def drop(self, casebook: Casebook, line: Line) -> None:
        """Leave the line to the method again."""
        side = casebook.side
        key = (line.agreement, line.event, line.category, line.sender, line.receiver)
        pins = [
            pin.id
            for pin in casebook.pins
            if (pin.agreement, pin.event, pin.category, side(pin.sender), side(pin.receiver)) == key
        ]
        if pins:
            self._session.run(self.tr("Take back the measure"), partial(_remove_pins, pins))

    def _set(self, line: Line, figure: int, reason: str) -> None:
        draft = PinDraft(
            agreement=line.agreement,
            event=line.event,
            category=line.category,
            sender=line.sender,
            receiver=line.receiver,
            figure=figure,
            reason=reason,
        )
        self._session.run(self.tr("Set the measure"), lambda act: act.add(draft), reason=reason)


def _remove_pins(pins: list[int], act: Act) -> None:
    for pin in pins:
        act.remove(RecordKind.PIN, pin)
