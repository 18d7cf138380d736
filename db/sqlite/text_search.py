"""Looking up what was typed in the full-text index: every word is the beginning of a word, and the latest records come first.

FTS5 gives the rows of a whole word, and of a beginning of up to three letters, one by one as they are asked for. The rows of a
longer beginning it gathers all before it gives one: of a common word a third of a million. So a longer beginning is asked for
as the words that begin so, which are few. Kinds are walked from above, and each is left as soon as enough of it is found.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, TypeAlias

from db.error import Damaged
from db.kind import RecordKind
from db.search import words
from db.sqlite import text_index

if TYPE_CHECKING:
    from db.sqlite.driver import Driver

Hit: TypeAlias = tuple[RecordKind, int]
LOOKED_AT = 100
"""So many of the latest records of a kind are looked at for those that are called what is looked for."""
BEGINNINGS_KEPT = 3
"""FTS5 keeps lists for beginnings of up to so many letters."""
MOST_WORDS_OF_ONE = 40
"""Beginnings of more words than these are left to FTS5; such words are rare, mostly numbers, and soon gathered."""
_NEXT_WORD = "SELECT term FROM temp.search_word WHERE term >= ? AND term < ? LIMIT 1"
_EVERY = "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?"
_LATEST = "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?"
_ANY = "SELECT 1 FROM search_content WHERE id BETWEEN ? AND ? LIMIT 1"
_TITLES = "SELECT id, c0 FROM search_content WHERE id IN (SELECT value FROM json_each(?)) AND instr(c0, ?)"
"""Both are asked of the table that holds what FTS5 has indexed: through FTS5 itself each row would take three times as long."""
_LAST_LETTER = "\U0010ffff"
_FIRST_LETTER = "\x01"


def every(database: Driver, query: str, kind: RecordKind) -> frozenset[int]:
    """Every record of a kind that holds every word of the query or its beginning; for a thread."""
    wanted = " ".join(f'"{word}"*' for word in words(query))
    if not wanted:
        return frozenset()
    rows = database.execute(_EVERY, (wanted, *text_index.bounds(kind)))
    return frozenset(text_index.record(at)[1] for (at,) in rows)


def find(database: Driver, query: str, limit: int, kind: RecordKind | None = None) -> Iterator[Hit]:
    """Records that hold every word of the query or its beginning, each kind with its share of ``limit``, the latest first.

    Of the latest of each kind those that are called so come before all that only say so. ``kind`` looks for records of that
    kind only.
    """
    wanted = words(query)
    match = _match(database, wanted)
    if not match:
        return
    low, high = (0, 1 << 62) if kind is None else text_index.bounds(kind)
    found = _by_kind(_latest(database, match, low, high, max(LOOKED_AT, limit)))
    shares = _shares({one: len(held) for one, held in found.items()}, limit)
    chosen = {one: _chosen(database, held, shares[one], wanted) for one, held in found.items()}
    for one, (called, _) in chosen.items():
        yield from ((one, id) for id in called)
    for one, (_, others) in chosen.items():
        yield from ((one, id) for id in others)


def _match(database: Driver, wanted: Sequence[str]) -> str:
    """What FTS5 is asked for; empty where no record can hold all of it."""
    return " AND ".join(_beginning(database, word) for word in wanted)


def _beginning(database: Driver, word: str) -> str:
    if len(word) > BEGINNINGS_KEPT:
        some = list(_words_from(database, word))
        if 0 < len(some) <= MOST_WORDS_OF_ONE:
            return "(" + " OR ".join(f'"{one}"' for one in some) + ")"
    return f'"{word}"*'


def _words_from(database: Driver, beginning: str) -> Iterator[str]:
    """The words of the index that begin so, in order, up to one more than are of use; each is sought, none is passed over."""
    at = beginning
    for _ in range(MOST_WORDS_OF_ONE + 1):
        row = database.execute(_NEXT_WORD, (at, beginning + _LAST_LETTER)).fetchone()
        if row is None:
            return
        yield row[0]
        at = row[0] + _FIRST_LETTER


def _latest(database: Driver, match: str, low: int, high: int, most: int) -> Iterator[list[int]]:
    """The rows of the index that match, the last first, no more than ``most`` of a kind.

    The texts of sources come last; where enough sources say it themselves, texts are not looked through.
    """
    sources = text_index.slot(text_index.key(RecordKind.SOURCE, 0))
    while high >= low and database.execute(_ANY, (low, high)).fetchone():
        rows = [at for (at,) in database.execute(_LATEST, (match, low, high, most))]
        first, last = (text_index.slot(rows[0]), text_index.slot(rows[-1])) if len(rows) == most else (-1, -1)
        if first == last:
            high = text_index.slot_end(last - 1)
        else:
            high = text_index.slot_end(last)
            rows = [at for at in rows if at > high]
        if first == last == sources:
            low = max(low, text_index.slot_end(text_index.slot(text_index.text_key(0))) + 1)
        yield rows


def _by_kind(rows: Iterable[Sequence[int]]) -> Mapping[RecordKind, Mapping[int, int]]:
    """The records of these rows by their kind, each with the first of its rows."""
    found: dict[RecordKind, dict[int, int]] = {}
    for number, ats in groupby(chain.from_iterable(rows), text_index.slot):
        try:
            held = found.setdefault(text_index.kind(number), {})
        except KeyError:
            raise Damaged("The search index is damaged. Nothing else is; make the index anew.") from None
        first = text_index.slot_end(number - 1) + 1
        for at in ats:
            held.setdefault(at - first, at)
    return found


def _shares(lengths: Mapping[RecordKind, int], limit: int) -> Mapping[RecordKind, int]:
    """How many of each kind, so that all together are ``limit``: what one does not need the others have."""
    left, shares = limit, {}
    for number, kind in enumerate(sorted(lengths, key=lambda kind: lengths[kind])):
        shares[kind] = min(lengths[kind], left // (len(lengths) - number))
        left -= shares[kind]
    return shares


def _chosen(
    database: Driver, held: Mapping[int, int], share: int, wanted: Sequence[str]
) -> tuple[Sequence[int], Sequence[int]]:
    """So many of these records: first those whose title has every word or its beginning, then others.

    Titles lie anywhere in the file; so no more are read than are needed until enough records are called so.
    """
    says = re.compile("".join(rf"(?=.*?(?<![^\W_]){re.escape(word)})" for word in wanted), re.DOTALL).match
    called: list[int] = []
    others: list[int] = []
    ahead, longest = iter(held.items()), max(wanted, key=len)
    while len(called) < share and (some := list(islice(ahead, share))):
        titles = database.execute(_TITLES, (json.dumps([at for _, at in some]), longest))
        saying = {at for at, title in titles if says(title)}
        for id, at in some:
            (called if at in saying else others).append(id)
    return called[:share], others[: max(0, share - len(called))]
