"""The window: one bar, the rail, the room that is chosen, and the line at the foot. It knows rooms only as ``Room``.

It is painted before anything else is loaded: what answers a menu, a key or an open casefile is imported when it is first used.
"""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from desktop import dropped
from desktop.action import Actions
from desktop.file_act import FileActs
from desktop.look.shown import visible_line
from desktop.look.theme import Scheme, Theme
from desktop.preference import Preference
from desktop.rail import TURN, Rail
from desktop.room import ROOMS, Room
from desktop.room_stack import RoomStack
from desktop.session import Session
from desktop.status_line import StatusLine
from desktop.top_bar import TopBar

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent

    from db.casefile import Casefile
    from db.kind import RecordKind
    from db.result import Changes
    from desktop.find import FindPopup
    from desktop.welcome import Welcome
    from desktop.window_part import WindowParts

LOOKED_AT_AFTER = 100
"""Milliseconds after a large casefile is shown until its records are counted, so that its first rows are painted before."""


class MainWindow(QMainWindow):
    """Everything the user sees; the rooms are built when they are first entered.

    Signals: ``painted()`` once, when the window has shown its first picture and before anything stands in it.
    """

    painted = Signal()

    def __init__(self, theme: Theme, session: Session, preference: Preference) -> None:
        super().__init__()
        self.theme, self.session, self.preference = theme, session, preference
        self._first: Path | None = None
        self._was_painted = self._is_leaving = False
        self.setWindowTitle("Handover")
        self.setAcceptDrops(True)
        self.setMinimumSize(theme.scaled(960), theme.scaled(560))
        self.acts = Actions(self)
        self.files = FileActs(self, session, preference)
        self.bar = TopBar(theme, self.acts.undo, self.acts.redo)
        self._recent_menu = self.acts.fill(self.bar.menus)
        self.rail = Rail(theme, self._room_heads())
        self.stack = RoomStack(session, theme)
        self.status = StatusLine(theme)
        self._lay_out()
        self._connect()
        self._restore_place()
        self._show_closed()

    def show_first(self, path: Path | None) -> None:
        """Show the window as the program starts: its frame at once, then in it the casefile at ``path``, or the welcome."""
        self._first = path
        if path is not None:
            self.rail.show()
            self.setWindowTitle(self._title(path, read_only=False))
            self.bar.show_casefile(path.stem, str(path))
            self.status.show_nothing()
        self.setFocus()
        self.show()

    def open_path(self, path: Path) -> None:
        """Open a casefile, as from the command line or the list of recent ones."""
        self.files.open(path)

    def show_room(self, name: str) -> Room | None:
        """Go to one of the five rooms; None while no casefile is open."""
        return self.stack.go_to(name)

    def show_record(self, kind: RecordKind, record_id: int, room: str) -> None:
        """Show one record in the room that was asked for."""
        self.stack.show_record(kind, record_id, room)

    @cached_property
    def parts(self) -> WindowParts:
        """What the window has besides its rooms."""
        from desktop.window_part import WindowParts

        made = WindowParts(self, self._column, self.session, self.theme, self.preference, self.acts)
        made.leaving.connect(self.stack.leave)
        made.noted.connect(self.status.show_note)
        made.asked_for.connect(self.show_record)
        made.copy_asked_for.connect(self.files.ask_copy)
        return made

    @cached_property
    def results(self) -> FindPopup:
        """What was found, under the field in the bar."""
        from desktop.find import FindPopup

        made = FindPopup(self.session, self.theme, self.bar.finder)
        made.asked_for.connect(self.parts.show_found)
        return made

    @cached_property
    def welcome(self) -> Welcome:
        """The first screen."""
        from desktop.welcome import Welcome

        made, files = Welcome(self.theme, self.preference), self.files
        made.new_asked_for.connect(files.ask_new)
        made.open_asked_for.connect(files.ask_open)
        made.sample_asked_for.connect(files.open_sample)
        made.recent_asked_for.connect(files.open_recent)
        return made

    @property
    def current_room(self) -> Room | None:
        """The room that is shown."""
        return self.stack.current

    def paintEvent(self, event: QPaintEvent) -> None:
        """What stands in the window is made when its frame has been painted for the first time."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        self.painted.emit()
        if self._first is not None and not self.session.is_open:
            self.open_path(self._first)
        if not self.session.is_open:
            self._show_closed()
            self._show_welcome()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rail is narrow in a narrow window."""
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < self.theme.scaled(TURN))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep half-filled forms and the window's place, then close the casefile."""
        self._is_leaving = True
        self.stack.leave()
        self.preference.keep_bytes("geometry", self.saveGeometry())
        self.files.remember()
        self.session.close()
        self.preference.sync()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A casefile can be dropped on the window, and where one is open, the sources of a reference program."""
        if dropped.casefile(event.mimeData()) is not None or self._dropped_references(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the casefile that was dropped, or show what the sources would add."""
        path, references = dropped.casefile(event.mimeData()), self._dropped_references(event)
        if path is not None:
            event.acceptProposedAction()
            self.open_path(path)
        elif references is not None:
            event.acceptProposedAction()
            self.parts.tables.import_from(references)

    def _dropped_references(self, event: QDropEvent) -> Path | None:
        writes = self.session.is_open and not self.session.casefile.read_only
        return dropped.references(event.mimeData()) if writes else None

    def _room_heads(self) -> list[tuple[str, str, str]]:
        icons = ("file-text", "list-tree", "scale", "printer", "history")
        texts = (self.tr("Sources"), self.tr("Register"), self.tr("Compare"), self.tr("Briefings"), self.tr("History"))
        return list(zip(ROOMS, icons, texts, strict=True))

    def _lay_out(self) -> None:
        self.setMenuWidget(self.bar)
        row = QHBoxLayout()
        row.addWidget(self.rail)
        row.addWidget(self.stack, 1)
        middle = QWidget()
        self._column = column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        for layout in (row, column):
            layout.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(self.status)
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        acts, session, files = self.acts, self.session, self.files
        acts.new.triggered.connect(files.ask_new)
        acts.open.triggered.connect(files.ask_open)
        acts.sample.triggered.connect(files.open_sample)
        acts.save_copy.triggered.connect(files.ask_copy)
        acts.import_table.triggered.connect(lambda: self.parts.tables.ask_import())
        acts.export.triggered.connect(lambda: self.parts.tables.ask_export())
        acts.merge.triggered.connect(lambda: self.parts.merging.ask_merge())
        acts.share.triggered.connect(lambda: self.parts.merging.show_sharing())
        acts.passphrase.triggered.connect(lambda: self.parts.passphrases.show())
        acts.duplicates.triggered.connect(lambda: self.parts.look_for_duplicates())
        acts.verify.triggered.connect(lambda: self.parts.safety.check())
        acts.backups.triggered.connect(lambda: self.parts.safety.show_backups())
        acts.close.triggered.connect(files.close)
        acts.quit.triggered.connect(self.close)
        acts.undo.triggered.connect(session.undo)
        acts.redo.triggered.connect(session.redo)
        acts.find.triggered.connect(self._find)
        acts.name.triggered.connect(lambda: self.parts.dialogs.ask_name())
        acts.directory.triggered.connect(lambda: self.parts.dialogs.show_directory())
        acts.observing.triggered.connect(lambda: self.parts.dialogs.show_observing())
        acts.new_figure.triggered.connect(self.stack.new_figure)
        acts.new_event.triggered.connect(self.stack.new_event)
        acts.new_agreement.triggered.connect(self.stack.new_agreement)
        acts.new_source.triggered.connect(self.stack.new_source)
        acts.open_words.triggered.connect(self.stack.open_words)
        acts.guide.triggered.connect(lambda: self.parts.dialogs.show_guide())
        acts.shortcuts.triggered.connect(lambda: self.parts.dialogs.show_keys())
        acts.about.triggered.connect(lambda: self.parts.dialogs.show_about())
        for name, action in acts.rooms.items():
            action.triggered.connect(partial(self.show_room, name))
        for scheme, action in acts.schemes.items():
            action.setChecked(scheme is self.theme.scheme)
            action.triggered.connect(partial(self._choose_scheme, scheme))
        self._recent_menu.aboutToShow.connect(partial(files.fill_recent, self._recent_menu))
        files.leaving.connect(self.stack.leave)
        self.rail.picked.connect(self.show_room)
        self.stack.entered.connect(self._entered)
        self.stack.asked_for.connect(self.show_record)
        self.stack.noted.connect(self.status.show_note)
        self.bar.finder.textEdited.connect(self._find_begun)
        session.opened.connect(self._opened)
        session.closed.connect(self._closing)
        session.changed.connect(self._changed)
        session.saved.connect(self.status.show_saved)
        session.failed.connect(self._failed)
        session.held.connect(lambda path, holder: self.parts.safety.held(path, holder))
        session.unopened.connect(lambda path, error: self.parts.safety.unopened(path, error))

    def _entered(self, name: str) -> None:
        self.rail.show_room(name)
        self.status.show_note("")

    def _opened(self, casefile: Casefile) -> None:
        self.acts.set_casefile(True, casefile.read_only_reason)
        self.rail.setEnabled(True)
        self.rail.show()
        self.setWindowTitle(self._title(casefile.path, read_only=casefile.read_only))
        self.bar.show_casefile(casefile.path.stem, str(casefile.path))
        self.status.show_opened(self.session.pages.last_act_at(), read_only=casefile.read_only)
        if casefile.read_only or not self.session.is_large:
            self.parts.safety.opened(casefile)
        self.stack.go_to_place(self.preference.place_in(casefile.path))
        self._look_soon()

    def _title(self, path: Path, *, read_only: bool) -> str:
        name = visible_line(path.stem)
        return self.tr("{name} (to read) — Handover").format(name=name) if read_only else f"{name} — Handover"

    def _closing(self) -> None:
        if self.stack.place is not None:
            self.preference.keep_place(self.session.casefile.path, self.stack.place)
        self.parts.safety.closed()
        self.stack.empty()
        self.bar.finder.clear()
        self._show_closed()
        if not self._is_leaving:
            self._show_welcome()

    def _show_closed(self) -> None:
        self.acts.set_casefile(False)
        self.acts.show_history(None, None)
        self.rail.hide()
        self.setWindowTitle("Handover")
        self.bar.show_casefile("", "")
        self.status.show_welcome()

    def _show_welcome(self) -> None:
        self.stack.show_welcome(self.welcome)
        self.welcome.new.setFocus()

    def _changed(self, changes: Changes) -> None:
        self._show_counts()
        self.stack.refresh(changes)

    def _look_soon(self) -> None:
        """Count what the casefile holds, and keep an eye on its file; a large one is shown before that."""
        if self.session.is_large:
            QTimer.singleShot(LOOKED_AT_AFTER, self, partial(self._look, self.session.casefile))
        else:
            self._look(self.session.casefile)

    def _look(self, casefile: Casefile) -> None:
        if self.session.is_open and self.session.casefile is casefile:
            if self.session.is_large and not casefile.read_only:
                self.parts.safety.opened(casefile)
            self._show_counts()
            self.files.remember()

    def _show_counts(self) -> None:
        casefile = self.session.casefile
        self.status.show_tally(self.session.tally())
        self.acts.show_history(casefile.undo_label, casefile.redo_label)

    def _failed(self, sentence: str) -> None:
        if self.session.is_open:
            self.status.show_failure()
        self._say(self.tr("That could not be done"), sentence)

    def _say(self, title: str, sentence: str) -> None:
        from desktop.ask import say

        say(self.theme, self, title, sentence)

    def _choose_scheme(self, scheme: Scheme) -> None:
        self.theme.choose(scheme)
        self.preference.scheme = scheme

    def _find(self) -> None:
        self.bar.finder.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.finder.selectAll()

    def _find_begun(self, text: str) -> None:
        self.bar.finder.textEdited.disconnect(self._find_begun)
        self.results.search_soon(text)

    def _restore_place(self) -> None:
        self.resize(self.theme.scaled(1440), self.theme.scaled(900))
        place = self.preference.bytes_of("geometry")
        if not place.isEmpty():
            self.restoreGeometry(place)
