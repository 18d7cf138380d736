"""What a row says of the people, papers and agreements that its figure rests on, before it is known which they are.

Many rows speak of one event; each may say a little, and no row outranks another. A ``Saying`` keeps what one of them said,
cell by cell, so that two that disagree can both be named.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache


class Thing(StrEnum):
    """What a table names besides figures."""

    PUBLISHER = "publisher"
    PARTY = "party"
    SOURCE = "source"
    AGREEMENT = "agreement"
    EVENT = "event"


Value = str | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One field as one cell gives it: ``value`` is what is kept, ``same_as`` what two cells must share to agree."""

    column: str
    text: str
    value: Value
    same_as: Value


@dataclass(slots=True)
class Saying:
    """What one row, or one record that is there already, says of one thing.

    ``marks`` tell apart things of one name (an event's date, a source's publisher); an empty mark says nothing. ``ref`` is
    a source's identifier of the table. ``record`` is the id of the record that is there already. ``voice`` is the number
    under which a saying of a row is known, once it was heard.
    """

    thing: Thing
    name: str
    marks: tuple[str, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    ref: str = ""
    also: str = ""
    record: int | None = None
    voice: int = field(default=-1, compare=False)


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """The name as it is compared: in one normal form, in any case, its blanks made one."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def listed(text: str) -> tuple[str, ...]:
    """The several values of one cell, which ``;`` separates."""
    return tuple(part for part in (" ".join(piece.split()) for piece in text.split(";")) if part)
