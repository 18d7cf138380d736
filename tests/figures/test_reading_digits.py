"""A number in digits before a plain word is read without asking what could go on it: whatever does must still be heard."""

from __future__ import annotations

import pytest

from figures.language import LANGUAGES
from figures.language.numerals import Numerals
from figures.numeral import TOKEN, Tokens
from figures.phrase import phrase_at
from figures.reading import suggest
from figures.reading.cutting import sentences

ALL = pytest.mark.parametrize("rules", LANGUAGES.values(), ids=LANGUAGES)


@ALL
def test_every_bound_word_behind_a_number_in_digits_bounds_it(rules: Numerals) -> None:
    for words, bound in rules.after.items():
        phrase = phrase_at(Tokens(f"157 {' '.join(words)}"), 0, rules)
        assert phrase is not None
        assert (phrase.bound, phrase.end) == (bound, 1 + len(words)), words


@ALL
def test_every_scale_and_every_half_behind_digits_multiplies_them(rules: Numerals) -> None:
    for scale, value in rules.scales.items():
        if len(scale) > 1:
            assert (phrase := phrase_at(Tokens(f"15 {scale}"), 0, rules)) is not None
            assert phrase.number == 15 * value, scale
    for half in rules.and_half:
        assert (phrase := phrase_at(Tokens(f"15 {' '.join(half)} {next(iter(rules.scales))}"), 0, rules)) is not None
        assert phrase.end == 2 + len(half), half


@ALL
def test_every_word_of_a_range_a_share_and_of_as_many_goes_on_digits(rules: Numerals) -> None:
    for link in (*rules.range_to, *rules.range_or, "-", "–"):
        assert (phrase := phrase_at(Tokens(f"15 {link} 20"), 0, rules)) is not None
        assert (phrase.count.low, phrase.count.high) == (15, 20), link
    for words in rules.percent:
        assert (phrase := phrase_at(Tokens(f"15 {' '.join(words)}"), 0, rules)) is not None
        assert phrase.portion is not None, words
    for word in rules.for_words:
        assert (phrase := phrase_at(Tokens(f"15 {word} 15"), 0, rules)) is not None
        assert phrase.per_side, word


def test_tokens_are_words_with_marks_and_apostrophes_numbers_with_groups_and_single_signs() -> None:
    text = "U.S. за\u0301мок п’ять- 1,713 12,34 7.30 rock'n'roll x.y ½_²"
    assert [found[0] for found in TOKEN.finditer(text)] == (
        ["U.S.", "за\u0301мок", "п’ять", "-", "1,713", "12,34", "7.30", "rock'n'roll", "x", ".", "y", "½", "_", "²"]
    )


def test_a_sentence_ends_at_its_last_mark_and_at_a_blank_line() -> None:
    text = "Came home?! “Yes.” He said.\n\n  Next one, p.m. and on.   Last"
    assert [text[start:end] for start, end in sentences(text)] == (
        ["Came home?! ", "“Yes.” ", "He said.\n\n  ", "Next one, p.m. and on.   ", "Last"]
    )


def test_a_long_run_of_marks_or_spaces_hides_no_figure() -> None:
    text = "Russia freed 157 prisoners" + "!" * 50_000 + "a" + " " * 50_000 + "b. Ukraine freed 57 prisoners."
    assert [one.count.low for one in suggest(text, language="en")] == [157, 57]
