"""The source that is open: its text, the figures kept from it, the suggestions left in it, and which of them is chosen.

A quote is marked only where its words still stand in the text; every other one is adrift, and is said to be.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.session import Session
from desktop.sources.listing.row import role_in
from desktop.sources.listing.shelf import stands
from desktop.sources.page.mark import MarkKind, TextMark
from desktop.sources.page.mark_label import figure_label, suggestion_label
from desktop.sources.page.source_text import SourceText
from desktop.sources.paging import Paging
from desktop.sources.taking.proposal import Proposal, proposals
from desktop.sources.taking.suggester import Asked, Suggester
from figures.reading import Suggestion
from figures.record import Figure, Source

FAR = 200_000
"""Characters of a text that is read only once it is opened."""


@dataclass(frozen=True, slots=True)
class OpenSource:
    """One source with its text and its figures, as they are in the casefile now."""

    source: Source
    text: str
    figures: tuple[Figure, ...]

    @property
    def anchored(self) -> tuple[Figure, ...]:
        """Figures whose words stand where their anchor says."""
        return tuple(one for one in self.figures if one.anchor and stands(self.text, one))

    @property
    def adrift(self) -> tuple[Figure, ...]:
        """Figures whose words no longer stand where their anchor says."""
        return tuple(one for one in self.figures if one.anchor and not stands(self.text, one))

    @property
    def placeless(self) -> tuple[Figure, ...]:
        """Figures that were recorded without a place in the text."""
        return tuple(one for one in self.figures if one.anchor is None)


class Reader(QObject):
    """Reads one source at a time into the text widget.

    Signals: ``changed()`` when there are other marks, suggestions or another choice; ``counted(source, left)`` when it is
    known how many suggestions are left in a source, the open one or another.
    """

    changed = Signal()
    counted = Signal(int, int)

    def __init__(self, session: Session, text: SourceText, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._text = text
        self.open: OpenSource | None = None
        self.proposals: tuple[Proposal, ...] = ()
        self.suggestions: tuple[Suggestion, ...] = ()
        self.reading = False
        self.suggester = Suggester(self)
        self.paging = Paging(self)
        self.suggester.read.connect(self._read)

    @property
    def chosen_proposal(self) -> Proposal | None:
        """The suggestion that is chosen, if one is."""
        mark = self._text.chosen
        if mark is None or not mark.suggested:
            return None
        return next((one for one in self.proposals if one.key == mark.key), None)

    def show_source(self, source_id: int) -> None:
        """Open a source; the same one again keeps its place and what is chosen in it."""
        source = self._session.book.source.get(source_id)
        if source is None:
            self.show_nothing()
            return
        text = self._session.casefile.source_text(source_id)
        figures = self._session.book.figures_from(source_id)
        same = self.open is not None and self.open.source.id == source_id and self.open.text == text
        self.open = OpenSource(source, text, figures)
        if same:
            self._text.retitle(source.title)
        else:
            self.proposals, self.suggestions = (), ()
            self._text.show_text(source.title, text)
        self.paging.open(self._session.casefile.path, source, text)
        self._propose()

    def show_nothing(self) -> None:
        """Close the source."""
        self.open, self.proposals, self.reading = None, (), False
        self._text.show_text("", "")
        self.changed.emit()

    def _propose(self) -> None:
        if self.open is None:
            return
        asked = self.asked(self.open.source, self.open.text)
        known = self.suggester.known(asked)
        self.reading = known is None
        if known is not None:
            self._take(asked, known)
        else:
            self._mark()
            self.suggester.want(asked)

    @staticmethod
    def asked(source: Source, text: str) -> Asked:
        """What is asked of the reading of a source's text."""
        return Asked(source.id, text, source.published, source.language)

    def look_ahead(self, sources: list[int]) -> None:
        """Count the suggestions of these sources when nothing else is to be read."""
        if not self._session.is_open:
            return
        casefile, book = self._session.casefile, self._session.book
        texts = [self.asked(book.source[one], casefile.source_text(one)) for one in sources if one in book.source]
        for asked in texts:
            known = self.suggester.known(asked)
            if known is not None:
                self.counted.emit(asked.source, len(self._left(asked, known)))
        self.suggester.want_later([asked for asked in texts if 0 < len(asked.text) <= FAR])

    def step(self, by: int) -> bool:
        """Choose the next or the previous suggestion from the chosen words or the caret, round the end; whether any is left."""
        if not self.proposals:
            return False
        mark = self._text.chosen
        keys = [one.key for one in self.proposals]
        if mark is not None and mark.key in keys:
            at = (keys.index(str(mark.key)) + by) % len(keys)
        else:
            here = mark.start if mark is not None else self._text.caret()
            after = next((n for n, one in enumerate(self.proposals) if one.start >= here), len(keys))
            at = after % len(keys) if by > 0 else (after - 1) % len(keys)
        self.choose_proposal(self.proposals[at])
        return True

    def walk(self, by: int) -> bool:
        """Choose the next or the previous mark of any kind, kept figures included; whether there is one."""
        marks = self._text.marks
        if not marks:
            return False
        chosen = self._text.chosen
        if chosen in marks:
            at = (marks.index(chosen) + by) % len(marks)
        else:
            after = next((n for n, one in enumerate(marks) if one.start >= self._text.caret()), len(marks))
            at = (after if by > 0 else after - 1) % len(marks)
        self._text.choose(marks[at])
        self._text.reveal(marks[at].start, marks[at].end)
        self.changed.emit()
        return True

    def choose_after(self, at: int) -> None:
        """Choose the first suggestion from this character on, else the first of all."""
        if self.proposals:
            self.choose_proposal(next((one for one in self.proposals if one.start >= at), self.proposals[0]))
        else:
            self.choose_nothing()

    def choose_proposal(self, proposal: Proposal) -> None:
        """Tint the suggestion's words and bring them into view."""
        self._text.choose(self._text.mark(MarkKind.SUGGESTED, proposal.key))
        self._text.reveal(proposal.start, proposal.end)
        self.changed.emit()

    def choose_figure(self, figure_id: int) -> bool:
        """Tint a kept figure's words and bring them into view; False where it has none in this text."""
        mark = self._text.mark(MarkKind.KEPT, figure_id)
        self._text.choose(mark)
        if mark is not None:
            self._text.reveal(mark.start, mark.end)
        self.changed.emit()
        return mark is not None

    def choose_nothing(self) -> None:
        """Take the tint away."""
        self._text.choose(None)
        self.changed.emit()

    def dismiss(self) -> Proposal | None:
        """Dismiss the chosen suggestion for good and go to the next one; what was dismissed, or None."""
        proposal = self.chosen_proposal
        if proposal is None or self.open is None:
            return None
        source = self.open.source.id
        if self._session.attempt(partial(self._dismissed, source, proposal.key)) is None:
            return None
        at = self.proposals.index(proposal)
        self._propose()
        self._choose_from(at)
        return proposal

    def _dismissed(self, source: int, key: str) -> bool:
        self._session.casefile.dismiss(source, key)
        return True

    def _choose_from(self, at: int) -> None:
        if self.proposals:
            self.choose_proposal(self.proposals[min(at, len(self.proposals) - 1)])
        else:
            self.choose_nothing()

    def close(self) -> None:
        """Stop reading ahead."""
        self.suggester.close()
        self.paging.close()

    def _read(self, asked: Asked, suggestions: tuple[Suggestion, ...]) -> None:
        if not self._session.is_open:
            return
        if self.open is not None and asked == self.asked(self.open.source, self.open.text):
            self._take(asked, suggestions)
        else:
            self.counted.emit(asked.source, len(self._left(asked, suggestions)))

    def _left(self, asked: Asked, suggestions: tuple[Suggestion, ...]) -> tuple[Proposal, ...]:
        figures = self._session.book.figures_from(asked.source)
        return proposals(asked.text, suggestions, figures, self._session.casefile.dismissed(asked.source))

    def _take(self, asked: Asked, suggestions: tuple[Suggestion, ...]) -> None:
        self.reading = False
        self.suggestions = suggestions
        self.proposals = self._left(asked, suggestions)
        self._mark()
        self.counted.emit(asked.source, len(self.proposals))

    def _mark(self) -> None:
        """Give the text the marks of what is kept and what is left."""
        if self.open is None:
            return
        casebook = self._session.book
        marks = [
            TextMark(
                kind=MarkKind.KEPT,
                key=figure.id,
                start=figure.anchor.start,
                end=figure.anchor.end,
                role=role_in(casebook, figure),
                label=figure_label(casebook, figure),
                retracted=figure.retracted,
            )
            for figure in self.open.anchored
            if figure.anchor is not None
        ]
        marks += [
            TextMark(kind=MarkKind.SUGGESTED, key=one.key, start=one.start, end=one.end, label=suggestion_label(one.suggestion))
            for one in self.proposals
        ]
        self._text.show_marks(tuple(marks))
        self.changed.emit()
