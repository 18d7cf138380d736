"""Tables in and out, of up to a million figures, each beside the sqlite3 shell doing the same to a bare table.

    python bench/tables.py [--short] [--json OUT.json]

The shell's process is timed from its start to its end, which is a few milliseconds more than its work. Where there is no shell,
Python's sqlite3 makes the same bulk insert.
"""

from __future__ import annotations

import csv
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import data
from measure import ROUNDS, Budget, Row, alone, in_turns, main, row_of

from db.casefile import Casefile
from desktop.table_export import export_casefile
from desktop.table_import import import_table
from exchange.heading import COLUMNS, DATE_COLUMNS
from exchange.sheet_out import Leaf, write_workbook
from exchange.table_file import read_table
from exchange.table_out import NUMBERS, write_figures

SHELL = shutil.which("sqlite3")
FLOOR_IN, FLOOR_OUT = "`sqlite3 .import` of the same rows into a bare table", "`sqlite3 -csv` of the same query"
ABOUT_NOTHING = re.compile(r"(about|nearly|fewer than|just under) 0")
CUT = "SELECT * FROM figures"


def figures_csv(figures: int) -> Path:
    """The table of so many figures, written once beside its casefile.

    An invented figure may be a share that its words do not say, or be about nothing; in a table its words have to say it.
    """
    place = data.casefile(figures).with_suffix(".csv")
    if not place.exists():
        whole = place.with_suffix(".whole")
        opened = Casefile.open(data.casefile(figures), read_only=True)
        with opened as casefile, whole.open("wb") as out, casefile.flat_figures() as flat:
            write_figures(out, flat)
        number, base = COLUMNS.index("number"), COLUMNS.index("relative_to")
        with whole.open(encoding="utf-8-sig", newline="") as text, place.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            for row in csv.reader(text):
                row[base] = "" if row[base] != "relative_to" else row[base]
                row[number] = "0" if ABOUT_NOTHING.fullmatch(row[number]) else row[number]
                writer.writerow(row)
        whole.unlink()
    return place


def figures_xlsx(figures: int) -> Path:
    """The same as a workbook."""
    place = data.casefile(figures).with_suffix(".xlsx")
    if not place.exists():
        with figures_csv(figures).open(encoding="utf-8", newline="") as text:
            rows = csv.reader(text)
            write_workbook(place, [Leaf("Figures", next(rows), rows, DATE_COLUMNS, NUMBERS)])
    return place


def imported(table: str, place: str) -> dict[str, Any]:
    """A table kept in a new casefile, from the file to the last page on disk."""
    start = time.perf_counter()
    with Casefile.create(place) as casefile:
        report = import_table(casefile, read_table(Path(table)))
    taken = time.perf_counter() - start
    if report.faults:
        raise RuntimeError(f"{len(report.faults)} cells were refused: {report.faults[0].why}")
    return {"seconds": taken, "kept": report.kept}


def exported(casefile: str, out: str) -> dict[str, Any]:
    """The figures of a casefile written as CSV."""
    start = time.perf_counter()
    with Casefile.open(casefile, read_only=True) as opened:
        kept = export_casefile(opened, Path(out))
    return {"seconds": time.perf_counter() - start, "kept": kept}


def undone(casefile: str) -> float:
    """The last act of a casefile taken back."""
    with Casefile.open(casefile) as opened:
        start = time.perf_counter()
        opened.undo()
        return time.perf_counter() - start


def bare_import(table: Path, place: Path) -> float:
    """The rows of a CSV in a bare table, by the shell or by as plain an insert."""
    place.unlink(missing_ok=True)
    start = time.perf_counter()
    if SHELL:
        subprocess.run([SHELL, str(place), ".mode csv", f".import '{table}' figures"], check=True, capture_output=True)
    else:
        with closing(sqlite3.connect(place)) as database, table.open(encoding="utf-8-sig", newline="") as text:
            rows = csv.reader(text)
            named = ", ".join(data.quoted(name) for name in next(rows))
            database.execute(f"CREATE TABLE figures ({named})")
            database.executemany(f"INSERT INTO figures VALUES ({', '.join('?' * len(COLUMNS))})", rows)
            database.commit()
    return time.perf_counter() - start


def bare_export(place: Path, out: Path) -> float:
    """A bare table written as CSV."""
    start = time.perf_counter()
    if SHELL:
        with out.open("wb") as file:
            subprocess.run([SHELL, "-csv", str(place), CUT], check=True, stdout=file)
    else:
        with closing(sqlite3.connect(place)) as database, out.open("w", encoding="utf-8", newline="") as text:
            csv.writer(text).writerows(database.execute(CUT))
    return time.perf_counter() - start


def bare_delete(place: Path) -> float:
    """The rows of a bare table deleted."""
    with closing(sqlite3.connect(place)) as database:
        start = time.perf_counter()
        database.execute("DELETE FROM figures WHERE rowid > 0")
        database.commit()
        return time.perf_counter() - start


def rows(*, short: bool) -> Iterator[Row]:
    """Import, export and undo beside their floors."""
    mass, many, rounds = (1_000, 1_000, 1) if short else (1_000_000, 100_000, ROUNDS)
    data.cache().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data.cache()) as name:
        folder = Path(name)
        yield _imports(
            folder, figures_csv(mass), f"CSV import of {mass:,} figures", Budget(4, peak_mb=150), 1 if mass > many else rounds
        )
        yield _imports(folder, figures_xlsx(many), f"XLSX import of {many:,}", Budget(8), min(rounds, 3), figures_csv(many))
        yield _exports(folder, mass, min(rounds, 3))
        yield _undo(folder, many, min(rounds, 3))


def _imports(folder: Path, table: Path, work: str, budget: Budget, rounds: int, plain: Path | None = None) -> Row:
    peaks: list[float] = []

    def ours() -> float:
        place = folder / "new.handover"
        _remove(place)
        answer = alone("tables:imported", str(table), str(place))
        peaks.append(answer.peak_mb)
        return answer.seconds

    turns = in_turns(ours, lambda: bare_import(plain or table, folder / "bare.db"), rounds)
    return row_of(work, FLOOR_IN, budget, turns, max(peaks))


def _exports(folder: Path, figures: int, rounds: int) -> Row:
    bare = folder / "bare.db"
    bare_import(figures_csv(figures), bare)
    peaks: list[float] = []

    def ours() -> float:
        answer = alone("tables:exported", str(data.casefile(figures)), str(folder / "out.csv"))
        peaks.append(answer.peak_mb)
        return answer.seconds

    turns = in_turns(ours, lambda: bare_export(bare, folder / "bare.csv"), rounds)
    return row_of(f"export of {figures:,} figures as CSV", FLOOR_OUT, Budget(4, peak_mb=60), turns, max(peaks))


def _undo(folder: Path, figures: int, rounds: int) -> Row:
    table = figures_csv(figures)
    peaks: list[float] = []

    def ours() -> float:
        place = folder / "undone.handover"
        _remove(place)
        alone("tables:imported", str(table), str(place))
        answer = alone("tables:undone", str(place))
        peaks.append(answer.peak_mb)
        return answer.seconds

    def floor() -> float:
        bare_import(table, folder / "bare.db")
        return bare_delete(folder / "bare.db")

    turns = in_turns(ours, floor, rounds)
    return row_of(f"undo of a {figures:,}-row import", "deleting those rows", Budget(4), turns, max(peaks))


def _remove(place: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        place.with_name(place.name + ending).unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main(rows))
