"""Verifying, copying and upgrading: each fault is named, and nothing is upgraded before it was copied."""

from __future__ import annotations

import shutil
import sqlite3
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db import keyring, opening
from db.casefile import Casefile, RecordKind
from db.error import AlreadyThere, Damaged, Missing, PassphraseNeeded, ReadOnly, WrongPassphrase
from db.format import CURRENT, Format
from db.result import Adrift, FaultKind, IssuedDraft
from db.sqlite import file, shape
from db.upgrade import revise
from db.writer import LONGEST_FIELD
from figures.category import Category
from figures.record import Anchor, SourceDraft


@pytest.fixture
def rich(field: Any) -> Any:
    """A casefile with something of everything."""
    with field.casefile.act("Rich") as act:
        copy = act.keep_copy(b"the document", "text/plain", "a.txt")
        act.add(SourceDraft(title="Copied", copy=copy))
        act.add(field.figure(quote="1,212 bodies", anchor=Anchor(17, 29, "received ", " on")))
        act.keep_briefing(IssuedDraft(title="Swaps", fingerprint="f", pages=1, pdf=b"%PDF"))
        act.set_setting("observing", "receiver")
    field.add(field.figure())
    field.casefile.undo()
    return field


def tampered(field: Any, *statements: str) -> list[tuple[FaultKind, str]]:
    """What verifying finds after statements were run in the file behind our back."""
    field.casefile.close()
    database = sqlite3.connect(field.casefile.path, isolation_level=None)
    for statement in statements:
        assert database.execute(statement).rowcount != 0
    database.close()
    with Casefile.open(field.casefile.path) as casefile:
        return [(fault.kind, fault.text) for fault in casefile.verify()]


def test_a_sound_casefile_has_no_faults(rich: Any) -> None:
    assert rich.casefile.verify() == ()
    assert rich.casefile.verify_journal() == ()
    with rich.casefile.reader() as reader:
        assert reader.verify() == ()


@pytest.mark.parametrize(
    ("statement", "kind", "said"),
    [
        ("UPDATE journal SET at = '2020-01-01T00:00:00Z' WHERE id = 2", FaultKind.JOURNAL, "Entry 2 of the journal"),
        ("UPDATE journal SET author = 'Somebody' WHERE id = 1", FaultKind.JOURNAL, "altered after it was written"),
        ("UPDATE journal SET label = 'Other' WHERE id = 4", FaultKind.JOURNAL, "“Other”"),
        ("UPDATE journal_change SET after = replace(after, '1212', '9999') WHERE entry = 2", FaultKind.JOURNAL, "Entry 2"),
        ("DELETE FROM journal_change WHERE entry = 3", FaultKind.JOURNAL, "Entry 3"),
        ("UPDATE figure SET low = 1300, high = 1300", FaultKind.RECORD, "is not what the journal says"),
        ("DELETE FROM agreement_party WHERE position = 1", FaultKind.RECORD, "agreement number 1"),
        ("UPDATE party SET belongs_to = 3 - id WHERE id < 3", FaultKind.LAW, "The party number 1 breaks a law"),
        ("UPDATE setting SET value = 'sender'", FaultKind.RECORD, "setting number 1"),
        ("UPDATE kept_bytes SET content = x'00', size = 1 WHERE size > 5", FaultKind.COPY, "no longer what was taken in"),
        ("UPDATE kept_text SET content = 'Ukraine received 9,999 bodies on Wednesday.'", FaultKind.TEXT, "no longer what"),
        ("UPDATE kept_text SET content = 'Ukraine received 9,999 bodies on Wednesday.'", FaultKind.QUOTE, "no longer stands"),
        ("UPDATE search_content SET c1 = 'other'", FaultKind.SEARCH, "search index"),
    ],
)
def test_a_fault_is_found_and_named(rich: Any, statement: str, kind: FaultKind, said: str) -> None:
    found = tampered(rich, statement)
    assert any(at is kind and said in text for at, text in found), found


def test_categories_in_a_circle_are_damage(rich: Any) -> None:
    with rich.casefile.act("Categories") as act:
        act.add_category(Category("one", "civilian", "one"))
        act.add_category(Category("two", "one", "two"))
    assert (FaultKind.RECORD, "The category number 13 is not what the journal says was last kept of it.") in tampered(
        rich, "UPDATE category SET parent = 'two' WHERE key = 'one'"
    )
    with Casefile.open(rich.casefile.path) as casefile, pytest.raises(Damaged, match="stands under itself"):
        casefile.casebook()


def test_an_entry_taken_out_of_the_middle_is_missed(rich: Any) -> None:
    found = tampered(rich, "DELETE FROM journal_change WHERE entry = 2", "DELETE FROM journal WHERE id = 2")
    assert (FaultKind.JOURNAL, "Entries 2 to 2 of the journal are missing.") in found


def test_entries_cut_off_the_end_are_missed(rich: Any) -> None:
    found = tampered(rich, "DELETE FROM journal_change WHERE entry >= 3", "DELETE FROM journal WHERE id >= 3")
    assert (FaultKind.JOURNAL, "Entries 3 to 4 of the journal are missing.") in found


def test_an_entry_sealed_anew_breaks_the_next(rich: Any) -> None:
    found = tampered(rich, "UPDATE journal SET author = 'x', sha256 = 'abc' WHERE id = 2")
    assert (FaultKind.JOURNAL, "Entry 3 of the journal does not follow from the entry before it.") in found


def test_a_damaged_search_index_is_made_anew(rich: Any) -> None:
    tampered(rich, "DELETE FROM search_data WHERE id > 10")
    with Casefile.open(rich.casefile.path) as casefile:
        casefile.mend_search()
        assert casefile.verify() == ()
        assert [hit.kind for hit in casefile.find("wednesday")] == [RecordKind.SOURCE]
    with Casefile.open(rich.casefile.path) as casefile:
        assert casefile.find("istanbul")


def test_a_search_index_of_an_unknown_format_is_said_and_made_anew(rich: Any) -> None:
    assert any(kind is FaultKind.SEARCH for kind, _ in tampered(rich, "UPDATE search_config SET v = 0 WHERE k = 'version'"))
    with Casefile.open(rich.casefile.path) as casefile:
        with pytest.raises(Damaged, match="make the index anew"):
            casefile.find("wednesday")
        casefile.mend_search()
        assert casefile.verify() == ()
        assert casefile.find("wednesday")


def test_a_search_index_that_names_what_is_no_record_is_damaged(rich: Any) -> None:
    tampered(rich, "INSERT INTO search (rowid, title, body) VALUES (7, 'wednesday', '')")
    with Casefile.open(rich.casefile.path) as casefile, pytest.raises(Damaged, match="make the index anew"):
        casefile.find("wednesday")


def test_a_stored_copy_that_was_altered_is_never_handed_out(rich: Any) -> None:
    sha256 = rich.casefile.sources()[-1].copy.sha256
    briefing = rich.casefile.issued()[0].id
    tampered(rich, "UPDATE kept_bytes SET content = x'00', size = 1")
    with Casefile.open(rich.casefile.path) as casefile:
        with pytest.raises(Damaged, match="no longer what was taken in"):
            casefile.stored_copy(sha256)
        with pytest.raises(Damaged):
            casefile.briefing_pdf(briefing)
        with pytest.raises(Missing):
            casefile.briefing_pdf(999)


def test_a_quote_whose_text_was_edited_is_adrift_and_not_moved(rich: Any) -> None:
    assert rich.casefile.drifted() == ()
    with rich.casefile.act("Edit text") as act:
        act.keep_text(rich.source, "On Wednesday, Ukraine received 1,212 bodies on Wednesday.")
    figure = rich.casefile.figures()[0]
    assert rich.casefile.drifted() == (Adrift(figure.id, rich.source, "1,212 bodies", 31),)
    assert figure.anchor == Anchor(17, 29, "received ", " on")
    with rich.casefile.act("Edit text") as act:
        act.keep_text(rich.source, "1,212 bodies! Ukraine received 1,212 bodies on Wednesday.")
    assert rich.casefile.drifted()[0].found_at == 31
    with rich.casefile.act("Edit text") as act:
        act.keep_text(rich.source, "Both 1,212 bodies and 1,212 bodies")
    assert rich.casefile.drifted()[0].found_at is None
    with rich.casefile.act("Edit text") as act:
        act.keep_text(rich.source, "")
    assert rich.casefile.drifted()[0].found_at is None


def test_a_backup_holds_everything_and_stands_alone(rich: Any, tmp_path: Path) -> None:
    out = rich.casefile.backup(tmp_path / "copy.handover")
    with Casefile.open(out) as copy:
        assert copy.fingerprint() == rich.casefile.fingerprint()
        assert copy.journal() == rich.casefile.journal()
        assert copy.redo_label == rich.casefile.redo_label
        assert copy.verify() == ()
        assert copy.find("wednesday")
    assert sorted(path.name for path in tmp_path.iterdir() if "copy" in path.name) == ["copy.handover"]


def test_a_backup_is_taken_while_the_casefile_is_in_use(rich: Any, tmp_path: Path) -> None:
    with rich.casefile.reader() as reader:
        rich.add(rich.figure())
        reader.backup(tmp_path / "copy.handover")
    with Casefile.open(tmp_path / "copy.handover") as copy:
        assert copy.tally() == rich.casefile.tally()


def test_a_backup_overwrites_nothing(rich: Any, tmp_path: Path) -> None:
    out = tmp_path / "copy.handover"
    out.write_text("precious")
    with pytest.raises(AlreadyThere):
        rich.casefile.backup(out)
    assert out.read_text() == "precious"
    with pytest.raises(Missing):
        rich.casefile.backup(tmp_path / "nowhere" / "copy.handover")


@pytest.fixture
def next_format(tmp_path: Path) -> Format:
    """A format that is to come: one more column, one more table."""
    revisions = tmp_path / "revisions"
    shutil.copytree(CURRENT.revisions, revisions)
    (revisions / "versions" / "0002_next.py").write_text(
        "import sqlalchemy as sa\n"
        "from alembic import op\n"
        "revision = '0002'\n"
        "down_revision = '0001'\n"
        "def upgrade():\n"
        "    op.add_column('figure', sa.Column('sex', sa.Text(), nullable=False, server_default=''))\n"
        "    op.create_table('reminder', sa.Column('id', sa.Integer(), primary_key=True), sqlite_strict=True)\n"
    )
    (tmp_path / "next").touch()
    connection = file.connect(tmp_path / "next", write=True)
    revise(connection, 2, revisions)
    shapes = {**CURRENT.shapes, 2: shape.shape(file.raw(connection))}
    file.close(connection)
    return Format(2, revisions, shapes)


def test_an_older_casefile_is_copied_and_then_upgraded(rich: Any, place: Path, next_format: Format) -> None:
    figures, before = rich.casefile.figures(), rich.casefile.fingerprint()
    rich.casefile.close()
    opened = opening.opened(place, read_only=False, newest=next_format)
    rows = opened.connection.database.execute("SELECT id, words, sex FROM figure").fetchall()
    file.close(opened.connection)
    assert rows == [(figure.id, figure.words, "") for figure in figures]
    assert opened.number == 2
    with Casefile.open(place.with_name("swaps.format-0001.handover")) as backup:
        assert backup.fingerprint() == before
        assert backup.verify() == ()
    again = opening.opened(place, read_only=False, newest=next_format)
    assert again.number == 2
    file.close(again.connection)
    assert len(list(place.parent.glob("*.handover"))) == 2


def test_a_second_backup_before_an_upgrade_leaves_the_first(rich: Any, place: Path, next_format: Format) -> None:
    rich.casefile.close()
    place.with_name("swaps.format-0001.handover").write_text("precious")
    file.close(opening.opened(place, read_only=False, newest=next_format).connection)
    assert place.with_name("swaps.format-0001.handover").read_text() == "precious"
    assert place.with_name("swaps.format-0001-2.handover").exists()


def test_an_upgrade_that_fails_leaves_the_casefile_as_it_was(rich: Any, place: Path, next_format: Format) -> None:
    before = rich.casefile.fingerprint()
    rich.casefile.close()
    script = next_format.revisions / "versions" / "0002_next.py"
    script.write_text(script.read_text() + "    raise OSError('half way')\n")
    with pytest.raises(OSError, match="half way"):
        opening.opened(place, read_only=False, newest=next_format)
    with Casefile.open(place) as casefile:
        assert casefile.fingerprint() == before
        assert casefile.verify() == ()


def test_an_older_casefile_is_not_upgraded_unasked(rich: Any, place: Path, next_format: Format) -> None:
    rich.casefile.close()
    before = place.read_bytes()
    with pytest.raises(ReadOnly, match="older format"):
        opening.opened(place, read_only=True, newest=next_format)
    assert place.read_bytes() == before


CASEFILES = Path(__file__).parents[1] / "casefiles"
WORDS = "Їжак і п’ять випадкових слів"
"""The passphrase of the encrypted ones; it is never to change, since a casefile's passphrase does not either."""


@pytest.fixture
def unlocked() -> Iterator[None]:
    """No key that was learnt here is known to other tests."""
    yield
    keyring.forget()


@pytest.mark.parametrize("kept", sorted(CASEFILES.glob("*.handover")), ids=lambda path: path.stem)
@pytest.mark.usefixtures("unlocked")
def test_a_casefile_of_every_released_format_opens(kept: Path, tmp_path: Path) -> None:
    place = tmp_path / kept.name
    shutil.copy(kept, place)
    keyring.unlock(place, WORDS)
    with Casefile.open(place) as casefile:
        assert casefile.encrypted is kept.stem.endswith("-encrypted")
        assert casefile.verify() == ()
        assert casefile.tally().figures > 0
        assert casefile.find("веселые")
        assert casefile.undo_label is not None
        assert casefile.get(RecordKind.FIGURE, casefile.figures()[0].id) is not None


@pytest.mark.parametrize("kept", sorted(CASEFILES.glob("*-encrypted.handover")), ids=lambda path: path.stem)
@pytest.mark.usefixtures("unlocked")
def test_an_encrypted_one_says_the_same_as_the_plain_one_and_nothing_without_its_passphrase(kept: Path, tmp_path: Path) -> None:
    place, plain = tmp_path / kept.name, tmp_path / "plain.handover"
    shutil.copy(kept, place)
    shutil.copy(kept.with_name(kept.name.replace("-encrypted", "")), plain)
    assert b"Ukraine" in plain.read_bytes()
    assert b"Ukraine" not in place.read_bytes()
    with pytest.raises(PassphraseNeeded):
        Casefile.open(place)
    with pytest.raises(WrongPassphrase):
        keyring.unlock(place, WORDS.lower())
    keyring.unlock(place, unicodedata.normalize("NFD", WORDS))
    with Casefile.open(place) as casefile, Casefile.open(plain) as other:
        assert casefile.fingerprint() == other.fingerprint()


@pytest.mark.usefixtures("unlocked")
def test_an_older_encrypted_casefile_is_upgraded_and_nothing_of_it_is_left_in_plain(
    tmp_path: Path, next_format: Format
) -> None:
    place = tmp_path / "swaps.handover"
    shutil.copy(CASEFILES / "0001-encrypted.handover", place)
    keyring.unlock(place, WORDS)
    opened = opening.opened(place, read_only=False, newest=next_format)
    assert opened.connection.database.execute("SELECT count(sex) FROM figure").fetchone()[0] > 0
    file.close(opened.connection)
    kept = sorted(tmp_path.glob("*.handover"))
    assert [path.name for path in kept] == ["swaps.format-0001.handover", "swaps.handover"]
    assert [path.name for path in tmp_path.rglob("*") if path.is_file() and b"Ukraine" in path.read_bytes()] == []
    with Casefile.open(kept[0], read_only=True) as before:
        assert before.verify() == ()


def test_the_longest_texts_that_are_kept_are_no_fault(field: Any) -> None:
    names = ("title", "address", "archived_address", "language", "note", "ref")
    with field.casefile.act("Change") as act:
        act.change(field.source, SourceDraft(**dict.fromkeys(names, '"' * LONGEST_FIELD)))
    with field.casefile.act("Change") as act:
        act.change(field.source, SourceDraft(**dict.fromkeys(names, '"' * (LONGEST_FIELD - 1))))
    assert field.casefile.verify_journal() == ()
