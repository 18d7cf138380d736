"""A quote and its place: found again after an edit, or adrift, never moved in silence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from figures.anchor import Found, anchor, locate

TEXT = "Russia returned 1,200 bodies on Friday. Another 1,200 bodies followed on Saturday."


def test_a_quote_in_its_place_has_not_moved() -> None:
    start = TEXT.index("1,200")
    assert locate(TEXT, "1,200 bodies", anchor(TEXT, start, start + 12)) == Found(start, start + 12, moved=False)


def test_a_quote_that_an_edit_pushed_along_is_found_and_said_to_have_moved() -> None:
    start = TEXT.rindex("1,200")
    at = anchor(TEXT, start, start + 12)
    edited = "MOSCOW. " + TEXT
    assert locate(edited, "1,200 bodies", at) == Found(start + 8, start + 20, moved=True)


def test_the_same_words_elsewhere_are_told_apart_by_what_stands_around_them() -> None:
    start = TEXT.rindex("1,200")
    at = anchor(TEXT, start, start + 5)
    edited = TEXT.replace("Russia returned", "Moscow gave back")
    found = locate(edited, "1,200", at)
    assert found is not None
    assert edited[found.start :].startswith("1,200 bodies followed")


def test_a_quote_that_is_gone_is_adrift() -> None:
    start = TEXT.index("1,200")
    assert locate(TEXT.replace("1,200", "1,201"), "1,200 bodies", anchor(TEXT, start, start + 12)) is None


def test_words_that_cannot_be_told_apart_are_adrift_rather_than_guessed() -> None:
    at = anchor("x 157 y", 2, 5)
    assert locate("157 a 157 b 157 ", "157", at) is None


@given(text=st.text(min_size=1), data=st.data())
def test_every_quote_is_found_in_the_text_that_it_was_taken_from(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert locate(text, text[start:end], anchor(text, start, end)) == Found(start, end, moved=False)
