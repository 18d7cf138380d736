"""The open casefile, as the window's rooms share it: every act goes through ``run``, and every change is told once.

The casefile's own modules are imported when the first casefile is opened, so that the window paints before them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from db.error import CasefileError, ChangedMeanwhile

if TYPE_CHECKING:
    from db.book import OpenBook
    from db.casefile import Act, Casefile
    from db.kind import RecordKind
    from db.page import Pages
    from db.result import Changes, Tally
    from desktop.comparisons import Comparisons
    from desktop.records import Records
    from desktop.upkeep import Upkeep
    from figures.line import Comparison
    from figures.record import Casebook

T = TypeVar("T")
FEW = 3000
"""Up to so many figures are compared at once where only one screen wants to know."""
LARGE = 12 << 20
"""From so many bytes on a casefile is not read whole before it is shown; its records are checked while one works."""


class Session(QObject):
    """One open casefile, or none; ``backup_folder`` is where its backups go, None for beside it.

    A file of ``large`` bytes or more is not read whole, see ``book``.

    Signals: ``opened(Casefile)``, ``closed()``; ``changed(Changes)`` once an act, undo and redo included, and with None where
    another window has changed the casefile; ``saved(str)`` with the time when an act is on disk; ``failed(str)`` with the
    sentence of a ``CasefileError``; ``held(Path, Holder)`` instead of ``opened`` where somebody else has the casefile open to
    change it, so that the window asks what to do; ``unopened(Path, CasefileError)`` where a casefile could not be opened.
    """

    opened = Signal(object)
    closed = Signal()
    changed = Signal(object)
    saved = Signal(str)
    failed = Signal(str)
    held = Signal(object, object)
    unopened = Signal(object, object)

    def __init__(
        self, author: str = "", parent: QObject | None = None, *, backup_folder: Path | None = None, large: int = LARGE
    ) -> None:
        super().__init__(parent)
        self.author = author
        self.backup_folder = backup_folder
        self._draft_refused = ""
        self.large = large
        self._casefile: Casefile | None = None
        self._casebook: Casebook | None = None
        self._book: OpenBook | None = None
        self.is_large = False
        self._tally: Tally | None = None
        self._comparisons: Comparisons | None = None
        self._upkeep: Upkeep | None = None

    @property
    def is_open(self) -> bool:
        """Whether a casefile is open."""
        return self._casefile is not None

    @property
    def casefile(self) -> Casefile:
        """The open casefile; rooms live only while there is one."""
        if self._casefile is None:
            raise RuntimeError("no casefile is open")
        return self._casefile

    @property
    def casebook(self) -> Casebook:
        """All records, read once and again after each change."""
        if self._casebook is None:
            self._casebook = self.casefile.casebook()
        return self._casebook

    @property
    def book(self) -> Casebook:
        """The casebook for what a screen shows: of a large casefile it reads the records that are asked for.

        It belongs to the main thread then.
        """
        if not self.is_large:
            return self.casebook
        if self._book is None:
            from db.book import OpenBook

            self._book = OpenBook(self.casefile)
        return self._book

    @property
    def casebook_for_thread(self) -> Casebook | None:
        """All records for work in a thread; None of a large casefile, which such work reads by itself."""
        return None if self.is_large else self.casebook

    @property
    def records_for_thread(self) -> Records:
        """The same, with the way to read them."""
        from desktop.records import Records

        return Records(self.casebook_for_thread, self.casefile.reader)

    @property
    def pages(self) -> Pages:
        """The casefile's long lists, a screen at a time."""
        from db.page import Pages

        return Pages(self.casefile)

    def tally(self) -> Tally:
        """How many records there are, counted once until something changes."""
        if self._tally is None:
            self._tally = self.casefile.tally()
        return self._tally

    def comparison(self, as_of: dt.date | None = None) -> Comparison:
        """Stated against observed as of a day, computed once until something changes."""
        held = self.held_comparison(as_of)
        if held is None:
            from figures.comparison import compare

            held = compare(self.casebook, as_of)
            self.hold_comparison(self.casebook, as_of, held)
        return held

    def held_comparison(self, as_of: dt.date | None = None) -> Comparison | None:
        """The comparison as of a day where it was computed already; a large one is computed in the background."""
        return None if self._comparisons is None else self._comparisons.held(as_of)

    def comparison_at_hand(self) -> Comparison | None:
        """The comparison where it is there already, or soon is because there are few figures."""
        held = self.held_comparison()
        if held is not None or self.is_large or len(self.casebook.figures) > FEW:
            return held
        return self.comparison()

    def hold_comparison(self, casebook: Casebook | None, as_of: dt.date | None, comparison: Comparison) -> None:
        """Keep what was computed in the background, unless the casefile has changed meanwhile."""
        if casebook is None or casebook is not self._casebook:
            return
        if self._comparisons is None:
            from desktop.comparisons import Comparisons

            self._comparisons = Comparisons(self.casefile)
        self._comparisons.hold(casebook, as_of, comparison)

    def open(self, path: Path, *, read_only: bool = False, though_held: bool = False, take_over: bool = False) -> bool:
        """Open the casefile at ``path`` in place of the one before; whether that went well.

        Where somebody else has it, nothing is opened unless ``though_held`` says that it may be opened to read. ``take_over``
        disbelieves another computer's word that it has it.
        """
        from db.casefile import Casefile

        def make() -> Casefile:
            return Casefile.open(path, author=self.author, read_only=read_only, take_over=take_over)

        return self._take(path, make, though_held=though_held)

    def create(self, path: Path) -> bool:
        """Make a new casefile at ``path`` and open it; whether that went well."""
        from db.casefile import Casefile

        return self._take(path, lambda: Casefile.create(path, author=self.author))

    def reread(self) -> None:
        """Show the casefile as another program has left it."""
        self._forget()
        self.changed.emit(None)

    def close(self) -> None:
        """Close the casefile, if one is open."""
        if self._casefile is not None:
            self.closed.emit()
            self._casefile.close()
            self._casefile = None
            self._forget()

    def run(self, label: str, do: Callable[[Act], T], reason: str = "") -> T | None:
        """Do one act: all of it is kept, or nothing.

        None where the casefile could not keep it; ``failed`` has then said why. ``Unfit`` goes on to the form that asked.
        """
        try:
            with self.casefile.act(label, reason=reason) as act:
                result = do(act)
        except ChangedMeanwhile as error:
            self._forget()
            self.changed.emit(None)
            self.failed.emit(str(error))
            return None
        except CasefileError as error:
            self.failed.emit(str(error))
            return None
        self._settle_soon()
        self._tell(self.casefile.last_changes)
        return result

    def perform(self, do: Callable[[Casefile], T]) -> T | None:
        """Do something that makes an act of its own, such as an import; None where the casefile could not keep it."""
        before = self.casefile.last_changes
        result = self.attempt(lambda: do(self.casefile))
        if self.casefile.last_changes is not before:
            self._tell(self.casefile.last_changes)
        return result

    def adopt(self, changes: Changes) -> None:
        """Show an act that a thread has kept through a casefile of its own, such as a long import."""
        self.casefile.last_changes = changes
        self._tell(changes)

    def undo(self) -> None:
        """Take back the last act that stands."""
        self._again(lambda: self.casefile.undo())

    def redo(self) -> None:
        """Do again the act that was taken back last."""
        self._again(lambda: self.casefile.redo())

    def restore(self, kind: RecordKind, record_id: int, entry: int) -> None:
        """Bring one record back to how it was before that entry of the journal."""
        self._again(lambda: self.casefile.restore(kind, record_id, entry))

    def attempt(self, do: Callable[[], T]) -> T | None:
        """Do something with the casefile that is no act, such as keeping a draft; its errors are said the same way."""
        try:
            return do()
        except CasefileError as error:
            self.failed.emit(str(error))
            return None
        finally:
            self._settle_soon()

    def keep_draft(self, name: str, content: str) -> bool:
        """Put what stands half typed in a form on disk; whether it is there.

        A disk that refuses is said once, not at every keystroke. In a casefile that may only be read nothing is kept.
        """
        if not self.is_open or self.casefile.read_only:
            return False
        try:
            self.casefile.keep_draft(name, content)
        except CasefileError as error:
            if str(error) != self._draft_refused:
                self._draft_refused = str(error)
                self.failed.emit(str(error))
            return False
        self._draft_refused = ""
        self._settle_soon()
        return True

    def drop_draft(self, name: str) -> None:
        """Forget a draft: it was kept as a record, or is not wanted."""
        if self.is_open and not self.casefile.read_only:
            self.attempt(lambda: self.casefile.drop_draft(name))

    def _again(self, do: Callable[[], Changes]) -> None:
        changes = self.attempt(do)
        if changes is not None:
            self._tell(changes)

    def _take(self, path: Path, make: Callable[[], Casefile], *, though_held: bool = False) -> bool:
        """Put a casefile in the place of the one before; a damaged one is refused in a sentence.

        One of a usual size is read whole first. A large one is shown at once; what was damaged in it is said when it is found.
        """
        try:
            taken = make()
            if taken.holder is not None and not though_held:
                taken.close()
                self.held.emit(path, taken.holder)
                return False
            is_large = path.stat().st_size >= self.large
            book = None if is_large else _read_whole(taken)
        except CasefileError as error:
            self.unopened.emit(path, error)
            return False
        self.close()
        self._casefile = taken
        _keep_only_its_key(path)
        self._forget()
        self._casebook, self.is_large = book, is_large
        if self._upkeep is None:
            self._upkeep = self._make_upkeep()
        if is_large:
            self._upkeep.check_soon()
        self.opened.emit(taken)
        return True

    def _make_upkeep(self) -> Upkeep:
        from desktop.upkeep import Upkeep

        made = Upkeep(self)
        made.refused.connect(self.failed)
        return made

    def _settle_soon(self) -> None:
        if self._upkeep is not None:
            self._upkeep.settle_soon()

    def _forget(self) -> None:
        self._casebook = self._book = self._tally = self._comparisons = None

    def _tell(self, changes: Changes | None) -> None:
        whole, book, comparisons = self._casebook, self._book, self._comparisons
        self._forget()
        if changes is not None:
            self._casebook = casebook = None if whole is None else self.casefile.casebook_after(whole, changes)
            self._book = None if book is None else book.after(changes)
            if comparisons is not None and casebook is not None:
                self.attempt(lambda: comparisons.follow(casebook))
                self._comparisons = comparisons
        self.saved.emit(dt.datetime.now().strftime("%H:%M:%S"))
        if changes is not None:
            self.changed.emit(changes)


def _keep_only_its_key(path: Path) -> None:
    """Keys of other encrypted casefiles are not wanted any more."""
    from db.keyring import keep_only

    keep_only(path)


def _read_whole(taken: Casefile) -> Casebook:
    """All records; a casefile that cannot give them is let go of."""
    try:
        return taken.casebook()
    except BaseException:
        taken.close()
        raise
