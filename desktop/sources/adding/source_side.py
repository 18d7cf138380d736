"""The form of a source's details at the right: a new source before it is kept, or one that is mended."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop.duplicates.notice import LikeNotice
from desktop.forms.picker import Picker
from desktop.forms.source_form import SourceForm
from desktop.look.control import label, primary_button, quiet_button
from desktop.look.key import KEEP, on_key
from desktop.look.shown import tip
from desktop.look.theme import Theme
from desktop.safety.forbid import forbid, forbid_form
from desktop.session import Session
from desktop.sources.side_panel import SidePanel
from figures.record import Draft, Source, SourceDraft


class SourceSide(SidePanel):
    """A source's details.

    Signals: ``submitted(SourceDraft)``; ``given_up()`` on *Leave* and Escape; ``all_wanted()`` to keep every document that
    waits as it was read.
    """

    submitted = Signal(object)
    given_up = Signal()
    all_wanted = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        self._session = session
        form = SourceForm(theme, self._add_record)
        super().__init__(theme, form)
        self.source_form = form
        self.alike = LikeNotice(session, theme, form, lambda: None if self.editing is None else self.editing.id)
        self.alike.place_under("title")
        self.editing: Source | None = None
        self.keep = primary_button(theme, "")
        self.give_up = quiet_button(theme, self.tr("Leave"))
        self.keep_all = quiet_button(theme, "")
        row = self.foot.row
        row.setSpacing(theme.scaled(4))
        row.addWidget(self.keep)
        row.addWidget(label(theme, "Ctrl+↵", tone="ink3", size=11))
        row.addWidget(self.give_up)
        row.addStretch(1)
        row.addWidget(self.keep_all)
        self.keep_all.hide()
        form.submitted.connect(self._form_submitted)
        form.judged.connect(self._judged)
        self.keep.clicked.connect(form.submit)
        self.give_up.clicked.connect(self.given_up)
        self.keep_all.clicked.connect(self.all_wanted)
        on_key(self, KEEP, form.submit)
        forbid(session, self.keep, self.keep_all)
        forbid_form(session, form)

    def begin(self, draft: SourceDraft | None, publisher: str = "", *, waiting: int = 0) -> None:
        """A new source as it was read, or an empty one; ``publisher`` is a name that the casefile does not have yet."""
        self.editing = None
        self.title.setText(self.tr("New source"))
        self.keep.setText(self.tr("Keep source"))
        self.keep_all.setVisible(waiting > 0)
        self.keep_all.setText(self.tr("Keep all {n} as read").format(n=waiting + 1))
        self._show(draft)
        if publisher:
            self.source_form.fill({"publisher": {"typed": publisher}})
            picker = self.source_form.controls()["publisher"]
            if isinstance(picker, Picker):
                picker.line.editingFinished.emit()
            self.source_form.check()

    def edit(self, source: Source) -> None:
        """The details of a kept source."""
        self.editing = source
        self.title.setText(self.tr("Details of the source"))
        self.keep.setText(self.tr("Keep changes"))
        self.keep_all.hide()
        self._show(source)

    def refresh(self) -> None:
        """Offer the casefile's records as they are now."""
        self.source_form.offer(self._session.book)

    def _show(self, draft: SourceDraft | None) -> None:
        if draft is None:
            self.source_form.begin()
        else:
            self.source_form.show_draft(draft)
        self.source_form.offer(self._session.book)
        if draft is not None:
            self.source_form.show_draft(draft)
        self.show_problem("")
        self.body.verticalScrollBar().setValue(0)
        self.source_form.fields["title"].take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives the form up."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)

    def _form_submitted(self, draft: SourceDraft) -> None:
        self.submitted.emit(draft)

    def _add_record(self, draft: Draft) -> int | None:
        return self._session.run(self.tr("Add publisher"), lambda act: act.add(draft))

    def _judged(self, sentence: str) -> None:
        self.keep.setEnabled(not sentence)
        self.keep.setToolTip(tip(sentence))
