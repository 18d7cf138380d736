"""Everything that keeps the open casefile safe, put together for the window: banners, backups, the check, who else has it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.ask import ask, say
from desktop.look.theme import Theme
from desktop.passphrase.asking import ask_passphrase
from desktop.preference import Preference
from desktop.safety.banner import Banner
from desktop.safety.daily import DailyBackup
from desktop.safety.reading import Reading
from desktop.session import Session

if TYPE_CHECKING:
    from db.casefile import Casefile
    from db.error import CasefileError
    from db.hold import Holder
    from desktop.safety.backups_dialog import BackupsDialog
    from desktop.tables.work_dialog import WorkDialog


class Safety(QObject):
    """Serves one window; ``banners`` stand under its bar.

    Signals: ``noted(str)``; ``record_asked_for(kind, id)`` for a record that a check found wrong; ``leaving()`` before the
    casefile is closed for a restore; ``copy_asked_for()`` and ``merge_asked_for(Path)`` as the banners offer them.
    """

    noted = Signal(str)
    record_asked_for = Signal(object, int)
    leaving = Signal()
    copy_asked_for = Signal()
    merge_asked_for = Signal(object)

    def __init__(self, window: QWidget, session: Session, theme: Theme, preference: Preference) -> None:
        super().__init__(window)
        self._window, self._session, self._theme, self._preference = window, session, theme, preference
        self.reading = Reading(session, theme, window)
        self.daily = DailyBackup(session, self)
        self.backup = Banner(theme, "triangle-alert")
        self.restored = Banner(theme, "history")
        self.banners = (self.reading.reason, self.reading.trouble, self.backup, self.restored)
        self.reading.reload_asked_for.connect(self.reload)
        self.reading.copy_asked_for.connect(self.copy_asked_for)
        self.reading.merge_asked_for.connect(self.merge_asked_for)
        self.reading.noted.connect(self.noted)
        self.daily.kept.connect(self._backup_kept)
        self.daily.failed.connect(self._backup_failed)

    def opened(self, casefile: Casefile) -> None:
        """A casefile was opened in the window."""
        self.backup.hush()
        self.restored.hush()
        self.reading.begin(casefile)
        self.daily.begin(casefile)

    def closed(self) -> None:
        """The casefile is closed."""
        self.backup.hush()
        self.restored.hush()
        self.reading.stop()
        self.daily.stop()

    def reload(self) -> None:
        """Open the casefile again, to change it if that may be by now."""
        self.leaving.emit()
        self._session.open(self._session.casefile.path, though_held=True)

    def held(self, path: Path, holder: Holder) -> None:
        """Somebody else has the casefile that was to be opened: say who, and ask."""
        from desktop.safety.held_question import HeldQuestion

        question = HeldQuestion(self._theme, self._window, path.name, holder)
        question.accepted.connect(lambda: self._session.open(path, though_held=True))
        question.take_over_chosen.connect(lambda: self._session.open(path, though_held=True, take_over=True))
        question.open()

    def unopened(self, path: Path, error: CasefileError) -> None:
        """A casefile could not be opened: ask for its passphrase, or say why, and offer its backups where it has any."""
        from db.error import Damaged, Missing, NotACasefile, PassphraseNeeded
        from desktop.safety.backup_list import found

        if isinstance(error, PassphraseNeeded):
            ask_passphrase(self._theme, self._window, error.path, partial(self._session.open, path))
            return
        title = self.tr("“{name}” could not be opened").format(name=path.name)
        if isinstance(error, Damaged | NotACasefile | Missing) and found(path, self._session.backup_folder):
            text = self.tr("{why}\nIt has backups.").format(why=error)
            ask(self._theme, self._window, title, text, self.tr("Backups…"), partial(self.show_backups, path))
        else:
            say(self._theme, self._window, title, str(error))

    def show_backups(self, casefile: Path | None = None) -> BackupsDialog:
        """The backups of the open casefile, or of one that cannot be opened."""
        from desktop.safety.backups import Backups

        backups = Backups(self._window, self._session, self._theme, self._preference)
        backups.leaving.connect(self.leaving)
        backups.noted.connect(self.noted)
        backups.restored.connect(lambda text: self.restored.say(text, lasting=False))
        return backups.show(casefile)

    def check(self) -> WorkDialog:
        """Check the whole casefile."""
        from desktop.safety.checking import Checking

        checking = Checking(self._window, self._session, self._theme)
        checking.record_asked_for.connect(self.record_asked_for)
        checking.backups_asked_for.connect(self.show_backups)
        checking.noted.connect(self.noted)
        return checking.check()

    def _backup_kept(self, time: str) -> None:
        self.backup.hush()
        self.noted.emit(self.tr("Backup made {time}").format(time=time))

    def _backup_failed(self, sentence: str) -> None:
        text = self.tr("Today's backup was not made. {why}").format(why=sentence)
        steps = ((self.tr("Backups…"), self.show_backups), (self.tr("Try again"), self.daily.keep))
        self.backup.say(text, steps, lasting=False)
