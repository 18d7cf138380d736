"""A casefile is opened and its first screen read by the driver alone, and by questions that fit the schema."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Text

from db import casefile as door
from db import page
from db.casefile import Casefile
from db.kept import KEPT, Kept
from db.kind import RecordKind
from db.schema import TABLES

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


@pytest.mark.parametrize("kept", KEPT.values(), ids=lambda kept: kept.table)
def test_what_is_said_of_columns_for_reading_is_what_the_schema_says(kept: Kept) -> None:
    table = TABLES[kept.table]
    said = (f"{column.name}{'' if isinstance(column.type, Text) else '#'}{'?' * column.nullable}" for column in table.c)
    assert kept.written == " ".join(said)
    assert all({"owner", "position", "member"} == set(TABLES[linked].c.keys()) for linked in kept.lists.values())
    assert set(KEPT) == set(RecordKind)


@pytest.mark.parametrize("module", [door, page])
def test_every_question_to_the_driver_fits_the_schema(module: object, tmp_path: Path) -> None:
    """SQLite prepares each as a statement of a fresh casefile, so that no name in it is misspelt or out of date."""
    questions = [said for name, value in vars(module).items() if name.startswith("_") for said in _texts(value)]
    assert len(questions) >= 5
    with Casefile.create(tmp_path / "case.handover") as casefile, casefile.asked() as database:
        database.create_function("of_source", 1, lambda key: key)
        for question in questions:
            database.execute(f"EXPLAIN {question}", ("[]",) * question.count("?"))


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value.startswith("SELECT") else []
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    return [text for one in value for text in _texts(one)] if isinstance(value, tuple) else []


def test_sqlalchemy_is_never_loaded_in_the_midst_of_a_reading_without_it(tmp_path: Path) -> None:
    with Casefile.create(tmp_path / "case.handover") as casefile:
        with casefile.asked(), pytest.raises(RuntimeError, match="without it"):
            casefile.publishers()
        assert casefile.publishers() == ()
