"""The form of the chosen agreement or event, under a strip that says whether it is kept; what follows from it stands below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from db.kind import RecordKind
from desktop.duplicates.notice import LikeNotice
from desktop.forms.about import short
from desktop.forms.event_form import AgreementForm, EventForm
from desktop.forms.keeper import DraftKeeper, kept_at
from desktop.look.control import label, link_button, primary_button, secondary_button, tool_button
from desktop.look.key import KEEP, on_key
from desktop.look.panel import DraftNote, Strip
from desktop.look.theme import SEMIBOLD, Theme
from desktop.register.follow import Follows
from desktop.safety.forbid import forbid, forbid_form
from desktop.session import Session
from figures.record import Agreement, AgreementDraft, Draft, Event, EventDraft, Unfit
from figures.vocabulary import EventKind

if TYPE_CHECKING:
    from db.casefile import Act

Key = tuple[RecordKind, int]
LONGEST_TITLE = 70


class RecordPanel(QWidget):
    """Types an agreement or an event.

    Signals: ``kept(kind, id, is_new)``; ``left()`` when a new one is dismissed; ``tranche_asked_for()``,
    ``remove_asked_for()``, ``history_asked_for()`` and ``compare_asked_for()`` for the record shown.
    """

    kept = Signal(object, int, bool)
    left = Signal()
    tranche_asked_for = Signal()
    remove_asked_for = Signal()
    history_asked_for = Signal()
    compare_asked_for = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session, self.theme = session, theme
        self._key: Key | None = None
        self._seen: Event | Agreement | None = None
        self._kind = RecordKind.EVENT
        self.event_form = EventForm(theme, self.add_record)
        self.agreement_form = AgreementForm(theme, self.add_record)
        self.alike = LikeNotice(session, theme, self.event_form, lambda: None if self._key is None else self._key[1])
        self.alike.place_under("title")
        self.event_keeper = DraftKeeper(session, self.event_form, "event")
        self.agreement_keeper = DraftKeeper(session, self.agreement_form, "agreement")
        self.title = label(theme, "", size=15, weight=SEMIBOLD, cut=True)
        self.above = label(theme, "", tone="ink2", size=13, cut=True)
        self.state = label(theme, "", tone="ink3", size=12)
        self.keep = primary_button(theme, "")
        self.keep.setToolTip(self.tr("Ctrl+Return"))
        self.revert = secondary_button(theme, "")
        self.tranche = secondary_button(theme, self.tr("New tranche like this"), "copy-plus")
        self.more = tool_button(theme, self.tr("More"), "ellipsis")
        self.note = DraftNote(theme)
        self.follows = label(theme, "", tone="ink2", wrap=True)
        self.line = Follows(session, self)
        self.show_in_compare = link_button(theme, self.tr("Show in Compare"))
        self._sign = QLabel()
        self.event_form.begin(None)
        self.agreement_form.begin()
        self._lay_out()
        self._connect()
        forbid(session, self.keep, self.tranche)
        forbid_form(session, self.event_form, self.agreement_form)

    @property
    def form(self) -> EventForm | AgreementForm:
        """The form that is shown."""
        return self.event_form if self._kind is RecordKind.EVENT else self.agreement_form

    @property
    def keeper(self) -> DraftKeeper:
        """What keeps the shown form's drafts."""
        return self.event_keeper if self._kind is RecordKind.EVENT else self.agreement_keeper

    @property
    def key(self) -> Key | None:
        """The record that is shown; None for a new one."""
        return self._key

    def show_record(self, record: Event | Agreement) -> None:
        """Show a record as it was kept."""
        self.leave()
        self._kind = RecordKind.EVENT if isinstance(record, Event) else RecordKind.AGREEMENT
        self._key = (self._kind, record.id)
        self._take_up()
        self._fill(record)
        self.keeper.begin(record=record.id)
        self.line.ask(record)
        self._show_state()
        self._offer_drafts()

    def begin_event(self, agreement: int | None, like: Event | None = None) -> None:
        """A new event; like another one it takes its kind, place and mediators, never its day or its numbers."""
        self.leave()
        self._kind, self._key = RecordKind.EVENT, None
        self._take_up()
        self.event_form.begin(agreement, like.kind if like is not None else EventKind.PRISONER_EXCHANGE)
        if like is not None:
            names = ("title", "place", "place_role", "mediators")
            self.event_form.fill({name: getattr(like, name) for name in names})
            self.event_form.check()
        self._begun()

    def begin_agreement(self) -> None:
        """A new agreement."""
        self.leave()
        self._kind, self._key = RecordKind.AGREEMENT, None
        self._take_up()
        self.agreement_form.begin()
        self._begun()

    def refresh(self) -> None:
        """Offer the records as they are now, and show the record anew unless something is typed in it."""
        self.form.offer(self.session.book)
        record = self._record()
        if self._key is not None and record is not None and not self.form.is_dirty:
            self._fill(record)
        self.line.ask(record)
        self._show_state()

    def leave(self) -> None:
        """Keep what is half filled."""
        self.keeper.flush()

    def add_record(self, draft: Draft) -> int | None:
        """Add a party that was typed new, in an act of its own."""
        made = self.session.run(self.tr("Add party"), lambda act: act.add(draft))
        self.form.offer(self.session.book)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts back what was kept, or leaves a new record; what was typed stays as a draft."""
        if event.key() == Qt.Key.Key_Escape and (self._key is None or self.form.is_dirty):
            self._revert()
            return
        super().keyPressEvent(event)

    def _begun(self) -> None:
        self.keeper.begin()
        self.line.ask(None)
        self._show_state()
        self._offer_drafts()
        self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.title.selectAll()

    def _fill(self, record: Event | Agreement) -> None:
        """Show what is kept; a change is later held against this, so that nothing is overwritten unseen."""
        self._seen = record
        if isinstance(record, Event):
            self.event_form.show_draft(record)
        else:
            self.agreement_form.show_draft(record)

    def _take_up(self) -> None:
        self._note_margin.hide()
        self.form.offer(self.session.book)
        self.event_form.setVisible(self._kind is RecordKind.EVENT)
        self.agreement_form.setVisible(self._kind is RecordKind.AGREEMENT)

    def _record(self) -> Event | Agreement | None:
        if self._key is None:
            return None
        kind, key = self._key
        casebook = self.session.book
        return casebook.event.get(key) if kind is RecordKind.EVENT else casebook.agreement.get(key)

    def _show_state(self) -> None:
        record, form = self._record(), self.form
        is_new, dirty = self._key is None, form.is_dirty
        event = self._kind is RecordKind.EVENT
        new = self.tr("New event") if event else self.tr("New agreement")
        self.title.setText(short(record.title, LONGEST_TITLE) if record is not None else new)
        above = self.session.book.agreement.get(record.agreement or 0) if isinstance(record, Event) else None
        self.above.setText(short(above.title, LONGEST_TITLE) if above is not None else "")
        self.keep.setVisible(is_new or dirty)
        self.revert.setVisible(is_new or dirty)
        self.revert.setText(self.tr("Leave") if is_new else self.tr("Put back"))
        self.keep.setText(
            (self.tr("Keep event") if event else self.tr("Keep agreement")) if is_new else self.tr("Keep changes")
        )
        self.keep.setEnabled(not form.problem)
        self.tranche.setVisible(event and not is_new and not dirty)
        self.more.setVisible(not is_new and not dirty)
        self.state.setText("" if is_new or dirty else self.tr("Saved"))
        follows = "" if record is None else self.line.words(record)
        self.follows.setText(follows)
        for part in (self.follows, self._sign, self.show_in_compare):
            part.setVisible(bool(follows) and not is_new)

    def _offer_drafts(self) -> None:
        waiting = self.keeper.waiting()
        self._note_margin.setVisible(bool(waiting))
        if waiting:
            event = self._kind is RecordKind.EVENT
            title = self.tr("A half-filled event is waiting") if event else self.tr("A half-filled agreement is waiting")
            if self._key is not None:
                title = self.tr("Changes to this record were typed and not kept")
            self.note.offer(title, self.tr("Kept {time}").format(time=kept_at(waiting[0])))

    def _lay_out(self) -> None:
        theme, scaled = self.theme, self.theme.scaled
        strip = Strip(theme, edge=20)
        for part, stretch in ((self.title, 0), (self.above, 1), (self.state, 0), (self.revert, 0), (self.keep, 0)):
            strip.row.addWidget(part, stretch)
        strip.row.addWidget(self.tranche)
        strip.row.addWidget(self.more)
        menu = QMenu(self)
        menu.addAction(self.tr("History of this record")).triggered.connect(self.history_asked_for)
        remove = menu.addAction(self.tr("Remove…"))
        remove.triggered.connect(self.remove_asked_for)
        forbid(self.session, remove)
        self.more.setMenu(menu)
        self._note_margin = QWidget()
        noted = QHBoxLayout(self._note_margin)
        noted.setContentsMargins(scaled(20), scaled(12), scaled(20), 0)
        noted.addWidget(self.note)
        self._note_margin.hide()
        row = QHBoxLayout()
        row.setContentsMargins(scaled(20), 0, scaled(20), scaled(12))
        row.setSpacing(scaled(8))
        row.addWidget(self._sign)
        row.addWidget(self.follows, 1)
        row.addWidget(self.show_in_compare)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self._note_margin)
        column.addWidget(self.event_form)
        column.addWidget(self.agreement_form)
        self.agreement_form.hide()
        column.addLayout(row)
        self._draw_sign()

    def _connect(self) -> None:
        for form in (self.event_form, self.agreement_form):
            form.submitted.connect(self._submitted)
            form.edited.connect(self._show_state)
            form.judged.connect(self._judged)
        for keeper in (self.event_keeper, self.agreement_keeper):
            keeper.kept.connect(self._draft_kept)
        self.line.changed.connect(self._show_state)
        self.keep.clicked.connect(self._keep_clicked)
        self.revert.clicked.connect(self._revert)
        self.tranche.clicked.connect(self.tranche_asked_for)
        self.show_in_compare.clicked.connect(self.compare_asked_for)
        self.note.taken.connect(self._go_on)
        self.note.thrown_away.connect(self._throw_away)
        self.theme.changed.connect(self._draw_sign)
        on_key(self, KEEP, self._keep_clicked)

    def _keep_clicked(self) -> None:
        if self._key is None or self.form.is_dirty:
            self.form.submit()

    def _submitted(self, draft: EventDraft | AgreementDraft) -> None:
        key, event = self._key, self._kind is RecordKind.EVENT
        seen = self._seen if key is not None else None
        if key is None:
            label_ = self.tr("Add event") if event else self.tr("Add agreement")
        else:
            label_ = self.tr("Change event") if event else self.tr("Change agreement")
        keeper = self.keeper
        try:
            made = self.session.run(label_, lambda act: _keep(act, seen, draft))
        except Unfit as unfit:
            self.form.show_unfit(unfit)
            return
        if made is None:
            return
        keeper.drop()
        keeper.begin(record=made)
        self._key = (self._kind, made)
        self._seen = self._record()
        self.form.settle()
        self._show_state()
        self.kept.emit(self._kind, made, key is None)

    def _revert(self) -> None:
        self.keeper.flush()
        if self._key is None:
            self.left.emit()
            return
        self.form.settle()
        self.refresh()
        self.keeper.begin(record=self._key[1])
        self._offer_drafts()

    def _judged(self, problem: str) -> None:
        self.keep.setEnabled(not problem)
        self.keep.setAccessibleDescription(problem)

    def _draft_kept(self, time: str) -> None:
        self.state.setText(self.tr("Draft kept {time}").format(time=time))

    def _go_on(self) -> None:
        waiting = self.keeper.waiting()
        if waiting:
            self.keeper.flush()
            self.keeper.go_on(waiting[0])
            self._show_state()
            self._offer_drafts()

    def _throw_away(self) -> None:
        waiting = self.keeper.waiting()
        if waiting:
            self.keeper.throw_away(waiting[0].form)
            self._offer_drafts()

    def _draw_sign(self) -> None:
        self._sign.setPixmap(self.theme.pixmap("scale", "ink2", 16))


def _keep(act: Act, seen: Event | Agreement | None, draft: EventDraft | AgreementDraft) -> int:
    if seen is None:
        return act.add(draft)
    act.change(seen.id, draft, seen=seen)
    return seen.id
