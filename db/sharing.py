"""A copy to hand on: a new casefile into which only goes what may be passed on, so that nothing else was ever in its bytes.

What rests on something that is left out is left out with it: a figure of a confidential source, what is counted against that
figure, and the parties, publishers, events and agreements that are known through nothing else. Records keep their identities
and the copy notes how far this casefile had come, so that it can be merged back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from db import as_kept, keyring, opening, reader
from db.act import Act
from db.bringing import bring_kept, in_order, row_of_state
from db.casefile import Casefile
from db.error import AlreadyThere, Damaged, DiskFull, Interrupted
from db.identity import new_uid
from db.kind import RecordKind
from db.lineage import MERGED, MERGED_KINDS, WITHOUT_COPIES, Side, State, side
from db.mark import is_mark, uids_of
from db.merge_law import named_by
from db.merge_result import Key
from db.result import Progress, Tally
from db.sqlite import file
from db.sqlite.connection import Connection
from db.sqlite.fault import told
from db.sqlite.file import raw

_COPY = {"copy_sha256": None, "copy_media_type": "", "copy_file_name": ""}
_PRUNED = (RecordKind.EVENT, RecordKind.AGREEMENT, RecordKind.PARTY, RecordKind.PUBLISHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveOut:
    """What a shared copy is to be without.

    Confidential sources, stored copies and issued briefings would still stand in the history; a briefing can print, and a form
    half typed can quote, what a confidential source says. So without the first there are neither briefings nor drafts, and
    without any of the three there is no history.
    """

    confidential: bool = True
    drafts: bool = True
    history: bool = True
    copies: bool = True
    briefings: bool = True

    def __post_init__(self) -> None:
        if self.confidential and not (self.briefings and self.drafts):
            said = "Briefings and half-typed forms can hold what a confidential source says: leave them out too, or keep it."
            raise ValueError(said)
        if (self.confidential or self.copies or self.briefings) and not self.history:
            raise ValueError("The history still tells what was left out: leave it out too, or keep everything else.")

    @property
    def names(self) -> tuple[str, ...]:
        """What is left out, by name."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name))


@dataclass(frozen=True, slots=True)
class Shared:
    """A copy that was made, opened again, checked and counted; ``left_out`` counts the records of each kind that it is without.

    Without a ``path`` it is only what would be left out.
    """

    path: Path | None
    holds: Tally
    left_out: Mapping[RecordKind, int]
    copies: int = 0
    briefings: int = 0
    drafts: int = 0


def foreseen(casefile: Casefile, leave_out: LeaveOut) -> Shared:
    """What a copy would hold and be without; nothing is written."""
    with casefile.connected() as connection:
        whole = side(connection)
        kept = _kept(whole, leave_out)
    return _counted(casefile, whole, kept, leave_out)


def share(
    casefile: Casefile,
    out: Path,
    leave_out: LeaveOut,
    *,
    passphrase: str | None = None,
    progress: Progress | None = None,
) -> Shared:
    """Write the copy to a new file ``out``; it takes its place only when it was found to be sound and complete.

    With a ``passphrase`` the copy is encrypted with it from its first byte, else as the casefile itself is; ``ValueError``
    where it is to keep the history, which cannot be given another. ``AlreadyThere`` where there is such a file,
    ``Interrupted`` where ``progress`` calls it off, ``Damaged`` where a record is not what the journal keeps of it, since the
    copy would vouch for it: then nothing is left behind.
    """
    if passphrase is not None and not leave_out.history:
        raise ValueError("A copy with its history keeps the passphrase of its casefile: leave the history out for another.")
    if out.exists() or out.is_symlink():
        raise AlreadyThere(f"There is a file “{out.name}” already, and it was left alone. Choose another name.")
    with casefile.connected() as connection:
        as_kept.check_before_use(raw(connection))
    unfinished = out.with_name(f".{out.name}.{new_uid()}")
    try:
        if leave_out.history:
            shared = _made_anew(casefile, unfinished, leave_out, passphrase, progress)
        else:
            shared = _copied(casefile, unfinished, leave_out, progress)
        _check(unfinished, shared, progress)
        opening.place(unfinished, out)
    except DiskFull as fault:
        said = f"There is no room for “{out.name}”. Nothing was written; free some space there, or choose another disk."
        raise DiskFull(said) from fault
    except OSError as fault:
        raise DiskFull(f"“{out.name}” could not be written ({fault.strerror}). Free some space and try again.") from fault
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)
    return Shared(out, shared.holds, shared.left_out, shared.copies, shared.briefings, shared.drafts)


def _made_anew(casefile: Casefile, out: Path, leave_out: LeaveOut, passphrase: str | None, progress: Progress | None) -> Shared:
    """Put what is kept into an empty casefile, in one act without a name."""
    with casefile.connected() as connection:
        opening.make(out, file.key_of(connection) if passphrase is None else keyring.new_key(passphrase))
    with Casefile.open(out) as copy, casefile.connected() as here:
        whole = side(here)
        kept = _kept(whole, leave_out)
        _tell(progress, 0.1)
        with copy.act("Begin from a shared copy") as act, copy.connected() as there:
            ids = dict(side(there).ids)
            ordered = in_order({key: state for key, state in kept.items() if key not in ids})
            for number, key in enumerate(ordered):
                if number % 200 == 0:
                    _tell(progress, 0.1 + 0.7 * number / len(ordered))
                state = kept[key]
                if key[0] is RecordKind.SOURCE:
                    bring_kept(there, here, "kept_bytes", state["copy_sha256"])
                    bring_kept(there, here, "kept_text", state["text_sha256"])
                ids[key] = act.put(key[0], row_of_state(key[0], state, ids))
            if not leave_out.briefings:
                _bring_briefings(act, here, there)
            act.set_setting(MERGED, "\n".join(sorted({whole.head, *whole.merged} - {""})))
            if leave_out.copies:
                act.set_setting(WITHOUT_COPIES, "yes")
        if not leave_out.drafts:
            for note in casefile.drafts():
                copy.keep_draft(note.form, note.content)
        _tell(progress, 0.85)
        _into_one_file(copy)
    return _counted(casefile, whole, kept, leave_out)


def _bring_briefings(act: Act, here: Connection, there: Connection) -> None:
    for row in reader.rows(file.raw(here), RecordKind.BRIEFING):
        bring_kept(there, here, "kept_bytes", row["pdf_sha256"])
        bring_kept(there, here, "kept_text", row["snapshot_sha256"])
        act.put(RecordKind.BRIEFING, {name: value for name, value in row.items() if name != "id"})


def _copied(casefile: Casefile, out: Path, leave_out: LeaveOut, progress: Progress | None) -> Shared:
    """A copy with its history: only what lies on the desk can be left out of it."""
    casefile.backup(out, progress=progress)
    if leave_out.drafts:
        with told(out):
            with casefile.connected() as here:
                connection = file.connect(out, write=True, key=file.key_of(here))
            try:
                with file.writing(connection):
                    file.raw(connection).execute("DELETE FROM form_draft")
                    file.raw(connection).execute("DELETE FROM dismissal")
                file.raw(connection).execute("VACUUM")
            finally:
                file.close(connection)
    with casefile.connected() as here:
        whole = side(here)
    return _counted(casefile, whole, dict(whole.now), leave_out)


def _into_one_file(copy: Casefile) -> None:
    """Leave no page behind that was used before, and no log beside the file."""
    with copy.connected() as connection:
        driver = file.raw(connection)
    driver.execute("PRAGMA journal_mode = DELETE")
    driver.execute("VACUUM")


def _check(made: Path, shared: Shared, progress: Progress | None) -> None:
    """Open the copy as a stranger would, check all of it and count it."""
    with Casefile.open(made, read_only=True) as copy:
        faults = copy.verify(progress=None if progress is None else lambda part: progress(0.85 + 0.15 * part))
        if faults or copy.tally() != shared.holds:
            why = faults[0].text if faults else "It does not hold what it should."
            raise Damaged(f"The copy did not come out whole and was thrown away. {why}")


def _kept(whole: Side, leave_out: LeaveOut) -> dict[Key, State]:
    """The records that may be passed on, as they are to stand in the copy."""
    gone = _left_out(whole.now) if leave_out.confidential else set()
    kept = {key: state for key, state in whole.now.items() if key not in gone}
    uids = {uid for _, uid in gone}
    for key, state in list(kept.items()):
        if key[0] is RecordKind.SETTING and is_mark(key[1]) and uids & uids_of(key[1], str(state["value"])):
            del kept[key]
        elif key[0] is RecordKind.SOURCE and leave_out.copies:
            kept[key] = {**state, **_COPY}
    return kept


def _left_out(now: Mapping[Key, State]) -> set[Key]:
    """Confidential sources, all that rests on them, and what is known through nothing else."""
    naming: dict[Key, list[Key]] = {}
    for key, state in now.items():
        for named in named_by(key, state):
            naming.setdefault(named, []).append(key)
    gone: set[Key] = set()
    waiting = [key for key, state in now.items() if key[0] is RecordKind.SOURCE and state["confidential"]]
    while waiting:
        gone |= set(waiting)
        resting = {key for named in waiting for key in naming.get(named, ())}
        waiting = sorted((resting | _known_by_nothing_else(now, naming, gone)) - gone)
    return gone


def _known_by_nothing_else(now: Mapping[Key, State], naming: Mapping[Key, list[Key]], gone: set[Key]) -> set[Key]:
    """Parties, publishers, events and agreements that something left out names and nothing that is kept."""
    touched = {named for key in gone for named in named_by(key, now[key]) if named[0] in _PRUNED}
    return {key for key in touched - gone if all(by in gone for by in naming.get(key, ()))}


def _counted(casefile: Casefile, whole: Side, kept: Mapping[Key, State], leave_out: LeaveOut) -> Shared:
    held = Counter(kind for kind, _ in kept)
    missing = Counter(kind for kind, uid in whole.now if (kind, uid) not in kept and kind.is_recorded)
    copies = {s["copy_sha256"] for (kind, _), s in whole.now.items() if kind is RecordKind.SOURCE} - {None}
    return Shared(
        None,
        Tally(
            agreements=held[RecordKind.AGREEMENT],
            events=held[RecordKind.EVENT],
            figures=held[RecordKind.FIGURE],
            sources=held[RecordKind.SOURCE],
            publishers=held[RecordKind.PUBLISHER],
            parties=held[RecordKind.PARTY],
        ),
        {kind: missing[kind] for kind in MERGED_KINDS if missing[kind]},
        len(copies) if leave_out.copies else 0,
        len(casefile.issued()) if leave_out.briefings else 0,
        len(casefile.drafts()) if leave_out.drafts else 0,
    )


def _tell(progress: Progress | None, part: float) -> None:
    if progress is not None and not progress(part):
        raise Interrupted("The copy was called off. Nothing was written.")
