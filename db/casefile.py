"""The casefile: the one door to everything that a researcher has recorded.

It is changed only by acts. What comes out are frozen values; no connection, row or SQL leaves this folder. A casefile
belongs to the thread that opened it; ``reader`` gives another thread its own.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from string import Template
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from db import keyring, opening
from db.error import ChangedMeanwhile, Damaged, Missing, NothingToUndo, ReadOnly
from db.format import revision
from db.kind import RecordKind
from db.later import Later
from db.sqlite import driver, file
from db.sqlite.connection import Connection
from db.sqlite.driver import Driver
from db.sqlite.fault import told
from figures.record import Agreement, Casebook, Event, Figure, Party, Pin, Publisher, Record, Source

if TYPE_CHECKING:
    from db import as_kept, casebook, desk, fingerprint, flat, history, inspection, journal, reader, reversal
    from db.act import Act
    from db.result import Adrift, Changes, DraftNote, Entry, Fault, Hit, IssuedBriefing, Progress, Tally
    from db.sqlite import borrowed, copy, text_index, text_search
    from figures.flat import FlatFigures
else:
    as_kept, casebook, desk = map(Later, ("db.as_kept", "db.casebook", "db.desk"))
    fingerprint, flat = map(Later, ("db.fingerprint", "db.flat"))
    history, inspection, journal = map(Later, ("db.history", "db.inspection", "db.journal"))
    reader, reversal = map(Later, ("db.reader", "db.reversal"))
    borrowed, copy = map(Later, ("db.sqlite.borrowed", "db.sqlite.copy"))
    text_index, text_search = map(Later, ("db.sqlite.text_index", "db.sqlite.text_search"))

__all__ = ["Act", "Casefile", "RecordKind"]

R = TypeVar("R", bound=Record)
_COUNTED = {kind: Template("SELECT count(*) FROM $kind").substitute(kind=kind.value) for kind in RecordKind}
_MOMENT = (
    "SELECT (SELECT sha256 FROM journal ORDER BY id DESC LIMIT 1), (SELECT count(*) FROM form_draft), "
    "(SELECT max(kept_at) FROM form_draft), (SELECT count(*) FROM dismissal)"
)
"""The last seal, how many drafts there are and when the newest was kept, and what was dismissed."""


def __getattr__(name: str) -> Any:
    """``Act``, loaded when somebody asks for it."""
    if name != "Act":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from db.act import Act

    return Act


class Casefile:
    """One casefile, open. ``author`` signs the acts; ``read_only`` tells whether acts are refused, ``read_only_reason`` why.

    ``holder`` is who has it open to change it elsewhere, where that is the reason.
    """

    def __init__(self, path: Path, opened: opening.Opened, *, author: str) -> None:
        self.path = path
        self.author = author
        self.read_only = opened.read_only
        self.read_only_reason = opened.reason
        self.holder = opened.holder
        self.format_revision = revision(opened.number)
        self.last_changes: Changes | None = None
        self.is_settled = True
        self._opened = opened
        self._as_kept = False
        self._driver = opened.connection.database

    @classmethod
    def create(cls, path: str | os.PathLike[str], *, author: str = "", passphrase: str | None = None) -> Casefile:
        """Make an empty casefile and open it; ``AlreadyThere`` where there is a file of this name.

        With a passphrase it is encrypted from the beginning.
        """
        place = Path(path)
        opening.make(place, None if passphrase is None else keyring.new_key(passphrase))
        return cls.open(place, author=author)

    @classmethod
    def open(
        cls, path: str | os.PathLike[str], *, author: str = "", read_only: bool = False, take_over: bool = False
    ) -> Casefile:
        """Open a casefile; an older format is backed up beside itself and upgraded.

        Where the file or its folder may not be written, or somebody else has it open to change it, it is opened to read, and
        ``read_only_reason`` says so. ``take_over`` does not believe the word of another computer that it has it open.
        """
        place = Path(path)
        return cls(place, opening.opened(place, read_only=read_only, author=author, take_over=take_over), author=author)

    @property
    def _connection(self) -> Connection:
        """The file as SQLite has it open."""
        return self._opened.connection

    @property
    def encrypted(self) -> bool:
        """Whether the file of this casefile can be read with its passphrase only."""
        return self._opened.connection.key is not None

    def reader(self) -> Casefile:
        """The same casefile opened again to read, for the thread that calls this."""
        return Casefile.open(self.path, read_only=True)

    def interrupt(self) -> None:
        """Call off a read that another thread is making through this casefile; it raises ``Interrupted`` there.

        On a casefile that is closed meanwhile it does nothing.
        """
        file.interrupt(self._driver)

    def settle(self) -> None:
        """Bring what was kept from the log into the file itself, so that a copy of the file alone holds it.

        An act is on disk without it, and nobody should have to wait for it. Where somebody reads an older state just now,
        ``is_settled`` says afterwards that it is to be asked again.
        """
        if not (self.is_settled or self._opened.connection.closed or self._driver.in_transaction):
            self.is_settled = not file.settle(self._connection)

    def close(self) -> None:
        """Give the file back; what was kept is in the file itself then."""
        self.settle()
        opening.close(self._opened)

    def __enter__(self) -> Casefile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def act(self, label: str, *, reason: str = "", reached: Callable[[], None] = lambda: None) -> Iterator[Act]:
        """One act: what is done in the block is kept together with its journal entry, or nothing of it is.

        ``label`` is what *Undo* will say; ``last_changes`` tells afterwards what was touched. ``reached`` is told now and then
        while an act of many records is finished; what it raises takes everything back.
        """
        with self._written():
            act = self._begun(label)
            yield act
            act.finish(author=self.author, reason=reason, reached=reached)
        self.last_changes = act.changes

    def undo(self) -> Changes:
        """Take back the latest act that stands; ``NothingToUndo`` where there is none."""
        self._check_writable()
        with self._read():
            found = journal.to_undo(self._connection)
            together = found is not None and reversal.is_all_runs(self._connection, found[0])
        if found is None:
            raise NothingToUndo("There is nothing to undo.")
        try:
            act = self._undone(*found, together=together)
        except reversal.NotAsLeft:
            act = self._undone(*found, singly=True)
        self.last_changes = act.changes
        return act.changes

    def _undone(self, entry: int, label: str, *, together: bool = False, singly: bool = False) -> Act:
        """Take one act back: the records that it added ``together`` where it did nothing else, or each change ``singly``."""
        with self._written(leaving=together):
            if journal.to_undo(self._connection) != (entry, label):
                raise ChangedMeanwhile("Another window changed this casefile just now. Nothing was undone; try again.")
            act = self._begun(label)
            reversal.take_back(self._connection, entry, act, singly=singly)
            act.finish(author=self.author, reason="", turn=journal.Turn.UNDO, of_entry=entry)
        return act

    def redo(self) -> Changes:
        """Do the act again that was taken back last; ``NothingToUndo`` where there is none."""
        with self._written():
            found = journal.to_redo(self._connection)
            if found is None:
                raise NothingToUndo("There is nothing to redo.")
            act = self._begun(found[1])
            reversal.do_again(self._connection, found[0], act)
            act.finish(author=self.author, reason="", turn=journal.Turn.REDO, of_entry=found[0])
        self.last_changes = act.changes
        return act.changes

    def restore(self, kind: RecordKind, id: int, entry: int) -> Changes:
        """Bring one record back to how it was before journal entry ``entry``, as an act of its own."""
        with self._written():
            act = self._begun(f"Restore {kind.value}")
            reversal.restore(self._connection, kind, id, entry, act)
            act.finish(author=self.author, reason=f"As it was before entry {entry}.")
        self.last_changes = act.changes
        return act.changes

    @property
    def undo_label(self) -> str | None:
        """The label of the act that undo would take back."""
        with self._read():
            found = journal.to_undo(self._connection)
        return None if found is None else found[1]

    @property
    def redo_label(self) -> str | None:
        """The label of the act that redo would do again."""
        with self._read():
            found = journal.to_redo(self._connection)
        return None if found is None else found[1]

    def tally(self) -> Tally:
        """How many records of each kind there are."""
        from db.result import Tally

        with self.asked():
            return Tally(
                agreements=self._count(RecordKind.AGREEMENT),
                events=self._count(RecordKind.EVENT),
                figures=self._count(RecordKind.FIGURE),
                sources=self._count(RecordKind.SOURCE),
                publishers=self._count(RecordKind.PUBLISHER),
                parties=self._count(RecordKind.PARTY),
            )

    def fingerprint(self) -> str:
        """SHA-256 of all that the casefile says; the same content has the same fingerprint whatever its keys."""
        with self.asked() as database:
            return fingerprint.fingerprint(database)

    def casebook(self, *, without_confidential: bool = False) -> Casebook:
        """Everything that a comparison or a briefing needs; what would give away a confidential source can be left out.

        ``Damaged`` where a record is no longer what the journal keeps of it: no number is reckoned from such a casefile.
        """
        with self.asked() as database:
            whole = casebook.casebook(database)
            self._check_as_kept(database)
        return casebook.discreet(whole) if without_confidential else whole

    def _check_as_kept(self, database: Driver) -> None:
        """Hold every record against the journal, once as long as this is open."""
        if not self._as_kept:
            as_kept.check_before_use(database)
            self._as_kept = True

    def casebook_after(self, book: Casebook, changes: Changes) -> Casebook:
        """The casebook as ``changes`` left it, given that of before them: only what they touched is read."""
        with self.asked() as database:
            return casebook.renewed(database, book, changes)

    def get(self, kind: RecordKind, id: int) -> Record | None:
        """One record; None where it is not, or no longer, there."""
        with self.asked() as database:
            return reader.record(database, kind, id)

    def publishers(self) -> tuple[Publisher, ...]:
        """Every publisher, by id."""
        return self._records(Publisher)

    def parties(self) -> tuple[Party, ...]:
        """Every party, by id."""
        return self._records(Party)

    def sources(self) -> tuple[Source, ...]:
        """Every source, by id."""
        return self._records(Source)

    def agreements(self) -> tuple[Agreement, ...]:
        """Every agreement, by id."""
        return self._records(Agreement)

    def events(self, *, agreement: int | None = None) -> tuple[Event, ...]:
        """Every event by id, or those of one agreement."""
        return self._records(Event, agreement=agreement)

    def figures(
        self, *, agreement: int | None = None, event: int | None = None, source: int | None = None
    ) -> tuple[Figure, ...]:
        """Every figure by id, or those about one agreement (its events not counted), about one event, or from one source."""
        return self._records(Figure, agreement=agreement, event=event, source=source)

    def pins(self) -> tuple[Pin, ...]:
        """Every pin, by id."""
        return self._records(Pin)

    @contextmanager
    def flat_figures(self) -> Iterator[FlatFigures]:
        """Every figure as a row with the words of all that it rests on, read one after the other while the block lasts.

        ``Damaged`` where a record is no longer what the journal keeps of it: no number goes out of such a casefile.
        """
        with self.asked() as database:
            self._check_as_kept(database)
            with flat.flat_figures(database) as figures:
                yield figures

    def source_text(self, source_id: int) -> str:
        """The plain text of a source; empty where it has none."""
        with self.asked() as database:
            return casebook.source_text(database, source_id)

    def stored_copy(self, sha256: str) -> bytes:
        """The bytes of a stored copy; ``Missing`` where there is none, ``Damaged`` where they are no longer what they were."""
        with self.asked() as database, driver.limited(database, file.LONGEST_VALUE):
            found = database.execute("SELECT content FROM kept_bytes WHERE sha256 = ?", (sha256,)).fetchone()
        if found is None:
            raise Missing("This stored copy is not in the casefile. Open a backup, or add the file again.")
        content: bytes = found[0]
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Damaged("This stored copy is no longer what was taken in. Open a backup of this casefile.")
        return bytes(content)

    def find(self, query: str, limit: int = 50) -> tuple[Hit, ...]:
        """Records that say every word of the query, or words that begin so; case and marks over letters do not count."""
        with self.asked():
            return self.tell(query, self.look_up(query, limit))

    def look_up(self, query: str, limit: int = 50) -> tuple[tuple[RecordKind, int], ...]:
        """What ``find`` finds, by kind and key: to name some of them is left to ``tell``."""
        with self.asked() as database:
            return tuple(text_search.find(database, query, limit))

    def tell(self, query: str, found: Sequence[tuple[RecordKind, int]]) -> tuple[Hit, ...]:
        """What these records are called, and a little of what they say around the first word of the query."""
        with self.asked() as database:
            return casebook.hits(database, query, found)

    def journal(
        self,
        *,
        limit: int = 500,
        before: int | None = None,
        kind: RecordKind | None = None,
        id: int | None = None,
        most_changes: int = 200,
    ) -> tuple[Entry, ...]:
        """The journal, newest first: ``limit`` entries below ``before``, or those that touched one kind or one record.

        Of each entry the first ``most_changes`` changes are told, and how many there are; asked for one record, only its own.
        """
        with self._read():
            return history.entries(self._connection, limit=limit, before=before, kind=kind, id=id, most_changes=most_changes)

    def setting(self, key: str, default: str = "") -> str:
        """One of the casefile's own settings."""
        with self.asked() as database:
            return reader.setting(database, key, default)

    def keep_draft(self, form: str, content: str) -> None:
        """Put what stands in a form on disk at once, in place of what was kept of it before."""
        with self._written():
            desk.keep_draft(self._connection, form, content)

    def drafts(self) -> tuple[DraftNote, ...]:
        """What was typed and not saved, the oldest first."""
        with self._read():
            return desk.drafts(self._connection)

    def drop_draft(self, form: str) -> None:
        """Forget what was kept of a form: it was saved, or is not wanted."""
        with self._written():
            desk.drop_draft(self._connection, form)

    def dismissed(self, source_id: int) -> frozenset[str]:
        """The suggestions of a source that the researcher does not want to see again."""
        with self._read():
            return desk.dismissed(self._connection, source_id)

    def dismiss(self, source_id: int, key: str) -> None:
        """Do not suggest this again for this source."""
        with self._written():
            desk.dismiss(self._connection, source_id, key)

    def issued(self) -> tuple[IssuedBriefing, ...]:
        """The briefings that were kept, the latest first."""
        with self.asked() as database:
            return casebook.issued(database)

    def briefing_pdf(self, id: int) -> bytes:
        """The PDF of a kept briefing, checked against its digest."""
        for briefing in self.issued():
            if briefing.id == id:
                return self.stored_copy(briefing.pdf_sha256)
        raise Missing("This briefing is no longer in the casefile. It may have been undone.")

    def drifted(self) -> tuple[Adrift, ...]:
        """Every figure whose quote no longer stands where its anchor says; nothing is moved."""
        with self._read():
            return inspection.drifted(self._connection)

    def verify_journal(self) -> tuple[Fault, ...]:
        """Every break in the journal's chain."""
        with self._read():
            return tuple(inspection.journal_faults(self._connection))

    def verify(self, *, progress: Progress | None = None) -> tuple[Fault, ...]:
        """Everything that is wrong with the casefile: pages, references, records, journal, copies, texts and quotes.

        ``progress`` is told how far it is and may call it off: then ``Interrupted`` is raised.
        """
        with self._read():
            return tuple(inspection.faults(self._connection, progress))

    def verify_search(self) -> tuple[Fault, ...]:
        """What is wrong with the search index, which a casefile that is open to read cannot be asked."""
        with self._written():
            return tuple(inspection.search_faults(self._connection))

    def mend_search(self) -> None:
        """Make the search index anew from the records; it holds nothing of its own, so nothing can be lost."""
        with self._written():
            text_index.rebuild(self._connection)

    def backup(self, out: str | os.PathLike[str], *, progress: Progress | None = None) -> Path:
        """A verified copy of the casefile as it is now, while it is in use; ``AlreadyThere`` where there is such a file."""
        with self._read():
            return opening.backup(self._connection, Path(out), progress)

    def moment(self) -> tuple[object, ...]:
        """What differs between two states of this casefile, without reading its records."""
        with self.asked() as database:
            return tuple(database.execute(_MOMENT).fetchone())

    def origin(self) -> str:
        """The seal of the journal's first entry: copies of one casefile share it, others do not; empty where there is none."""
        with self._read():
            return copy.first_seal(self._connection)

    @contextmanager
    def asked(self) -> Iterator[Driver]:
        """The driver's own connection in one reading, for the modules of this folder only."""
        with told(self.path), driver.reading(self._driver):
            yield self._driver

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """The connection in one reading, for the modules of this folder only."""
        with self._read():
            yield self._connection

    @contextmanager
    def beside(self, other: Casefile) -> Iterator[tuple[Connection, str]]:
        """The connection of a casefile opened to read, and the name under which it reads another's records too.

        Where one of them is encrypted and the other is not, the records are copied into memory. For the modules of this folder.
        """
        with told(other.path):
            alike = self.encrypted == other.encrypted
            if alike:
                file.attach(self._connection, other.path, file.key_of(other._connection))
            else:
                borrowed.take(self._connection, other._connection)
            try:
                with file.reading(self._connection):
                    yield self._connection, "other" if alike else borrowed.NAME
            finally:
                if alike:
                    file.detach(self._connection)
                else:
                    borrowed.give_back(self._connection)

    def _begun(self, label: str) -> Act:
        from db.act import Act

        return Act(self._connection, label)

    def _count(self, kind: RecordKind) -> int:
        return int(self._driver.execute(_COUNTED[kind]).fetchone()[0])

    def _records(self, form: type[R], **where: int | None) -> tuple[R, ...]:
        with self.asked() as database:
            return reader.records(database, form, **where)

    @contextmanager
    def _read(self) -> Iterator[None]:
        with told(self.path), file.reading(self._connection):
            yield

    def _check_writable(self) -> None:
        if self.read_only:
            raise ReadOnly(self.read_only_reason)
        if self._driver.in_transaction:
            raise RuntimeError("an act within an act")

    @contextmanager
    def _written(self, *, leaving: bool = False) -> Iterator[None]:
        self._check_writable()
        with told(self.path):
            with file.leaving(self._connection) if leaving else nullcontext(), file.writing(self._connection):
                file.check_place(self._connection, self.path)
                yield
                file.check_place(self._connection, self.path)
            self.is_settled = False
