"""A casefile is opened and read by the driver alone, by questions that fit the schema, and as the schema's tables say it."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from casebooks import casebooks
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Text, select

from db import casebook, journal, law, page, reader, schema
from db import casefile as door
from db.casefile import Casefile
from db.error import Damaged
from db.kept import KEPT, Kept
from db.kind import RecordKind
from db.schema import TABLES
from figures.record import Casebook

IMPORTED = re.compile(r"^\s*(?:import|from) sqlalchemy", re.MULTILINE)
FIRST_SCREEN = """
import sys
from db.casefile import Casefile, RecordKind
from db.page import Pages
with Casefile.open(sys.argv[1]) as casefile:
    pages = Pages(casefile)
    pages.outline(), pages.latest(), pages.last_act_at(), pages.agreement_heads([1]), pages.event_heads([1])
    pages.last(RecordKind.FIGURE)
    casefile.tally(), casefile.moment()
print([name for name in sys.modules if name.partition(".")[0] in ("sqlalchemy", "alembic")])
"""


def test_the_first_screen_is_read_without_loading_sqlalchemy(tmp_path: Path) -> None:
    Casefile.create(tmp_path / "case.handover").close()
    code = [sys.executable, "-c", FIRST_SCREEN, str(tmp_path / "case.handover")]
    assert subprocess.run(code, capture_output=True, text=True, check=True).stdout.strip() == "[]"


WORK = """
import sys
from db.casefile import Casefile
from db.joining import kept_apart
from figures.record import PartyDraft
with Casefile.open(sys.argv[1]) as casefile:
    with casefile.act("Add") as act:
        act.add(PartyDraft(name="Republic"))
        act.set_setting("observing", "receiver")
    casefile.undo(), casefile.redo(), casefile.undo_label, casefile.redo_label
    casefile.keep_draft("figure", "{}"), casefile.drafts(), casefile.drop_draft("figure"), casefile.dismiss(1, "a")
    casefile.casebook(), casefile.journal(), casefile.find("republic"), casefile.issued(), casefile.fingerprint()
    casefile.verify(), casefile.verify_search(), casefile.mend_search(), kept_apart(casefile)
    casefile.backup(sys.argv[1] + ".copy")
print([name for name in sys.modules if name.partition(".")[0] in ("sqlalchemy", "alembic")])
"""


def test_whoever_works_in_a_casefile_never_waits_for_sqlalchemy(tmp_path: Path) -> None:
    Casefile.create(tmp_path / "case.handover").close()
    code = [sys.executable, "-c", WORK, str(tmp_path / "case.handover")]
    assert subprocess.run(code, capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_sqlalchemy_describes_and_makes_tables_and_nothing_else() -> None:
    room = Path(schema.__file__).parent
    users = {path.relative_to(room) for path in room.rglob("*.py") if IMPORTED.search(path.read_text(encoding="utf-8"))}
    assert {path.as_posix() for path in users if path.parts[0] != "revisions"} == {
        "schema.py",
        "column.py",
        "sqlite/alchemy.py",
        "sqlite/connection.py",
    }


@pytest.mark.parametrize("kept", KEPT.values(), ids=lambda kept: kept.table)
def test_what_is_said_of_columns_for_reading_is_what_the_schema_says(kept: Kept) -> None:
    table = TABLES[kept.table]
    said = (f"{column.name}{'' if isinstance(column.type, Text) else '#'}{'?' * column.nullable}" for column in table.c)
    assert kept.written == " ".join(said)
    assert all({"owner", "position", "member"} == set(TABLES[linked].c.keys()) for linked in kept.lists.values())
    assert set(KEPT) == set(RecordKind)


@pytest.mark.parametrize("module", [door, page, casebook, journal, law, reader])
def test_every_question_to_the_driver_fits_the_schema(module: object, tmp_path: Path) -> None:
    """SQLite prepares each as a statement of a fresh casefile, so that no name in it is misspelt or out of date."""
    questions = [said for name, value in vars(module).items() if name.startswith("_") for said in _texts(value)]
    assert questions
    with Casefile.create(tmp_path / "case.handover") as casefile, casefile.asked() as database:
        database.create_function("of_source", 1, lambda key: key)
        for question in questions:
            database.execute(f"EXPLAIN {question}", ("[]",) * question.count("?"))


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value.split()[:1] == ["SELECT"] else []
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    return [text for one in value for text in _texts(one)] if isinstance(value, tuple) else []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(book=casebooks())
def test_rows_are_read_as_the_tables_of_the_schema_give_them(book: Casebook, prepared: Any, place: Path) -> None:
    shutil.copy(prepared[0], place)
    with Casefile.open(place) as casefile:
        with casefile.act("All") as act:
            for category in book.categories.added:
                act.add_category(category)
            for record in chain(
                book.publishers, book.parties, book.sources, book.agreements, book.events, book.figures, book.pins
            ):
                assert act.add(record) == record.id
        alchemy = casefile._connection.alchemy
        with casefile.asked() as database:
            for kind, kept in KEPT.items():
                plain = [dict(row._mapping) for row in alchemy.execute(select(TABLES[kept.table]).order_by("id"))]
                for name, linked in kept.lists.items():
                    members = alchemy.execute(select(TABLES[linked]).order_by("owner", "position")).all()
                    for row in plain:
                        row[name] = [found.member for found in members if found.owner == row["id"]]
                assert reader.rows(database, kind) == list(reader.each_row(database, kind)) == plain
                assert list(reader.rows_of(database, [(kind, row["id"]) for row in plain]).values()) == plain
        figures = casefile.figures()
        for event in book.events:
            assert casefile.figures(event=event.id) == tuple(one for one in figures if one.event == event.id)
        for agreement in book.agreements:
            events = tuple(one for one in casefile.events() if one.agreement == agreement.id)
            assert casefile.events(agreement=agreement.id) == events


def test_a_column_that_is_not_there_cannot_be_asked_for(field: Any) -> None:
    """SQLite would take a name in quotes for a text where no column has it, and find nothing."""
    with field.casefile.asked() as database, pytest.raises(sqlite3.OperationalError, match="no such column"):
        database.execute(reader.asked(RecordKind.FIGURE, "agrement"), (1,))


def test_a_reading_that_broke_off_stands_in_no_other_way(field: Any) -> None:
    """A statement that was left open would not let functions be made anew afterwards."""
    add_category = "INSERT INTO category (key, parent, label, root) VALUES ('x', 'person', CAST(x'ff' AS TEXT), 'person')"
    with field.casefile.asked() as database:
        database.execute("ROLLBACK")
        database.execute(add_category)
    with Casefile.open(field.casefile.path, read_only=True) as casefile:
        with pytest.raises(Damaged) as caught:
            casefile.casebook()
        assert casefile._connection.alchemy
    assert "cannot be read" in str(caught.value)


def test_sqlalchemy_is_never_loaded_in_the_midst_of_a_reading_without_it(tmp_path: Path) -> None:
    with Casefile.create(tmp_path / "case.handover") as casefile:
        with casefile.asked(), pytest.raises(RuntimeError, match="in the midst"):
            assert casefile._connection.alchemy
        assert casefile._connection.alchemy.exec_driver_sql("SELECT 1").scalar() == 1
