"""The figure form at the right of a source: filled from its words, and kept with a quote that is exactly those words."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from desktop.forms.figure_panel import FigurePanel
from desktop.forms.picker import Picker
from desktop.forms.prefill import Prefill
from desktop.look.theme import Theme
from desktop.session import Session
from desktop.sources.mending import anchored, place_of
from desktop.sources.taking import Taken
from figures.record import Anchor, Figure, FigureDraft, Unfit


class FigureSide(FigurePanel):
    """The panel of the figure form, as Sources uses it: it takes the focus only when it is asked to."""

    def __init__(self, session: Session, theme: Theme) -> None:
        self._quiet = True
        super().__init__(session, theme, "sources")
        self.keep.setAutoDefault(True)

    def take_focus(self) -> None:
        """Put the cursor into the number, unless the form was only filled beside the reading."""
        if not self._quiet:
            super().take_focus()

    def stand_by(self, source: int | None, language: str) -> None:
        """An empty form for the source that is open, while it is read."""
        self._quietly(Prefill(source=source, language=language or "en"))

    def take(self, taken: Taken) -> None:
        """Fill the form with what was read; names that the casefile does not have stand in their fields, to be added."""
        self._quietly(taken.prefill)
        if not taken.newcomers:
            return
        self.form.fill({name: {"typed": said} for name, said in taken.newcomers.items()})
        for name in taken.newcomers:
            picker = self.form.controls()[name]
            if isinstance(picker, Picker):
                picker.line.editingFinished.emit()
        self.form.settle()

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
        anchor = self.form.state()["anchor"]
        return None if anchor is None else (anchor[0], anchor[1])

    def anchor_to(self, text: str, start: int, end: int) -> bool:
        """Give the figure that is being changed other words of its source; False where no figure is."""
        if self.editing is None:
            return False
        anchor = anchored(text, start, end)
        where = [anchor.start, anchor.end, anchor.before, anchor.after]
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
        if _plain(words) == _plain(draft.quote):
            return replace(draft, quote=words)
        return self._found_again(draft, draft.anchor, text)

    def _found_again(self, draft: FigureDraft, anchor: Anchor, text: str) -> FigureDraft:
        start = place_of(draft.quote, anchor, text)
        if start is not None:
            return replace(draft, anchor=anchored(text, start, start + len(draft.quote)))
        if self.editing is not None:
            return draft
        raise Unfit("words", self.tr("The words of this figure no longer stand in the text; choose them there again."))


def _plain(words: str) -> str:
    return " ".join(words.split())
