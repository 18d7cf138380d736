"""Two at once, and a casefile that is taken away while it is open: told at once, and nothing is lost or overwritten."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from db import hold
from db.casefile import Casefile
from db.error import DiskFault, Moved, ReadOnly

ROOT = Path(__file__).parents[2]
ANOTHER_WINDOW = """
import sys
from db.casefile import Casefile
with Casefile.open(sys.argv[1], author="Petro") as casefile:
    print(casefile.read_only_reason, flush=True)
    sys.stdin.readline()
"""


@contextmanager
def another_window(place: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Another process that has the casefile open until this ends, and what it was told on opening."""
    process = subprocess.Popen(
        [sys.executable, "-c", ANOTHER_WINDOW, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.communicate("\n")


def test_who_comes_second_is_told_who_has_it_and_may_read(field: Any, place: Path) -> None:
    field.casefile.close()
    with another_window(place) as (other, said):
        assert said == ""
        with Casefile.open(place, author="Olena") as casefile:
            assert casefile.read_only
            assert casefile.holder is not None
            assert (casefile.holder.author, casefile.holder.process) == ("Petro", other.pid)
            assert "already open to be changed, by Petro on" in casefile.read_only_reason
            assert casefile.tally().agreements == 1
            with pytest.raises(ReadOnly, match="Close it there first"), casefile.act("Add"):
                pass
    with Casefile.open(place) as casefile:
        assert not casefile.read_only
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_one_that_was_killed_keeps_nobody_out(field: Any, place: Path) -> None:
    field.casefile.close()
    with another_window(place) as (other, _):
        other.kill()
        other.wait()
        assert hold.mark_of(place).exists()
        with Casefile.open(place) as casefile:
            assert not casefile.read_only
    assert not hold.mark_of(place).exists()


def test_who_only_reads_keeps_nobody_out_and_says_so_to_nobody(field: Any, place: Path) -> None:
    with Casefile.open(place, read_only=True):
        assert hold.mark_of(place).exists()
        field.casefile.close()
        assert not hold.mark_of(place).exists()
        with another_window(place) as (_, said):
            assert said == ""


def test_the_same_program_may_open_it_again_and_holds_it_to_the_last(field: Any, place: Path) -> None:
    with Casefile.open(place) as second:
        assert not second.read_only
        field.casefile.close()
        field.casefile.close()
        with another_window(place) as (_, said):
            assert "already open to be changed, by Olena on" in said
    with another_window(place) as (_, said):
        assert said == ""


def left_by(place: Path, host: str, hours: float) -> None:
    """What another computer's Handover left beside a casefile in a folder that is synchronised."""
    mark = hold.mark_of(place)
    mark.write_text(json.dumps({"author": "Petro", "host": host, "process": 7, "since": "2026-01-02T03:04:05+00:00"}))
    then = time.time() - hours * 3600
    os.utime(mark, (then, then))


def test_another_computers_word_is_believed_for_half_a_day_or_until_it_is_taken_over(field: Any, place: Path) -> None:
    field.casefile.close()
    left_by(place, "elsewhere", 1)
    with Casefile.open(place) as casefile:
        assert casefile.read_only
        assert "Petro on elsewhere since 2026-01-02" in casefile.read_only_reason
    with Casefile.open(place, take_over=True) as casefile:
        assert not casefile.read_only
    left_by(place, "elsewhere", 13)
    with Casefile.open(place) as casefile:
        assert not casefile.read_only


@pytest.mark.parametrize(
    "strange", [b"", b"\xff\x00", b"[1]", b'{"host": {}}', b"[" * 5000, b'{"host": "\\u202e' + b"x" * 9000]
)
def test_strange_words_beside_a_casefile_keep_nobody_out(field: Any, place: Path, strange: bytes) -> None:
    field.casefile.close()
    hold.mark_of(place).write_bytes(strange)
    with Casefile.open(place) as casefile:
        assert not casefile.read_only


def refused(field: Any, said: str) -> None:
    """The next act is refused whole, what is open can still be read, and a copy of it holds everything."""
    before = field.casefile.fingerprint()
    with pytest.raises(Moved, match=said) as caught:
        field.add(field.figure())
    assert "Nothing was kept" in str(caught.value)
    with pytest.raises(Moved):
        field.casefile.keep_draft("figure:new", "{}")
    assert field.casefile.fingerprint() == before
    copy = field.casefile.backup(field.casefile.path.parent / "copy.handover")
    with Casefile.open(copy) as whole:
        assert whole.fingerprint() == before
        assert whole.verify() == ()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
class TestTakenAwayWhileItIsOpen:
    def test_a_moved_casefile_refuses_the_act_until_it_is_put_back(self, field: Any, place: Path) -> None:
        field.add(field.figure())
        place.rename(place.with_name("moved.handover"))
        refused(field, "no longer in its folder")
        place.with_name("moved.handover").rename(place)
        assert field.add(field.figure())
        assert field.casefile.verify() == ()

    def test_a_deleted_casefile_can_still_be_saved_as_a_copy(self, field: Any, place: Path) -> None:
        field.add(field.figure())
        place.unlink()
        refused(field, "deleted")

    def test_a_casefile_put_in_its_place_is_not_written(self, field: Any, place: Path, tmp_path: Path) -> None:
        field.add(field.figure())
        other = tmp_path / "other.handover"
        Casefile.create(other).close()
        before = other.read_bytes()
        other.replace(place)
        refused(field, "Another file lies in the place")
        field.casefile.close()
        assert place.read_bytes() == before

    def test_a_log_that_was_taken_away_is_missed(self, field: Any, place: Path) -> None:
        field.add(field.figure())
        place.with_name(place.name + "-wal").unlink()
        refused(field, "holds the latest acts")

    def test_a_folder_that_cannot_be_reached_is_said(self, field: Any, place: Path) -> None:
        folder = place.parent
        folder.rename(folder.with_name("gone"))
        folder.write_text("a file where the folder was")
        try:
            with pytest.raises((DiskFault, Moved)):
                field.add(field.figure())
        finally:
            folder.unlink()
            folder.with_name("gone").rename(folder)
        assert field.add(field.figure())


def test_what_was_saved_is_in_the_file_itself(field: Any, place: Path, tmp_path: Path) -> None:
    """Who copies only the one file, while it is open, copies everything that it was brought to hold."""
    field.add(field.figure())
    before = field.casefile.fingerprint()
    assert not field.casefile.is_settled
    field.casefile.settle()
    assert field.casefile.is_settled
    done = subprocess.run(["cp", str(place), str(tmp_path / "stick.handover")], check=False)
    assert done.returncode == 0
    with Casefile.open(tmp_path / "stick.handover") as copy:
        assert copy.fingerprint() == before


def test_a_reader_of_an_older_state_puts_off_what_the_file_itself_holds(field: Any, place: Path) -> None:
    with Casefile.open(place, read_only=True) as reader:
        with reader.asked() as database:
            database.execute("SELECT count(*) FROM figure").fetchone()
            field.add(field.figure())
            field.casefile.settle()
            assert not field.casefile.is_settled
        field.casefile.settle()
        assert field.casefile.is_settled


def test_what_was_saved_is_in_the_file_itself_once_it_is_closed_though_others_read(
    field: Any, place: Path, tmp_path: Path
) -> None:
    field.add(field.figure())
    before = field.casefile.fingerprint()
    with Casefile.open(place, read_only=True) as reader:
        reader.tally()
        field.casefile.close()
        assert subprocess.run(["cp", str(place), str(tmp_path / "stick.handover")], check=False).returncode == 0
    with Casefile.open(tmp_path / "stick.handover") as copy:
        assert copy.fingerprint() == before
