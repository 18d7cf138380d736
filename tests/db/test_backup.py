"""Backups: made in time, thinned with age, compared before they are brought back, and nothing that was there is lost."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db import backup, bringing_back, hold
from db.backup import Why
from db.casefile import Casefile, RecordKind
from db.error import Damaged, DiskFault, DiskFull, Interrupted, InUse, NotACasefile
from figures.record import PublisherDraft

ROOT = Path(__file__).parents[2]
ANOTHER_WINDOW = """
import sys
from db.casefile import Casefile
with Casefile.open(sys.argv[1], author="Petro"):
    print("open", flush=True)
    sys.stdin.readline()
"""


def named(place: Path) -> list[str]:
    """What lies among the casefile's backups."""
    return sorted(path.name for path in backup.folder_of(place).iterdir())


def test_a_backup_lies_beside_the_casefile_and_says_when_and_why(field: Any, place: Path) -> None:
    made = backup.keep(field.casefile, Why.IMPORT)
    assert made.path.parent == place.parent / "swaps backups"
    assert made.path.parent.stat().st_mode & 0o077 == 0
    assert made.path.name == f"swaps {made.made_at:%Y-%m-%d %H%M%S} before import.handover"
    assert backup.backups(place) == (made,)
    with Casefile.open(made.path) as copy:
        assert copy.fingerprint() == field.casefile.fingerprint()
        assert copy.verify() == ()


def test_two_backups_of_one_second_lie_side_by_side(field: Any, place: Path) -> None:
    assert len({backup.keep(field.casefile).path for _ in range(3)}) == 3
    assert len(backup.backups(place)) == 3


def test_a_chosen_folder_keeps_casefiles_of_one_name_apart(field: Any, place: Path, tmp_path: Path) -> None:
    chosen, other = tmp_path / "stick", tmp_path / "other" / place.name
    chosen.mkdir()
    other.parent.mkdir()
    Casefile.create(other).close()
    backup.keep(field.casefile, folder=chosen)
    assert len(backup.backups(place, folder=chosen)) == 1
    assert backup.backups(other, folder=chosen) == ()
    assert backup.backups(place) == ()
    with pytest.raises(DiskFault, match="Choose another folder"):
        backup.keep(field.casefile, folder=tmp_path / "nowhere" / "at all")


def test_the_days_backup_is_made_once_and_only_where_something_changed(field: Any, place: Path) -> None:
    first = backup.keep_daily(place)
    assert first is not None
    assert backup.keep_daily(place) is None
    yesterday = first.path.with_name(f"swaps {dt.date.today() - dt.timedelta(days=1)} 080000 daily.handover")
    first.path.rename(yesterday)
    assert backup.keep_daily(place) is None
    field.casefile.keep_draft("figure:new", "half typed")
    assert backup.keep_daily(place) is not None
    assert len(backup.backups(place)) == 2


def test_an_empty_casefile_needs_no_backup(casefile: Casefile, place: Path) -> None:
    assert backup.keep_daily(place) is None
    assert not backup.folder_of(place).exists()


def test_a_damaged_latest_backup_does_not_stand_for_the_day(field: Any, place: Path) -> None:
    first = backup.keep_daily(place)
    assert first is not None
    yesterday = first.path.with_name(f"swaps {dt.date.today() - dt.timedelta(days=1)} 080000 daily.handover")
    first.path.rename(yesterday)
    yesterday.write_bytes(yesterday.read_bytes()[:5000])
    assert backup.keep_daily(place) is not None


def test_backups_are_thinned_to_days_weeks_and_months(field: Any, place: Path) -> None:
    folder = backup.folder_of(place)
    folder.mkdir()
    day = dt.date(2026, 6, 30)
    for back in range(500):
        (folder / f"swaps {day - dt.timedelta(days=back)} 090000 daily.handover").write_bytes(b"old")
        (folder / f"swaps {day - dt.timedelta(days=back)} 100000 before import.handover").write_bytes(b"old")
    for strange in ("swaps 2026-99-99 090000 daily.handover", "swaps.handover", "other 2020-01-01 090000 daily.handover"):
        (folder / strange).write_bytes(b"not ours to take away")
    asked = folder / "swaps 2019-01-01 090000 asked for.handover"
    asked.write_bytes(b"asked")
    backup.keep(field.casefile, Why.ASKED)
    left = backup.backups(place)
    daily = [kept.made_at.date() for kept in left if kept.why is Why.DAILY]
    assert daily[:7] == [day - dt.timedelta(days=back) for back in range(7)]
    assert len({(kept.year, kept.month) for kept in daily}) == 12
    assert len({kept.isocalendar()[:2] for kept in daily[:9]}) >= 4
    assert len(daily) <= 7 + 4 + 12
    assert len([kept for kept in left if kept.why is Why.IMPORT]) == backup.BEFORE_SOMETHING
    assert asked.exists()
    assert len([name for name in named(place) if name.startswith(("other", "swaps.handover", "swaps 2026-99"))]) == 3


def test_what_a_crash_left_half_made_is_cleared_a_day_later(field: Any, place: Path) -> None:
    folder = backup.folder_of(place)
    folder.mkdir()
    old, new = (folder / f".swaps 2026 daily.handover.0192{end}-aaaa-7bbb-8ccc-ddddddddeeee" for end in ("0000", "1111"))
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    backup.keep(field.casefile)
    assert not old.exists()
    assert new.exists()


def test_a_backup_can_be_called_off_and_leaves_nothing(field: Any, place: Path) -> None:
    told: list[float] = []

    def enough(done: float) -> bool:
        told.append(done)
        return False

    with pytest.raises(Interrupted):
        backup.keep(field.casefile, progress=enough)
    assert told
    assert named(place) == []


def test_a_copy_taken_while_another_window_writes_is_of_one_moment(field: Any, place: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        with Casefile.open(place) as other:
            while not stop.is_set():
                with other.act("Two") as act:
                    act.add(PublisherDraft(name="one"))
                    act.add(PublisherDraft(name="two"))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(5):
            with field.casefile.reader() as reader, Casefile.open(backup.keep(reader).path) as copy:
                assert copy.tally().publishers % 2 == 1
                assert copy.verify() == ()
    finally:
        stop.set()
        writer.join()


def test_what_differs_is_told_before_anything_is_brought_back(field: Any, place: Path) -> None:
    gone, changed = field.add(field.figure("5", 5)), field.add(field.figure("7", 7))
    made = backup.keep(field.casefile).path
    assert bringing_back.difference(place, made).is_none
    with field.casefile.act("Later") as act:
        act.remove(RecordKind.FIGURE, gone)
        act.change(changed, field.figure("8", 8))
        new = act.add(field.figure("9", 9))
        agreement = field.casefile.agreements()[0]
        act.change(agreement.id, turned_round(agreement))
    found = bringing_back.difference(place, made)
    assert [(name.id, name.name) for name in found.added.first] == [(new, "9")]
    assert [(name.kind, name.id) for name in found.changed.first] == [
        (RecordKind.AGREEMENT, field.agreement),
        (RecordKind.FIGURE, changed),
    ]
    assert [(name.id, name.name) for name in found.removed.first] == [(gone, "5")]
    assert (found.then.figures, found.now.figures, found.same_origin) == (2, 2, True)


def turned_round(agreement: Any) -> Any:
    """The same agreement with its parties in the other order, which only its list says."""
    return replace(agreement, parties=tuple(reversed(agreement.parties)))


def test_a_backup_of_another_casefile_is_known_as_such(field: Any, place: Path, tmp_path: Path, started: Any) -> None:
    with Casefile.create(tmp_path / "other.handover") as other:
        started(other)
    found = bringing_back.difference(place, tmp_path / "other.handover")
    assert not found.same_origin
    assert found.added.number == found.removed.number > 0


def test_a_backup_is_brought_back_and_what_was_there_is_kept(field: Any, place: Path) -> None:
    field.add(field.figure("5", 5))
    before = field.casefile.fingerprint()
    made = backup.keep(field.casefile).path
    field.add(field.figure("7", 7))
    field.casefile.keep_draft("figure:new", "half typed")
    after = field.casefile.fingerprint()
    field.casefile.close()
    restored = bringing_back.restore(made, place)
    assert restored.kept is not None
    with Casefile.open(place) as casefile, Casefile.open(restored.kept) as kept:
        assert casefile.fingerprint() == before
        assert casefile.verify() == kept.verify() == ()
        assert kept.fingerprint() == after
        assert kept.drafts()[0].content == "half typed"
        with casefile.act("Goes on") as act:
            act.add(PublisherDraft(name="After"))
    assert {kept.why for kept in backup.backups(place)} == {Why.ASKED, Why.RESTORE}
    bringing_back.restore(restored.kept, place)
    with Casefile.open(place) as casefile:
        assert casefile.fingerprint() == after


def test_a_reader_elsewhere_sees_the_one_or_the_other_and_never_a_mixture(field: Any, place: Path) -> None:
    made = backup.keep(field.casefile).path
    field.add(field.figure("7", 7))
    field.casefile.close()
    with Casefile.open(place, read_only=True) as reader:
        assert reader.tally().figures == 1
        bringing_back.restore(made, place)
        assert reader.tally().figures == 0
        assert reader.verify() == ()


def test_nothing_takes_the_place_of_a_casefile_that_is_open(field: Any, place: Path) -> None:
    made = backup.keep(field.casefile).path
    with pytest.raises(InUse, match="open here"):
        bringing_back.restore(made, place)
    before = field.casefile.fingerprint()
    field.casefile.close()
    other = subprocess.Popen(
        [sys.executable, "-c", ANOTHER_WINDOW, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True
    )
    assert other.stdout is not None
    other.stdout.readline()
    with pytest.raises(InUse, match="by Petro on"):
        bringing_back.restore(made, place)
    other.communicate("\n")
    with Casefile.open(place) as casefile:
        assert casefile.fingerprint() == before
    assert not hold.mark_of(place).exists()


def test_a_damaged_backup_replaces_nothing(field: Any, place: Path) -> None:
    made = backup.keep(field.casefile).path
    field.casefile.close()
    before = place.read_bytes()
    database = sqlite3.connect(made)
    database.execute("UPDATE journal SET author = 'x'")
    database.commit()
    database.close()
    with pytest.raises(Damaged, match="was not restored"):
        bringing_back.restore(made, place)
    with pytest.raises(InUse, match="itself"):
        bringing_back.restore(place, place)
    assert place.read_bytes() == before


def test_a_damaged_casefile_is_set_aside_with_its_log_and_the_backup_takes_its_place(field: Any, place: Path) -> None:
    made, before = backup.keep(field.casefile).path, field.casefile.fingerprint()
    field.casefile.close()
    whole = bytearray(place.read_bytes())
    for at in range(4096, len(whole), 4096):
        whole[at : at + 64] = random.Random(at).randbytes(64)
    place.write_bytes(whole)
    place.with_name(f"{place.name}-wal").write_bytes(b"left over")
    restored = bringing_back.restore(made, place)
    assert restored.kept is not None
    assert "damaged" in restored.kept.name
    assert restored.kept.read_bytes() == whole
    assert not place.with_name(f"{place.name}-wal").exists()
    with Casefile.open(place) as casefile:
        assert casefile.fingerprint() == before
        assert casefile.verify() == ()


def test_a_document_is_not_replaced_by_a_backup(field: Any, tmp_path: Path) -> None:
    made = backup.keep(field.casefile).path
    thesis = tmp_path / "thesis.docx"
    thesis.write_text("precious")
    with pytest.raises(NotACasefile):
        bringing_back.restore(made, thesis)
    assert thesis.read_text() == "precious"


def test_a_log_left_beside_a_deleted_casefile_never_enters_the_next(field: Any, place: Path, tmp_path: Path) -> None:
    made, before = backup.keep(field.casefile).path, field.casefile.fingerprint()
    field.add(field.figure())
    log = place.with_name(f"{place.name}-wal")
    shutil.copy(log, tmp_path / "log")
    field.casefile.close()
    place.unlink()
    shutil.copy(tmp_path / "log", log)
    assert bringing_back.restore(made, place).kept is None
    with Casefile.open(place) as casefile:
        assert casefile.fingerprint() == before
        assert casefile.verify() == ()
    assert place.with_name("swaps left over.handover-wal").exists()


def test_no_room_is_said_before_a_backup_is_begun(field: Any, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "_SPARE_ROOM", 1 << 62)
    with pytest.raises(DiskFull, match="no room for a backup"):
        backup.keep(field.casefile)
    assert named(place) == []
