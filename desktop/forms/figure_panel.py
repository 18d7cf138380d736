"""The figure form in its panel: title, kept drafts offered again, the form, and the foot with *Keep figure*.

The Register and Sources each have one. It keeps what the form gives in one act, and carries forward from the last figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.duplicates.notice import LikeNotice
from desktop.forms.about import family
from desktop.forms.figure_form import FigureForm
from desktop.forms.keeper import DraftKeeper, kept_at
from desktop.forms.prefill import Prefill
from desktop.look.control import label, primary_button, quiet_button
from desktop.look.key import KEEP, on_key
from desktop.look.panel import DraftNote, Foot, Strip, scroller
from desktop.look.shown import tip
from desktop.look.theme import SEMIBOLD, Theme
from desktop.safety.forbid import forbid, forbid_form
from desktop.session import Session
from figures.record import Draft, Figure, FigureDraft, Unfit

if TYPE_CHECKING:
    from db.casefile import Act


class FigurePanel(QWidget):
    """Types one figure after another.

    Signals: ``kept(ids)`` with a tuple of the new or changed figures; ``left()`` when the user dismisses the form;
    ``words_asked_for()`` for *Show in text*.
    """

    kept = Signal(object)
    left = Signal()
    words_asked_for = Signal()

    def __init__(self, session: Session, theme: Theme, place: str, *, goes_on: bool = True) -> None:
        super().__init__()
        self.session, self.theme = session, theme
        self.setProperty("surface", "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._goes_on = goes_on
        self._shown: Figure | None = None
        self._prefill = Prefill()
        self.form = FigureForm(theme, self.add_record)
        self.alike = LikeNotice(session, theme, self.form, lambda: self.editing)
        self.alike.place_under("about")
        self.keeper = DraftKeeper(session, self.form, f"figure-{place}")
        self.title = label(theme, "", size=15, weight=SEMIBOLD)
        self.state = label(theme, "", tone="ink3", size=12)
        self.note = DraftNote(theme, narrow=True)
        self.keep = primary_button(theme, "")
        self.key = label(theme, self.tr("Ctrl+↵"), tone="ink3", size=11)
        self.dismiss = quiet_button(theme, self.tr("Leave"))
        self.dismiss.setToolTip(self.tr("Escape; what is half filled is kept as a draft"))
        self.clear_carried = quiet_button(theme, "", "pin")
        self.clear_carried.setToolTip(self.tr("Ctrl+Backspace"))
        self._lay_out()
        self._connect()
        forbid(session, self.keep)
        forbid_form(session, self.form)
        self.begin(Prefill())

    def begin(self, prefill: Prefill) -> None:
        """Begin a new figure; a half-filled one before it is kept as a draft."""
        self.keeper.flush()
        self._shown = None
        self._prefill = prefill
        self.form.offer(self.session.book)
        self.form.begin(prefill, self._last())
        self.keeper.begin()
        self.title.setText(self.tr("New figure"))
        self.keep.setText(self.tr("Keep figure"))
        self.state.setText("")
        self._offer_drafts()
        self.take_focus()

    def edit(self, figure: Figure) -> None:
        """Change a figure that is kept."""
        self.keeper.flush()
        self._shown = figure
        self.form.offer(self.session.book)
        self.form.show_draft(figure)
        self.keeper.begin(record=figure.id)
        self.title.setText(self.tr("Change figure"))
        self.keep.setText(self.tr("Keep changes"))
        self.state.setText(self.tr("Saved"))
        self._offer_drafts()
        self.take_focus()

    def refresh(self) -> None:
        """Offer the records as they are now; a figure that has changed is shown anew unless something is typed."""
        casebook = self.session.book
        self.form.offer(casebook)
        shown = self._shown
        if shown is None or self.form.is_dirty or casebook.figure.get(shown.id) == shown:
            return
        if shown.id in casebook.figure:
            self.edit(casebook.figure[shown.id])
        else:
            self.left.emit()

    def take_focus(self) -> None:
        """Put the cursor into the number."""
        self.form.c.number.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.c.number.entry.selectAll()

    def leave(self) -> None:
        """Keep what is half filled."""
        self.keeper.flush()

    @property
    def editing(self) -> int | None:
        """The figure that is being changed; None for a new one."""
        return self._shown.id if self._shown is not None else None

    def add_record(self, draft: Draft) -> int | None:
        """Add a party that was typed new, in an act of its own."""
        made = self.session.run(self.tr("Add party"), lambda act: act.add(draft))
        self.refresh()
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the form."""
        if event.key() == Qt.Key.Key_Escape:
            self._dismissed()
            return
        super().keyPressEvent(event)

    def _last(self) -> Prefill | None:
        """What is carried forward: source, claimant, direction and category of the figure typed last, never its number.

        The last one about the same event or agreement goes before all others.
        """
        casebook = self.session.book
        near = family(casebook, self._prefill.agreement, self._prefill.event)
        last = near[-1] if near else casebook.last_figure()
        if last is None:
            return None
        return Prefill(
            unit=last.unit, category=last.category, sender=last.sender, receiver=last.receiver, claimant=last.claimant,
            source=last.source,
        )  # fmt: skip

    def _lay_out(self) -> None:
        theme = self.theme
        strip = Strip(theme)
        strip.row.addWidget(self.title, 1)
        strip.row.addWidget(self.state)
        inside = QWidget()
        inside.setProperty("surface", "sheet")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        margin = QWidget()
        noted = QVBoxLayout(margin)
        noted.setContentsMargins(theme.scaled(16), theme.scaled(12), theme.scaled(16), 0)
        noted.addWidget(self.note)
        column.addWidget(margin)
        column.addWidget(self.form, 1)
        self._note_margin = margin
        scroll = scroller(inside)
        foot = Foot(theme)
        foot.row.addWidget(self.keep)
        foot.row.addWidget(self.key)
        foot.row.addStretch(1)
        foot.row.addWidget(self.dismiss)
        foot.row.addWidget(self.clear_carried)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(strip)
        outer.addWidget(scroll, 1)
        outer.addWidget(foot)

    def _connect(self) -> None:
        self.form.submitted.connect(self._submitted)
        self.form.judged.connect(self._judged)
        self.form.carried_changed.connect(self._carried_changed)
        self.form.words_asked_for.connect(self.words_asked_for)
        self.form.edited.connect(self._edited)
        self.keeper.kept.connect(self._draft_kept)
        self.keep.clicked.connect(self.form.submit)
        self.dismiss.clicked.connect(self._dismissed)
        self.clear_carried.clicked.connect(self.form.clear_carried)
        self.note.taken.connect(self._go_on)
        self.note.thrown_away.connect(self._throw_away)
        on_key(self, KEEP, self.form.submit)
        on_key(self, "Ctrl+Backspace", self.form.clear_carried)

    def _submitted(self, drafts: tuple[FigureDraft, ...]) -> None:
        shown = self._shown
        try:
            ids = self.session.run(self._act_label(len(drafts)), lambda act: _keep(act, shown, drafts))
        except Unfit as unfit:
            self.form.show_unfit(unfit)
            return
        if ids is None:
            return
        self.keeper.drop()
        self.form.settle()
        if shown is None and self._goes_on:
            about = Prefill(agreement=self._prefill.agreement, event=self._prefill.event, source=self._prefill.source)
            self.begin(about)
        elif shown is not None:
            self._shown = self.session.book.figure[shown.id]
            self.state.setText(self.tr("Saved"))
        self.kept.emit(ids)

    def _act_label(self, number: int) -> str:
        if self._shown is not None:
            return self.tr("Change figure")
        return self.tr("Add figure") if number == 1 else self.tr("Add figure and its twin")

    def _judged(self, problem: str) -> None:
        self.keep.setEnabled(not problem)
        self.keep.setToolTip(tip(problem))
        self.keep.setAccessibleDescription(problem)

    def _carried_changed(self, number: int) -> None:
        self.clear_carried.setVisible(number > 0)
        self.clear_carried.setText(self.tr("Clear {number} carried").format(number=number))

    def _edited(self) -> None:
        self.state.setText(self.tr("Not kept yet") if self.form.is_dirty else "")

    def _draft_kept(self, time: str) -> None:
        self.state.setText(self.tr("Draft kept {time}").format(time=time))

    def _offer_drafts(self) -> None:
        waiting = self.keeper.waiting()
        self._note_margin.setVisible(bool(waiting))
        self.note.setVisible(bool(waiting))
        if waiting:
            one = self.tr("A half-filled figure is waiting")
            many = self.tr("{number} half-filled figures are waiting").format(number=len(waiting))
            kept = self.tr("Kept {time}").format(time=kept_at(waiting[0]))
            self.note.offer(one if len(waiting) == 1 else many, kept)

    def _go_on(self) -> None:
        waiting = self.keeper.waiting()
        if waiting:
            self.keeper.flush()
            self.keeper.go_on(waiting[0])
            self._offer_drafts()
            self.take_focus()

    def _throw_away(self) -> None:
        waiting = self.keeper.waiting()
        if waiting:
            self.keeper.throw_away(waiting[0].form)
            self._offer_drafts()

    def _dismissed(self) -> None:
        self.keeper.flush()
        self.left.emit()


def _keep(act: Act, shown: Figure | None, drafts: tuple[FigureDraft, ...]) -> tuple[int, ...]:
    if shown is not None:
        act.change(shown.id, drafts[0], seen=shown)
        return (shown.id,)
    return tuple(act.add(draft) for draft in drafts)
