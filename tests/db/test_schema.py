"""The schema repeats the laws: each constraint, by its name, refuses the row that breaks it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import CheckConstraint

from db import schema
from db.casefile import Casefile, RecordKind
from db.format import CURRENT, REVISIONS
from db.sqlite import copy, file, shape
from db.sqlite.connection import Connection
from db.sqlite.shapes import SHAPES
from db.upgrade import revise
from figures.category import METHOD_CATEGORIES
from figures.record import PinDraft
from figures.vocabulary import Stage

_DIGEST = "'" + "0" * 64 + "'"
_ENTRY = (
    "INSERT INTO journal (at, author, label, reason, turn, of_entry, previous, sha256) VALUES ('', '', {}, '', {}, {}, '', 'x')"
)
BROKEN = {
    "publisher_named": "UPDATE publisher SET name = '  '",
    "publisher_reliability": "UPDATE publisher SET reliability = 'G'",
    "party_named": "UPDATE party SET name = ''",
    "party_kind_known": "UPDATE party SET kind = 'planet'",
    "party_not_its_own_side": "UPDATE party SET belongs_to = id",
    "source_titled": "UPDATE source SET title = ''",
    "source_kind_known": "UPDATE source SET kind = 'rumour'",
    "source_confidential_or_not": "UPDATE source SET confidential = 2",
    "source_no_reprint_of_itself": "UPDATE source SET reprint_of = id",
    "agreement_titled": "UPDATE agreement SET title = ''",
    "agreement_status_known": "UPDATE agreement SET status = 'signed'",
    "agreement_tranches_missing_or_not": "UPDATE agreement SET tranches_missing = -1",
    "event_titled": "UPDATE event SET title = ''",
    "event_kind_known": "UPDATE event SET kind = 'party'",
    "event_place_role_known": "UPDATE event SET place_role = 'moon'",
    "event_status_known": "UPDATE event SET status = 'done'",
    "agreement_party_in_order": "UPDATE agreement_party SET position = -1 WHERE position = 0",
    "agreement_mediator_in_order": "INSERT INTO agreement_mediator VALUES (1, -1, 1)",
    "event_mediator_in_order": "INSERT INTO event_mediator VALUES (1, -1, 1)",
    "figure_about_one": "UPDATE figure SET agreement = 1",
    "figure_direction_both_or_neither": "UPDATE figure SET sender = NULL",
    "figure_not_to_itself": "UPDATE figure SET sender = receiver",
    "figure_in_words": "UPDATE figure SET words = ''",
    "figure_low_to_high": "UPDATE figure SET low = 10, high = 9",
    "figure_bound_known": "UPDATE figure SET bound = 'loose'",
    "figure_unit_known": "UPDATE figure SET unit = 'head'",
    "figure_unit_fits_category": "UPDATE figure SET unit = 'person'",
    "figure_stage_known": "UPDATE figure SET stage = 'dreamt'",
    "figure_vantage_known": "UPDATE figure SET vantage = 'oracle', vantage_reason = 'x'",
    "figure_vantage_with_reason": "UPDATE figure SET vantage = 'witness', vantage_reason = ' '",
    "figure_accumulation_known": "UPDATE figure SET accumulation = 'heap'",
    "figure_increment_names_event": "UPDATE figure SET agreement = 1, event = NULL",
    "figure_anchor_whole": "UPDATE figure SET anchor_start = 4",
    "figure_credibility": "UPDATE figure SET credibility = 7",
    "figure_share_with_base": "UPDATE figure SET portion = 'exact 1/2'",
    "figure_not_of_itself": "UPDATE figure SET corrects = id",
    "figure_retracted_or_not": "UPDATE figure SET retracted = 2",
    "pin_about_one": "UPDATE pin SET agreement = 1",
    "pin_direction_both_or_neither": "UPDATE pin SET receiver = NULL",
    "pin_not_to_itself": "UPDATE pin SET sender = receiver",
    "pin_with_reason": "UPDATE pin SET reason = ''",
    "category_root_known": "INSERT INTO category (key, parent, label, root) VALUES ('rock', NULL, 'rocks', 'rock')",
    "category_stands_under_one": "INSERT INTO category (key, parent, label, root) VALUES ('rock', NULL, 'rocks', 'person')",
    "category_labelled": "UPDATE category SET label = ''",
    "kept_bytes_named_by_digest": "INSERT INTO kept_bytes VALUES ('abc', 1, x'00')",
    "kept_bytes_whole": "INSERT INTO kept_bytes VALUES (DIGEST, 5, x'00')",
    "kept_text_named_by_digest": "INSERT INTO kept_text VALUES ('abc', 'text')",
    "briefing_titled": "INSERT INTO briefing VALUES (1, 'u', '', '', '', '', '', '', DIGEST, 1, DIGEST)",
    "briefing_has_pages": "INSERT INTO briefing VALUES (1, 'u', 't', '', '', '', '', '', DIGEST, 0, DIGEST)",
    "journal_labelled": _ENTRY.format("''", "'act'", "NULL"),
    "journal_turn_known": _ENTRY.format("'l'", "'spin'", "1"),
    "journal_reversal_names_act": _ENTRY.format("'l'", "'undo'", "NULL"),
    "journal_reversal_comes_after": _ENTRY.format("'l'", "'undo'", "99"),
    "journal_change_of_something": "INSERT INTO journal_change VALUES (1, 99, 'figure', 1, NULL, NULL)",
}


@pytest.fixture
def raw(field: Any) -> Iterator[sqlite3.Connection]:
    """The casefile's file without any of our code, foreign keys on, with one figure and one pin in it."""
    field.add(field.figure())
    promise = field.add(field.figure(stage=Stage.AGREED))
    field.add(
        PinDraft(
            event=field.event, category="deceased", sender=field.russia, receiver=field.ukraine, figure=promise, reason="r"
        )
    )
    field.casefile.close()
    database = sqlite3.connect(field.casefile.path, isolation_level=None)
    database.execute("PRAGMA foreign_keys = ON")
    yield database
    database.close()


@pytest.mark.parametrize("law", sorted(BROKEN))
def test_a_row_that_breaks_a_law_is_refused_by_its_name(raw: sqlite3.Connection, law: str) -> None:
    with pytest.raises(sqlite3.IntegrityError) as caught:
        raw.execute(BROKEN[law].replace("DIGEST", _DIGEST))
    assert str(caught.value) == f"CHECK constraint failed: {law}"


def test_every_named_law_is_tried() -> None:
    laws = {
        str(constraint.name)
        for table in schema.TABLES.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }
    assert laws == BROKEN.keys()


@pytest.mark.parametrize(
    "lost",
    [
        "UPDATE figure SET source = 99",
        "UPDATE figure SET event = 99",
        "UPDATE figure SET claimant = 99",
        "UPDATE figure SET part_of = 99",
        "UPDATE figure SET category = 'prisoner_of_war'",
        "UPDATE figure SET category = 'martian'",
        "UPDATE event SET agreement = 99",
        "UPDATE source SET publisher = 99",
        "UPDATE source SET copy_sha256 = 'x'",
        "UPDATE source SET text_sha256 = 'x'",
        "UPDATE category SET root = 'deceased' WHERE key = 'child'",
        "UPDATE agreement_party SET member = 99 WHERE position = 0",
        "DELETE FROM source",
        "DELETE FROM party",
        "INSERT INTO journal_change VALUES (99, 0, 'figure', 1, '{}', NULL)",
    ],
)
def test_a_reference_that_leads_nowhere_is_refused(raw: sqlite3.Connection, lost: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY constraint failed"):
        raw.execute(lost)


def test_a_value_of_the_wrong_type_is_refused(raw: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value in INTEGER column"):
        raw.execute("UPDATE figure SET low = 'many'")


def test_identities_are_unique(raw: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=r"UNIQUE constraint failed: figure.uid"):
        raw.execute("UPDATE figure SET uid = 'same'")


def empty(path: Path) -> Connection:
    path.touch()
    return file.connect(path, write=True)


def test_the_revisions_make_the_schema_that_the_code_uses(tmp_path: Path) -> None:
    by_revisions, by_schema = empty(tmp_path / "revisions"), empty(tmp_path / "schema")
    revise(by_revisions)
    schema.metadata.create_all(by_schema.alchemy)
    made, described = shape.shape(file.raw(by_revisions)), shape.shape(file.raw(by_schema))
    assert {name: made[name] for name in described} == described
    assert {name for name in made.keys() - described.keys() if not name.startswith("search")} == {"alembic_version"}
    for connection in (by_revisions, by_schema):
        file.close(connection)


def test_the_shape_of_every_format_is_known(tmp_path: Path) -> None:
    assert sorted(SHAPES) == list(range(1, CURRENT.number + 1))
    connection = empty(tmp_path / "formats")
    for number in SHAPES:
        revise(connection, number)
        assert shape.shape(file.raw(connection)) == SHAPES[number]
    file.close(connection)


def test_revisions_import_nothing_of_ours() -> None:
    for script in REVISIONS.rglob("*.py"):
        lines = script.read_text(encoding="utf-8").splitlines()
        imported = [line.split()[1].partition(".")[0] for line in lines if line.startswith(("import ", "from "))]
        assert not {"db", "figures", "exchange", "briefing", "desktop", "resources"} & set(imported)


def test_a_new_casefile_knows_the_categories_of_the_method(casefile: Casefile) -> None:
    rows = casefile._driver.execute("SELECT key, parent, label FROM category ORDER BY id").fetchall()
    assert rows == [(c.id, c.parent, c.label) for c in METHOD_CATEGORIES]


def test_a_copy_is_held_against_every_table(casefile: Casefile) -> None:
    with casefile.connected() as connection:
        assert copy.state(connection)[1].keys() == schema.TABLES.keys() | {"alembic_version"}


def test_the_database_is_durable_and_trusts_nothing(casefile: Casefile) -> None:
    told = {}
    for pragma in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "cell_size_check", "user_version"):
        told[pragma] = casefile._driver.execute(f"PRAGMA {pragma}").fetchone()[0]
    assert told == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "user_version": CURRENT.number,
    }
    assert casefile.format_revision == "0001"
    assert casefile.get(RecordKind.CATEGORY, 1) is None
