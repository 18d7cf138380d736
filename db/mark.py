"""What was decided about two records that look like one: that they are two, or that one of them became the other.

Both are kept as settings of the casefile, one a pair, so that they are journalled, undone and merged like records. They
name records by their identities and stand for the pair, whichever of the two is asked about first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from db.kind import RecordKind

DISTINCT = "distinct"
"""Begins the key of a setting that says: these two are not the same."""

JOINED = "joined"
"""Begins the key of a setting that says: this record became part of the one that is its value."""

_KINDS = {kind.value: kind for kind in RecordKind}
Pair = tuple[RecordKind, str, str]
"""A kind and the identities of two records of it, the lesser first."""


def pair(kind: RecordKind, one: str, other: str) -> Pair:
    """The two as a pair, in whatever order they are given."""
    return kind, min(one, other), max(one, other)


def distinct_key(kind: RecordKind, one: str, other: str) -> str:
    """The key of the setting that says that the two are not the same."""
    _, low, high = pair(kind, one, other)
    return f"{DISTINCT} {kind.value} {low} {high}"


def joined_key(kind: RecordKind, uid: str) -> str:
    """The key of the setting that says what a record became part of."""
    return f"{JOINED} {kind.value} {uid}"


def is_mark(key: str) -> bool:
    """Whether a setting is one of these."""
    return _read(key) is not None


def uids_of(key: str, value: str) -> frozenset[str]:
    """The identities that a mark names."""
    read = _read(key)
    if read is None:
        return frozenset()
    word, _, uids = read
    return frozenset([*uids, value] if word == JOINED else uids)


def distinct_pairs(keys: Iterable[str]) -> frozenset[Pair]:
    """The pairs that settings with these keys call not the same."""
    read = filter(None, map(_read, keys))
    return frozenset(pair(kind, *uids) for word, kind, uids in read if word == DISTINCT)


def joined(settings: Mapping[str, str]) -> dict[tuple[RecordKind, str], str]:
    """For each record that became part of another, that other one's identity."""
    read = ((_read(key), value) for key, value in settings.items())
    return {(told[1], told[2][0]): value for told, value in read if told is not None and told[0] == JOINED}


def _read(key: str) -> tuple[str, RecordKind, tuple[str, ...]] | None:
    """The word, the kind and the identities of a mark; None where the setting is no mark, or none that Handover writes."""
    word, *rest = key.split(" ")
    uids = tuple(rest[1:])
    if len(uids) != {DISTINCT: 2, JOINED: 1}.get(word) or not all(uids) or rest[0] not in _KINDS:
        return None
    return word, _KINDS[rest[0]], uids
