"""The figure form at the right of a source: filled from its words, and kept with a quote that is exactly those words."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from desktop.forms.figure_panel import FigurePanel
from desktop.forms.newcomer import NewParty
from desktop.forms.picker import Picker
from desktop.forms.prefill import Prefill
from desktop.look.theme import Theme
from desktop.session import Session
from desktop.sources.taking.new_about import NewAbout, NewAboutDialog, event_like
from desktop.sources.taking.taken import Stranger, Taken, plain
from figures.anchor import anchor, locate
from figures.category import DECEASED
from figures.record import AgreementDraft, Anchor, EventDraft, Figure, FigureDraft, Unfit
from figures.vocabulary import Stage


class FigureSide(FigurePanel):
    """The panel of the figure form, as Sources uses it: it takes the focus only when it is asked to."""

    def __init__(self, session: Session, theme: Theme) -> None:
        self._quiet = True
        super().__init__(session, theme, "sources")
        self.keep.setAutoDefault(True)
        self.new_about = NewAbout(theme)
        self.new_about_dialog: NewAboutDialog | None = None
        self._day = ""
        self.form.fields["about"].beneath.addWidget(self.new_about)
        self.new_about.asked.connect(self.make_about)
        self.form.judged.connect(self._offer_about)
        self._offer_about()

    def take_focus(self) -> None:
        """Put the cursor into the number, unless the form was only filled beside the reading."""
        if not self._quiet:
            super().take_focus()

    def _last(self) -> Prefill | None:
        """What is carried forward: from the last figure of the same source only, since another source is another voice."""
        source = self._prefill.source
        if source is None:
            return super()._last()
        given = self.session.book.figures_from(source)
        if not given:
            return None
        last = given[-1]
        return Prefill(
            unit=last.unit, category=last.category, sender=last.sender, receiver=last.receiver, claimant=last.claimant
        )

    def stand_by(self, source: int | None, language: str) -> None:
        """An empty form for the source that is open, while it is read."""
        self._quietly(Prefill(source=source, language=language or "en"))

    def take(self, taken: Taken) -> None:
        """Fill the form with what was read; names that the casefile does not have stand in their fields, to be added."""
        self._day = taken.day
        self._quietly(taken.prefill)
        if not taken.newcomers:
            return
        self.form.fill({name: {"typed": stranger.name} for name, stranger in taken.newcomers.items()})
        for name, stranger in taken.newcomers.items():
            self._introduce(name, stranger)
        self.form.settle()

    def make_about(self, name: str) -> None:
        """Ask for a new event, or agreement, as the form's figure speaks of it."""
        state = self.form.state()
        category, stage = str(state["category"] or ""), state["stage"]
        tree = self.session.book.categories
        dead = category in tree and tree.root(category) == DECEASED
        if name == "event":
            draft: EventDraft | AgreementDraft = event_like(category, dead, Stage(stage) if stage else None, self._day)
        else:
            sides = tuple(one for one in (state["sender"], state["receiver"]) if isinstance(one, int))
            draft = AgreementDraft(title=self.tr("Agreement"), date=self._day, parties=sides)
        self.new_about_dialog = NewAboutDialog(self.session, self.theme, draft, self)
        self.new_about_dialog.made.connect(self._about_made)
        self.new_about_dialog.open()

    def _about_made(self, name: str, made: int) -> None:
        self.form.offer(self.session.book)
        self.form.fill({"about": (name, made)})
        self.form.touch("about")
        self.go_on()

    def _offer_about(self, _sentence: str = "") -> None:
        """A figure with words and nothing that they are about may need an event that is not there yet."""
        self.new_about.setVisible(self.form.anchored and self.form.c.about.value is None)

    def _introduce(self, name: str, stranger: Stranger) -> None:
        """Let the form ask about a party that it does not know, with what the name itself tells."""
        picker = self.form.controls()[name]
        if isinstance(picker, Picker):
            picker.line.editingFinished.emit()
        boxes = self.form.fields["claimant" if name == "claimant" else "direction"].findChildren(NewParty)
        box = next((one for one in boxes if stranger.name in one.title.text()), None)
        if box is not None and stranger.belongs_to is not None:
            box.belongs_to.set_value(stranger.belongs_to)

    def open_figure(self, figure: Figure) -> None:
        """Show a kept figure beside its words."""
        self._quiet = True
        self.edit(figure)
        self._quiet = False

    def _quietly(self, prefill: Prefill) -> None:
        self._quiet = True
        self.begin(prefill)
        self._quiet = False

    def go_on(self) -> None:
        """Go to what is still to be done: the field that is not right yet, else *Keep*."""
        try:
            self.form.draft()
        except Unfit as unfit:
            self.form.show_unfit(unfit)
            return
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_number(self) -> None:
        """Put the cursor into the number, all of it selected."""
        FigurePanel.take_focus(self)

    def anchored_at(self) -> tuple[int, int] | None:
        """Start and end of the words that the form's figure rests on."""
        held = self.form.state()["anchor"]
        return None if held is None else (held[0], held[1])

    def anchor_to(self, text: str, start: int, end: int) -> bool:
        """Give the figure that is being changed other words of its source; False where no figure is."""
        if self.editing is None:
            return False
        at = anchor(text, start, end)
        where = [at.start, at.end, at.before, at.after]
        self.form.restore(self.form.state() | {"anchor": where, "quote": text[start:end]})
        self.form.edited.emit()
        return True

    def _submitted(self, drafts: tuple[FigureDraft, ...]) -> None:
        """Keep the drafts with the quote exactly as it stands in the text."""
        self._quiet = True
        try:
            exact = tuple(self._exact(draft) for draft in drafts)
        except Unfit as unfit:
            self.form.show_unfit(unfit)
            return
        super()._submitted(exact)
        self._quiet = False

    def _exact(self, draft: FigureDraft) -> FigureDraft:
        """The draft with the very characters of the source: a form may have turned a no-break space into a plain one."""
        if draft.anchor is None:
            return draft
        text = self.session.casefile.source_text(draft.source)
        words = text[draft.anchor.start : draft.anchor.end]
        if plain(words) == plain(draft.quote):
            return replace(draft, quote=words)
        return self._found_again(draft, draft.anchor, text)

    def _found_again(self, draft: FigureDraft, at: Anchor, text: str) -> FigureDraft:
        found = locate(text, draft.quote, at)
        if found is not None:
            return replace(draft, anchor=anchor(text, found.start, found.end))
        if self.editing is not None:
            return draft
        raise Unfit("words", self.tr("The words of this figure no longer stand in the text; choose them there again."))
