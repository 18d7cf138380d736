"""Somebody else has the casefile open to change it: who and since when, and what can be done."""

from __future__ import annotations

from platform import node
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ask import Question
from desktop.look.control import label, link_button
from desktop.look.theme import Theme

if TYPE_CHECKING:
    from db.hold import Holder


class HeldQuestion(Question):
    """*Open to read*, *Cancel*, and, where only the word of another computer stands, *Take over* with what that risks.

    A program on this computer that has the casefile cannot be gone: the system itself lets go of it when it ends.

    Signals: ``take_over_chosen()``; *Open to read* is ``accepted()``.
    """

    take_over_chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget, name: str, holder: Holder) -> None:
        title = parent.tr("“{name}” is open elsewhere").format(name=name)
        text = parent.tr(
            "It is open to be changed {who}. Two may not change one casefile at once, so that nobody overwrites the other. You"
            " can read it: what is kept there is shown here a moment later. To change it, close it there first."
        )
        super().__init__(theme, parent, title, text.format(who=holder.said), parent.tr("Open to read"))
        self.take_over = link_button(theme, self.tr("Take over"))
        self.risk = label(
            theme,
            self.tr(
                "Take over only if you know that it is closed on the other computer, for instance because that is switched off:"
                " whoever still works there would find their latest acts refused, or in a conflict copy."
            ),
            tone="ink2",
            size=12,
            wrap=True,
        )
        may = bool(holder.host) and holder.host != node()
        for part in (self.risk, self.take_over):
            part.setVisible(may)
            self.column.insertWidget(self.column.count() - 2, part)
        self.take_over.clicked.connect(self._taken_over)

    def _taken_over(self) -> None:
        self.reject()
        self.take_over_chosen.emit()
