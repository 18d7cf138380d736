"""The words of the full-text index as a table: holding no data of its own, it is made with every connection."""

from __future__ import annotations

from db.sqlite.driver import Driver

_WORDS = "CREATE VIRTUAL TABLE temp.search_word USING fts5vocab(main, search, instance)"


def make_ready(database: Driver) -> None:
    """Let a connection that was opened just now, and may still write for itself, look up the words of the index."""
    database.execute(_WORDS)
