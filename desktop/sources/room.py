"""The Sources room: the list of what was read, the text of one source, and the form for the figures that it gives."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from db.kind import RecordKind
from desktop.look.key import on_key
from desktop.look.theme import Theme
from desktop.safety.forbid import forbid
from desktop.session import Session
from desktop.sources.adding.new_source import Adding
from desktop.sources.adding.receiving import Receiving
from desktop.sources.columns import Columns
from desktop.sources.listing.shelf import Shelf
from desktop.sources.mending.text_change import TextChange
from desktop.sources.reader import Reader
from desktop.sources.source_menu import SourceMenu
from desktop.sources.taking.deciding import Deciding
from desktop.sources.telling import Telling
from figures.record import Source, SourceDraft, Unfit

if TYPE_CHECKING:
    from db.casefile import Act
    from db.result import Changes


class SourcesRoom(Receiving):
    """List, text, form."""

    title = "Sources"
    icon_name = "file-text"

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.columns = Columns(session, theme, self)
        self.list, self.pane, self.editor = self.columns.list, self.columns.pane, self.columns.editor
        self.figure, self.source, self.note = self.columns.figure, self.columns.source, self.columns.note
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.columns)
        self.reader = Reader(session, self.pane.text, self)
        self.shelf = Shelf(session, self)
        self.adding = Adding(session, self.source, self.editor, self.note, self)
        self.change = TextChange(session, self.editor, self)
        self.deciding = Deciding(session, self.reader, self.pane, self.figure, self)
        self.telling = Telling(self.reader, self.pane, self.list, self.deciding, self)
        self.menu = SourceMenu(session, theme, self.reader, self.pane, self.note)
        self._connect()
        columns, rows = self.columns, self.list
        forbid(session, columns.paste_first, columns.choose_first, columns.type_first, rows.add)
        forbid(session, self.pane.details, self.editor.keep)

    def _connect(self) -> None:
        self.columns.paste_first.clicked.connect(self.paste)
        self.columns.choose_first.clicked.connect(self.choose_files)
        self.columns.type_first.clicked.connect(self.new_source)
        rows = self.list
        rows.paste_asked.connect(self.paste)
        rows.files_asked.connect(self.choose_files)
        rows.hand_asked.connect(self.new_source)
        rows.source_chosen.connect(self.open_chosen)
        rows.entered_text.connect(self.go_to_text)
        rows.progress.cancelled.connect(self.adding.intake.cancel)
        self.adding.intake.stepped.connect(self._file_begun)
        self.adding.intake.finished.connect(rows.progress.hide)
        self.adding.began.connect(self._adding_began)
        self.adding.ended.connect(self._adding_ended)
        self.adding.opened.connect(self.list.choose)
        self.change.began.connect(self._editing_began)
        self.change.ended.connect(self._editing_ended)
        self.change.mended.connect(self._mended)
        self.source.submitted.connect(self._details_submitted)
        self.source.given_up.connect(self._details_left)
        for form in (self.source, self.figure):
            form.alike.asked_for.connect(self.show_record)
        self.pane.details_asked.connect(self.edit_details)
        self.menu.text_wanted.connect(self.change.begin)
        self.menu.figure_wanted.connect(self.deciding.open_figure)
        self.menu.history_wanted.connect(self._history_wanted)
        self.deciding.form_wanted.connect(self._show_figure_form)
        self.list.waiting.taken.connect(self.go_on)
        self.list.waiting.thrown_away.connect(self._throw_away)
        self.session.closed.connect(self.close_workers)
        self.shelf.drift_known.connect(self._rows_changed)
        rows.model.looked_for.connect(self.shelf.look_for)
        on_key(self, "Ctrl+V", self.paste)

    @property
    def place(self) -> tuple[RecordKind, int] | None:
        """The source that is open."""
        source = self._current()
        return (RecordKind.SOURCE, source) if source else None

    def refresh(self, changes: Changes | None) -> None:
        """Show the casefile as it is now."""
        self.shelf.refresh(changes)
        self.list.show_rows(self.shelf.rows())
        self.columns.show_empty(not len(self.shelf) and not self.adding.active)
        self.figure.refresh()
        if self._current() == 0:
            self.list.choose_first()
        self._show_current()
        self._offer_waiting()

    def show_record(self, kind: RecordKind, record_id: int) -> None:
        """Open a source, or a figure's source at the figure's words."""
        if kind is RecordKind.FIGURE:
            figure = self.session.book.figure.get(record_id)
            if figure is not None:
                self._leave_forms()
                self.list.choose(figure.source)
                self.deciding.open_figure(record_id)
                self.pane.text.setFocus()
        elif kind is RecordKind.SOURCE:
            self._leave_forms()
            self.list.choose(record_id)

    def enter(self) -> None:
        """Put the focus where reading begins: the text, else the list, else the first step."""
        if self.columns.is_empty:
            self.columns.paste_first.setFocus()
        elif self.columns.shows_details:
            self.source.source_form.fields["title"].take_focus()
        else:
            self.pane.text.setFocus()

    def leave(self) -> None:
        """Keep what is half filled."""
        self.figure.leave()
        self.adding.keep_draft()
        if self.change.source is not None and self.editor.is_touched:
            self.change.leave()

    def close_workers(self) -> None:
        """Stop what is read in the background; the casefile is closed."""
        self.reader.close()
        self.adding.intake.close()
        self.menu.close()
        self.shelf.close()

    @property
    def waits(self) -> bool:
        """Whether a source that was half added is offered again."""
        return not self.list.waiting.isHidden()

    def go_on(self) -> None:
        """Go on with the source that was half added."""
        self.adding.go_on()

    def new_figure(self) -> bool:
        """Begin a figure from the selected words, or an empty one for the open source."""
        if self.reader.open is None:
            return False
        if self.pane.text.selected() is not None:
            self.deciding.take_words()
        else:
            self._show_figure_form()
            self.deciding.stand_by()
            self.figure.focus_number()
        return True

    def new_source(self) -> None:
        """Begin a source whose details are typed."""
        self.adding.by_hand()

    def open_words(self) -> None:
        """Bring the words of the form's figure into view."""
        self.deciding.show_words()

    def open_chosen(self) -> None:
        """Open the source that was chosen in the list."""
        if self.reader.open is not None and self.reader.open.source.id == self.list.current:
            return
        if self.adding.active:
            self.adding.give_up()
        self.change.leave()
        if self.columns.shows_details:
            self._show_figure_form()
        self._show_current()
        self.deciding.stand_by()

    def go_to_text(self) -> None:
        """Go from the list to the words, to the first suggestion if there is one."""
        self.pane.text.setFocus()
        if self.pane.text.chosen is None:
            self.reader.step(1)

    def edit_details(self) -> None:
        """Mend who published the open source, when, and where."""
        if self.reader.open is not None:
            self.figure.leave()
            self.source.edit(self.reader.open.source)
            self.columns.show_details()

    def _current(self) -> int:
        """The source that is read: the chosen one, or the open one while the filter hides it; 0 where there is none."""
        reading = self.reader.open
        if not self.list.current and reading is not None and self.shelf.row(reading.source.id) is not None:
            return reading.source.id
        return self.list.current

    def _show_current(self) -> None:
        current = self._current()
        row = self.shelf.row(current)
        before = self.reader.open.source.id if self.reader.open is not None else 0
        if row is None:
            self.reader.show_nothing()
            return
        self.reader.show_source(current)
        if self.reader.open is not None:
            self.telling.show_source(row, self.reader.open)
            if before != current:
                self.deciding.stand_by()

    def _show_figure_form(self) -> None:
        self.columns.show_reading()

    def _file_begun(self, name: str, done: int, of: int) -> None:
        self.columns.show_empty(False)
        words = self.tr("Reading {done} of {of}: {name}").format(done=done + 1, of=of, name=name)
        self.list.progress.show_step(words, done, of)

    def _adding_began(self) -> None:
        self.columns.show_empty(False)
        self.figure.leave()
        self.columns.show_editor()
        self.columns.show_details()
        self.source.source_form.fields["title"].take_focus()

    def _adding_ended(self, kept: int) -> None:
        self._show_figure_form()
        self.columns.show_empty(not len(self.shelf))
        if kept:
            self.list.choose(kept)
        self._show_current()
        self.enter()
        self._offer_waiting()

    def _editing_began(self) -> None:
        self.columns.show_editor()

    def _editing_ended(self) -> None:
        self.columns.show_text()
        self.pane.text.setFocus()

    def _mended(self, sentence: str, _mended: object) -> None:
        if sentence:
            self.telling.say_mended(sentence)

    def _details_submitted(self, draft: SourceDraft) -> None:
        source = self.source.editing
        if source is None:
            self.adding.submit(draft)
            return
        try:
            done = self.session.run(self.tr("Change source"), partial(_change, source, draft))
        except Unfit as unfit:
            self.source.source_form.show_unfit(unfit)
            return
        if done:
            self._details_left()

    def _details_left(self) -> None:
        if self.adding.active:
            self.adding.give_up()
        else:
            self._show_figure_form()
            self.pane.text.setFocus()

    def _leave_forms(self) -> None:
        if self.adding.active:
            self.adding.give_up()
        self.change.leave()
        self._show_figure_form()

    def _history_wanted(self, source: int) -> None:
        self.asked_for.emit(RecordKind.SOURCE, source, "history")

    def _rows_changed(self) -> None:
        self.list.show_rows(self.shelf.rows())
        if self._current() == 0:
            self.list.choose_first()

    def _throw_away(self) -> None:
        self.adding.throw_away()
        self._offer_waiting()

    def _offer_waiting(self) -> None:
        """Say that a source was half added before, where one was."""
        waiting = self.adding.waiting()
        self.list.offer_waiting(waiting is not None and not self.adding.active)


def _change(source: Source, draft: SourceDraft, act: Act) -> bool:
    act.change(source.id, draft, seen=source)
    return True
