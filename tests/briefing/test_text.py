"""No number without a figure can be composed."""

from __future__ import annotations

import pytest

from briefing.content import Cell, Column, Prose, Row, Table
from briefing.text import Marks, Name, Number, Orphan, Words, plain, say


def test_our_own_words_hold_no_digits():
    with pytest.raises(Orphan):
        Words("6,000 bodies")


def test_a_number_names_its_figures():
    with pytest.raises(Orphan):
        Number("6,000", ())


def test_a_number_without_a_mark_in_its_paragraph_is_refused():
    with pytest.raises(Orphan):
        Prose("", "", (Words("It counts "), Number("78", (1,))))


def test_a_sum_needs_the_marks_of_all_it_rests_on():
    total = Number("78", (1, 2))
    with pytest.raises(Orphan):
        Prose("", "", (total, Marks((1,))))
    assert Prose("", "", (total, Marks((1, 2))))


def test_a_row_of_a_table_supports_its_own_numbers():
    column = Column(0, 100, "Number")
    with pytest.raises(Orphan):
        Table(columns=(column,), rows=(Row((Cell(text=(Number("78", (1,)),)),)), Row((Cell(text=(Marks((1,)),)),))))


def test_a_template_sets_marks_after_its_words():
    text = say("{o} received{o:m} in {place}.", {"o": (Number("78", (4,)),), "place": "Box 12"})
    assert plain(text) == "78 received in Box 12."
    assert text[2] == Marks((4,))
    assert text[4] == Name("Box 12")
