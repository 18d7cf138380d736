"""Casefiles from strangers: refused or opened with the fault named; no crash, no hang, no room taken, no silent number."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from string import Template
from typing import Any

import pytest

from db.casefile import Casefile, RecordKind
from db.error import CasefileError, Damaged, Interrupted
from db.law import circular
from db.result import FaultKind
from db.writer import canonical

ROOT = Path(__file__).parents[2]


def altered(field: Any, *statements: str) -> Path:
    """The casefile after a stranger ran statements in it that its constraints would not have allowed."""
    field.casefile.close()
    database = sqlite3.connect(field.casefile.path, isolation_level=None)
    database.execute("PRAGMA ignore_check_constraints = ON")
    database.execute("PRAGMA writable_schema = ON")
    for statement in statements:
        assert database.execute(statement).rowcount != 0
    database.close()
    return Path(field.casefile.path)


def test_the_faults_of_the_bench_in_short(tmp_path: Path) -> None:
    """Kill -9, full disks and damaged files, as ``bench/faults.py`` lets them loose at length."""
    out = tmp_path / "faults.json"
    done = subprocess.run(
        [sys.executable, "bench/faults.py", "--short", "--json", str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(out.read_text())
    assert told["kills"]["acts said saved"] > 0
    assert told["full"]["acts refused"] > 0
    assert told["damaged"]["refused"] + told["damaged"]["named"] > 0


def test_a_casefile_cut_off_at_any_page_is_refused(field: Any, place: Path, tmp_path: Path) -> None:
    field.casefile.close()
    whole = place.read_bytes()
    cut = tmp_path / "cut.handover"
    for pages in range(1, len(whole) // 4096):
        cut.write_bytes(whole[: pages * 4096])
        with pytest.raises(Damaged, match="ends too early"):
            Casefile.open(cut)


def test_a_casefile_cut_off_and_made_to_look_whole_is_found_out(field: Any, place: Path, tmp_path: Path) -> None:
    field.add(field.figure())
    true = field.casefile.casebook()
    field.casefile.close()
    whole = place.read_bytes()
    cut = tmp_path / "cut.handover"
    for pages in range(1, len(whole) // 4096, 5):
        data = bytearray(whole[: pages * 4096])
        data[28:32] = pages.to_bytes(4, "big")
        cut.write_bytes(data)
        try:
            with Casefile.open(cut) as casefile:
                assert casefile.verify()
                assert casefile.casebook() == true
        except CasefileError:
            continue


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE figure SET low = 1213, high = 1213, words = '1,213'",
        "UPDATE figure SET high = NULL",
        "UPDATE figure SET unit = 'casket'",
        "UPDATE figure SET stage = 'presented'",
        "UPDATE figure SET claimant = sender",
        "UPDATE party SET name = 'Rusсia' WHERE id = 2",
        "DELETE FROM figure",
        "UPDATE event SET status = 'cancelled'",
        "DELETE FROM agreement_party WHERE position = 1",
        "UPDATE setting SET value = 'sender'",
        "UPDATE category SET parent = 'person' WHERE key = 'child'",
        "UPDATE journal_change SET after = replace(after, '1212', '1213') WHERE entry = 2",
    ],
)
def test_no_number_is_reckoned_from_a_record_that_is_not_as_it_was_kept(field: Any, statement: str) -> None:
    field.add(field.figure())
    with field.casefile.act("Set") as act:
        act.set_setting("observing", "receiver")
    place = altered(field, statement)
    with Casefile.open(place) as casefile:
        with pytest.raises(Damaged) as caught:
            casefile.casebook()
        assert "backup" in str(caught.value)
        assert casefile.verify()


def test_a_record_that_was_mended_by_an_act_is_used_again(field: Any) -> None:
    id = field.add(field.figure())
    place = altered(field, "UPDATE figure SET low = 9, high = 9")
    with Casefile.open(place) as casefile:
        with pytest.raises(Damaged):
            casefile.casebook()
        with casefile.act("Mend") as act:
            act.change(id, field.figure("1,213", 1213))
        assert casefile.casebook().figures[0].count.low == 1213


CIRCLES = [
    (RecordKind.PARTY, "UPDATE party SET belongs_to = 3 - id WHERE id < 3"),
    (RecordKind.SOURCE, "UPDATE source SET reprint_of = id"),
    (RecordKind.FIGURE, "UPDATE figure SET part_of = 3 - id"),
    (RecordKind.FIGURE, "UPDATE figure SET corrects = 3 - id"),
    (RecordKind.FIGURE, "UPDATE figure SET relative_to = 3 - id, portion = '1/5'"),
]


@pytest.mark.parametrize(("kind", "statement"), CIRCLES)
def test_records_in_a_circle_are_named(field: Any, kind: RecordKind, statement: str) -> None:
    field.add(field.figure())
    field.add(field.figure("2", 2))
    place = altered(field, statement)
    with Casefile.open(place) as casefile:
        assert any(fault.kind is FaultKind.LAW and fault.record == (kind, 1) for fault in casefile.verify())
        with pytest.raises(Damaged):
            casefile.casebook()


def test_circles_are_found_in_one_pass_over_any_chain() -> None:
    chain = {number: number + 1 for number in range(300_000)}
    assert circular(chain) == []
    assert circular({**chain, 300_000: 299_998}) == [299_998, 299_999, 300_000]
    assert circular({1: 1, 2: 3, 3: 2, 4: 2}) == [1, 2, 3]


BOUNDED = """
import resource, sys, time
from db.casefile import Casefile
from db.error import CasefileError
start, said = time.monotonic(), []
with Casefile.open(sys.argv[1]) as casefile:
    for read in (casefile.casebook, casefile.figures, casefile.fingerprint, casefile.drafts, casefile.journal,
                 lambda: casefile.setting("observing"), lambda: casefile.source_text(1), lambda: casefile.find("bodies"),
                 lambda: casefile.undo_label, casefile.issued, casefile.drifted, casefile.undo):
        try:
            read()
        except CasefileError as fault:
            said.append(str(fault))
    faults = casefile.verify()
assert said and faults, (said, faults)
assert time.monotonic() - start < 30
assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1 << 20, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(said[0])
"""
HUGE = "CAST(zeroblob(100000000) AS TEXT)"
LARGE = "replace(CAST(zeroblob(20000000) AS TEXT), x'00', 'ж')"
FIELDS = [
    "UPDATE figure SET note = $huge WHERE id = 2",
    "UPDATE party SET name = $large",
    "UPDATE kept_text SET content = $huge",
    "INSERT INTO form_draft VALUES ('f', $large, '')",
    "UPDATE journal_change SET after = $huge WHERE entry = 3",
]
NESTED = ["UPDATE journal_change SET after = printf('%.*c', 9000000, '[') WHERE entry = 3"]


@pytest.mark.parametrize("statements", [FIELDS, NESTED])
def test_a_field_of_a_hundred_megabytes_is_refused_by_name_and_not_loaded(field: Any, statements: list[str]) -> None:
    for number in (1, 2):
        field.add(field.figure(str(number), number))
    place = altered(field, *(Template(statement).safe_substitute(huge=HUGE, large=LARGE) for statement in statements))
    done = subprocess.run([sys.executable, "-c", BOUNDED, str(place)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith(".")


def test_a_text_longer_than_a_form_allows_is_named(field: Any) -> None:
    field.add(field.figure())
    field.add(field.figure("2", 2))
    place = altered(field, "UPDATE figure SET note = printf('%.*c', 2000000, 'x') WHERE id = 2")
    with Casefile.open(place) as casefile, pytest.raises(Damaged, match="figure number 2 holds a text that is longer"):
        casefile.figures()


def utf16(place: Path) -> None:
    data = bytearray(place.read_bytes())
    data[56:60] = (2).to_bytes(4, "big")
    place.write_bytes(data)


def random_behind_a_true_header(place: Path) -> None:
    head = place.read_bytes()[:100]
    place.write_bytes(head + random.Random(5).randbytes(len(place.read_bytes()) - 100))


def a_table_that_checks_nothing(place: Path) -> None:
    database = sqlite3.connect(place, isolation_level=None)
    database.execute("PRAGMA writable_schema = ON")
    database.execute("UPDATE sqlite_master SET sql = replace(sql, 'low >= 0', 'low >= low') WHERE name = 'figure'")
    database.close()


def statistics_of_its_own(place: Path) -> None:
    database = sqlite3.connect(place, isolation_level=None)
    database.execute("ANALYZE")
    database.execute("DROP TABLE IF EXISTS sqlite_stat4")
    database.execute("PRAGMA writable_schema = ON")
    database.execute(
        "UPDATE sqlite_master SET sql = 'CREATE TABLE sqlite_stat1(tbl,idx,stat,evil)' WHERE name = 'sqlite_stat1'"
    )
    database.close()


@pytest.mark.parametrize("strange", [utf16, random_behind_a_true_header, a_table_that_checks_nothing, statistics_of_its_own])
def test_a_strange_file_is_refused_in_one_sentence(field: Any, place: Path, strange: Callable[[Path], None]) -> None:
    field.casefile.close()
    strange(place)
    with pytest.raises(Damaged) as caught:
        Casefile.open(place)
    assert str(caught.value).endswith(".")


def test_a_log_of_random_bytes_beside_a_casefile_changes_nothing(field: Any, place: Path, tmp_path: Path) -> None:
    field.add(field.figure())
    before = field.casefile.fingerprint()
    field.casefile.close()
    for ending in ("-wal", "-journal", "-shm"):
        other = tmp_path / f"other{ending}.handover"
        shutil.copy(place, other)
        other.with_name(other.name + ending).write_bytes(random.Random(3).randbytes(50_000))
        with Casefile.open(other) as casefile:
            assert casefile.fingerprint() == before
            assert casefile.verify() == ()


def test_a_journal_that_redoes_what_was_never_undone_is_named(field: Any) -> None:
    field.add(field.figure())
    place = altered(
        field,
        "INSERT INTO journal (id, at, author, label, reason, turn, of_entry, previous, sha256) "
        "VALUES (3, '', '', 'x', '', 'redo', 2, '', 'x')",
    )
    with Casefile.open(place) as casefile:
        assert casefile.redo_label is None
        assert any(fault.kind is FaultKind.JOURNAL for fault in casefile.verify())


def test_bytes_where_a_flipped_bit_made_them_of_text_are_damage() -> None:
    with pytest.raises(Damaged, match="holds bytes where it keeps text"):
        canonical({"title": b"\xff"})


def test_verifying_tells_how_far_it_is_and_can_be_called_off(field: Any) -> None:
    told: list[float] = []

    def go_on(done: float) -> bool:
        told.append(done)
        return True

    assert field.casefile.verify(progress=go_on) == ()
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)
    with pytest.raises(Interrupted):
        field.casefile.verify(progress=lambda done: done < 0.5)
    assert field.casefile.verify() == ()
