"""The Briefings room: options, the page that they make, and the briefings that were issued."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from briefing.options import BriefingOptions, WrongOptions
from db.kind import RecordKind
from desktop.background import Background
from desktop.briefings.issued_part import IssuedPart
from desktop.briefings.issued_table import IssuedRow, issued_at
from desktop.briefings.issuing import Issuing
from desktop.briefings.options_form import OptionsForm
from desktop.briefings.preset_bar import PresetBar
from desktop.briefings.preview import Preview
from desktop.briefings.saver import PdfSaver
from desktop.forms.soon import Soon
from desktop.look.control import label, link_button, primary_button, secondary_button
from desktop.look.panel import EmptyRoom, Foot, Strip, splitter
from desktop.look.theme import SEMIBOLD, Theme
from desktop.room import Room
from desktop.safety.forbid import forbid
from desktop.session import Session

if TYPE_CHECKING:
    from db.result import Changes
    from desktop.briefings.maker import Page

DRAFT = "briefing"
PAUSE = 350
"""Milliseconds after the last change of an option before the page is drawn anew."""
DRAWN_UNASKED = 20_000
"""Of a casefile of up to so many figures the page is drawn of its own accord; of more that takes a while, and waits."""
PATIENCE = 300
"""Milliseconds of drawing before it is said that a page is being drawn."""


class BriefingsRoom(Room):
    """Options at the left, the page at the right, issued briefings below."""

    title = "Briefings"
    icon_name = "printer"

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.form = OptionsForm(theme)
        self.preview = Preview(theme)
        self.issued = IssuedPart(session, theme)
        self.issue = primary_button(theme, self.tr("Issue briefing…"))
        self.save = secondary_button(theme, self.tr("Save PDF as…"))
        self.presets = PresetBar(session, theme, self.form.options)
        self.saver = PdfSaver(session, self)
        self.issuing = Issuing(session, theme, self)
        self.drawing = Background(self)
        self.made: Page | None = None
        self._old: IssuedRow | None = None
        self._soon = Soon(self, self.leave)
        self._pause, self._patience = QTimer(self), QTimer(self)
        for timer, pause in ((self._pause, PAUSE), (self._patience, PATIENCE)):
            timer.setSingleShot(True)
            timer.setInterval(pause)
        self._lay_out()
        self._connect()
        forbid(session, self.issue, self.presets.keep)
        self._take_up_draft()

    def refresh(self, changes: Changes | None) -> None:
        """Draw the page anew from the casefile as it is now, and read what was issued."""
        del changes
        figures = self.session.tally().figures
        self.form.offer(self.session.book.agreements, figures)
        self.presets.refresh()
        self._pages.setCurrentWidget(self._split if figures else self._empty)
        self.issued.refresh()
        self._stale()
        if self.isVisible():
            self._pause.start(0)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what changed while the room was out of sight."""
        super().showEvent(event)
        if self.made is None and not self.drawing.busy:
            self._pause.start(0)

    def show_record(self, kind: RecordKind, record_id: int) -> None:
        """Show one issued briefing."""
        row = self.issued.choose(record_id) if kind is RecordKind.BRIEFING else None
        if row is not None:
            self._show_old(row)

    def enter(self) -> None:
        """The title has the focus."""
        self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self._note()

    def leave(self) -> None:
        """Keep the options as they stand."""
        self._soon.stop()
        self.session.keep_draft(DRAFT, self.form.state())

    def _casefile_closed(self) -> None:
        """Keep the options; nothing that is still being drawn is wanted."""
        if self._soon.isActive():
            self.leave()
        for timer in (self._pause, self._patience):
            timer.stop()
        self.drawing.forget()
        self.issued.comparing.forget()

    def _take_up_draft(self) -> None:
        """The options of the last time, else those that the casefile suggests."""
        drafts = self.session.attempt(self.session.casefile.drafts) or ()
        kept = next((draft.content for draft in drafts if draft.form == DRAFT), "")
        self.form.show_options(BriefingOptions(author=self.session.author))
        try:
            if kept:
                self.form.restore(kept)
        except WrongOptions:
            self.session.drop_draft(DRAFT)

    def _preset_taken(self, options: BriefingOptions) -> None:
        self.form.show_options(options)
        self._option_changed()

    def _option_changed(self) -> None:
        self._soon.ask()
        self._back_to_new()
        self._stale()
        self._pause.start(PAUSE)

    def _stale(self) -> None:
        """The page, shown or still being drawn, is not what the options say: nothing is issued or saved until it is."""
        self.drawing.forget()
        self.made = None
        self._show_buttons()

    def _draw_unasked(self) -> None:
        """A page is due: draw it, or say that it waits to be asked for."""
        figures = self.session.tally().figures
        if figures <= DRAWN_UNASKED or self.form.options() is None:
            self._draw()
            return
        if self._old is not None:
            return
        self._drawing_over()
        words = self.tr("Not drawn yet: {figures} figures take a while.")
        self.preview.say("")
        self.preview.offer(words.format(figures=f"{figures:,}"), self.tr("Draw now"))

    def _draw(self) -> None:
        options = self.form.options()
        if options is None:
            self.drawing.forget()
            self._drawing_over()
            self.preview.say(self.tr("Not redrawn: an option at the left is wrong."))
            return
        if not self.session.tally().figures:
            return
        from desktop.briefings.maker import Job

        self.preview.offer("", "")
        held = self.session.held_comparison(options.as_of)
        self.drawing.ask(Job(self.session.casebook_for_thread, options, self.session.casefile.reader, held))
        self._patience.start()

    def _drawn(self, page: Page | None) -> None:
        self._drawing_over()
        if page is None:
            return
        self.session.hold_comparison(self.session.casebook_for_thread, page.options.as_of, page.comparison)
        self.made = page
        if self._old is None:
            self.preview.show_pdf(page.pdf, keep_place=True)
            self._say_drawn()
        self._show_buttons()
        self.issued.compare()

    def _say_drawn(self) -> None:
        if self.made is None:
            return
        time = dt.datetime.now().strftime("%H:%M:%S")
        words = self.tr("Redrawn {time}, {notes} notes, no number without a note")
        self.preview.say(words.format(time=time, notes=f"{self.made.notes:,}"))

    def _cancel(self) -> None:
        self.drawing.forget()
        self._drawing_over()
        self.preview.say("")
        self.preview.offer(self.tr("Drawing cancelled. The page is not what the options say."), self.tr("Draw again"))

    def _refused(self, sentence: str) -> None:
        self._drawing_over()
        self.preview.offer(self.tr("The page could not be drawn."), self.tr("Draw again"))
        self.session.failed.emit(sentence)

    def _drawing_over(self) -> None:
        self._patience.stop()
        self.preview.offer("", "")
        self.preview.show_progress("")

    def _show_progress(self) -> None:
        if self.drawing.busy:
            self.preview.show_progress(self.tr("Drawing the briefing"))

    def _show_buttons(self) -> None:
        self.save.setEnabled(self.made is not None or self._old is not None)
        self.issue.setEnabled(self.made is not None and self._old is None and not self.session.casefile.read_only)

    def _ask_issue(self) -> None:
        if self.made is not None:
            self.issuing.ask(self.made)

    def _ask_save(self) -> None:
        if self._old is not None:
            self._ask_save_old(self._old)
        elif self.made is not None:
            self.saver.ask(self.made.title or self.tr("Briefing"), self.made.pdf)

    def _ask_save_old(self, row: IssuedRow) -> None:
        pdf = self.session.attempt(lambda: self.session.casefile.briefing_pdf(row.briefing.id))
        if pdf is not None:
            self.saver.ask(row.briefing.title, pdf)

    def _saved(self, name: str) -> None:
        self.preview.say(self.tr("Saved as {name}").format(name=name))

    def _show_old(self, row: IssuedRow) -> None:
        pdf = self.session.attempt(lambda: self.session.casefile.briefing_pdf(row.briefing.id))
        if pdf is None:
            return
        self._old = row
        self.preview.offer("", "")
        self.preview.show_pdf(pdf, keep_place=False)
        self.preview.say(self.tr("As issued {when}").format(when=issued_at(row.briefing)))
        self._back.show()
        self._show_buttons()

    def _back_to_new(self) -> None:
        if self._old is None:
            return
        self._old = None
        self._back.hide()
        if self.made is not None:
            self.preview.show_pdf(self.made.pdf, keep_place=False)
            self._say_drawn()
        elif not self.drawing.busy:
            self._pause.start(0)
        self._show_buttons()

    def _note(self) -> None:
        count = self.issued.count
        words = self.tr("1 briefing issued") if count == 1 else self.tr("{count} briefings issued")
        self.noted.emit(words.format(count=f"{count:,}") if count else "")

    def _lay_out(self) -> None:
        theme = self.theme
        head = Strip(theme)
        head.row.addWidget(label(theme, self.tr("New briefing"), size=15, weight=SEMIBOLD))
        head.row.addStretch(1)
        head.row.addWidget(self.presets)
        self._back = link_button(theme, self.tr("Back to the new one"))
        self._back.hide()
        head.row.addWidget(self._back)
        foot = Foot(theme)
        foot.row.addWidget(self.issue)
        foot.row.addStretch(1)
        foot.row.addWidget(self.save)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.form, 1)
        column.addWidget(foot)
        left.setMinimumWidth(theme.scaled(300))
        self._lay_out_pages(left)

    def _lay_out_pages(self, left: QWidget) -> None:
        theme = self.theme
        right = splitter(theme, self.tr("The page, and the issued briefings"), vertical=True)
        right.addWidget(self.preview)
        right.addWidget(self.issued)
        right.setStretchFactor(0, 1)
        self._split = splitter(theme, self.tr("Options, and the page"))
        self._split.addWidget(left)
        self._split.addWidget(right)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([theme.scaled(356), theme.scaled(928)])
        step = primary_button(theme, self.tr("Go to Sources"))
        step.clicked.connect(lambda: self.asked_for.emit(RecordKind.SOURCE, 0, "sources"))
        text = self.tr(
            "A briefing compares what was stated with what was observed, every number with its note. "
            "It needs at least one figure in this casefile."
        )
        self._empty = EmptyRoom(theme, "printer", self.tr("There is nothing to brief on yet"), text, [step])
        self._pages = QStackedWidget()
        self._pages.addWidget(self._split)
        self._pages.addWidget(self._empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)

    def _connect(self) -> None:
        self.form.changed.connect(self._option_changed)
        self.presets.taken.connect(self._preset_taken)
        self._pause.timeout.connect(self._draw_unasked)
        self._patience.timeout.connect(self._show_progress)
        self.saver.saved.connect(self._saved)
        self.drawing.answered.connect(self._drawn)
        self.drawing.refused.connect(self._refused)
        self.drawing.broken.connect(self._drawing_over)
        self.preview.cancelled.connect(self._cancel)
        self.preview.asked_for.connect(self._draw)
        self._back.clicked.connect(self._back_to_new)
        self.issue.clicked.connect(self._ask_issue)
        self.save.clicked.connect(self._ask_save)
        self.issued.offered.connect(self.form.offer_issued)
        self.issued.counted.connect(self._note)
        self.issued.table.opened.connect(self._show_old)
        self.issued.table.save_asked.connect(self._ask_save_old)
        self.session.closed.connect(self._casefile_closed)
