"""A table that is not held is put away, and is the same table each time."""

from __future__ import annotations

import errno
import io
import random
import tempfile
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange import shaping, spool
from exchange.csv_file import CsvRecords
from exchange.heading import Fault, NoTable
from exchange.mapping import Split, Translation
from exchange.numbered import NONE, Numbered
from exchange.row import Row
from exchange.row_reader import RowReader
from exchange.saying import Thing
from exchange.shaping import ShapedRows, shape
from exchange.spool import TOGETHER, Spool
from exchange.table import Table
from exchange.table_file import read_csv, read_table
from exchange.table_order import ahead
from exchange.table_out import refused_rows
from exchange.table_plan import plan
from exchange.table_row import FigureRow
from figures.record import Casebook

HEAD = "event,event_date,number,unit,category,stage,source_title,from,to,publisher"
CELLS = {
    "event": ("Swap", "swap ", "Other", ""),
    "event_date": ("2025-06-09", "06/10/2025", "13/06/2025", "06/25/2025", "10.06.2025", ""),
    "number": ("157", "total", "#REF!", "1.212"),
    "unit": ("person", "Total"),
    "category": ("prisoner_of_war",),
    "stage": ("transferred", " agreed "),
    "source_title": ("Story", "Новина"),
    "from": ("Russia", ""),
}
RECORDS = st.lists(st.tuples(*(st.sampled_from(said) for said in CELLS.values())), min_size=1, max_size=12)
SIDES = Translation(
    columns={"way": "from"},
    splits={"way": Split(("->",), ("from", "to"))},
    built={"event": "{sides} {event date}"},
)


def line(number: int, event: str = "Swap", source: str = "Story") -> str:
    return f"{event},2025-06-09,{number},person,prisoner_of_war,transferred,{source},Russia,Ukraine,Reuters"


def table_of(*lines: str) -> Table:
    return read_csv("\n".join((HEAD, *lines)).encode())


@pytest.fixture
def nothing_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shaping, "MOST_HELD", 0)


@given(put=st.lists(st.tuples(st.integers(0, 1 << 12) | st.integers((1 << 64) - 9, (1 << 64) - 1), st.integers(0, 1 << 31))))
def test_numbers_are_found_by_their_digests_as_in_a_dict(put: list[tuple[int, int]]) -> None:
    numbered, plain = Numbered(), dict[int, int]()
    for digest, number in put:
        numbered.put(digest, number)
        plain[digest] = number
    assert len(numbered) == len(plain)
    assert {digest: numbered.get(digest) for digest in plain} == plain
    assert numbered.get(1 << 40) == NONE


def test_numbers_are_found_after_there_was_no_room_for_them() -> None:
    numbered = Numbered()
    for number in range(5_000):
        numbered.put(number << 20, number)
    assert [numbered.get(number << 20) for number in range(5_000)] == list(range(5_000))


@pytest.mark.parametrize("size", [0, 1, TOGETHER - 1, TOGETHER, TOGETHER + 1, 5 * TOGETHER + 7])
def test_what_is_put_away_comes_back_as_it_was(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(spool, "NAMELESS", tempfile.TemporaryFile)
    kept = Spool[tuple[object, ...]]()
    every = [(number, ("Обмін", "\ud800", f"row {number}"), (None, -number)) for number in range(size)]
    for each in every:
        kept.add(each)
    places = sorted(random.Random(size).sample(range(size), size // 3))
    assert list(kept) == list(kept) == every
    assert list(kept.picked(places)) == [every[place] for place in places]
    assert len(kept) == size


def test_nothing_that_is_put_away_can_be_read_in_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "seen"
    monkeypatch.setattr(spool, "NAMELESS", lambda: path.open("w+b"))
    kept = Spool[tuple[str, ...]]()
    for number in range(4 * TOGETHER):
        kept.add(("exchange of prisoners", f"row {number}"))
    assert list(kept)[3] == ("exchange of prisoners", "row 3")
    whole = path.read_bytes()
    assert len(whole) > 4 * TOGETHER * 5
    assert b"exchange" not in whole
    assert b"row 3" not in whole
    assert len(set(whole)) == 256


def test_a_full_disk_is_said_where_rows_are_put_away(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.BytesIO):
        def write(self, _data: object, /) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(spool, "NAMELESS", Full)
    kept = Spool[int]()
    for number in range(TOGETHER - 1):
        kept.add(number)
    with pytest.raises(NoTable, match="No space left on device"):
        kept.add(TOGETHER)


@given(records=RECORDS)
def test_a_table_that_is_read_again_has_the_rows_of_one_that_is_held(records: list[tuple[str, ...]]) -> None:
    every = [tuple(CELLS), *records]
    held = shape(every)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shaping, "MOST_HELD", 0)
        again = shape(every)
    assert (list(again.rows), again.faults, again.unused, again.size) == (list(held.rows), held.faults, held.unused, held.size)
    assert len(again.rows) == len(list(again.rows)) == len(held.rows)


@pytest.mark.usefixtures("nothing_held")
def test_a_row_that_goes_both_ways_joins_the_event_of_the_rows_that_say_who_also_when_it_is_read_again() -> None:
    head = "way,event date,number,unit,category,stage,source title"
    lines = ("Russia<->,", "Russia->Ukraine,")
    text = "\n".join((head, *(f"{way}2025-06-09,157,person,prisoner_of_war,transferred,Story" for way in lines)))
    table = read_csv(text.encode(), SIDES)
    assert isinstance(table.rows, ShapedRows)
    assert len({row["event"] for row in table.rows}) == 1


@pytest.mark.usefixtures("nothing_held")
def test_rows_are_those_of_when_the_file_was_read_whatever_becomes_of_it(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("\n".join((HEAD, line(157), line(158))), encoding="utf-8")
    table = read_table(path)
    path.write_text("\n".join((HEAD, line(157), line(159))), encoding="utf-8")
    assert [row["number"] for row in table.rows] == ["157", "158"]
    with pytest.raises(NoTable, match="changed while it was read"):
        list(table.records())
    path.unlink()
    assert len(plan(table, Casebook()).figures) == 2
    with pytest.raises(NoTable, match="changed while it was read"):
        list(table.records())


@pytest.mark.usefixtures("nothing_held")
@pytest.mark.parametrize("opened", [1, 2])
def test_a_file_that_changes_after_its_encoding_and_headings_were_found_is_refused(opened: int) -> None:
    first = "\n".join((HEAD, *(line(157) for _ in range(40)))).encode("cp1251")
    then = first.replace(b"from,to", b"to,from")
    assert then != first
    openings = count()
    records = CsvRecords(lambda: io.BytesIO(first if next(openings) < opened else then), Translation())
    with pytest.raises(NoTable, match="changed while it was read"):
        list(shape(records, None, records.read_as).rows)


@pytest.mark.usefixtures("nothing_held")
def test_a_long_table_is_parsed_once_and_each_of_its_rows_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    data = "\n".join((HEAD, *(line(157, f"Swap {number}", f"Story {number}") for number in range(300)))).encode()
    openings, read = count(), RowReader.read
    rows: list[int] = []

    def opened() -> io.BytesIO:
        next(openings)
        return io.BytesIO(data)

    def noted(self: RowReader, row: Row) -> FigureRow | tuple[Fault, ...]:
        rows.append(row.number)
        return read(self, row)

    monkeypatch.setattr(RowReader, "read", noted)
    records = CsvRecords(opened, Translation())
    result = plan(shape(records, None, records.read_as), Casebook())
    assert len(list(result.figures)) == len(list(result.figures)) == 300
    assert next(openings) == 3, "once for its encoding, once for its headings, once for all rows"
    assert rows == list(range(2, 302))


@pytest.mark.usefixtures("nothing_held")
def test_refused_rows_are_written_out_as_they_stand_in_the_file() -> None:
    table = table_of(line(157), line(158).replace("person", "hare"))
    faults = plan(table, Casebook()).faults
    out = refused_rows(table, faults).decode("utf-8-sig").splitlines()
    assert [text.partition(",")[0] for text in out] == ["event", "Swap"]
    assert "hare" in out[1]


def test_what_is_said_in_one_way_only_is_not_held() -> None:
    lines = [line(number, f"Swap {number}", f"Story {number}") for number in range(50)]
    result = plan(table_of(*lines), Casebook())
    held = [voice.saying.thing for voice in result.rows.voices.held.values()]
    assert sorted(set(held)) == [Thing.PARTY, Thing.PUBLISHER]
    assert sum(group.thing is Thing.EVENT for group in result.things) == 50


def test_what_is_said_in_two_ways_is_held_and_settled() -> None:
    fuller = line(158).replace("Swap,2025-06-09", "Swap,")
    result = plan(table_of(line(157), fuller, line(159, "Other")), Casebook())
    held = [voice.saying.name for voice in result.rows.voices.held.values() if voice.saying.thing is Thing.EVENT]
    assert held == ["Swap", "Swap"]
    assert [group.name for group in result.things if group.thing is Thing.EVENT] == ["Swap", "Other"]


def test_rows_that_come_before_lesser_ones_are_known() -> None:
    assert ahead([0, 1, 2]) == frozenset()
    assert ahead([3, 0, 2, 1]) == {3, 2}


def test_many_rows_about_one_event_and_source_are_two_voices() -> None:
    rows = (Row(number, {"event": "Swap", "number": "1", "unit": "person", "category": "prisoner_of_war",
                         "stage": "transferred", "source_title": "Story", "note": str(number)})
            for number in range(2, 2_002))  # fmt: skip
    result = plan(Table(tuple(rows)), Casebook())
    assert (len(result.figures), len(result.rows.voices)) == (2_000, 2)
