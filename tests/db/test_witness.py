"""Records held against the journal: by SQLite all at once, and one by one, with the same result."""

from __future__ import annotations

import json
from contextlib import suppress
from string import Template
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import reader
from db.casefile import Casefile, RecordKind
from db.error import Damaged
from db.sqlite import file, witness
from db.writer import canonical
from figures.record import SourceDraft

LAST = "SELECT after FROM journal_change WHERE kind = 'source' AND record = ? ORDER BY entry DESC, position DESC LIMIT 1"
GONE = "SELECT before FROM journal_change WHERE kind = 'source' AND after IS NULL"
BACK = Template("INSERT OR IGNORE INTO source ($names) VALUES ($values)")
STEPS = ("add", "change", "change back", "undo", "redo", "alter", "alter back", "bring back")


def step(casefile: Casefile, way: str, number: int) -> None:
    """One act, or one thing that is done behind the journal's back."""
    ids = [source.id for source in casefile.sources()]
    id = ids[number % len(ids)]
    with casefile.connected() as connection:
        database = file.raw(connection)
    match way:
        case "add":
            with casefile.act("Add") as act:
                act.add(SourceDraft(title="One"))
        case "change" | "change back":
            with casefile.act("Change") as act:
                act.change(id, SourceDraft(title="Two" if way == "change" else "One"))
        case "undo" if casefile.undo_label not in (None, "Begin"):
            casefile.undo()
        case "redo" if casefile.redo_label is not None:
            casefile.redo()
        case "alter" | "alter back":
            database.execute("UPDATE source SET title = ? WHERE id = ?", ("Two" if way == "alter" else "One", id))
        case "bring back":
            for (gone,) in database.execute(GONE).fetchall():
                row = json.loads(gone)
                names = ", ".join(f'"{name}"' for name in row)
                database.execute(BACK.substitute(names=names, values=", ".join("?" * len(row))), list(row.values()))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 9)), max_size=12))
def test_what_differs_is_what_the_last_entry_did_not_leave(field: Any, steps: list[tuple[str, int]]) -> None:
    for way, number in steps:
        with suppress(Damaged):
            step(field.casefile, way, number)
    with field.casefile.asked() as database:
        rows = {int(row["id"]): canonical(row) for row in reader.each_row(database, RecordKind.SOURCE)}
        plain = {id for id, row in rows.items() if database.execute(LAST, (id,)).fetchone() != (row,)}
        assert set(witness.differing(database, RecordKind.SOURCE)) == plain
        for some in ([], list(rows)[:2], list(rows)):
            assert set(witness.differing(database, RecordKind.SOURCE, some)) == plain & set(some)
