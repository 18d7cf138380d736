"""The table of the method's section 2, row by row, in three languages."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.count import Count
from figures.phrase import bounded_count
from figures.portion import Portion, half_place
from figures.vocabulary import Bound
from figures.wording import Unreadable, in_words, mark, read

ENGLISH = {
    "ca. 500": (450, 549, "about"),
    "max. 500": (0, 500, "up_to"),
    "more than “6,000”": (6001, None, "more_than"),
    "15-odd thousand": (14500, 15499, "about"),
    "100-plus": (100, None, "at_least"),
    "6 thousand 57": (6057, 6057, "exact"),
    "1 million 200 thousand": (1_200_000, 1_200_000, "exact"),
    "1,212 (one thousand two hundred and twelve)": (1212, 1212, "exact"),
    "not all": (0, None, "unknown"),
    "more than two and a half thousand": (2501, None, "more_than"),
    "1,212": (1212, 1212, "exact"),
    "1 212": (1212, 1212, "exact"),
    "1\u202f212": (1212, 1212, "exact"),
    "exactly 5": (5, 5, "exact"),
    "a total of 75,823": (75823, 75823, "exact"),
    "all 160": (160, 160, "exact"),
    "none": (0, 0, "exact"),
    "not a single": (0, 0, "exact"),
    "not one": (0, 0, "exact"),
    "at least 1,000": (1000, None, "at_least"),
    "no fewer than 12": (12, None, "at_least"),
    "a minimum of 40": (40, None, "at_least"),
    "1000 or more": (1000, None, "at_least"),
    "1,000+": (1000, None, "at_least"),
    "≥ 1,000": (1000, None, "at_least"),
    ">= 1,000": (1000, None, "at_least"),
    "more than 6000": (6001, None, "more_than"),
    ">6000": (6001, None, "more_than"),
    "over 300": (301, None, "more_than"),
    "nearly 6,000": (5500, 5999, "nearly"),
    "almost 250": (245, 249, "nearly"),
    "just under 6,057": (6056, 6056, "nearly"),
    "nearly 1": (0, 0, "nearly"),
    "about 6,000": (5500, 6499, "about"),
    "about 6,057": (6056, 6058, "about"),
    "some 300": (250, 349, "about"),
    "~250": (245, 254, "about"),
    "up to 500": (0, 500, "up_to"),
    "as many as 55": (0, 55, "up_to"),
    "no more than 5": (0, 5, "up_to"),
    "fewer than 100": (0, 99, "fewer_than"),
    "< 100": (0, 99, "fewer_than"),
    "between 300 and 400": (300, 400, "range"),
    "from 50 to 55": (50, 55, "range"),
    "300–400": (300, 400, "range"),
    "2-3 thousand": (2000, 3000, "range"),
    "a couple": (2, 2, "vague"),
    "several": (3, 9, "vague"),
    "a few": (3, 9, "vague"),
    "a dozen": (12, 12, "exact"),
    "two dozen": (24, 24, "exact"),
    "about a dozen": (6, 17, "about"),
    "more than a dozen": (13, None, "more_than"),
    "a dozen or so": (6, 17, "about"),
    "nearly a dozen": (6, 11, "nearly"),
    "about two dozen": (18, 29, "about"),
    "half a dozen": (6, 6, "exact"),
    "handed over 32 servicemen": (32, 32, "exact"),
    "dozens": (24, 99, "vague"),
    "scores": (40, 99, "vague"),
    "hundreds": (200, 999, "vague"),
    "thousands": (2000, 9999, "vague"),
    "tens of thousands": (20000, 99999, "vague"),
    "several dozen": (36, 108, "vague"),
    "several hundred": (300, 900, "vague"),
    "a few thousand": (3000, 9000, "vague"),
    "at least dozens": (24, None, "vague"),
    "more than several hundred": (300, None, "vague"),
    "about dozens": (24, 99, "vague"),
    "nearly several hundred": (300, 900, "vague"),
    "all": (0, None, "all"),
    "all for all": (0, None, "all"),
    "any": (0, None, "all"),
    "not given": (1, None, "not_given"),
    "some prisoners": (1, None, "not_given"),
    "without giving details of the numbers": (1, None, "not_given"),
    "unknown": (0, None, "unknown"),
    "did not send back 1,200 bodies": (0, None, "unknown"),
    "two hundred": (200, 200, "exact"),
    "one hundred and eighty-three": (183, 183, "exact"),
    "six thousand and fifty-seven": (6057, 6057, "exact"),
    "6 thousand": (6000, 6000, "exact"),
    "2.4 thousand": (2400, 2400, "exact"),
    "about 2.4 thousand": (2350, 2449, "about"),
    "1K": (1000, 1000, "exact"),
    "more than 6000 Ukrainian soldiers": (6001, None, "more_than"),
    "the bodies of 1212 Ukrainian dead soldiers": (1212, 1212, "exact"),
}
UKRAINIAN = {
    "не менше, ніж 500": (500, None, "at_least"),
    "більше, ніж 500": (501, None, "more_than"),
    "бл. 500": (450, 549, "about"),
    "шість з гаком тисяч": (6001, None, "more_than"),
    "п'ять із лишком тисяч": (5001, None, "more_than"),
    "25 з половиною тисяч": (25500, 25500, "exact"),
    "6 тис. 57 тіл": (6057, 6057, "exact"),
    "тисяч п'ять": (4500, 5499, "about"),
    "понад 6000": (6001, None, "more_than"),
    "дві з половиною тисячі": (2500, 2500, "exact"),
    "щонайменше тисячу": (1000, None, "at_least"),
    "близько тисячі": (500, 1499, "about"),
    "майже 6 тисяч": (5500, 5999, "nearly"),
    "до 500": (0, 500, "up_to"),
    "менше ніж 100": (0, 99, "fewer_than"),
    "від 300 до 400": (300, 400, "range"),
    "сто вісімдесят троє": (183, 183, "exact"),
    "восьмеро": (8, 8, "exact"),
    "2,4 тисячі": (2400, 2400, "exact"),
    "1,2 тис. тіл": (1200, 1200, "exact"),
    "жодного тіла": (0, 0, "exact"),
    "сотні": (200, 999, "vague"),
    "кілька десятків": (30, 90, "vague"),
    "усіх на всіх": (0, None, "all"),
    "пів сотні": (50, 50, "exact"),
    "скільки людей повернулося, штаб не називає": (1, None, "not_given"),
}
RUSSIAN = {
    "не менее, чем 500": (500, None, "at_least"),
    "макс. 500": (0, 500, "up_to"),
    "15 с лишним тысяч": (15001, None, "more_than"),
    "шесть с лишним тысяч": (6001, None, "more_than"),
    "тысяча двести с лишним": (1201, None, "more_than"),
    "12-13 с лишним тысяч": (12000, None, "at_least"),
    "2 с половиной тысячи": (2500, 2500, "exact"),
    "до 6 с половиной тысяч": (0, 6500, "up_to"),
    "тридцать пять с половиной тысяч": (35500, 35500, "exact"),
    "6 тысяч 57 тел": (6057, 6057, "exact"),
    "2 тыс. 14": (2014, 2014, "exact"),
    "1 212 (одна тысяча двести двенадцать)": (1212, 1212, "exact"),
    "чуть ли не двести": (150, 199, "nearly"),
    "десятка два": (15, 24, "about"),
    "свыше 300": (301, None, "more_than"),
    "не менее тысячи": (1000, None, "at_least"),
    "около тысячи": (500, 1499, "about"),
    "почти 6000": (5500, 5999, "nearly"),
    "не более 20": (0, 20, "up_to"),
    "менее 100": (0, 99, "fewer_than"),
    "от 300 до 400": (300, 400, "range"),
    "двести сорок шесть": (246, 246, "exact"),
    "двадцать четыре": (24, 24, "exact"),
    "2,4 тысячи": (2400, 2400, "exact"),
    "1 тыс. 200": (1200, 1200, "exact"),
    "ни одного": (0, 0, "exact"),
    "десятки": (20, 99, "vague"),
    "тысячи": (2000, 9999, "vague"),
    "полторы сотни": (150, 150, "exact"),
    "две с половиной тысячи": (2500, 2500, "exact"),
    "около трёх с половиной тысяч": (3450, 3549, "about"),
    "всех на всех": (0, None, "all"),
    "число не уточнили": (1, None, "not_given"),
}
CASES = [(w, "en", c) for w, c in ENGLISH.items()] + [(w, "uk", c) for w, c in UKRAINIAN.items()]
CASES += [(w, "ru", c) for w, c in RUSSIAN.items()]


@pytest.mark.parametrize(("words", "language", "expected"), CASES)
def test_words_are_read_as_the_method_says(words: str, language: str, expected: tuple[int, int | None, str]) -> None:
    wording = read(words, language)
    assert (wording.count.low, wording.count.high, wording.bound.value) == expected
    assert wording.words == words
    assert wording.conventional == (wording.bound is Bound.VAGUE)


@pytest.mark.parametrize("words", [w for w in (*UKRAINIAN, *RUSSIAN) if w != "до 500"])
def test_cyrillic_words_are_read_where_the_source_is_said_to_be_english(words: str) -> None:
    expected = (UKRAINIAN | RUSSIAN)[words]
    assert (read(words).count.low, read(words).count.high) == expected[:2]


@pytest.mark.parametrize(
    "words",
    [
        "157 each",
        "157 per side",
        "157 for 157",
        "157-for-157",
        "157 prisoners from each side",
        "146 на 146",
        "по 157 с каждой стороны",
        "157 з кожного боку",
    ],
)
def test_a_number_of_each_side_is_per_side(words: str) -> None:
    assert read(words).per_side
    assert read(words).count.is_exact


@pytest.mark.parametrize(
    ("words", "bound", "share"),
    [
        ("less than a fifth", "fewer_than", Fraction(1, 5)),
        ("less than 1/5", "fewer_than", Fraction(1, 5)),
        ("at least half", "at_least", Fraction(1, 2)),
        ("15%", "exact", Fraction(3, 20)),
        ("12.5 per cent", "exact", Fraction(1, 8)),
        ("two-thirds", "exact", Fraction(2, 3)),
        ("one in five", "exact", Fraction(1, 5)),
        ("менше п'ятої частини", "fewer_than", Fraction(1, 5)),
        ("более половины", "more_than", Fraction(1, 2)),
        ("15 відсотків", "exact", Fraction(3, 20)),
    ],
)
def test_a_share_waits_for_its_base(words: str, bound: str, share: Fraction) -> None:
    wording = read(words)
    assert wording.portion == Portion(Bound(bound), share)
    assert wording.count == Count(0, None)
    assert mark(wording.count, wording.bound, words) == words


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("", "Type the number"),
        ("prisoners", "Type the number"),
        ("nearly zero", "type 0"),
        ("fewer than 0", "type 0"),
        ("about none", "type 0"),
        ("400–300", "write 300 to 400"),
        ("1.212", "type 1212"),
        ("1.5", "not a whole number"),
        ("2.4567 thousand", "in full"),
        ("150 for 189", "each direction"),
        ("1212 and 1200", "more than one number"),
        ("120%", "up to 100%"),
        ("50–55%", "A share is one number"),
        ("-5", "cannot be below zero"),
        ("−12 bodies", "cannot be below zero"),
        ("6000.0", "type 6,000."),
        ("12.5", "not a whole number"),
        ("6000 to 5000", "write 5000 to 6000"),
        ("from 6000 to 5000", "first number is larger than the second"),
        ("від 600 до 500", "first number is larger than the second"),
        ("9" * 5000, "longer than any count"),
        ("55555555555 тисяч", "longer than any count"),
        ("fewer than 0 or 0", "Nothing lies under or near zero"),
        ("2½ thousand", "not a whole number"),
        ("2m", "not a whole number"),
        ("12th", "not a whole number"),
        (".5", "not a whole number"),
        ("±500", "“±” is not clear"),
        ("=>500", "“>” is not clear"),
        ("><500", "is not clear"),
        ("≲500", "“≲” is not clear"),
        ("500 ≤", "“≤” is not clear"),
        ("at least: 500", "“at least” stands apart"),
        ("не менее, 500", "“не менее” stands apart"),
        ("about 500 or more", "“or more” does not go with"),
        ("15 nonsense thousand", "“thousand” stands apart"),
        ("minus five", "below zero"),
        ("минус пять", "below zero"),
        ("all but two", "left out"),
        ("все, кроме двух", "left out"),
        ("усі, крім двох", "left out"),
        ("треть от 90", "more than one number"),
        ("больше ста, около двухсот", "more than one number"),
    ],
)
def test_doubtful_words_are_refused_and_say_what_to_type(words: str, advice: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(words)
    message = str(refusal.value)
    assert advice in message
    assert "\n" not in message
    assert message.endswith(".")


def test_a_language_that_writes_thousands_with_a_point_decides() -> None:
    assert read("1.212", "de").count == Count.exactly(1212)
    with pytest.raises(Unreadable):
        read("1,212", "de")


BOUNDED = [Bound.EXACT, Bound.AT_LEAST, Bound.MORE_THAN, Bound.NEARLY, Bound.ABOUT, Bound.UP_TO, Bound.FEWER_THAN]


@given(bound=st.sampled_from(BOUNDED), number=st.integers(min_value=1, max_value=10**9))
def test_a_count_survives_its_mark(bound: Bound, number: int) -> None:
    count = bounded_count(bound, number, half_place(number))
    assert count is not None
    again = read(mark(count, bound, "—"))
    assert (again.count, again.bound) == (count, bound)


@given(low=st.integers(min_value=0, max_value=10**6), more=st.integers(min_value=0, max_value=10**6))
def test_a_range_survives_its_mark(low: int, more: int) -> None:
    count = Count(low, low + more)
    assert read(mark(count, Bound.RANGE, "")).count == count


@given(words=st.sampled_from(CASES))
def test_words_read_again_from_their_mark_give_the_same_count(words: tuple[str, str, object]) -> None:
    wording = read(words[0], words[1])
    sign = mark(wording.count, wording.bound, wording.words)
    assert read(sign, words[1]).count == wording.count


@given(st.text(max_size=200))
def test_no_words_break_the_reader(words: str) -> None:
    try:
        wording = read(words)
    except Unreadable:
        return
    assert wording.words == words


def test_a_count_in_words_leaves_nothing_out() -> None:
    assert in_words(Count(6001, None)) == "6,001 or more"
    assert in_words(Count(5500, 5999)) == "5,500 to 5,999"
    assert in_words(Count.exactly(1212)) == "1,212"
    assert in_words(Count(0, None)) == "any number, none included"
    assert in_words(Count(6001, None), "\u00a0") == "6\u00a0001 or more"
