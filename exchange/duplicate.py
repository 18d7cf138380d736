"""Records that may be the same one twice, each pair with why: nothing is joined here, and nothing is hidden.

Names are compared across scripts and spellings by letting each Cyrillic letter stand for its Latin one and both for what they
sound like: Зеленський, Zelenskyy and Zelensky meet. What tells two records apart for certain, another day or another side, is
no likeness of their names.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from rapidfuzz import fuzz

from figures.date import span
from figures.record import Casebook, Event, Figure, Party, Source

LATIN = dict(zip("абвгґдезийіклмнопрстуфхыэё", "abvhgdeziiiklmnoprstufhyee", strict=True)) | {
    "є": "ie",
    "ж": "zh",
    "ї": "i",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ь": "",
    "ъ": "",
    "ю": "iu",
    "я": "ia",
    "'": "",
    "’": "",
    "ʼ": "",
}
SOUNDS = (
    (re.compile("shch|sch"), "sh"),
    (re.compile("kh|gh|g"), "h"),
    (re.compile("y[aeou]|j[aeou]|i[aeou]"), lambda m: m[0][1]),
    (re.compile("[yj]"), "i"),
    (re.compile("w"), "v"),
    (re.compile("tz"), "ts"),
    (re.compile(r"(.)\1+"), r"\1"),
)
NAMES_ALIKE = 88
TEXTS_ALIKE = 90
LONGEST_COMPARED = 4_000
DAYS_NEAR = 1
TRACKING = re.compile(r"utm_.*|fbclid|gclid|ref|at_.*|cmpid", re.IGNORECASE)
GENERIC = frozenset({"ministry", "ministerstvo", "office", "of", "the", "and"})


class Kind(StrEnum):
    """Of which kind the two records are."""

    PARTY = "party"
    SOURCE = "source"
    EVENT = "event"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records by their ids, the lesser first, and why they may be one. ``reprint``: the second may be a reprint."""

    kind: Kind
    one: int
    other: int
    why: str
    reprint: bool = False


def duplicates(casebook: Casebook, texts: Mapping[int, str] | None = None) -> tuple[Pair, ...]:
    """Every pair of parties, sources, events and figures that may be one; ``texts`` are texts of sources by their id."""
    return (
        *alike_parties(casebook.parties),
        *alike_sources(casebook.sources, texts or {}),
        *alike_events(casebook),
        *alike_figures(casebook),
    )


def spelt(name: str) -> str:
    """A name as it sounds, in Latin letters without marks: what its spellings in several scripts have in common."""
    latin = "".join(LATIN.get(letter, letter) for letter in unicodedata.normalize("NFC", name).casefold())
    bare = "".join(c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c))
    for pattern, sound in SOUNDS:
        bare = pattern.sub(sound, bare)
    words = re.findall(r"[^\W_]+", bare)
    return " ".join(re.sub(r"i+$", "i", word) for word in words)


def alike_parties(parties: Iterable[Party]) -> Iterator[Pair]:
    """Parties whose names, in either script, sound alike."""
    spelling = [(spelt(name), party) for party in parties for name in {party.name, party.native_name} - {""}]
    told: set[tuple[int, int]] = set()
    for (name, one), (other_name, other) in _near(spelling):
        low, high = sorted((one, other), key=lambda party: party.id)
        if low.id != high.id and (low.id, high.id) not in told and _names_alike(name, other_name):
            told.add((low.id, high.id))
            yield Pair(Kind.PARTY, low.id, high.id, f"“{low.name}” and “{high.name}” may be two spellings of one name.")


Spelling = tuple[str, Party]


def _near(spelling: Iterable[Spelling]) -> Iterator[tuple[Spelling, Spelling]]:
    """Names of as many words with the same first letters and the same numbers: the 3rd brigade is not the 5th."""
    groups: defaultdict[tuple[str, ...], list[Spelling]] = defaultdict(list)
    for said in spelling:
        words = _words(said[0])
        if words:
            groups[tuple(sorted(word if word[0].isdigit() else word[0] for word in words))].append(said)
    for group in groups.values():
        yield from combinations(group, 2)


def _words(name: str) -> list[str]:
    return sorted(set(name.split()) - GENERIC)


def _names_alike(one: str, other: str) -> bool:
    return all(fuzz.ratio(a, b) >= NAMES_ALIKE for a, b in zip(_words(one), _words(other), strict=True))


def address_as_compared(address: str) -> str:
    """An address without what does not change where it leads: scheme, www, a mobile host, tracking, the last stroke."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address.strip()
    host = re.sub(r"^(www\d?|m|amp|mobile)\.", "", parts.netloc.casefold()).removesuffix(":443").removesuffix(":80")
    query = urlencode(sorted((key, value) for key, value in parse_qsl(parts.query) if not TRACKING.fullmatch(key)))
    path = re.sub(r"/(amp|index\.html?)?/?$", "", parts.path)
    return f"{host}{path}" + (f"?{query}" if query else "") if host else address.strip()


def alike_sources(sources: Iterable[Source], texts: Mapping[int, str]) -> Iterator[Pair]:
    """Sources of one address, one stored copy, or nearly one text; of two with one text at two addresses one is a reprint."""
    listed = list(sources)
    told: set[tuple[int, int]] = set()
    for why, groups in (
        ("They have the same address.", _grouped((address_as_compared(s.address), s) for s in listed if s.address)),
        ("They keep the same file.", _grouped((s.copy.sha256, s) for s in listed if s.copy is not None)),
        ("They have the same title and day.", _grouped(((spelt(s.title), s.published), s) for s in listed if s.published)),
    ):
        for one, other in _pairs(groups):
            if (one.id, other.id) not in told and not _known_reprint(one, other):
                told.add((one.id, other.id))
                yield Pair(Kind.SOURCE, one.id, other.id, why)
    shortened = [(s, _as_compared(texts[s.id])) for s in listed if len(texts.get(s.id, "")) > 200]
    for (one, text), (other, theirs) in combinations(shortened, 2):
        if (one.id, other.id) in told or _known_reprint(one, other) or not _lengths_near(text, theirs):
            continue
        score = fuzz.ratio(text, theirs, score_cutoff=TEXTS_ALIKE)
        if score:
            yield Pair(Kind.SOURCE, one.id, other.id, f"Their texts are the same in {score:.0f} of 100 parts.", reprint=True)


def _known_reprint(one: Source, other: Source) -> bool:
    return (
        other.id == one.reprint_of
        or one.id == other.reprint_of
        or (one.reprint_of is not None and one.reprint_of == other.reprint_of)
    )


def _as_compared(text: str) -> str:
    return " ".join(text.casefold().split())[:LONGEST_COMPARED]


def _lengths_near(one: str, other: str) -> bool:
    return min(len(one), len(other)) * 100 >= max(len(one), len(other)) * (TEXTS_ALIKE - 10)


def alike_events(casebook: Casebook) -> Iterator[Pair]:
    """Events of one kind, not of two agreements, within a day of each other, that share a direction and a number."""
    said: defaultdict[int, set[tuple[object, ...]]] = defaultdict(set)
    for figure in casebook.figures:
        if figure.event is not None and figure.count.is_exact:
            said[figure.event].add(
                (figure.category, casebook.side(figure.sender), casebook.side(figure.receiver), figure.count.low)
            )
    for one, other in _pairs(_grouped((event.kind, event) for event in casebook.events)):
        if one.agreement and other.agreement and one.agreement != other.agreement:
            continue
        near = _days_near(one, other)
        if near and said[one.id] & said[other.id]:
            yield Pair(Kind.EVENT, one.id, other.id, "They are of one kind, of the same days, and give the same number.")
        elif near and spelt(one.title) == spelt(other.title):
            yield Pair(Kind.EVENT, one.id, other.id, "They are of one kind and name, and of the same days.")


def _days_near(one: Event, other: Event) -> bool:
    if not one.date or not other.date:
        return False
    first, second = span(one.date), span(other.date)
    if None in (first.first, first.last, second.first, second.last):
        return False
    near = dt.timedelta(days=DAYS_NEAR)
    return _ends(first.first) <= _ends(second.last) + near and _ends(second.first) <= _ends(first.last) + near


def _ends(day: dt.date | None) -> dt.date:
    return day or dt.date.min


def alike_figures(casebook: Casebook) -> Iterator[Pair]:
    """Figures of one side about one line, in one stage and unit, with the same number, of the same day."""

    def what(figure: Figure) -> tuple[Hashable, ...]:
        line = (figure.agreement, figure.event, figure.category, figure.sender, figure.receiver)
        return (*line, figure.stage, figure.unit, figure.accumulation, figure.count, casebook.said_on(figure), figure.claimant)

    known = {(f.id, key) for f in casebook.figures for key in (f.part_of, f.relative_to, f.corrects) if key is not None}
    for one, other in _pairs(_grouped((what(figure), figure) for figure in casebook.figures if not figure.retracted)):
        if (one.id, other.id) in known or (other.id, one.id) in known:
            continue
        same = one.source == other.source
        why = "in the same source" if same else "in two sources: two reports of one statement"
        yield Pair(Kind.FIGURE, one.id, other.id, f"The same claimant gives the same number for the same line, {why}.")


R = TypeVar("R", Party, Source, Event, Figure)


def _grouped(keyed: Iterable[tuple[Hashable, R]]) -> list[list[R]]:
    groups: defaultdict[Hashable, list[R]] = defaultdict(list)
    for key, record in keyed:
        groups[key].append(record)
    return [group for group in groups.values() if len(group) > 1]


def _pairs(groups: Iterable[list[R]]) -> Iterator[tuple[R, R]]:
    for group in groups:
        yield from combinations(sorted(group, key=lambda record: record.id), 2)
