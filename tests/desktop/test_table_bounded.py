"""An import that holds no rows keeps what one that holds them all keeps, also where the file changed meanwhile."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from db.casefile import Casefile
from desktop.table_import import import_table
from exchange import row_reader, shaping
from exchange.table_file import read_table

HEAD = "figure_id,event,event_date,agreement,number,unit,category,stage,part_of,source_id,source_title,reprint_of,from,to,quote"


def written(path: Path, chance: random.Random, several: int) -> Path:
    """A table whose rows name one another and say now more and now less of the same things."""
    lines = [HEAD]
    for number in range(several):
        event = f"Swap {chance.randrange(several // 6)}"
        day = chance.choice(("2025-06-09", "2025-06-09", ""))
        whole = f"f{chance.randrange(several)}" if chance.random() < 0.1 else ""
        source = chance.randrange(several // 4)
        ref = f"s{source}" if chance.random() < 0.5 else ""
        reprint = chance.choice(("", "", "", f"s{source + 1}", "Agency story"))
        lines.append(
            f"f{number},{event},{day},Deal,{chance.randrange(1, 99)},person,prisoner_of_war,transferred,{whole},"
            f"{ref},Story {source},{reprint},Russia,Ukraine,{chance.choice(('', 'words', f'word {number}'))}"
        )
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def names(casefile: Casefile) -> list[object]:
    """Everything that is kept, without the identities, which are new each time."""
    book = casefile.casebook()
    records = (*book.publishers, *book.parties, *book.sources, *book.agreements, *book.events, *book.figures)
    return [replace(record, uid="") for record in records]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_an_import_without_holding_anything_keeps_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    path = written(tmp_path / "table.csv", random.Random(seed), 90)
    reports, kept = [], []
    for most in (1 << 20, 0):
        monkeypatch.setattr(shaping, "MOST_HELD", most)
        monkeypatch.setattr(row_reader, "MOST_HELD", most or 4)
        with Casefile.create(tmp_path / f"{most}.handover") as casefile:
            reports.append(import_table(casefile, read_table(path), skip_bad=True))
            again = import_table(casefile, read_table(path), skip_bad=True)
            assert (again.kept, again.duplicates) == (0, reports[-1].kept + reports[-1].duplicates)
            kept.append(names(casefile))
            casefile.undo()
            assert casefile.tally().is_empty
    assert reports[0] == reports[1]
    assert kept[0] == kept[1]
    assert reports[0].kept > 20


def test_what_is_kept_of_a_table_that_changes_while_it_is_imported_is_what_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shaping, "MOST_HELD", 0)
    path = written(tmp_path / "table.csv", random.Random(4), 30)
    with Casefile.create(tmp_path / "a.handover") as casefile:
        import_table(casefile, read_table(path), skip_bad=True)
        as_it_was = names(casefile)

    def meddled(_part: float) -> bool:
        path.write_text("another table", encoding="utf-8")
        return True

    with Casefile.create(tmp_path / "b.handover") as casefile:
        import_table(casefile, read_table(path), skip_bad=True, progress=meddled)
        assert names(casefile) == as_it_was
