"""Many records in one act: the same, letter for letter, as the same records one by one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from string import Template
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import bulk, journal, reversal
from db.act import Act
from db.casefile import Casefile, RecordKind
from db.error import Damaged, Interrupted
from db.kept import KEPT
from db.sqlite import file
from figures.record import Draft, EventDraft, SourceDraft, Unfit
from figures.vocabulary import Unit

TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=20).filter(str.strip)
UID = "0197{:04x}-0000-7000-8000-{:012x}"


def drafts_of(field: Any, texts: list[str]) -> dict[RecordKind, list[Draft]]:
    sides = (field.russia, field.ukraine)
    return {
        RecordKind.SOURCE: [SourceDraft(title=t, authors=(t, "Ї"), note=t, publisher=field.publisher) for t in texts],
        RecordKind.EVENT: [EventDraft(title=t, mediators=sides[: n % 3]) for n, t in enumerate(texts)],
        RecordKind.FIGURE: [field.figure(quote=text, note=text, ref=str(n)) for n, text in enumerate(texts)],
    }


def content(casefile: Casefile) -> dict[str, list[Any]]:
    tables = [name for kept in KEPT.values() for name in (kept.table, *kept.lists.values())]
    whole = Template("SELECT * FROM $table ORDER BY 1, 2")
    queries = {name: whole.substitute(table=name) for name in tables}
    queries["changes"] = whole.substitute(table="journal_change")
    queries["entries"] = "SELECT id, label, turn, of_entry FROM journal ORDER BY id"
    queries["search"] = "SELECT rowid, title, body FROM search ORDER BY rowid"
    queries["config"] = "SELECT * FROM search_config"
    with casefile.asked() as database:
        return {name: database.execute(query).fetchall() for name, query in queries.items()}


def two_copies(field: Any, tmp_path_factory: Any) -> tuple[Path, Path]:
    """The casefile of the field, closed, twice."""
    field.casefile = Casefile.open(field.casefile.path, author="one")
    kept = shutil.copyfile(field.casefile.path, tmp_path_factory.mktemp("a") / "first.handover")
    field.casefile.close()
    other = shutil.copyfile(kept, tmp_path_factory.mktemp("b") / "second.handover")
    return kept, other


def reversed_by(casefile: Casefile, way: Callable[..., None], turn: journal.Turn, many: int) -> None:
    """Undo or redo of the last act, in runs from ``many`` changes on."""
    with casefile.connected() as connection:
        found = (journal.to_undo if turn is journal.Turn.UNDO else journal.to_redo)(connection)
    assert found is not None
    with file.writing(connection):
        act = Act(connection, found[1])
        way(connection, found[0], act, many=many)
        act.finish(author="one", reason="", turn=turn, of_entry=found[0])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXT, min_size=1, max_size=4))
def test_many_records_at_once_are_kept_as_one_by_one(field: Any, tmp_path_factory: Any, texts: list[str]) -> None:
    kept, other = two_copies(field, tmp_path_factory)
    with Casefile.open(kept, author="one") as singly, Casefile.open(other, author="one") as together:
        drafts = drafts_of(field, texts)
        with singly.act("Import") as act:
            for number, (_, several) in enumerate(drafts.items()):
                for place, draft in enumerate(several):
                    act.add(draft, uid=UID.format(number, place))
            act.change(field.source, SourceDraft(title="Changed"))
        with together.act("Import") as act:
            for number, (kind, several) in enumerate(drafts.items()):
                act.expect(kind, 10**6)
                for place, draft in enumerate(several):
                    act.add_later(draft, uid=UID.format(number, place))
            act.change(field.source, SourceDraft(title="Changed"))
        assert content(together) == content(singly)
        assert together.fingerprint() == singly.fingerprint()
        assert together.last_changes == singly.last_changes
        assert (together.verify(), together.verify_search()) == ((), ())
        Casefile.open(other, read_only=True).close()
        for way, turn in (
            (reversal.take_back, journal.Turn.UNDO),
            (reversal.do_again, journal.Turn.REDO),
            (reversal.take_back, journal.Turn.UNDO),
        ):
            reversed_by(singly, way, turn, many=10**9)
            reversed_by(together, way, turn, many=0)
            assert content(together) == content(singly)
            assert (together.verify(), together.verify_search()) == ((), ())


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXT, min_size=1, max_size=4))
def test_records_that_wait_are_kept_as_one_by_one(field: Any, tmp_path_factory: Any, texts: list[str]) -> None:
    kept, other = two_copies(field, tmp_path_factory)
    with Casefile.open(kept, author="one") as singly, Casefile.open(other, author="one") as together:
        for casefile, name in ((singly, "add"), (together, "add_later")):
            with casefile.act("Import") as act:
                add = getattr(act, name)
                for number, (kind, several) in enumerate(drafts_of(field, texts).items()):
                    keys = [add(draft, uid=UID.format(number, place)) for place, draft in enumerate(several)]
                    if kind is RecordKind.FIGURE:
                        add(field.figure(words="12", number=12, part_of=keys[-1]), uid=UID.format(8, 0))
                        with pytest.raises(Unfit, match="no longer in the casefile"):
                            add(field.figure(part_of=keys[-1] + 2))
                        with pytest.raises(Unfit, match="same unit as its whole"):
                            add(field.figure(unit=Unit.CASKET, part_of=keys[-1]))
                        act.remove(RecordKind.FIGURE, keys[0]) if len(keys) > 1 else None
                    if kind is RecordKind.SOURCE:
                        act.keep_text(keys[0], texts[0])
        assert content(together) == content(singly)
        assert together.last_changes == singly.last_changes
        assert (together.verify(), together.verify_search()) == ((), ())


def test_an_act_of_many_that_is_called_off_while_it_is_finished_keeps_nothing(field: Any) -> None:
    before = content(field.casefile)

    def unwanted() -> None:
        raise Interrupted("Called off.")

    def three_figures() -> None:
        with field.casefile.act("Import", reached=unwanted) as act:
            for _ in range(3):
                act.add_later(field.figure())

    with pytest.raises(Interrupted):
        three_figures()
    assert content(field.casefile) == before
    assert (field.casefile.verify(), field.casefile.verify_search()) == ((), ())


def test_a_table_that_most_records_leave_has_its_indexes_again(field: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "WORTH_SORTING", 1)
    casefile, said = field.casefile, list[str]()
    before, indexes = content(casefile), shape(casefile)
    with casefile.act("Import") as act:
        sources = [act.add_later(SourceDraft(title=f"Story {number}")) for number in range(9)]
        first = act.add_later(field.figure(words="12", number=12))
        for source in sources:
            act.add_later(field.figure(source=source, part_of=first))
    with casefile.connected() as connection:
        database: Any = file.raw(connection)
        database.set_trace_callback(said.append)
    reversed_by(casefile, reversal.take_back, journal.Turn.UNDO, many=0)
    database.set_trace_callback(None)
    dropped = {sql.split('"')[1] for sql in said if sql.startswith("DROP")}
    assert {"ix_figure_source", "ix_figure_event"} <= dropped
    assert not {"ix_figure_part_of", "ix_figure_corrects", "ix_figure_relative_to", "ix_source_reprint_of"} & dropped
    assert shape(casefile) == indexes
    after = content(casefile)
    assert {name: after[name] for name in after if name not in ("changes", "entries")} == {
        name: before[name] for name in before if name not in ("changes", "entries")
    }
    reversed_by(casefile, reversal.do_again, journal.Turn.REDO, many=0)
    assert len(casefile.sources()) == len(before["source"]) + len(sources)
    assert (casefile.verify(), casefile.verify_search()) == ((), ())


def shape(casefile: Casefile) -> set[tuple[str, str]]:
    with casefile.connected() as connection:
        return set(file.raw(connection).execute("SELECT name, sql FROM sqlite_master").fetchall())


def test_an_act_of_many_takes_few_statements(field: Any) -> None:
    said: list[str] = []
    with field.casefile.connected() as connection:
        database: Any = file.raw(connection)
        database.set_trace_callback(lambda sql: said.append(sql.split(" ", 1)[0]))
    with field.casefile.act("Import") as act:
        for number in range(300):
            act.add_later(field.figure(ref=str(number)))
    database.set_trace_callback(None)
    assert said.count("INSERT") <= 320, "three of a hundred figures each, one a record for what is searched, and a few more"
    assert said.count("SELECT") <= 30


def test_many_records_at_once_are_kept_in_an_encrypted_casefile_too(tmp_path: Path) -> None:
    words = "eight words would be better"
    with Casefile.create(tmp_path / "closed.handover", passphrase=words) as casefile:
        with casefile.act("Import") as act:
            act.expect(RecordKind.SOURCE, 30_000)
            for number in range(700):
                act.add_later(SourceDraft(title=f"Їжак “{number}”\t\x7f\u2028", ref=str(number)))
        kept = casefile.fingerprint()
        assert (casefile.verify(), casefile.verify_search()) == ((), ())
        casefile.undo()
        assert casefile.tally().is_empty
        casefile.redo()
        assert casefile.fingerprint() == kept
        assert (casefile.verify(), casefile.verify_search()) == ((), ())
        assert [hit.title for hit in casefile.find("їжак 69")][:1] == ["Їжак “699”\t\x7f\u2028"]


def test_an_act_that_awaited_many_records_and_kept_none_leaves_the_casefile_as_it_was(field: Any) -> None:
    before = content(field.casefile)
    with field.casefile.act("Import") as act:
        act.expect(RecordKind.FIGURE, 10**6)
    with field.casefile.act("Import") as act:
        act.expect(RecordKind.FIGURE, 10**6)
        act.change(field.source, SourceDraft(title="Changed"))
    field.casefile.undo()
    assert content(field.casefile)["figure"] == before["figure"]
    field.casefile.reader().close()


def of_many(field: Any, act: Act) -> None:
    """Some hundred of three kinds, which name one another."""
    sources = [act.add_later(SourceDraft(title=f"Story {number}")) for number in range(300)]
    events = [act.add_later(EventDraft(title=f"Day {number}", mediators=(field.ukraine,))) for number in range(100)]
    for number, source in enumerate(sources):
        act.add_later(field.figure(source=source, event=events[number % 100]))


def without_history(casefile: Casefile) -> dict[str, list[Any]]:
    return {name: rows for name, rows in content(casefile).items() if name not in ("changes", "entries")}


@pytest.mark.parametrize("is_there", ["nothing", "others"])
def test_an_act_of_many_is_taken_back_with_few_statements_and_done_again(field: Any, is_there: str) -> None:
    casefile, said = field.casefile, list[str]()
    if is_there == "others":
        field.add(field.figure())
    before = without_history(casefile)
    with casefile.act("Import") as act:
        of_many(field, act)
    after = without_history(casefile)
    with casefile.connected() as connection:
        database: Any = file.raw(connection)
    database.set_trace_callback(lambda sql: said.append(" ".join(sql.split()[:3])))
    casefile.undo()
    database.set_trace_callback(None)
    said = [start for start in said if not start.startswith("--")]
    assert len(said) <= 240, "places where runs begin and end are looked at by halves, all else is done by the run"
    assert said.count("INSERT INTO journal_change") == 1
    assert said.count("DELETE FROM figure") == said.count("DELETE FROM source") == 1
    assert without_history(casefile) == before
    assert (casefile.verify(), casefile.verify_search()) == ((), ())
    casefile.redo()
    assert without_history(casefile) == after
    assert (casefile.verify(), casefile.verify_search()) == ((), ())


def test_an_act_of_many_of_which_a_record_was_altered_is_not_taken_back(field: Any) -> None:
    casefile = field.casefile
    with casefile.act("Import") as act:
        of_many(field, act)
    with casefile.connected() as connection:
        database = file.raw(connection)
    database.execute("UPDATE figure SET low = low + 1, high = high + 1 WHERE id = 200")
    altered = content(casefile)
    with pytest.raises(Damaged, match="figure number 200 is not what the journal left"):
        casefile.undo()
    assert content(casefile) == altered


@pytest.mark.parametrize("emptied", [True, False])
def test_many_records_stay_while_another_is_left_that_names_one(field: Any, emptied: bool) -> None:
    casefile = field.casefile
    if not emptied:
        field.add(EventDraft(title="Another"))
    mine = field.add(field.figure(event=field.event))
    with casefile.act("Import") as act:
        events = [act.add_later(EventDraft(title=f"Day {number}")) for number in range(600)]
    with casefile.connected() as connection:
        database: Any = file.raw(connection)
    database.execute("UPDATE figure SET event = ? WHERE id = ?", (events[300], mine))
    altered = content(casefile)
    with pytest.raises(Damaged, match="A figure is left that names a event"):
        casefile.undo()
    assert content(casefile) == altered
    assert database.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_an_act_of_many_is_taken_back_from_a_journal_that_is_spelled_otherwise(field: Any) -> None:
    casefile, before = field.casefile, without_history(field.casefile)
    with casefile.act("Import") as act:
        of_many(field, act)
    with casefile.connected() as connection:
        database: Any = file.raw(connection)
    database.execute("UPDATE journal_change SET after = ' ' || after WHERE kind = 'figure' AND record = 200")
    casefile.undo()
    assert without_history(casefile) == before


def test_references_are_held_and_what_is_deleted_is_wiped_as_before_when_many_have_left(field: Any) -> None:
    asked = ("PRAGMA foreign_keys", "PRAGMA secure_delete")
    casefile = field.casefile
    with casefile.connected() as connection:
        database: Any = file.raw(connection)
    for wiping in ("ON", "FAST", "OFF"):
        database.execute(f"PRAGMA secure_delete = {wiping}").fetchone()
        before = [database.execute(question).fetchone() for question in asked]
        with casefile.act("Import") as act:
            of_many(field, act)
        casefile.undo()
        assert [database.execute(question).fetchone() for question in asked] == before
    assert before[0] == (1,)


@pytest.mark.parametrize("said", ["no record", "{}", "[1]", '{"id": 700}'])
@pytest.mark.parametrize("number", [0, 600])
def test_an_act_of_many_is_not_done_again_from_a_journal_that_cannot_be_read(field: Any, said: str, number: int) -> None:
    with field.casefile.act("Import") as act:
        for _ in range(700):
            act.add_later(SourceDraft(title="One"))
    field.casefile.undo()
    kept = content(field.casefile)["source"]
    with field.casefile.connected() as connection:
        database = file.raw(connection)
    wrong = "UPDATE journal_change SET after = ? WHERE entry = 2 AND position = ?"
    database.execute(wrong, (said, number))
    with pytest.raises((Damaged, Unfit)):
        field.casefile.redo()
    assert content(field.casefile)["source"] == kept
