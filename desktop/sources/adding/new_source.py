"""A source on its way into the casefile: pasted, read from files one after another, or typed; kept by the researcher's own act.

The document as it came becomes the stored copy; its text, which may be trimmed before, becomes what is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal

from desktop.forms.soon import Soon
from desktop.session import Session
from desktop.sources.adding import half_added
from desktop.sources.adding.document_draft import draft_for
from desktop.sources.adding.half_added import HalfAdded
from desktop.sources.adding.intake import Intake, Refused, Taken
from desktop.sources.adding.source_side import SourceSide
from desktop.sources.mending.text_editor import TextEditor
from desktop.sources.notice import Notice
from desktop.sources.wording import spelled_date
from desktop.word import counted
from figures.record import PublisherDraft, Source, SourceDraft, Unfit

if TYPE_CHECKING:
    from db.casefile import Act
    from db.result import DraftNote


class Adding(QObject):
    """Adds sources.

    Signals: ``began()`` when a new source stands in the form; ``ended(int)`` when there is none any more, with the source that
    was kept last or 0; ``opened(int)`` to open a source that is there already.
    """

    began = Signal()
    ended = Signal(int)
    opened = Signal(int)

    def __init__(self, session: Session, side: SourceSide, editor: TextEditor, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._side, self._editor, self._notice = session, side, editor, notice
        self._queue: list[Taken] = []
        self._current: Taken | None = None
        self._name = half_added.new_name()
        self.active = False
        self.intake = Intake(self)
        self.intake.finished.connect(self._read)
        self._pause = Soon(self, self.keep_draft)
        side.source_form.edited.connect(self._touched)
        editor.editor.textChanged.connect(self._touched)
        side.all_wanted.connect(self._keep_all)

    def take_text(self, text: str) -> None:
        """Add a source from text that was pasted."""
        if self._may_not():
            return
        if text.strip():
            self.intake.take_text(text)
        else:
            self._notice.say(self.tr("There is no text on the clipboard. Copy the article first, then paste it here."))

    def take_files(self, paths: Sequence[Path]) -> None:
        """Add a source from each of these files."""
        if self._may_not():
            return
        if self.intake.busy:
            self._notice.say(self.tr("Files are being read. Wait until they are, or cancel the reading."))
        elif paths:
            self.intake.take_files(tuple(paths))

    def by_hand(self) -> None:
        """Add a source whose details and text are typed."""
        if self._may_not():
            return
        self.keep_draft()
        self._current = None
        self._begin(
            SourceDraft(title="?"), "", "", self.tr("Type or paste the text. It may stay empty: a source needs no text.")
        )
        self._side.source_form.fill({"title": ""})
        self._side.source_form.settle()

    def waiting(self) -> DraftNote | None:
        """The source that was half added last and still waits."""
        found = half_added.waiting(self._session, self._name if self.active else "")
        return found[0] if found else None

    def go_on(self) -> None:
        """Go on with the source that was half added last."""
        note = self.waiting()
        half = HalfAdded.read(note.content) if note is not None else None
        if note is None or half is None:
            self.throw_away()
            return
        self.keep_draft()
        self._current = half.taken()
        advice = self.tr("Go on where you stopped.")
        if half.file_name:
            advice = self.tr("Go on where you stopped. To store a copy, choose “{file}” again under Stored copy.")
        self._begin(None, "", half.text, advice.format(file=half.file_name), name=note.form)
        self._side.source_form.restore(half.state)

    def throw_away(self) -> None:
        """Forget the source that was half added last."""
        note = self.waiting()
        if note is not None:
            half_added.drop(self._session, note.form)

    def submit(self, draft: SourceDraft) -> None:
        """Keep the source that stands in the form, then go on to the next that waits."""
        text = self._editor.editor.text
        try:
            kept = self._session.run(self.tr("Add source"), partial(self._keep, draft, text, self._current))
        except Unfit as unfit:
            self._side.source_form.show_unfit(unfit)
            return
        if kept is not None:
            self._pause.stop()
            half_added.drop(self._session, self._name)
            self._next(kept)

    def give_up(self) -> None:
        """Put the source aside; what was typed is kept as a draft."""
        self.keep_draft()
        waiting, self._queue = len(self._queue), []
        self._end(0)
        if waiting:
            more = counted(
                waiting, self.tr("1 more file was read and not kept."), self.tr("{n} more files were read and not kept.")
            )
            self._notice.say(more)

    def keep_draft(self) -> None:
        """Keep what stands in form and editor now."""
        self._pause.stop()
        if not self.active or not self._session.is_open:
            return
        pasted = self._current.document.text if self._current is not None and not self._current.file_name else ""
        name = self._current.file_name if self._current is not None else ""
        half = HalfAdded(self._side.source_form.state(), self._editor.editor.text, pasted, name)
        if half.text or self._side.source_form.is_dirty:
            half_added.keep(self._session, self._name, half)

    def close(self) -> None:
        """Keep what is half done and read no further."""
        self.keep_draft()
        self.intake.close()

    def _may_not(self) -> bool:
        """Whether nothing may be added here; then it is said why."""
        casefile = self._session.casefile
        if casefile.read_only:
            self._notice.say(casefile.read_only_reason, warning=True)
        return casefile.read_only

    def _touched(self) -> None:
        if self.active:
            self._pause.ask()

    def _read(self, results: tuple[Taken | Refused, ...]) -> None:
        """Documents have been read: those that are new wait for the form, the others are named."""
        refused = [one.why for one in results if isinstance(one, Refused)]
        taken = [one for one in results if isinstance(one, Taken)]
        known = self._session.pages.source_with_copy({one.sha256 for one in taken})
        twice = [one for one in taken if one.sha256 in known]
        fresh = {one.sha256: one for one in taken if one.sha256 not in known}
        self._queue += fresh.values()
        if refused:
            self._notice.say("\n".join(refused), warning=True)
        elif twice:
            self._say_twice(twice, self._session.book.source[known[twice[0].sha256]])
        if not self.active and self._queue:
            self._next(0)

    def _say_twice(self, twice: list[Taken], there: Source) -> None:
        name = f"“{twice[0].file_name}”" if twice[0].file_name else self.tr("This text")
        when = f" ({spelled_date(there.published)})" if there.published else ""
        words = self.tr("{name} is in the casefile already, byte for byte, as “{title}”{when}.")
        words = words.format(name=name, title=there.title, when=when)
        if len(twice) > 1:
            words += " " + counted(len(twice) - 1, self.tr("So is 1 other."), self.tr("So are {n} others."))
        steps = ((self.tr("Open it"), partial(self._open, there.id)), (self.tr("Add it again"), partial(self._again, twice)))
        self._notice.say(words, steps)

    def _open(self, source: int) -> None:
        self._notice.hush()
        self.opened.emit(source)

    def _again(self, twice: list[Taken]) -> None:
        self._notice.hush()
        self._queue += twice
        if not self.active:
            self._next(0)

    def _next(self, kept: int) -> None:
        if not self._queue:
            self._end(kept)
            return
        self._current = taken = self._queue.pop(0)
        draft, publisher = draft_for(self._session.book, taken, self.tr("Untitled"))
        size = QLocale().formattedDataSize(len(taken.data))
        name = taken.file_name or self.tr("the text as it was pasted")
        advice = self.tr("Trim what is no part of the article. Stored with it, unchanged: {name}, {size}.")
        if not taken.document.text:
            advice = self.tr("No text could be read from this file; type what it says, if you like. Stored: {name}, {size}.")
        self._begin(draft, publisher, taken.document.text, advice.format(name=name, size=size))

    def _begin(self, draft: SourceDraft | None, publisher: str, text: str, advice: str, *, name: str = "") -> None:
        self.active = False
        self._name = name or half_added.new_name()
        self._side.begin(draft, publisher, waiting=len(self._queue))
        self._editor.begin_new(text, advice)
        self.active = True
        self.keep_draft()
        self.began.emit()

    def _end(self, kept: int) -> None:
        self.active = False
        self._current = None
        self.ended.emit(kept)

    def _keep_all(self) -> None:
        """Keep the source in the form and every one that waits as it was read, in one act."""
        form = self._side.source_form
        try:
            first = form.draft()
        except Unfit as unfit:
            form.show_unfit(unfit)
            return
        label = self.tr("Add {n} sources").format(n=len(self._queue) + 1)
        kept = self._session.run(label, partial(self._keep_each, first))
        if kept is not None:
            self._queue.clear()
            half_added.drop(self._session, self._name)
            self._end(kept)

    def _keep_each(self, first: SourceDraft, act: Act) -> int:
        """Keep the source in the form, then the others; a publisher that is new is added once, not judged yet."""
        kept = self._keep(first, self._editor.editor.text, self._current, act)
        added: dict[str, int] = {}
        for taken in self._queue:
            draft, publisher = draft_for(self._session.book, taken, self.tr("Untitled"))
            if publisher and publisher not in added:
                added[publisher] = act.add(PublisherDraft(name=publisher))
            self._keep(replace(draft, publisher=added.get(publisher, draft.publisher)), taken.document.text, taken, act)
        return kept

    @staticmethod
    def _keep(draft: SourceDraft, text: str, taken: Taken | None, act: Act) -> int:
        copy = act.keep_copy(taken.data, taken.media_type, taken.file_name) if taken is not None else None
        source = act.add(replace(draft, copy=copy))
        act.keep_text(source, text)
        return source
