"""The latest day of a casefile is found without taking apart what was said before the figures that were entered last."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from hypothesis import given, settings
from hypothesis import strategies as st

from db import weighing
from figures.day import latest

DATES = st.sampled_from(
    [
        *("", "2024-12-31", "2025-01-01", "2025-06-09", "2025-06-10", "2025-06-30", "2025-07-01", "2026-01-01"),
        *("2025", "2024", "2026", "2025-05", "2025-06", "2025-07", "2025-06~", "2025-06-10?", "2025-21", "2025-24"),
        *(
            "202X",
            "2025-XX-XX",
            "2025-06-XX",
            "2025-05-XX",
            "2025-06-01/2025-06-12",
            "2024/2026",
            "../2025-07",
            "2025-06-09/..",
        ),
    ]
)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(said=st.lists(DATES, max_size=4), published=st.lists(DATES, max_size=4), last=DATES)
def test_the_latest_day_is_that_of_all_dates_whatever_was_entered_last(
    said: list[str], published: list[str], last: str
) -> None:
    entered = [[*early, *[last] * 1001] for early in (said, published)]
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE figure (id INTEGER PRIMARY KEY, said_on TEXT NOT NULL)")
        database.execute("CREATE TABLE source (id INTEGER PRIMARY KEY, published TEXT NOT NULL)")
        database.executemany("INSERT INTO figure (said_on) VALUES (?)", ((text,) for text in entered[0]))
        database.executemany("INSERT INTO source (published) VALUES (?)", ((text,) for text in entered[1]))
        assert weighing.latest_day(database) == latest(text for texts in entered for text in texts)
