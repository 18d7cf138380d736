"""A table that goes out and comes in again is the same table, whatever stands in its cells."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.casefile import Casefile
from desktop.table_import import ImportReport, import_table
from exchange.table import Row, Table
from exchange.table_file import read_csv
from exchange.table_out import write_figures
from figures.comparison import compare

TEXT = st.text(alphabet="aІї'=+-@;,\"<&\n\t .«»0א", max_size=12)
NAME = st.sampled_from(["Russia", "Ukraine", "Сторона «Б»", "O'Neil; partners".replace(";", ","), "=Ministry"])
DAY = st.sampled_from(["", "2025-06-02", "2025-06", "2025-06-02/2025-06-04", "2025-06~"])
PEOPLE = {"category": "prisoner_of_war", "unit": "person"}
BODIES = {"category": "deceased", "unit": "body"}


@st.composite
def rows(draw: st.DrawFn) -> tuple[Row, ...]:
    """Rows that agree about what they share, because shared things carry only their names."""
    found: list[Row] = []
    for number in range(2, 2 + draw(st.integers(1, 6))):
        sender, receiver = draw(st.sampled_from([("Russia", "Ukraine"), ("Ukraine", "Russia"), ("", "")]))
        cells = {
            **draw(st.sampled_from([PEOPLE, BODIES])),
            "event": draw(st.sampled_from(["Swap", "Обмін"])),
            "event_date": "2025-06-09",
            "stage": draw(st.sampled_from(["agreed", "offered", "transferred", "presented"])),
            "number": draw(st.sampled_from(["1,212", "more than 6000", "dozens", "not given", "300–400", "≥ 5"])),
            "accumulation": draw(st.sampled_from(["", "increment", "cumulative", "stock"])),
            "from": sender,
            "to": receiver,
            "claimant": draw(NAME | st.just("")),
            "said_on": draw(DAY),
            "as_of": draw(DAY),
            "source_title": draw(st.sampled_from(["Story", "Новина"])),
            "publisher": "=Газета",
            "published": "2025-06-10",
            "quote": draw(TEXT),
            "note": draw(TEXT),
            "where": draw(st.sampled_from(["", "page 2", "-1:20"])),
            "credibility": draw(st.sampled_from(["", "1", "6"])),
            "vantage": draw(st.sampled_from(["", "", "witness"])),
            "reason": draw(st.sampled_from(["", "seen on the recording"])),
            "retracted": draw(st.sampled_from(["", "", "yes"])),
            "figure_id": draw(st.sampled_from(["", f"f{number}"])),
        }
        found.append(Row(number, {column: text if text.strip() else "" for column, text in cells.items()}))
    return tuple(found)


def kept(casefile: Casefile, table: Table) -> ImportReport:
    report = import_table(casefile, table)
    assert not report.faults, report.faults
    return report


def as_csv(casefile: Casefile) -> bytes:
    out = io.BytesIO()
    with casefile.flat_figures() as figures:
        write_figures(out, figures)
    return out.getvalue()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows())
def test_what_goes_out_comes_in_again(table: tuple[Row, ...]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Casefile.create(Path(folder) / "one.handover") as one,
        Casefile.create(Path(folder) / "two.handover") as two,
    ):
        first = kept(one, Table(table))
        out = as_csv(one)
        again = kept(one, read_csv(out))
        assert (again.kept, again.duplicates) == (0, first.kept)
        assert kept(two, read_csv(out)).kept == first.kept
        assert as_csv(two) == out
        verdicts = [[line.verdict for line in compare(file.casebook()).lines] for file in (one, two)]
        assert verdicts[0] == verdicts[1]
