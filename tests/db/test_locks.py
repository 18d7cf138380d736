"""A casefile that is open stays locked, whatever else the same process reads of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from db.casefile import Casefile
from figures.record import PartyDraft

ANOTHER_PROGRAM = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT count(*) FROM party'); c.close()"


def test_reading_it_once_more_in_this_process_does_not_give_up_its_locks(tmp_path: Path) -> None:
    path = tmp_path / "case.handover"
    with Casefile.create(path) as casefile:
        with casefile.act("Add party") as act:
            act.add(PartyDraft(name="Ukraine"))
        casefile.reader().close()
        with Casefile.open(path) as again:
            assert again.tally().parties == 1
        subprocess.run([sys.executable, "-c", ANOTHER_PROGRAM, str(path)], check=True)
        assert path.with_name(path.name + "-wal").exists()
        with casefile.act("Add party") as act:
            act.add(PartyDraft(name="Russia"))
    with Casefile.open(path) as casefile:
        assert casefile.tally().parties == 2


def test_a_file_put_in_its_place_is_looked_at_anew(tmp_path: Path) -> None:
    path, other = tmp_path / "case.handover", tmp_path / "other.handover"
    Casefile.create(other).close()
    with Casefile.create(path) as casefile, casefile.act("Add party") as act:
        act.add(PartyDraft(name="Ukraine"))
    other.replace(path)
    with Casefile.open(path) as casefile:
        assert casefile.tally().parties == 0
