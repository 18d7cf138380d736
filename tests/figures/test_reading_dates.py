"""When a handover was, as a sentence names it: days, spans of days, days told from the day of publication."""

from __future__ import annotations

import datetime as dt

import pytest

from figures.language import LANGUAGES
from figures.reading import suggest

PUBLISHED = "2025-06-18"
"""A Wednesday."""


def _read(text: str) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], found.date) for found in suggest(text, published=PUBLISHED)]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("On 5 May 2024", "2024-05-05"),
        ("On May 5, 2024,", "2024-05-05"),
        ("On the 5th of May, 2024,", "2024-05-05"),
        ("May 5th, 2024:", "2024-05-05"),
        ("On 05.06.2025", "2025-06-05"),
        ("On 5 May last year", "2024-05-05"),
        ("In May last year", "2024-05"),
        ("From 5 to 9 May", "2025-05-05/2025-05-09"),
        ("On May 5–9", "2025-05-05/2025-05-09"),
        ("From 28 May to 3 June", "2025-05-28/2025-06-03"),
        ("Between May 5 and 9", ""),
        ("On 5 and 9 May", ""),
        ("On 5 December", "2024-12-05"),
        ("On June 31", ""),
        ("The day before yesterday", "2025-06-16"),
        ("Yesterday", "2025-06-17"),
        ("On Friday", "2025-06-13"),
    ],
)
def test_a_day_is_read_as_it_is_named(words: str, day: str) -> None:
    assert _read(f"{words} Russia returned 20 bodies.") == [("20 bodies", day)]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("С 5 по 9 мая", "2025-05-05/2025-05-09"),
        ("5-9 мая", "2025-05-05/2025-05-09"),
        ("5 и 9 мая", ""),
        ("5 мая прошлого года", "2024-05-05"),
        ("Позавчера", "2025-06-16"),
        ("09.06.2025", "2025-06-09"),
        ("С 28 мая по 3 июня", "2025-05-28/2025-06-03"),
    ],
)
def test_a_russian_day_is_read_as_it_is_named(words: str, day: str) -> None:
    assert _read(f"{words} Россия передала Украине 20 тел.") == [("20 тел", day)]


def test_people_behind_a_day_are_counted_and_days_are_not() -> None:
    assert [words for words, _ in _read("On May 5, 9 soldiers returned from Russia.")] == ["9 soldiers"]
    assert [words for words, _ in _read("On 5 May and 9 soldiers returned from Russia.")] == ["9 soldiers"]
    assert [words for words, _ in _read("In May, 2025 prisoners returned from Russia.")] == ["2025 prisoners"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "On {day} {month} {year} Russia returned 20 bodies to Ukraine."),
        ("en", "On {month} {day}, {year}, Russia returned 20 bodies to Ukraine."),
        ("uk", "{day} {month} {year} року Росія повернула Україні 20 тіл."),
        ("ru", "{day} {month} {year} года Россия передала Украине 20 тел."),
    ],
)
def test_every_day_of_a_year_is_read(language: str, sentence: str) -> None:
    names = {number: name for name, number in reversed(LANGUAGES[language].months.items())}
    for day in (dt.date(2024, 1, 1) + dt.timedelta(days=step) for step in range(0, 366, 3)):
        text = sentence.format(
            day=day.day, month=names[day.month].capitalize() if language == "en" else names[day.month], year=2024
        )
        assert [found.date for found in suggest(text, published=PUBLISHED)] == [day.isoformat()], text
