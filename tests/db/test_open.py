"""Opening and making a casefile: what is refused, in one sentence, and what is opened to read only."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from db.casefile import Casefile, RecordKind
from db.error import (
    AlreadyThere,
    CasefileError,
    ChangedMeanwhile,
    Damaged,
    DiskFull,
    Locked,
    Missing,
    NewerFormat,
    NotACasefile,
    ReadOnly,
)
from db.format import APPLICATION_ID, CURRENT
from figures.record import PublisherDraft

ROOT = Path(__file__).parents[2]


def refusal(path: Path, kind: type[CasefileError]) -> str:
    """The sentence with which opening is refused; the file is left as it was."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(kind) as caught:
        Casefile.open(path)
    said = str(caught.value)
    assert type(caught.value) is kind
    assert path.name in said
    assert said.endswith(".")
    assert "\n" not in said
    assert before is None or path.read_bytes() == before
    return said


def test_a_new_casefile_is_empty_and_complete(place: Path) -> None:
    with Casefile.create(place) as casefile:
        assert casefile.tally().figures == 0
        assert casefile.journal() == ()
        assert casefile.casebook().figures == ()
    assert [path.name for path in place.parent.iterdir()] == [place.name]
    assert place.stat().st_mode & 0o077 == 0


def test_a_casefile_is_never_overwritten(field: Any, place: Path) -> None:
    before = field.casefile.fingerprint()
    with pytest.raises(AlreadyThere, match="left alone"):
        Casefile.create(place)
    assert field.casefile.fingerprint() == before


def test_another_file_is_never_overwritten(place: Path) -> None:
    place.write_text("precious")
    with pytest.raises(AlreadyThere):
        Casefile.create(place)
    assert place.read_text() == "precious"


def test_a_casefile_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="no folder"):
        Casefile.create(tmp_path / "nowhere" / "a.handover")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "Check the name" in refusal(tmp_path / "gone.handover", Missing)


def test_a_folder_is_no_casefile(tmp_path: Path) -> None:
    refusal(tmp_path, NotACasefile)


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00", random.Random(1).randbytes(8000), b"\x00" * 4096])
def test_other_files_are_no_casefiles(place: Path, content: bytes) -> None:
    place.write_bytes(content)
    refusal(place, NotACasefile)


def test_another_programs_database_is_no_casefile(place: Path) -> None:
    database = sqlite3.connect(place)
    database.execute("CREATE TABLE figure (id INTEGER)")
    database.commit()
    database.close()
    assert "not a casefile" in refusal(place, NotACasefile)


def stamped(place: Path, *statements: str) -> None:
    """Run statements in a casefile's file behind our back."""
    database = sqlite3.connect(place, isolation_level=None)
    for statement in statements:
        database.execute(statement)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def made(place: Path) -> None:
    Casefile.create(place).close()


def test_a_newer_casefile_is_refused_and_left_alone(place: Path) -> None:
    made(place)
    stamped(place, f"PRAGMA user_version = {CURRENT.number + 1}")
    assert "Update Handover" in refusal(place, NewerFormat)


def test_a_casefile_without_a_format_is_refused(place: Path) -> None:
    made(place)
    stamped(place, "PRAGMA user_version = 0")
    refusal(place, Damaged)


@pytest.mark.parametrize(
    "strange",
    [
        "CREATE TRIGGER evil AFTER INSERT ON figure BEGIN UPDATE figure SET low = 1; END",
        "CREATE VIEW evil AS SELECT * FROM figure",
        "CREATE TABLE evil (id INTEGER)",
        "CREATE VIRTUAL TABLE evil USING fts5(x)",
        "CREATE INDEX evil ON figure (low)",
        "ALTER TABLE figure ADD COLUMN evil TEXT",
        "ALTER TABLE figure ADD COLUMN evil INTEGER GENERATED ALWAYS AS (low + 1) VIRTUAL",
        "DROP INDEX ix_figure_event",
        "DROP TABLE dismissal",
    ],
)
def test_a_casefile_with_another_schema_is_refused(place: Path, strange: str) -> None:
    made(place)
    stamped(place, strange)
    refusal(place, Damaged)


def test_an_empty_database_that_claims_to_be_a_casefile_is_refused(place: Path) -> None:
    stamped(place, f"PRAGMA application_id = {APPLICATION_ID}", "PRAGMA user_version = 1", "CREATE TABLE figure (id INTEGER)")
    refusal(place, Damaged)


def test_a_row_that_breaks_a_law_is_damage_and_not_a_number(field: Any, place: Path) -> None:
    id = field.add(field.figure())
    field.casefile.close()
    stamped(place, "PRAGMA ignore_check_constraints = ON", "UPDATE figure SET low = 9000")
    with Casefile.open(place) as casefile:
        with pytest.raises(Damaged, match=f"figure number {id} cannot be read"):
            casefile.casebook()
        assert any(fault.record == (RecordKind.FIGURE, id) for fault in casefile.verify())


def test_a_second_writer_is_told_that_the_casefile_is_busy(field: Any, place: Path) -> None:
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    field.casefile._driver.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(Locked, match="another program"):
        field.add(field.figure())
    assert field.casefile.tally().figures == 0
    other.execute("ROLLBACK")
    other.close()
    assert field.add(field.figure())


def test_two_windows_on_one_casefile_never_lose_an_act(field: Any, place: Path) -> None:
    with Casefile.open(place, author="Petro") as second:
        for turn in range(10):
            with (field.casefile if turn % 2 else second).act(f"Act {turn}") as act:
                act.add(field.figure(ref=str(turn)))
        assert second.fingerprint() == field.casefile.fingerprint()
        assert second.undo_label == field.casefile.undo_label == "Act 9"
        second.undo()
        assert field.casefile.redo_label == "Act 9"
        assert field.casefile.verify() == ()


def test_a_form_does_not_overwrite_what_another_window_changed(field: Any, place: Path) -> None:
    id = field.add(field.figure())
    seen = field.casefile.get(RecordKind.FIGURE, id)
    with Casefile.open(place) as second, second.act("Elsewhere") as act:
        act.change(id, field.figure(note="elsewhere"), seen=seen)
    with pytest.raises(ChangedMeanwhile, match="another window"), field.casefile.act("Here") as act:
        act.change(id, field.figure(note="here"), seen=seen)
    assert field.casefile.get(RecordKind.FIGURE, id).note == "elsewhere"


def test_a_full_disk_refuses_the_act_whole(field: Any) -> None:
    casefile, before = field.casefile, field.casefile.fingerprint()
    pages = casefile._driver.execute("PRAGMA page_count").fetchone()[0]
    casefile._driver.execute(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(DiskFull, match="free some space"), casefile.act("Large") as act:
        act.add(field.figure(quote="x" * 100_000))
    assert casefile.fingerprint() == before
    casefile._driver.execute("PRAGMA max_page_count = 1000000")
    assert field.add(field.figure())
    assert casefile.verify() == ()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, where we have them: for root every file may be written."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(was)


@pytest.fixture
def shared(field: Any, place: Path) -> Path:
    """A folder outside of the private temporary one, which anybody may enter, with a casefile of one figure."""
    field.add(field.figure())
    field.casefile.close()
    return place


@contextmanager
def modes(folder: Path, folder_mode: int, file_mode: int) -> Iterator[None]:
    """Let anybody enter the folder, and give it and its files these modes."""
    for above in folder.parents:
        if above.stat().st_uid == os.geteuid() and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o055)
    for path in folder.iterdir():
        path.chmod(file_mode)
    folder.chmod(folder_mode)
    try:
        yield
    finally:
        folder.chmod(0o755)
        for path in folder.iterdir():
            path.chmod(0o644)


@pytest.mark.parametrize("folder_mode", [0o555, 0o755, 0o777])
def test_a_file_that_may_not_be_written_is_opened_to_read(shared: Path, folder_mode: int) -> None:
    with modes(shared.parent, folder_mode, 0o444), as_nobody(), Casefile.open(shared) as casefile:
        assert casefile.read_only
        assert casefile.tally().figures == 1
        with pytest.raises(ReadOnly, match="opened to read"):
            casefile.undo()
        assert "opened to read" in casefile.read_only_reason


def test_acts_that_wait_beside_an_unwritable_file_are_not_overlooked(shared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copied"
    folder.mkdir()
    with Casefile.open(shared) as casefile:
        with casefile.act("Waits") as act:
            act.add(PublisherDraft(name="Only in the log"))
        for name in (shared.name, f"{shared.name}-wal"):
            shutil.copy(shared.parent / name, folder / name)
    with modes(folder, 0o555, 0o444), as_nobody(), pytest.raises(ReadOnly, match="still waiting"):
        Casefile.open(folder / shared.name)
    with Casefile.open(folder / shared.name) as copied:
        assert [publisher.name for publisher in copied.publishers()][-1] == "Only in the log"


def test_a_casefile_may_not_be_made_where_nobody_may_write(shared: Path) -> None:
    with modes(shared.parent, 0o555, 0o444), as_nobody(), pytest.raises(ReadOnly, match="may not be written"):
        Casefile.create(shared.parent / "new.handover")


def test_reading_changes_no_byte(shared: Path) -> None:
    before = shared.read_bytes()
    with Casefile.open(shared, read_only=True) as casefile:
        casefile.casebook()
        casefile.fingerprint()
        casefile.find("bodies")
        with pytest.raises(ReadOnly, match="opened to read"), casefile.act("Add"):
            pass
    assert shared.read_bytes() == before
    assert [path.name for path in shared.parent.iterdir()] == [shared.name]


def test_a_long_name_in_another_script_is_no_trouble(tmp_path: Path) -> None:
    place = tmp_path / "Обміни — 100% “правда”? #1 & більше.handover"
    with Casefile.create(place) as casefile:
        assert casefile.tally().figures == 0
    with Casefile.open(str(place)) as casefile:
        assert casefile.path == place


def test_values_that_the_window_needs_come_without_a_database() -> None:
    script = "import sys, db.error, db.kind, db.result; assert not {'sqlalchemy', 'alembic', 'sqlite3'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False, cwd=ROOT).returncode == 0


def test_opening_a_casefile_needs_no_revisions(shared: Path) -> None:
    script = (
        "import sys; from db.casefile import Casefile; Casefile.open(sys.argv[1]).close(); assert 'alembic' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", script, str(shared)], check=False, cwd=ROOT).returncode == 0
