"""Somebody else's table, read by a mapping: nothing is guessed, and what cannot be read is named at its cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.bounds import in_words
from exchange.habit import DayOrder, Digits, day, digits, ungrouped
from exchange.heading import NoTable
from exchange.mapping import NumberParts, Split, Translation
from exchange.mapping_file import heading_key, mapping_text, read_translation
from exchange.table_file import read_csv
from figures.vocabulary import Bound
from figures.wording import read

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "mapping.toml"
HEAD = "date,event_type,direction,category,stance,low,best,high,bound,claimant,source_title,source_url,quote\n"


def mapping(tmp_path: Path, text: str) -> Translation:
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    return read_translation(tmp_path / "m.toml")


def one(row: str, rename: Translation | None = None) -> dict[str, str]:
    table = read_csv((HEAD + row).encode(), rename or read_translation(EXAMPLE))
    assert table.faults == ()
    return dict(table.rows[0].cells)


def faults(row: str, rename: Translation | None = None) -> list[tuple[str, str, str]]:
    table = read_csv((HEAD + row).encode(), rename or read_translation(EXAMPLE))
    return [(fault.column, table.cell(fault), fault.why) for fault in table.faults]


ROW = "2025-06-11,remains,RU->UA,remains,observed,1212,1212,1212,exact,Coordination Headquarters,Bodies,https://a.example/1,q\n"


def test_the_example_turns_foreign_columns_into_ours() -> None:
    cells = one(ROW)
    assert cells["event"] == "remains, Russia–Ukraine, 2025-06-11"
    assert (cells["event_kind"], cells["event_date"]) == ("return_of_remains", "2025-06-11")
    assert (cells["from"], cells["from_kind"], cells["to"]) == ("Russia", "state", "Ukraine")
    assert (cells["category"], cells["unit"], cells["stage"], cells["number"]) == ("deceased", "body", "transferred", "1212")


@pytest.mark.parametrize(
    "arrow", ["RU→UA", "ru -> ua", "RU --> UA", "RU=>UA", "RU - > UA".replace(" ", ""), "Russia to Ukraine"]
)
def test_an_arrow_is_an_arrow(arrow: str) -> None:
    cells = one(ROW.replace("RU->UA", arrow))
    assert (cells["from"], cells["to"]) == ("Russia", "Ukraine")


def test_a_value_that_the_mapping_does_not_know_is_named_at_its_cell() -> None:
    [(column, cell, why)] = faults(ROW.replace("observed", "rumoured"))
    assert (column, cell) == ("stance", "E2")
    assert "nothing of “rumoured”" in why


def test_both_directions_leave_from_and_to_empty() -> None:
    assert "from" not in one(ROW.replace("RU->UA", "both"))


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ((None, 1212, None, None), "1212"),
        ((6000, 6000, None, Bound.MORE_THAN), "more than 6000"),
        ((6001, None, None, Bound.MORE_THAN), "at least 6001"),
        ((1000, None, None, None), "at least 1000"),
        ((None, None, 500, Bound.UP_TO), "up to 500"),
        ((5500, 6000, 6499, Bound.ABOUT), "about 6000"),
        ((5800, 6000, 6200, Bound.ABOUT), "between 5800 and 6200"),
        ((300, None, 400, None), "between 300 and 400"),
        ((None, None, None, Bound.ALL), "all"),
        ((1, None, None, Bound.NOT_GIVEN), "not given"),
        ((0, 0, 0, Bound.EXACT), "0"),
    ],
)
def test_low_best_high_and_bound_become_words(
    parts: tuple[int | None, int | None, int | None, Bound | None], words: str
) -> None:
    assert in_words(*parts).words == words


@pytest.mark.parametrize("parts", [(10, None, 5, None), (10, 20, 15, None), (None, None, None, None)])
def test_a_number_that_contradicts_itself_is_refused(parts: tuple[int | None, int | None, int | None, Bound | None]) -> None:
    with pytest.raises(ValueError, match=r"low|between|number"):
        in_words(*parts)


NUMBER = st.none() | st.integers(0, 10_000)


@given(NUMBER, NUMBER, NUMBER, st.none() | st.sampled_from(Bound))
def test_words_never_say_more_than_the_columns_do(
    low: int | None, best: int | None, high: int | None, bound: Bound | None
) -> None:
    try:
        worded = in_words(low, best, high, bound)
    except ValueError:
        return
    count = read(worded.words).count
    if low is not None and high is not None and low < high and not worded.words.startswith(("nearly", "fewer", "more")):
        assert count.low <= low
        assert count.high is None or count.high >= high


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("13/10/2025", "2025-10-13"),
        ("10/13/2025", "2025-10-13"),
        ("06.10.2025", "2025-10-06"),
        ("2025/6/9", "2025-06-09"),
        ("9 червня 2025 р.", "2025-06-09"),
        ("June 9, 2025", "2025-06-09"),
        ("2025-06-09T00:00:00", "2025-06-09"),
        ("2025-06~", "2025-06~"),
        ("2025-06-02/2025-06-04", "2025-06-02/2025-06-04"),
    ],
)
def test_a_date_in_any_habit_is_put_into_form(text: str, date: str) -> None:
    assert day(text) == date


@pytest.mark.parametrize("text", ["06/10/2025", "1/2/25", "45817", "31/02/2025", "soon"])
def test_a_date_that_could_be_two_or_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        day(text)


def test_the_order_of_day_and_month_is_decided_once_for_a_column() -> None:
    assert day("06/10/2025", DayOrder.DAY_FIRST) == "2025-10-06"
    assert day("06/10/2025", DayOrder.MONTH_FIRST) == "2025-06-10"
    with pytest.raises(ValueError, match="month first"):
        day("13/10/2025", DayOrder.MONTH_FIRST)


def test_a_column_of_ambiguous_dates_is_decided_in_the_mapping(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    foreign = ROW.replace("2025-06-11", "06/10/2025")
    [(column, cell, why)] = faults(foreign)
    assert (column, cell) == ("date", "A2")
    assert "[dates]" in why
    decided = mapping(tmp_path, text.replace('"year first"', '"day first"'))
    assert one(foreign, decided)["event_date"] == "2025-10-06"
    assert one(foreign, decided)["event"] == "remains, Russia–Ukraine, 2025-10-06"


@pytest.mark.parametrize(
    ("text", "number"), [("1.240.294", "1240294"), ("6000.0", "6000"), ("1,212", "1,212"), ("dozens", "dozens")]
)
def test_points_that_can_only_stand_between_thousands_are_taken_away(text: str, number: str) -> None:
    assert ungrouped(text) == number


def test_a_point_that_could_be_a_fraction_is_refused_and_says_what_to_write() -> None:
    with pytest.raises(ValueError, match=r"write 1212, or say under \[digits\]"):
        ungrouped("1.212")


def test_a_column_of_digits_is_decided_in_the_mapping() -> None:
    point = Digits(thousands=".", decimal=",")
    assert (digits("1.212", point), digits("1.240.294,0", point)) == ("1212", "1240294")
    assert digits("more than 6.000", point) == "more than 6000"
    with pytest.raises(ValueError, match="not a whole number"):
        digits("1,5", point)
    assert digits("1,240,294", Digits(",", ".")) == "1240294"


def test_digits_of_a_number_column_are_named_at_their_cell() -> None:
    assert faults(ROW.replace("1212,1212,1212", ",1.212,"))[0][:2] == ("best", "G2")
    point = Translation(number=NumberParts(best="best"), digits={"best": Digits(".", ",")})
    assert point.translated({"best": "1.212"})["number"] == "1212"


def test_a_date_is_built_from_two_columns(tmp_path: Path) -> None:
    built = mapping(
        tmp_path, '[built]\nevent_date = "{year}-{month}"\nsaid_on = "{start}/{end}"\n[dates]\nstart = "day first"\n'
    )
    assert built.translated({"year": "2025", "month": "6"})["event_date"] == "2025-06"
    assert built.translated({"year": "2025", "month": ""})["event_date"] == "2025"
    assert built.translated({"start": "02/06/2025", "end": "2025-06-04"})["said_on"] == "2025-06-02/2025-06-04"
    assert built.translated({"start": "02/06/2025", "end": "2025-06-02"})["said_on"] == "2025-06-02"
    assert built.translated({"start": "02/06/2025", "end": ""})["said_on"] == "2025-06-02"


def test_a_column_that_the_mapping_names_and_the_table_lacks_is_told() -> None:
    with pytest.raises(NoTable, match="the table lacks: bound"):
        read_csv((HEAD.replace("bound", "bounded") + ROW).encode(), read_translation(EXAMPLE))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[column]\n", "“column” is none of its tables"),
        ("[split]\ndirection = 'x'\n", r"\[split\] direction should read"),
        ("[dates]\nd = 'american'\n", "not “american”"),
        ("[digits]\nn = { thousands = '.', decimal = '.' }\n", "one sign"),
        ("[number]\nbound = 'b'\n", r"\[number\] names their columns"),
        ("[number]\nlow = 'l'\n[number.bounds]\nx = 'maybe'\n", "“maybe” is none of"),
        ("[values.a]\nb = { nubmer = '1' }\n", "“nubmer”, which is no heading"),
        ("[constants]\nunit = [1]\n", "should be a text"),
        ("columns = ", "cannot be read"),
    ],
)
def test_a_mapping_file_that_is_wrong_says_where(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(NoTable, match=why):
        mapping(tmp_path, text)


def test_a_mapping_that_is_saved_reads_back_the_same(tmp_path: Path) -> None:
    example = read_translation(EXAMPLE)
    assert mapping(tmp_path, mapping_text(example)) == example
    other = Translation(
        columns={"a “b”\n": "note"},
        splits={"x": Split((" to ", "->"), ("from", "to"))},
        dates={"*": DayOrder.MONTH_FIRST},
        digits={"*": Digits(" ")},
        ignored=frozenset({"y"}),
        optional=frozenset({"z"}),
        constants={"unit": 'bo"dy\\'},
    )
    assert mapping(tmp_path, mapping_text(Translation())) == Translation()
    assert mapping(tmp_path, mapping_text(other)).constants == other.constants
    assert mapping(tmp_path, mapping_text(other)).splits == other.splits


def test_a_set_of_headings_is_known_whatever_its_order_and_case() -> None:
    assert heading_key(("Date", "low ", "")) == heading_key(("LOW", "date"))
