"""Tables of somebody else's making, in habits of their own: by the example mapping no row is lost, each refusal is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.casefile import Casefile
from desktop.table_import import ImportReport, import_table
from exchange.mapping_file import read_translation
from exchange.table_file import read_csv
from figures.count import Count
from figures.record import Casebook
from figures.vocabulary import EventKind, Stage, Unit

EXAMPLE = read_translation(Path(__file__).parents[2] / "docs" / "examples" / "mapping.toml")
HEAD = "date,event_type,direction,category,stance,low,best,high,bound,claimant,source_title,source_url,quote"


def kept(tmp_path: Path, rows: str, head: str = HEAD) -> tuple[ImportReport, Casebook]:
    table = read_csv(f"{head}\n{rows}".encode(), EXAMPLE)
    with Casefile.create(tmp_path / "case.handover") as casefile:
        report = import_table(casefile, table, skip_bad=True)
        assert report.read == report.kept + report.duplicates + report.refused
        again = import_table(casefile, table, skip_bad=True)
        assert (again.kept, again.duplicates) == (0, report.kept + report.duplicates)
        return report, casefile.casebook()


AN_NGO = """\
2025-06-02,remains_repatriation,RU->UA,remains,stated,6000,6000,6000,exact,Ukraine,Round two,https://n.example/1,"each side
will return 6,000 bodies"
2025-06-02,remains_repatriation,UA->RU,remains,stated,6000,6000,,at least,Russia,Round two,https://n.example/1,"«более 6 тысяч»"
2025-06-11,remains_repatriation,RU->UA,remains,observed,1212,1212,1212,exact,Coordination Headquarters,Bodies,https://n.example/2,q
2025-06-11,remains_repatriation,UA->RU,remains,observed,27,27,27,=,Russian MoD,Bodies,https://n.example/2,q
2025-06-07,remains_repatriation,RU->UA,remains,presented,1212,1212,1212,exact,Минобороны РФ,Ждали,https://n.example/3,q
2025-05-23/2025-05-25,prisoner_exchange,both,all,stated,1000,1000,1000,exact,,A thousand,https://n.example/4,"1000 на 1000"
2025-05-23/2025-05-25,prisoner_exchange,RU->UA,POWs,observed,880,880,880,point,Україна,Триста три,https://n.example/5,q
2025-05-23/2025-05-25,prisoner_exchange,RU->UA,civilians,observed,120,120,120,point,Украина,Триста три,https://n.example/5,q
"""


def test_one_event_goes_both_ways_and_its_parties_are_known_in_three_scripts(tmp_path: Path) -> None:
    report, book = kept(tmp_path, AN_NGO)
    assert (report.kept, report.refused) == (8, 0)
    assert {p.name for p in book.parties} == {"Russia", "Ukraine", "Coordination Headquarters", "Russian Ministry of Defence"}
    assert [e.title for e in book.events if e.kind is EventKind.PRISONER_EXCHANGE] == [
        "prisoner exchange, Russia–Ukraine, 2025-05-23/2025-05-25"
    ]
    assert [f.count for f in book.figures[:2]] == [Count.exactly(6000), Count(6000, None)]
    assert book.figures[0].quote == "each side\nwill return 6,000 bodies"


A_JOURNALIST = """\
11 June 2025,Repatriation of bodies,Russia to Ukraine,Bodies,OBSERVED,,"1,212",,,Ukraine,First; part,n.example/1,"„так“"
"June 14, 2025",POW EXCHANGE,UA→RU,POWs,Observed,,~150,,,Russia,Second,n.example/2,"a ""quoted"" word"
14.06.2025,POW_exchange,RU ↔ UA,POWs,Stated,,>300,,,,Second,n.example/2,
19 червня 2025,Prisoner swap,Росія → Україна,sick and wounded,confirmed,,dozens,,,Ukraine,Третє,n.example/3,
23–25 May 2025,swap,mutual,people,announced,,1000+,,,,Fourth,n.example/4,
2025-05,children return,RU > UA,children,claimed,10,11,12,range,"Yermak",Fifth,n.example/5,
"""


def test_words_for_numbers_days_and_directions_are_read_as_they_are_usually_written(tmp_path: Path) -> None:
    report, book = kept(tmp_path, A_JOURNALIST)
    assert (report.kept, report.refused) == (6, 0)
    assert [f.words for f in book.figures] == ["1212", "~150", ">300", "dozens", "1000+", "between 10 and 12"]
    assert [e.date for e in book.events] == ["2025-06-11", "2025-06-14", "2025-06-19", "2025-05-23/2025-05-25", "2025-05"]
    assert book.figures[2].sender is None
    assert book.figures[2].event == book.figures[1].event
    assert {f.stage for f in book.figures} == {Stage.TRANSFERRED, Stage.AGREED, Stage.SCHEDULED}


TWO_WARS = """\
2025-01-25,hostage release,Hamas->Israel,hostages,observed,4,4,4,exact,ICRC,Four soldiers,https://w.example/1,q
2025-01-25,hostage release,Israel->Hamas,Palestinian prisoners,observed,200,200,200,exact,Israel,Two hundred,https://w.example/2,q
2025-01-25,hostage release,RU->UA,prisoners,observed,25,25,25,exact,Ukraine,Twenty-five,https://w.example/3,q
2025-01-25,hostage release,both,prisoners,stated,50,50,50,exact,,Fifty,https://w.example/4,q
2025-02-20,remains_repatriation,Hamas -> Israel,dead hostages,observed,4,4,4,exact,ICRC,Four coffins,https://w.example/5,q
"""


def test_what_two_wars_did_on_one_day_is_not_one_event(tmp_path: Path) -> None:
    report, book = kept(tmp_path, TWO_WARS)
    assert (report.kept, report.refused) == (5, 0)
    assert [e.title for e in book.events] == [
        "hostage release, Hamas–Israel, 2025-01-25",
        "hostage release, Russia–Ukraine, 2025-01-25",
        "hostage release, 2025-01-25",
        "remains repatriation, Hamas–Israel, 2025-02-20",
    ]
    assert book.figures[4].unit is Unit.BODY


A_CODER = """\
2025-06-11,remains,RU->UA,remains,observed,1212,1212.0,1212,exact,Ukraine,A,https://c.example/1,q
2025-06-11,remains,RU->UA,body bags,observed,,62,,exact,Ukraine,A,https://c.example/1,q
2025-06-11,remains,RU->UA,remains,observed,,1.212,,exact,Ukraine,B,https://c.example/2,q
06/10/2025,remains,RU->UA,remains,observed,5,5,5,exact,Ukraine,B,https://c.example/2,q
2025-06-11,remains,north,remains,observed,5,5,5,exact,Ukraine,B,https://c.example/2,q
2025-06-11,remains,RU->UA,women,observed,5,5,5,exact,Ukraine,B,https://c.example/2,q
2025-06-11,remains,RU->UA,remains,rumoured,5,5,5,exact,Ukraine,B,https://c.example/2,q
2025-06-11,remains,RU->UA,remains,observed,9,5,5,exact,Ukraine,B,https://c.example/2,q
2025-06-11,remains,RU->UA,remains,observed,5,5,5,fuzzy,Ukraine,B,https://c.example/2,q
2025-06-11,remains,RU->UA,remains,observed,,,,,Ukraine,B,https://c.example/2,q
,remains,RU->UA,remains,observed,5,5,5,exact,Ukraine,B,https://c.example/2,q
2025-06-11,remains,RU->UA,remains,observed,5,5,5,exact,Ukraine,,,q
2025-06-11,remains,RU->UA,remains,observed,,None,,exact,Ukraine,B,https://c.example/2,q
2025-06-11,remains,RU->RU,remains,observed,5,5,5,exact,Ukraine,B,https://c.example/2,q
2025-06-11,remains,RU->UA,remains,observed,5,5,5,exact,Ukraine,,https://c.example/3,a title is not needed where an address is
2025-06-11,remains,RU->UA,remains,observed,1212,1212.0,1212,exact,Ukraine,A,https://c.example/1,q
"""


def test_every_cell_that_cannot_be_kept_is_named_and_the_others_are_kept(tmp_path: Path) -> None:
    report, book = kept(tmp_path, A_CODER)
    assert list(report.cells) == ["G4", "A5", "C6", "D7", "E8", "G9", "I10", "G11", "A12", "K13", "G14", "C15"]
    assert (report.read, report.kept, report.duplicates, report.refused) == (16, 3, 1, 12)
    assert [s.title for s in book.sources] == ["A", "https://c.example/3"]


@pytest.mark.parametrize(
    ("cell", "table", "line"), [("D7", "category", '"women" = { category'), ("E8", "stance", '"rumoured"')]
)
def test_a_refusal_says_which_line_of_the_mapping_would_keep_the_row(tmp_path: Path, cell: str, table: str, line: str) -> None:
    report, _ = kept(tmp_path, A_CODER)
    why = report.faults[report.cells.index(cell)].why
    assert f"Add under [values.{table}]: {line}" in why


def test_headings_may_be_written_with_blanks_and_capitals(tmp_path: Path) -> None:
    head = "Date,Event Type,Direction,Category,Stance,Low,Best,High,Bound,Claimant,Source title,Source URL,Quote"
    report, _ = kept(tmp_path, AN_NGO, head)
    assert (report.kept, report.unused) == (8, ())
