"""An act: the only way in which a casefile changes. One transaction, one journal entry, one step to undo.

An act is handed out by ``Casefile.act`` and is over when its block ends; an exception in the block keeps nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from db import bulk, content, journal, law, reader, reversal_mass
from db.entry import Entry, Mirrored
from db.error import ChangedMeanwhile, Missing
from db.identity import new_uid
from db.kept import Row
from db.kind import RecordKind
from db.result import Changes, IssuedDraft, Touched
from db.row import kind_of, row_of
from db.sqlite import text_index, text_mass
from db.sqlite.connection import Connection
from db.sqlite.file import make_room, raw
from db.writer import NOT_TEXT, add_row, change_row, check_values, remove_row
from figures.category import Category, CategoryTree
from figures.record import Anchor, Draft, FigureDraft, Record, StoredCopy, Unfit

_PLACE = ("source", "quote", "anchor_start", "anchor_end")
_ROOM_FOR_MANY = 24_000

_SETTING = "SELECT id FROM setting WHERE key = ?"


class Act:
    """Adds, changes and removes records; every law is checked before a row is written."""

    def __init__(self, connection: Connection, label: str) -> None:
        self._connection = connection
        self._label = label
        self._references = law.References(raw(connection))
        self._changes: list[journal.Change] = []
        self._noted = 0
        self._entry: Entry | None = None
        self._added: dict[RecordKind, list[range]] = {}
        self._removed: dict[RecordKind, list[range]] = {}
        self._indexes: tuple[str, ...] = ()
        self._waiting: dict[RecordKind, bulk.Waiting] = {}
        self._categories: CategoryTree | None = None

    @property
    def changes(self) -> Changes:
        """What the act has done so far."""
        singly = frozenset((change.kind, change.id) for change in self._changes)
        self._write_waiting()
        if not self._entry:
            return Changes(self._label, singly)
        runs = tuple((kind, keys) for many in (self._added, self._removed) for kind, each in many.items() for keys in each)
        return Changes(self._label, Touched(singly, runs))

    def add(self, draft: Draft, *, uid: str = "") -> int:
        """Keep a new record and return its id; ``Unfit`` names the field where a law is broken.

        ``uid`` is given where the record comes from another casefile and keeps its identity.
        """
        kind, row = self._new(draft, uid)
        return self.put(kind, row)

    def _new(self, draft: Draft, uid: str) -> tuple[RecordKind, Row]:
        kind = kind_of(type(draft))
        row = self._checked(kind, None, draft, {})
        row["uid"] = uid or new_uid()
        if kind is RecordKind.SOURCE:
            row["text_sha256"] = None
        return kind, row

    def expect(self, kind: RecordKind, several: int) -> None:
        """Be told that so many records of a kind will be added, none of which names one that comes after it."""
        self._write_waiting()
        self._indexes += bulk.take_indexes(self._connection, kind, several)

    def add_later(self, draft: Draft, *, uid: str = "") -> int:
        """As ``add``, for many: checked at once and given its key, but written together with others."""
        kind, row = self._new(draft, uid)
        waiting = self._waiting.get(kind)
        if waiting is None:
            waiting = self._waiting[kind] = bulk.Waiting(self._connection, kind)
            self._references.foresee(kind, waiting)
        id = waiting.add(row)
        if len(waiting) >= bulk.AT_ONCE:
            self._write_waiting(keep=True)
        return id

    def _write_waiting(self, *, keep: bool = False) -> None:
        """Write what waits, each kind after those that it names; ``keep`` where nobody else can add of them meanwhile."""
        if not self._waiting:
            return
        entry = self._written_along()
        for kind in RecordKind:
            if kind in self._waiting and len(self._waiting[kind]):
                self._note_added(entry, kind, self._waiting[kind].write(self._connection))
        if not keep:
            self._waiting.clear()
            self._references.foresee_nothing()

    def _note_added(self, entry: Entry, kind: RecordKind, keys: range) -> None:
        entry.note_added(kind, keys)
        runs = self._added.setdefault(kind, [])
        if runs and runs[-1].stop == keys.start:
            keys = range(runs.pop().start, keys.stop)
        runs.append(keys)

    def take_runs(self, what: reversal_mass.Done) -> None:
        """Take back the runs of records that an act added; whatever else it did was taken back before."""
        places = [what.size - 1 - place for place in reversed(what.else_at)]
        mirrored = Mirrored(what.entry, what.size, frozenset(places))
        reversal_mass.take(self._connection, what, self._entry_around(what, places, mirrored))
        for run in what.runs:
            self._removed.setdefault(run.kind, []).append(run.keys)

    def put_runs(self, what: reversal_mass.Done) -> None:
        """Do again the runs of records that an act added; whatever else it did was done again before."""
        reversal_mass.put(self._connection, what, self._entry_around(what, what.else_at))
        for run in what.runs:
            self._added.setdefault(run.kind, []).append(run.keys)

    def _new_entry(self, mirrored: Mirrored | None = None) -> Entry:
        make_room(self._connection, _ROOM_FOR_MANY)
        return Entry(self._connection, self._label, mirrored=mirrored)

    def _entry_around(self, what: reversal_mass.Done, places: Sequence[int], mirrored: Mirrored | None = None) -> Entry:
        """The act's entry with what was done singly at its places, and room for the runs around it."""
        self._entry = self._new_entry(mirrored)
        self._entry.note_at(zip(places, self._changes, strict=False))
        self._entry.leave_room(what.size)
        self._noted = len(self._changes)
        return self._entry

    def _written_along(self) -> Entry:
        """The act's entry in the journal, written while the act goes on, with all that was done so far."""
        if self._entry is None:
            self._entry = self._new_entry()
        self._entry.note(self._changes[self._noted :])
        self._noted = len(self._changes)
        return self._entry

    def change(self, id: int, draft: Draft, *, seen: Record | None = None) -> None:
        """Give a record new contents; a draft that changes nothing leaves no trace.

        ``seen`` is the record as the form showed it: ``ChangedMeanwhile`` where another window has changed it since.
        """
        kind = kind_of(type(draft))
        before = self._row(kind, id)
        if seen is not None and reader.record(raw(self._connection), kind, id) != seen:
            raise ChangedMeanwhile(f"This {kind.value} was changed in another window meanwhile. Open it again and compare.")
        row = self._checked(kind, id, draft, before)
        if kind is RecordKind.FIGURE:
            self._references.check_resting(id, before, row)
        self.replace(kind, id, before, {**before, **row})

    def remove(self, kind: RecordKind, id: int) -> None:
        """Take a record out; ``Unfit`` while other records rest on it, saying how many."""
        if not kind.is_recorded:
            raise Unfit("kind", f"A {kind.value} is not removed in this way.")
        before = self._row(kind, id)
        self._references.check_unneeded(kind, id)
        self.take(kind, id, before)

    def keep_copy(self, data: bytes, media_type: str, file_name: str = "") -> StoredCopy:
        """Keep the bytes of a document once, by their SHA-256, and return what a source says of them."""
        return StoredCopy(content.keep_copy(self._connection, data), media_type, len(data), file_name)

    def keep_text(self, source_id: int, text: str) -> None:
        """Give a source its plain text; what is no character is kept as U+FFFD, so that places stay what they were."""
        before = self._row(RecordKind.SOURCE, source_id)
        digest = content.keep_text(self._connection, text.translate(NOT_TEXT)) if text else None
        self.replace(RecordKind.SOURCE, source_id, before, {**before, "text_sha256": digest})

    def set_setting(self, key: str, value: str) -> None:
        """Set one of the casefile's own settings."""
        check_values({"key": key, "value": value})
        found = raw(self._connection).execute(_SETTING, (key,)).fetchone()
        if found is None:
            self.put(RecordKind.SETTING, {"key": key, "value": value})
            return
        before = self._row(RecordKind.SETTING, found[0])
        self.replace(RecordKind.SETTING, found[0], before, {**before, "value": value})

    def add_category(self, category: Category) -> int:
        """Add a category under one that is there; ``Unfit`` where its identifier is taken or its parent unknown."""
        tree = self._tree()
        try:
            CategoryTree((*tree.added, category))
        except ValueError as wrong:
            raise Unfit("category", f"This category cannot be added: {wrong}.") from None
        if category.parent is None or not category.id.strip() or not category.label.strip():
            raise Unfit("category", "A new category needs an identifier, a label and a category that it stands under.")
        self._categories = None
        row: Row = {"key": category.id, "parent": category.parent, "label": category.label, "root": tree.root(category.parent)}
        check_values(row)
        return self.put(RecordKind.CATEGORY, row)

    def keep_briefing(self, draft: IssuedDraft) -> int:
        """Keep a briefing as it is handed out, PDF and numbers, and return its id."""
        row: Row = {
            "uid": new_uid(),
            "title": draft.title,
            "label": draft.label,
            "as_of": draft.as_of,
            "issued_at": journal.now(),
            "fingerprint": draft.fingerprint,
            "options": draft.options,
            "snapshot_sha256": content.keep_text(self._connection, draft.snapshot),
            "pages": draft.pages,
            "pdf_sha256": content.keep_bytes(self._connection, draft.pdf),
        }
        check_values(row)
        return self.put(RecordKind.BRIEFING, row)

    def put(self, kind: RecordKind, row: Row) -> int:
        """Write a record as it stands, with its ``id`` where it has one, and note it."""
        self._write_waiting()
        id = add_row(self._connection, kind, row)
        self._references.note(kind, id)
        self._changes.append(journal.Change(kind, id, None, {**row, "id": id}))
        return id

    def replace(self, kind: RecordKind, id: int, before: Row, after: Row) -> None:
        """Write another state of a record and note both; equal states are no change."""
        if before != after:
            self._write_waiting()
            change_row(self._connection, kind, id, before, after)
            self._changes.append(journal.Change(kind, id, before, after))
            self._categories = None

    def take(self, kind: RecordKind, id: int, before: Row) -> None:
        """Take a record out as it stands, and note what it was."""
        self._write_waiting()
        remove_row(self._connection, kind, id)
        self._references.forget(kind, id)
        self._changes.append(journal.Change(kind, id, before, None))
        self._categories = None

    def finish(
        self,
        *,
        author: str,
        reason: str,
        turn: journal.Turn = journal.Turn.ACT,
        of_entry: int | None = None,
        reached: bulk.Reached = bulk.nothing,
    ) -> None:
        """Write the journal entry and bring the search index up to date; an act that changed nothing leaves no entry."""
        self._write_waiting()
        said = {"label": self._label, "reason": reason, "author": author}
        for sql in self._indexes:
            raw(self._connection).execute(sql)
            reached()
        if self._entry is not None:
            self._written_along().seal(**said, turn=turn, of_entry=of_entry, reached=reached)
            if not text_mass.forget(self._connection, self._removed, reached):
                text_mass.fill(self._connection, self._added, reached)
            make_room(self._connection)
        elif self._changes:
            journal.write(self._connection, self._changes, **said, turn=turn, of_entry=of_entry)
        if self._changes:
            text_index.note(self._connection, self._ends())

    def _ends(self) -> list[tuple[RecordKind, int, Row | None, Row | None]]:
        """Each record once: as it was before the act's first change of it, and as it is after the last."""
        first: dict[tuple[RecordKind, int], Row | None] = {}
        last: dict[tuple[RecordKind, int], Row | None] = {}
        for change in self._changes:
            first.setdefault((change.kind, change.id), change.before)
            last[change.kind, change.id] = change.after
        return [(kind, id, first[kind, id], after) for (kind, id), after in last.items()]

    def _checked(self, kind: RecordKind, id: int | None, draft: Draft, before: Row) -> Row:
        law.check_draft(draft, self._tree())
        row = row_of(draft, self._tree())
        check_values(row)
        if kind is RecordKind.PIN and self._waiting.get(RecordKind.FIGURE):
            self._write_waiting(keep=True)
        self._references.check(kind, id, row)
        copy = row.get("copy_sha256")
        if isinstance(copy, str) and not content.is_kept(self._connection, copy):
            raise Unfit("copy", "The stored copy of this source is not in the casefile. Add the file again.")
        if isinstance(draft, FigureDraft) and draft.anchor is not None:
            self._check_quote(draft, draft.anchor, any(before.get(name) != row[name] for name in _PLACE))
        return row

    def _check_quote(self, draft: FigureDraft, anchor: Anchor, is_new: bool) -> None:
        """A newly chosen place holds the words that are quoted from it; one that drifted later is reported, not refused."""
        if not draft.quote:
            raise Unfit("quote", "A place in the text needs the words that stand there. Select them again.")
        there = content.words_at(self._connection, draft.source, anchor) if is_new else None
        if there is not None and there != draft.quote:
            raise Unfit("quote", "The quoted words do not stand at that place of the source's text. Select them again.")

    def _tree(self) -> CategoryTree:
        if self._categories is None:
            self._categories = reader.categories(raw(self._connection))
        return self._categories

    def _row(self, kind: RecordKind, id: int) -> Row:
        self._write_waiting()
        row = reader.row(raw(self._connection), kind, id)
        if row is None:
            raise Missing(f"The {kind.value} is no longer in the casefile. It may have been removed meanwhile.")
        return row
