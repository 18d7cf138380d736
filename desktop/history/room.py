"""The History room: every act under its day, what it changed at the right, undo and redo, one record back to how it was."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from db.kind import RecordKind
from db.result import Entry
from desktop.history.act_panel import MOST_RECORDS, ActPanel
from desktop.history.change import kind_word, record_name
from desktop.history.followed import followed
from desktop.history.row import ActFilter, columns, local, rows_of, shortened
from desktop.look.control import Choice, SearchField, label, link_button, secondary_button
from desktop.look.panel import EmptyRoom, Strip, splitter
from desktop.look.shown import tip, visible_line
from desktop.look.table import CellTable, RowModel
from desktop.look.theme import Theme
from desktop.room import Room
from desktop.safety.forbid import forbid
from desktop.session import Session
from figures.record import Unfit

if TYPE_CHECKING:
    from db.result import Changes

PAGE = 300
ACT_SHOWN = 22
SEARCHED = 200
"""Of one act's records so many are looked at for a text."""
ENOUGH = 60
"""Acts are fetched a page at a time, until so many fit the filter or there are no more."""


class HistoryRoom(Room):
    """The journal of the casefile."""

    title = "History"
    icon_name = "history"

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self._entries: list[Entry] = []
        self._all_read = False
        self._stale = False
        self._wanted = ENOUGH
        self._record: tuple[RecordKind, int] | None = None
        self.text = SearchField(theme, self.tr("Filter acts"))
        self.author = Choice(self.tr("Who"))
        self.kind = Choice(self.tr("Kind of record"))
        self.since = Choice(self.tr("When"))
        self.undo = secondary_button(theme, self.tr("Undo"), "undo-2")
        self.redo = secondary_button(theme, self.tr("Redo"), "redo-2")
        self.acts: CellTable[Entry] = CellTable(theme, RowModel(columns()), self.tr("Acts"), first_margin=14)
        self.panel = ActPanel(session, theme)
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._lay_out()
        self._connect()
        forbid(session, self.undo, self.redo, self.panel.restore)

    def refresh(self, changes: Changes | None) -> None:
        """Read the newest acts again; what was chosen stays chosen, a new act is shown at the head."""
        self._stale = True
        if self.isVisible():
            self._read_anew(keep=changes is None)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was done while the room was out of sight."""
        super().showEvent(event)
        if self._stale:
            self._read_anew(keep=True)

    def show_record(self, kind: RecordKind, record_id: int) -> None:
        """Show all acts on one record."""
        self._record = (kind, record_id)
        self._clear_choices()
        self._read_anew(keep=False)

    def enter(self) -> None:
        """The acts have the focus."""
        self.acts.setFocus(Qt.FocusReason.OtherFocusReason)
        self._note()

    def asked(self) -> ActFilter:
        """What the researcher asks to see."""
        author, kind, days = self.author.value, self.kind.value, self.since.value
        since = dt.date.today() - dt.timedelta(days=days) if isinstance(days, int) else None
        return ActFilter(
            text=self.text.text(),
            author=author if isinstance(author, str) else None,
            kind=kind if isinstance(kind, RecordKind) else None,
            since=since,
        )

    def _read_anew(self, *, keep: bool) -> None:
        self._stale = False
        self._show_undo()
        chosen = self.acts.current if keep else None
        self._entries, self._all_read, self._wanted = [], False, ENOUGH
        self._read_page()
        self._offer_authors()
        self._show(chosen)

    def _read_page(self) -> None:
        """One more page of the journal; the casefile itself picks the kind and the record.

        Of acts on very many records a text is looked for in more of them than are shown.
        """
        asked, before = self.asked(), self._entries[-1].id if self._entries else None
        kind, record = self._record or (asked.kind, None)
        most = SEARCHED if asked.text.strip() else MOST_RECORDS
        read = partial(self.session.casefile.journal, limit=PAGE, before=before, kind=kind, id=record, most_changes=most)
        page = self.session.attempt(read)
        self._entries += page or ()
        self._all_read = not page or len(page) < PAGE
        since = asked.since
        if since is not None and self._entries and local(self._entries[-1]).date() < since:
            self._all_read = True

    def _show(self, chosen: Entry | None) -> None:
        asked = self.asked()
        entries = [entry for entry in self._entries if asked.takes(entry)]
        at = self.acts.verticalScrollBar().value()
        self.acts.show_rows(rows_of(entries, dt.date.today()), keep=lambda entry: chosen is not None and entry.id == chosen.id)
        if chosen is not None:
            self.acts.verticalScrollBar().setValue(at)
        elif entries:
            self.acts.choose(lambda entry: entry.id == entries[0].id)
        if self.acts.current is None:
            self.panel.show_nothing()
        if len(entries) < self._wanted and not self._all_read:
            self._more.start(0)
        self._pages.setCurrentWidget(self._split if self._entries or asked or self._record else self._empty)
        self._none.setVisible(not entries and self._all_read)
        self.acts.setHidden(self._none.isVisibleTo(self))
        self._show_one_record()
        self._note()

    def _read_more(self) -> None:
        chosen = self.acts.current
        self._read_page()
        self._show(chosen)

    def _scrolled(self, value: int) -> None:
        bar = self.acts.verticalScrollBar()
        if not self._all_read and bar.maximum() and value > bar.maximum() - self.acts.height() and not self._more.isActive():
            self._wanted += PAGE
            self._more.start(0)

    def _filtered(self) -> None:
        """Author, text and day are matched here; another kind of record is asked of the casefile."""
        self._read_anew(keep=True)

    def _clear_choices(self) -> None:
        self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(False)
        for choice in (self.author, self.kind, self.since):
            choice.set_value(None)

    def _show_all(self) -> None:
        self._record = None
        self._clear_choices()
        self._read_anew(keep=False)

    def _act_chosen(self, entry: Entry | None) -> None:
        if entry is None:
            self.panel.show_nothing()
            return
        history: tuple[Entry, ...] = ()
        if len(entry.changes) == 1:
            change = entry.changes[0]
            found = self.session.attempt(lambda: self.session.casefile.journal(limit=10_000, kind=change.kind, id=change.id))
            history = found or ()
        self.panel.show_entry(entry, followed(entry, history, dt.date.today()), len(history))

    def _restore(self, kind: RecordKind, record_id: int) -> None:
        entry = self.acts.current
        if entry is None:
            return
        try:
            self.session.restore(kind, record_id, entry.id)
        except Unfit as wrong:
            self.panel.say(str(wrong))

    def _show_undo(self) -> None:
        casefile = self.session.casefile
        for button, text, what in (
            (self.undo, self.tr("Undo {act}"), casefile.undo_label),
            (self.redo, self.tr("Redo {act}"), casefile.redo_label),
        ):
            button.setVisible(what is not None or button is self.undo)
            button.setEnabled(what is not None and not casefile.read_only)
            button.setText(visible_line(text.format(act=shortened(what or "", ACT_SHOWN))).replace("&", "&&"))
            button.setToolTip(tip(text.format(act=what or "").strip()))

    def _offer_authors(self) -> None:
        names = sorted({entry.author for entry in self._entries if entry.author}, key=str.casefold)
        chosen = self.author.value
        if isinstance(chosen, str) and chosen not in names:
            names.append(chosen)
        self.author.offer([(None, self.tr("Everyone")), *((name, name) for name in names)])

    def _show_one_record(self) -> None:
        self._one.setVisible(self._record is not None)
        if self._record is None:
            return
        change = next((c for e in self._entries for c in e.changes if (c.kind, c.id) == self._record), None)
        name = kind_word(self._record[0]) if change is None else record_name(change)
        self._one_name.setText(self.tr("All acts on {name}").format(name=name))

    def _note(self) -> None:
        shown = sum(1 for number in range(self.acts.rows.rowCount()) if not self.acts.rows.is_group(number))
        count = f"{shown:,}" if self._all_read else self.tr("{count} or more").format(count=f"{shown:,}")
        first = self._entries[-1].at[:10] if self._entries and self._all_read and not self.asked() else ""
        acts = self.tr("1 act") if count == "1" else self.tr("{count} acts").format(count=count)
        self.noted.emit(self.tr("{acts} since {day}").format(acts=acts, day=first) if first else acts)

    def _lay_out(self) -> None:
        theme = self.theme
        strip = Strip(theme, edge=12)
        self.text.setMaximumWidth(theme.scaled(240))
        self.text.setMinimumWidth(theme.scaled(90))
        strip.row.addWidget(self.text, 240)
        for choice, width in ((self.author, 128), (self.kind, 138), (self.since, 128)):
            choice.setMaximumWidth(theme.scaled(width))
            choice.setMinimumWidth(theme.scaled(width - 20))
            strip.row.addWidget(choice, width)
        strip.row.addStretch(1)
        strip.row.addWidget(self.redo)
        strip.row.addWidget(self.undo)
        kinds = sorted(((kind, kind_word(kind)) for kind in RecordKind), key=lambda pair: pair[1])
        self.kind.offer([(None, self.tr("All records")), *((kind, name[:1].upper() + name[1:]) for kind, name in kinds)])
        days = ((0, self.tr("Today")), (6, self.tr("Last 7 days")), (29, self.tr("Last 30 days")))
        self.since.offer([(None, self.tr("Any time")), *days])
        self._one = Strip(theme, edge=14, height=34)
        self._one_name = label(theme, weight=theme.font(13).weight())
        every = link_button(theme, self.tr("Show all acts"))
        every.clicked.connect(self._show_all)
        self._one.row.addWidget(self._one_name)
        self._one.row.addWidget(every)
        self._one.row.addStretch(1)
        self._none = QWidget()
        none = QVBoxLayout(self._none)
        again = link_button(theme, self.tr("Show all acts"))
        again.clicked.connect(self._show_all)
        none.setContentsMargins(theme.scaled(14), theme.scaled(14), theme.scaled(14), theme.scaled(14))
        none.addWidget(label(theme, self.tr("No act fits the filter."), tone="ink2"))
        none.addWidget(again)
        none.addStretch(1)
        self._lay_out_pages(strip)

    def _lay_out_pages(self, strip: QFrame) -> None:
        theme = self.theme
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((strip, 0), (self._one, 0), (self._none, 1)):
            column.addWidget(part, stretch)
        column.addWidget(self.acts, 1)
        self._split = splitter(theme, self.tr("Acts, and what one changed"))
        self._split.addWidget(left)
        self._split.addWidget(self.panel)
        self._split.setStretchFactor(0, 1)
        self._split.setSizes([theme.scaled(944), theme.scaled(340)])
        self.panel.setMinimumWidth(theme.scaled(260))
        text = self.tr("Every act is listed here: when, who, and what stood before and after. Nothing is ever lost.")
        self._empty = EmptyRoom(theme, "history", self.tr("Nothing has been done in this casefile yet"), text, [])
        self._pages = QStackedWidget()
        self._pages.addWidget(self._split)
        self._pages.addWidget(self._empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)

    def _connect(self) -> None:
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(150)
        self.text.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(self._filtered)
        for choice in (self.author, self.kind, self.since):
            choice.picked.connect(lambda _value: self._filtered())
        self._more.timeout.connect(self._read_more)
        self.acts.chosen.connect(self._act_chosen)
        self.acts.opened.connect(self._to_record)
        self.acts.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.panel.restore_asked.connect(self._restore)
        self.panel.record_asked.connect(self.show_record)
        self.undo.clicked.connect(self.session.undo)
        self.redo.clicked.connect(self.session.redo)
        self.session.closed.connect(self._more.stop)
        self.session.closed.connect(self._typing.stop)

    def _to_record(self, entry: Entry) -> None:
        """Return or a double click goes to the record itself, where it is still there."""
        rooms = {
            RecordKind.AGREEMENT: "register",
            RecordKind.EVENT: "register",
            RecordKind.FIGURE: "register",
            RecordKind.SOURCE: "sources",
            RecordKind.PIN: "compare",
            RecordKind.BRIEFING: "briefings",
        }
        change = entry.changes[0] if entry.changes else None
        if change is None or change.kind not in rooms:
            return
        if change.kind is RecordKind.BRIEFING or self.session.casefile.get(change.kind, change.id) is not None:
            self.asked_for.emit(change.kind, change.id, rooms[change.kind])
