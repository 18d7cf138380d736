"""A comparison as data for other programs: what disagrees is named in pairs, and of very many in groups too."""

from __future__ import annotations

from itertools import product

import casebooks
import pytest

from exchange import comparison_json as told
from figures.comparison import compare


def line_of(*numbers: int) -> dict[str, object]:
    book = casebooks.Book(published="2025-06-16")
    event = book.event(date="2025-06-16")
    for number in numbers:
        book.figure(number, event=event, claimant=casebooks.NGO, said_on="2025-06-16")
    casebook = book.close()
    (line,) = told.comparison_json(casebook, compare(casebook))["lines"]
    return dict(line)


def test_of_a_few_numbers_every_pair_is_named_and_nothing_else() -> None:
    line = line_of(5, 6, 5)
    assert line["contested"] == [[["figure-1"], ["figure-2"]], [["figure-2"], ["figure-3"]]]
    assert "contested_pairs" not in line
    assert "contested_groups" not in line


def test_of_very_many_the_first_pairs_are_named_and_all_of_them_counted_and_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    every = line_of(5, 6, 5, 7, 9, 7)
    monkeypatch.setattr(told, "MOST_PAIRS", 4)
    line = line_of(5, 6, 5, 7, 9, 7)
    pairs = every["contested"]
    assert isinstance(pairs, list)
    assert line["contested"] == pairs[:4]
    assert line["contested_pairs"] == len(pairs) == 13
    groups = line["contested_groups"]
    assert isinstance(groups, list)
    named = [sorted(pair) for one, other in groups for pair in product(one, other)]
    assert sorted(named) == sorted(sorted((one[0], other[0])) for one, other in pairs)
