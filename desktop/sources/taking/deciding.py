"""What the researcher does with words: takes a suggestion, corrects it, dismisses it, or makes a figure of words of their own.

Three keys are enough where the reading was right: to the suggestion, into the form, kept.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop.session import Session
from desktop.sources.page.mark import TextMark
from desktop.sources.page.text_pane import TextPane
from desktop.sources.reader import Reader
from desktop.sources.taking.figure_side import FigureSide
from desktop.sources.taking.proposal import Proposal, rests_on
from desktop.sources.taking.taken import NOTHING, About, Taken, from_suggestion, from_words
from figures.record import Figure


class Deciding(QObject):
    """Connects the words with the form.

    Signals: ``form_wanted()`` when the figure form must be in sight; ``dismissed(Proposal)``.
    """

    form_wanted = Signal()
    dismissed = Signal(object)

    def __init__(self, session: Session, reader: Reader, pane: TextPane, side: FigureSide, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._reader, self._pane, self._side = session, reader, pane, side
        self._taken_at: int | None = None
        text = pane.text
        text.stepped.connect(self.step)
        text.walked.connect(self.walk)
        text.taken.connect(self.take)
        text.edited.connect(self.correct)
        text.dismissed.connect(self.dismiss)
        text.words_taken.connect(self.take_words)
        text.mark_opened.connect(self.open_mark)
        pane.gutter.mark_opened.connect(self.open_mark)
        pane.next.clicked.connect(self._next_clicked)
        pane.previous.clicked.connect(self._previous_clicked)
        pane.take.clicked.connect(self.take)
        pane.edit.clicked.connect(self.correct)
        pane.dismiss.clicked.connect(self.dismiss)
        side.kept.connect(self._kept)
        side.left.connect(self._left)
        side.words_asked_for.connect(self.show_words)

    def step(self, by: int) -> None:
        """Go to the next or the previous suggestion."""
        if self._reader.step(by):
            self._pane.text.setFocus()

    def walk(self, by: int) -> None:
        """Go to the next or the previous mark, a kept figure or a suggestion."""
        if self._reader.walk(by):
            self._pane.text.setFocus()

    def take(self) -> None:
        """Take the chosen suggestion into the form, or open the chosen figure in it."""
        mark = self._pane.text.chosen
        if mark is not None and not mark.suggested:
            self.open_figure(int(mark.key))
            self._side.focus_number()
        elif self._fill():
            self._side.go_on()
        elif mark is None:
            self.step(1)

    def correct(self) -> None:
        """Take the chosen suggestion, or figure, into the form with the cursor in its number."""
        mark = self._pane.text.chosen
        if mark is not None and not mark.suggested:
            self.open_figure(int(mark.key))
            self._side.focus_number()
        elif self._fill():
            self._side.focus_number()

    def dismiss(self) -> None:
        """Dismiss the chosen suggestion and go to the next."""
        proposal = self._reader.dismiss()
        if proposal is not None:
            self.stand_by()
            self.dismissed.emit(proposal)

    def take_words(self) -> None:
        """Make a figure of the selected words; without any, keep what stands in the form."""
        ends = self._pane.text.selected()
        reading = self._reader.open
        if ends is None or reading is None:
            if self._side.isVisible():
                self._side.form.submit()
            return
        if self._adrift_in_form() and self._side.anchor_to(reading.text, *ends):
            self._side.go_on()
            return
        self._show(from_words(self._session.book, reading.source, reading.text, ends, self._reader.suggestions, self._last()))
        self._taken_at = ends[0]
        self._side.go_on()

    def open_mark(self, mark: TextMark) -> None:
        """A marked place was clicked: a figure opens, a suggestion is chosen and stands in the form."""
        if not mark.suggested:
            self.open_figure(int(mark.key))
            return
        proposal = next((one for one in self._reader.proposals if one.key == mark.key), None)
        if proposal is not None:
            self._reader.choose_proposal(proposal)
            self._fill()
        self._pane.text.setFocus()

    def open_figure(self, figure_id: int) -> None:
        """Show a kept figure in the form, and its words in the text."""
        figure = self._session.book.figure.get(figure_id)
        if figure is not None:
            self._reader.choose_figure(figure_id)
            self.form_wanted.emit()
            self._side.open_figure(figure)

    def show_words(self) -> None:
        """Bring the words that the form's figure rests on into view."""
        ends = self._side.anchored_at()
        if ends is not None:
            self._pane.text.reveal(*ends)
            self._pane.text.setFocus()

    def stand_by(self) -> None:
        """An empty form, ready for the source that is open."""
        reading = self._reader.open
        self._taken_at = None
        if reading is not None:
            self._side.stand_by(reading.source.id, reading.source.language)

    def _fill(self) -> bool:
        proposal, reading = self._reader.chosen_proposal, self._reader.open
        if proposal is None or reading is None:
            return False
        taken = from_suggestion(self._session.book, reading.source, reading.text, proposal.suggestion, self._last())
        self._show(self._with_whole(taken, proposal))
        self._taken_at = proposal.start
        return True

    def _show(self, taken: Taken) -> None:
        self.form_wanted.emit()
        self._side.take(taken.on_page(self._reader.paging.pages))

    def _with_whole(self, taken: Taken, proposal: Proposal) -> Taken:
        """The figure that this one is a part of, where it was kept from this text already."""
        number = proposal.suggestion.part_of
        suggestions, reading = self._reader.suggestions, self._reader.open
        if number is None or reading is None or not 0 <= number < len(suggestions):
            return taken
        whole = suggestions[number]
        kept = [one.id for one in reading.anchored if rests_on(one, whole)]
        return taken.part_of(kept[0]) if len(kept) == 1 else taken

    def _last(self) -> About:
        """What the last figure kept from this source was about."""
        reading = self._reader.open
        last: Figure | None = max(reading.figures, key=lambda one: one.id, default=None) if reading is not None else None
        return NOTHING if last is None else (last.agreement, last.event)

    def _adrift_in_form(self) -> bool:
        reading = self._reader.open
        return reading is not None and self._side.editing in [one.id for one in (*reading.adrift, *reading.placeless)]

    def _kept(self, _ids: object) -> None:
        """Go on where the reading was: to the first suggestion after the words that were kept."""
        at, self._taken_at = self._taken_at, None
        if at is not None:
            self._reader.choose_after(at)
        self.stand_by()
        self._pane.text.setFocus()

    def _left(self) -> None:
        self.stand_by()
        self._pane.text.setFocus()

    def _next_clicked(self) -> None:
        self.step(1)

    def _previous_clicked(self) -> None:
        self.step(-1)


def note_on(proposal: Proposal) -> str:
    """What is said after a suggestion was dismissed."""
    words = proposal.suggestion.words
    return QCoreApplication.translate("Sources", "“{words}” was dismissed and is not suggested again.").format(words=words)
