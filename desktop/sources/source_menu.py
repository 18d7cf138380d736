"""What can be done with the open source besides reading it: its stored copy, its text, its address, its removal."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu

from db.kind import RecordKind
from desktop.look.shown import visible_line
from desktop.look.theme import Theme
from desktop.safety.forbid import forbid
from desktop.session import Session
from desktop.sources.adding.intake import Intake, Refused, Taken
from desktop.sources.notice import Notice
from desktop.sources.page.text_pane import TextPane
from desktop.sources.reader import OpenSource, Reader
from desktop.sources.stored_copy import CopyDialog
from figures.record import Figure, SourceDraft, Unfit

if TYPE_CHECKING:
    from db.casefile import Act

WORDS = 40


class SourceMenu(QObject):
    """The menu behind *More*, and the dialog of the stored copy.

    Signals: ``text_wanted(int)`` to edit a source's text; ``figure_wanted(int)`` to open one of its figures;
    ``history_wanted(int)`` to see what became of the source.
    """

    text_wanted = Signal(int)
    figure_wanted = Signal(int)
    history_wanted = Signal(int)

    def __init__(self, session: Session, theme: Theme, reader: Reader, pane: TextPane, note: Notice) -> None:
        super().__init__(pane)
        self._session, self._theme, self._reader, self._pane, self._note = session, theme, reader, pane, note
        self._intake = Intake(self)
        self._attach_to: int | None = None
        self.copy_dialog: CopyDialog | None = None
        self.files: QFileDialog | None = None
        self._intake.finished.connect(self._attached)
        pane.copy_asked.connect(self.show_copy)
        pane.more_asked.connect(self.show_menu)

    def menu(self) -> QMenu | None:
        """The menu for the open source; None where none is open."""
        reading = self._reader.open
        if reading is None:
            return None
        menu = QMenu(self._pane)
        self._act(menu, self.tr("Edit the text"), "pencil", partial(self.text_wanted.emit, reading.source.id), writes=True)
        address = reading.source.address
        self._act(menu, self.tr("Copy the address"), "link", partial(self._copy_address, address), on=bool(address))
        self._act(menu, self.tr("History of this source"), "history", partial(self.history_wanted.emit, reading.source.id))
        if reading.placeless:
            self._add_figures(menu, self.tr("Figures without a place in the text"), reading.placeless)
        if reading.adrift:
            self._add_figures(menu, self.tr("Figures that are adrift"), reading.adrift)
        menu.addSeparator()
        self._act(menu, self.tr("Remove this source"), "trash", partial(self.remove, reading), writes=True)
        return menu

    def show_menu(self) -> None:
        """Open the menu under its button."""
        menu = self.menu()
        if menu is not None:
            button = self._pane.more
            menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def show_copy(self) -> None:
        """Show what is stored of the open source."""
        reading = self._reader.open
        if reading is None:
            return
        source = reading.source
        dialog = CopyDialog(self._theme, self._session.casefile.path, source.title, source.copy, self._pane)
        dialog.attach_asked.connect(partial(self._choose_copy, source.id))
        forbid(self._session, dialog.attach)
        self.copy_dialog = dialog
        dialog.open()

    def remove(self, reading: OpenSource) -> None:
        """Take the source out of the casefile; refused while figures rest on it."""
        label = self.tr("Remove source")
        try:
            done = self._session.run(label, partial(_remove, reading.source.id))
        except Unfit as unfit:
            self._note.say(str(unfit), warning=True)
            return
        if done:
            title = visible_line(reading.source.title)
            self._note.say(self.tr("“{title}” was removed.").format(title=title), ((self.tr("Undo"), self._undo),))

    def close(self) -> None:
        """Stop reading files."""
        self._intake.close()

    def _undo(self) -> None:
        self._note.hush()
        self._session.undo()

    def _copy_address(self, address: str) -> None:
        QGuiApplication.clipboard().setText(address)
        self._note.say(self.tr("The address was copied. Handover itself opens no connection."))

    def _add_figures(self, menu: QMenu, title: str, figures: tuple[Figure, ...]) -> None:
        below = menu.addMenu(title)
        for figure in figures:
            words = visible_line(figure.words)[:WORDS].replace("&", "&&")
            below.addAction(words).triggered.connect(partial(self._figure_chosen, figure.id))

    def _figure_chosen(self, figure: int, _checked: bool = False) -> None:
        self.figure_wanted.emit(figure)

    def _act(self, menu: QMenu, text: str, icon: str, do: partial[None], *, on: bool = True, writes: bool = False) -> None:
        action = menu.addAction(self._theme.icon(icon), text)
        action.setEnabled(on)
        if writes:
            forbid(self._session, action)
        action.triggered.connect(do)

    def _choose_copy(self, source: int) -> None:
        self._attach_to = source
        self.files = QFileDialog(self._pane, self.tr("Choose the file to store as the copy of this source"))
        self.files.setFileMode(QFileDialog.FileMode.ExistingFile)
        self.files.fileSelected.connect(self.attach)
        self.files.open()

    def attach(self, path: str) -> None:
        """Read the file that will be the copy of the source asked for."""
        self._intake.take_files((Path(path),))

    def _attached(self, results: tuple[Taken | Refused, ...]) -> None:
        source = self._attach_to
        for one in results:
            if isinstance(one, Refused):
                self._note.say(one.why, warning=True)
            elif source is not None:
                self._session.run(self.tr("Store copy of source"), partial(_store, source, one, self._session))


def _remove(source: int, act: Act) -> bool:
    act.remove(RecordKind.SOURCE, source)
    return True


def _store(source: int, taken: Taken, session: Session, act: Act) -> bool:
    """Store the file as the copy of a source that has none."""
    kept = session.book.source[source]
    copy = act.keep_copy(taken.data, taken.media_type, taken.file_name)
    values = {name: getattr(kept, name) for name in SourceDraft.__dataclass_fields__}
    act.change(source, replace(SourceDraft(**values), copy=copy))
    return True
