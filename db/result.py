"""What a casefile answers besides records: frozen values that need no database to be imported or kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import TypeVar

from db.kind import RecordKind

S = TypeVar("S")
Progress = Callable[[float], bool]
"""Told how far long work is, from 0 to 1; answers whether to go on."""


class Touched(Set[tuple[RecordKind, int]]):
    """Records that an act of many touched: some singly, the others in runs of keys, so that a million take no room."""

    def __init__(self, singly: Set[tuple[RecordKind, int]], runs: tuple[tuple[RecordKind, range], ...]) -> None:
        self._runs = runs
        self._singly = frozenset(touched for touched in singly if not self._runs_over(touched))

    @classmethod
    def _from_iterable(cls, touched: Iterable[S]) -> Set[S]:
        return frozenset(touched)

    def _runs_over(self, touched: object) -> bool:
        return isinstance(touched, tuple) and any((kind, True) == (touched[0], touched[1] in keys) for kind, keys in self._runs)

    def __contains__(self, touched: object) -> bool:
        return touched in self._singly or self._runs_over(touched)

    def __iter__(self) -> Iterator[tuple[RecordKind, int]]:
        return chain(self._singly, ((kind, key) for kind, keys in self._runs for key in keys))

    def __len__(self) -> int:
        return len(self._singly) + sum(len(keys) for _, keys in self._runs)

    def __hash__(self) -> int:
        return self._hash()


@dataclass(frozen=True, slots=True)
class Changes:
    """What one act did: its label and every record that it added, changed or removed."""

    label: str
    touched: Set[tuple[RecordKind, int]] = frozenset()

    def of(self, kind: RecordKind) -> frozenset[int]:
        """The ids touched of one kind."""
        return frozenset(key for touched, key in self.touched if touched is kind)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many records of each kind a casefile holds."""

    agreements: int
    events: int
    figures: int
    sources: int
    publishers: int
    parties: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing was recorded yet."""
        return not any((self.agreements, self.events, self.figures, self.sources, self.publishers, self.parties))


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that a search found; ``snippet`` is the record's own text around the first word found, else empty."""

    kind: RecordKind
    id: int
    title: str
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record as a journal entry found and left it, field by field in words; None where it was not there.

    A field that names another record holds that record's name, so that a reader of the history needs no numbers.
    """

    kind: RecordKind
    id: int
    name: str
    before: Mapping[str, str] | None
    after: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One act in the journal. ``at`` is UTC to the second, as ``2026-03-01T12:00:00Z``.

    ``undoes`` and ``redoes`` name the act that this entry took back or did again; ``undone`` tells whether this act is
    taken back at present. ``changes`` may be the first of many: ``size`` is how many there are.
    """

    id: int
    at: str
    author: str
    label: str
    reason: str
    undone: bool
    undoes: int | None
    changes: tuple[RecordChange, ...]
    redoes: int | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class DraftNote:
    """What stood in a form when it was last kept, in the form's own wording; offered again after a crash."""

    form: str
    content: str
    kept_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedDraft:
    """A briefing as it is handed out, to be kept with the casefile that it was made from.

    ``options`` and ``snapshot`` are JSON of the briefing's own: how it was asked for, and every number that it prints.
    """

    title: str
    label: str = ""
    as_of: str = ""
    fingerprint: str
    options: str = "{}"
    snapshot: str = "{}"
    pages: int
    pdf: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedBriefing:
    """A briefing that was kept; its PDF is asked for by ``id``, its bytes are known by ``pdf_sha256``."""

    id: int
    uid: str
    title: str
    label: str
    as_of: str
    issued_at: str
    fingerprint: str
    options: str
    snapshot: str
    pages: int
    pdf_sha256: str


@dataclass(frozen=True, slots=True)
class Adrift:
    """A figure whose quote no longer stands where its anchor says.

    ``found_at`` is where the same words stand now, known by the words around them or because they stand there only once;
    None where they are gone or stand there more than once. Nothing is moved unasked.
    """

    figure: int
    source: int
    quote: str
    found_at: int | None


class FaultKind(StrEnum):
    """What a check of the whole casefile can find."""

    PAGES = "pages"
    REFERENCE = "reference"
    LAW = "law"
    JOURNAL = "journal"
    RECORD = "record"
    COPY = "copy"
    TEXT = "text"
    QUOTE = "quote"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a check found wrong, in one sentence, with what can be done about it."""

    kind: FaultKind
    text: str
    remedy: str = ""
    record: tuple[RecordKind, int] | None = None
