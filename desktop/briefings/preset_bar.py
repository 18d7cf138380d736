"""The presets of a casefile: chosen from a list, or the options as they stand kept under a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from briefing.options import BriefingOptions
from desktop.ask import ask_line
from desktop.briefings.presets import KEY, read_presets, written
from desktop.look.control import Choice, link_button
from desktop.look.theme import Theme
from desktop.session import Session


class PresetBar(QWidget):
    """A list of presets and a link that keeps another.

    ``current`` gives the options as they stand, None where one is wrong. Signals: ``taken(BriefingOptions)``.
    """

    taken = Signal(object)

    def __init__(self, session: Session, theme: Theme, current: Callable[[], BriefingOptions | None]) -> None:
        super().__init__()
        self._session, self._theme, self._current = session, theme, current
        self._presets: dict[str, BriefingOptions] = {}
        self.choice = Choice(self.tr("Presets"))
        self.keep = link_button(theme, self.tr("Save as preset…"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.scaled(8))
        row.addWidget(self.choice)
        row.addWidget(self.keep)
        self.choice.picked.connect(self._picked)
        self.keep.clicked.connect(self._ask)

    def refresh(self) -> None:
        """Offer the casefile's presets as they are now; the first of the list is none of them."""
        casefile = self._session.casefile
        self._presets = read_presets(self._session.attempt(lambda: casefile.setting(KEY)) or "")
        self.choice.offer([("", self.tr("Presets")), *((name, name) for name in self._presets)])
        self.choice.setEnabled(bool(self._presets))
        self.keep.setEnabled(not casefile.read_only)

    def _picked(self, name: str) -> None:
        """Hand over the preset's options; the day and the earlier briefing stay as they were chosen."""
        options = self._presets.get(name)
        if options is not None:
            held = self._current() or BriefingOptions()
            self.taken.emit(replace(options, as_of=held.as_of, since=held.since))

    def _ask(self) -> None:
        words = self.tr("These options are kept in this casefile under a name; one of the same name is replaced.")
        title, save = self.tr("Save as preset"), self.tr("Save")
        ask_line(self._theme, self, title, words, save, self._save, preset=self.choice.value or "")

    def _save(self, name: str) -> None:
        options = self._current()
        if options is None or not name:
            return
        text = written({**self._presets, name: options})
        self._session.run(self.tr("Save briefing preset"), lambda act: act.set_setting(KEY, text))
        self.refresh()
        self.choice.set_value(name)
