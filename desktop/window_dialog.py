"""The small windows that belong to no room: the directory, who could count, the user's name, the keys, about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.action import FIRST_PAGE, Actions
from desktop.ask import ask_line, say
from desktop.crash import program_version
from desktop.guide import Guide
from desktop.look.theme import Theme
from desktop.preference import Preference
from desktop.session import Session
from desktop.shortcuts import ShortcutSheet
from figures.method import METHOD_VERSION

if TYPE_CHECKING:
    from desktop.register.directory import Directory


class WindowDialogs(QObject):
    """Opens each of them over the main window; none of them blocks."""

    def __init__(self, window: QWidget, session: Session, theme: Theme, preference: Preference, acts: Actions) -> None:
        super().__init__(window)
        self._window, self._session, self._theme = window, session, theme
        self._preference, self._acts = preference, acts

    def show_directory(self) -> Directory:
        """Parties, publishers and categories in a window of their own."""
        from desktop.register.directory import Directory

        directory = Directory(self._session, self._theme, self._window)
        directory.open()
        return directory

    def show_observing(self) -> None:
        """From where somebody could count, for this casefile."""
        from desktop.register.observing import ObservingDialog

        ObservingDialog(self._session, self._theme, self._window).open()

    def show_guide(self) -> None:
        """The user guide that is shipped with the program."""
        Guide(self._theme, self._window, FIRST_PAGE).open()

    def show_keys(self) -> None:
        """The sheet of keys."""
        ShortcutSheet(self._theme, self._acts.all(), self._window).open()

    def show_about(self) -> None:
        """Which version this is, of the program and of the method."""
        text = self.tr(
            "Version {version}, method {method}.\nHandover records what was promised and what arrived, every number sourced. "
            "It opens no connection.\nApache License 2.0. Typefaces: IBM Plex (OFL). Icons: Lucide (ISC)."
        )
        say(self._theme, self._window, "Handover", text.format(version=program_version(), method=METHOD_VERSION))

    def ask_name(self) -> None:
        """The name with which acts are signed."""
        text = self.tr("Every act is kept in the history with this name. It stays on this computer and in your casefiles.")
        title, act = self.tr("Your name"), self.tr("Keep")
        known = self._session.author
        ask_line(self._theme, self._window, title, text, act, self._name_given, preset=known, needed=False)

    def _name_given(self, name: str) -> None:
        self._preference.author = name
        self._session.author = name
