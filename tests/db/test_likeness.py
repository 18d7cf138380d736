"""One record of each sort stands for all of them: whatever a look at every record finds wrong is found by its sort too."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from string import Template
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from db import inspection, journal, law, likeness, reader
from db.casefile import Casefile
from db.error import Damaged
from db.kind import RecordKind
from db.row import record_of
from db.sqlite.file import raw
from db.writer import canonical
from figures.record import EventDraft, SourceDraft

WRONG = {
    RecordKind.SOURCE: [
        ("title", "\u2003"),
        ("published", "yesterday"),
        ("accessed", "2025-13-01"),
        ("authors", "Anna"),
        ("authors", "[1]"),
        ("authors", "[" * 100_000),
        ("kind", "rumour"),
    ],
    RecordKind.EVENT: [
        ("title", ""),
        ("date", "someday"),
        ("kind", "party"),
        ("status", "over"),
        ("place_role", "nowhere"),
    ],
    RecordKind.FIGURE: [
        ("words", "\t"),
        ("said_on", "soon"),
        ("as_of", "2025-02-30"),
        ("retracted_on", "1/2/2025"),
        ("bound", "some"),
        ("unit", "crowd"),
        ("stage", "gone"),
        ("vantage", "above"),
        ("accumulation", "heap"),
        ("credibility", 7),
        ("portion", "half"),
        ("agreement", 1),
        ("sender", None),
        ("retracted_reason", "x" * 1_000_001),
    ],
}


@pytest.fixture
def crowd(field: Any) -> Any:
    """Forty sources, events and figures, most of them alike."""
    with field.casefile.act("Many") as act:
        for number in range(40):
            act.add(SourceDraft(title=f"Report {number}", published=f"2025-06-{number % 20 + 1:02}"))
            event = act.add(
                EventDraft(title=f"Return {number}", agreement=field.agreement, date=f"2025-07-{number % 9 + 1:02}")
            )
            act.add(field.figure(event=event, words=f"{number + 1}", number=number + 1))
    return field


def refused(casefile: Casefile, kind: RecordKind) -> list[tuple[str, str]]:
    """The faults that looking at every record of a kind finds, one after the other."""
    found = []
    with casefile.connected() as connection:
        for (id,) in raw(connection).execute(law._THERE[kind].partition(" WHERE ")[0]).fetchall():
            try:
                row = reader.row(raw(connection), kind, id)
                assert row is not None
                record_of(kind, row)
            except Damaged as wrong:
                found.append((kind.value, str(wrong)))
    return found


def put(casefile: Casefile, kind: RecordKind, id: int, name: str, value: object) -> object:
    """Write into a closed casefile what no law allows; what stood there before."""
    words = {"table": kind.value, "name": name}
    with closing(sqlite3.connect(casefile.path, isolation_level=None)) as database:
        database.execute("PRAGMA ignore_check_constraints = ON")
        before = database.execute(Template('SELECT "$name" FROM $table WHERE id = ?').substitute(words), (id,)).fetchone()
        database.execute(Template('UPDATE $table SET "$name" = ? WHERE id = ?').substitute(words), (value, id))
    return before[0]


@pytest.mark.parametrize("kind", WRONG, ids=str)
def test_what_is_wrong_with_any_record_is_wrong_with_one_of_its_sort(crowd: Any, kind: RecordKind) -> None:
    chance = random.Random(7)
    crowd.casefile.close()
    for name, value in WRONG[kind]:
        id = chance.randrange(2, 40)
        before = put(crowd.casefile, kind, id, name, value)
        with Casefile.open(crowd.casefile.path, read_only=True) as casefile, casefile.connected() as connection:
            every = refused(casefile, kind)
            assert every, (name, value)
            found = [fault.text for fault in inspection._form_faults(connection, inspection.Watch(None))]
            assert set(found) == {said for _, said in every}, (name, value)
        put(crowd.casefile, kind, id, name, before)


def test_records_that_are_alike_are_looked_at_once(crowd: Any) -> None:
    with crowd.casefile.connected() as connection:
        for kind in WRONG:
            assert len(list(likeness.one_of_each(connection, kind))) <= 5


@given(some.lists(some.tuples(some.text(), some.integers(0, 2**53), some.none() | some.text(), some.text())))
def test_a_change_is_sealed_as_sqlite_spells_it(changes: list[tuple[str, int, str | None, str | None]]) -> None:
    entry = {"id": 1, "label": "Any"}
    with closing(sqlite3.connect(":memory:")) as database:
        query = "SELECT 1, CAST(json_array(?, ?, ?, ?) AS BLOB)"
        spelled = [database.execute(query, change).fetchone() for change in changes]
    assert [part.decode() for _, part in spelled] == [canonical(list(change)) for change in changes]
    assert journal._sealed(entry, spelled) == journal.seal(entry, changes)
