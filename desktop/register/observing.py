"""Which vantages count as observing: a setting of the casefile that changes every reading, so it says what it does."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from db.setting import OBSERVING, observing_text
from desktop.ask import Question
from desktop.look.theme import Theme
from desktop.safety.forbid import forbid
from desktop.session import Session
from desktop.word import capital
from figures.vocabulary import Vantage


class ObservingDialog(Question):
    """A box for each vantage; one at least must be ticked."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        text = parent.tr(
            "A transferred number counts as observed when it comes from one of these, else as reported. The choice belongs to"
            " this casefile and is printed with the method."
        )
        super().__init__(theme, parent, parent.tr("Who could count"), text, parent.tr("Keep"))
        self._session = session
        self.boxes: dict[Vantage, QCheckBox] = {}
        chosen = session.book.observing
        for number, vantage in enumerate(Vantage):
            box = QCheckBox(capital(vantage))
            box.setChecked(vantage in chosen)
            box.toggled.connect(self._toggled)
            self.boxes[vantage] = box
            self.column.insertWidget(2 + number, box)
        self.accepted.connect(self._keep)
        forbid(session, self.act, *self.boxes.values())

    def _toggled(self, _on: bool) -> None:
        self.act.setEnabled(any(box.isChecked() for box in self.boxes.values()))

    def _keep(self) -> None:
        chosen = frozenset(vantage for vantage, box in self.boxes.items() if box.isChecked())
        if chosen != self._session.book.observing:
            self._session.run(self.tr("Change who could count"), lambda act: act.set_setting(OBSERVING, observing_text(chosen)))
