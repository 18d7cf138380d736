"""Rows that are read together are read as each of them alone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.heading import COLUMNS
from exchange.mapping import Translation
from exchange.row import Row
from exchange.row_reader import RowReader
from exchange.shaping import shape
from exchange.table import NoTable
from exchange.table_row import EVENT, SILENT, SOURCE, FigureRow, HeardRow, read_row
from exchange.voice import Voices
from figures.category import CategoryTree

SAID = {
    "agreement": ("", "Deal"),
    "agreement_date": ("", "2025-06-02", "soon"),
    "agreement_mediators": ("", "Qatar; Turkey"),
    "event": ("", "Swap", "Swap two"),
    "event_date": ("", "2025-06-09", "06/10/2025", "13/06/2025"),
    "event_status": ("", "completed", "finished"),
    "from": ("", "Russia", "Ukraine"),
    "from_kind": ("", "state", "state; state; state"),
    "to": ("", "Ukraine", "UKRAINE"),
    "category": ("prisoner_of_war", "deceased", "hare"),
    "unit": ("person", "body", ""),
    "stage": ("transferred", "agreed", "identified"),
    "number": ("157", "more than 6,000", "150 each", "less than 1/5", "1.212", "-3", "", "#REF!", "total"),
    "accumulation": ("", "increment", "cumulative"),
    "claimant": ("", "Headquarters"),
    "claimant_belongs_to": ("", "Ukraine"),
    "vantage": ("", "sender"),
    "said_on": ("", "2025-06-09", "yesterday"),
    "as_of": ("", "2025-06-10", " 2025-06-11 "),
    "relative_to": ("", "f1"),
    "retracted": ("", "yes", "no", "perhaps"),
    "retracted_on": ("", "2025-07-01"),
    "measure": ("", "the text"),
    "reason": ("", "he says", "vantage: a\nretraction: b"),
    "source_title": ("Story", "Other story", ""),
    "publisher": ("", "Reuters"),
    "reliability": ("", "B", "Q"),
    "language": ("", "uk", "Russian"),
    "published": ("", "2025-06-09", "06/25/2025"),
    "quote": ("", " 157 people "),
    "credibility": ("", "2", "9"),
    "note": ("", " ", "'=1"),
}
ROW = st.fixed_dictionaries({column: st.sampled_from(said) for column, said in SAID.items()})
SOUND = st.fixed_dictionaries({column: st.sampled_from(said[:2]) for column, said in SAID.items()})
ROWS = st.lists(st.one_of(SOUND, ROW), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_rows_read_together_are_read_as_each_alone(rows: list[dict[str, str]]) -> None:
    tree = CategoryTree()
    reader = RowReader(tree)
    for number, cells in enumerate(rows, start=2):
        row = Row(number, cells)
        assert reader.read(row) == read_row(row, tree)


def test_a_row_without_a_source_is_refused_also_where_all_else_was_read_before() -> None:
    tree, sound = CategoryTree(), {column: said[0] or said[1] for column, said in SAID.items()}
    sound.update(agreement="", relative_to="", retracted="", retracted_on="", measure="", number="157")
    reader = RowReader(tree)
    assert isinstance(reader.read(Row(2, sound)), FigureRow)
    nameless = Row(3, {**sound, "source_title": ""})
    assert reader.read(nameless) == read_row(nameless, tree) != ()
    assert not isinstance(reader.read(nameless), FigureRow)


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_what_a_row_was_read_as_is_had_again_without_reading_it(rows: list[dict[str, str]]) -> None:
    tree, voices = CategoryTree(), Voices()
    reader, other = RowReader(tree, voices), RowReader(tree)
    for number, cells in enumerate(rows, start=2):
        row = Row(number, cells)
        read = reader.read(row)
        if isinstance(read, FigureRow):
            again = other.again(row, reader.heard(read))
            assert again == reader.again(row, reader.heard(read))
            shared = [name for name in HeardRow._fields if name != "voices"]
            assert [getattr(again, name) for name in shared] == [getattr(read, name) for name in shared]
            named = (read.agreement, read.event, read.sender, read.receiver, read.claimant, read.source)
            assert again.voices[:6] == tuple(SILENT if saying is None else saying.voice for saying in named)
            assert tuple(voice for voice in again.voices if voice != SILENT) == tuple(s.voice for s in read.sayings)
            assert again.on_event == (read.event is not None)
            assert again.saying(SOURCE) == read.source
            assert read.event is None or again.saying(EVENT) == read.event


@settings(max_examples=25, deadline=None)
@given(rows=ROWS, headings=st.permutations(list(SAID)))
def test_a_table_under_our_own_headings_is_what_a_mapping_that_says_nothing_makes_of_it(
    rows: list[dict[str, str]], headings: list[str]
) -> None:
    records = [headings, *([row[column] for column in headings] for row in rows)]
    says_nothing = Translation(optional=frozenset({"nowhere"}))
    try:
        straight = shape(records)
    except NoTable as wrong:
        straight = wrong
    try:
        mapped = shape(records, says_nothing)
    except NoTable as wrong:
        mapped = wrong
    assert straight == mapped or str(straight) == str(mapped)


def test_a_row_has_a_place_for_every_column() -> None:
    row = Row(2, {"number": "157"})
    assert (row["number"], row["unit"], row["nowhere"], len(row.texts)) == ("157", "", "", len(COLUMNS))
    assert dict(row.cells) == {"number": "157"}
