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
    return key.startswith((f"{DISTINCT} ", f"{JOINED} "))


def uids_of(key: str, value: str) -> frozenset[str]:
    """The identities that a mark names."""
    word, _, *named = key.split(" ")
    return frozenset([*named, value] if word == JOINED else named)


def distinct_pairs(keys: Iterable[str]) -> frozenset[Pair]:
    """The pairs that settings with these keys call not the same."""
    found = [key.split(" ") for key in keys if key.startswith(f"{DISTINCT} ")]
    return frozenset(pair(RecordKind(kind), one, other) for _, kind, one, other in found)


def joined(settings: Mapping[str, str]) -> dict[tuple[RecordKind, str], str]:
    """For each record that became part of another, that other one's identity."""
    found = {}
    for key, value in settings.items():
        if key.startswith(f"{JOINED} "):
            _, kind, uid = key.split(" ")
            found[RecordKind(kind), uid] = value
    return found
