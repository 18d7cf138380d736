"""The shape of one language's rules for wording numbers. All words are folded: lower case, straight apostrophes, е for ё."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

from figures.vocabulary import Bound

T = TypeVar("T")


def phrases(bound: Bound, *texts: str) -> dict[tuple[str, ...], Bound]:
    """Each text, split into words, with the bound that it means."""
    return {tuple(text.split()): bound for text in texts}


def forms(**values: str) -> dict[str, int]:
    """``_20="twenty"`` and the like, turned round: every form with its value."""
    return {form: int(name.lstrip("_")) for name, words in values.items() for form in words.split()}


def alike(texts: str, value: T) -> dict[tuple[str, ...], T]:
    """Every single word of ``texts`` with the same value."""
    return {(word,): value for word in texts.split()}


def one_of(prepositions: str, scales: Mapping[str, int]) -> dict[tuple[str, ...], int]:
    """*От тысячи*: after a preposition of the genitive the form that is else a plural (*тысячи людей*) is one thousand."""
    return {(preposition, scale): value for preposition in prepositions.split() for scale, value in scales.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerals:
    """How one language words numbers, their bounds, shares and silences.

    ``cardinals`` add up; ``scales`` multiply what stands before them. ``lone_scales`` mean one of themselves without a number
    before them, ``bound_scales`` only after a bound word (*около тысячи*), and else their ``vague`` range;
    ``turned_scales`` stand before the number that they multiply (*тысяч пять*). ``halves`` are *one
    and a half* before a scale, ``and_half`` what adds a half to the number before it (*две с половиной тысячи*);
    ``fixed`` phrases are numbers; ``abbreviations`` of scales take a point. ``vague`` words stand alone, ``vague_factors``
    multiply a scale. ``before`` and ``after`` are bound words, ``shortened`` those that take a
    point (*ca. 500*). ``each`` stands before a number (*по
    157*); ``for_words`` join the two numbers of *N for N*. ``particles``: bound words that belong to
    the verb before them (*handed over 32*). ``denials`` say that the number is not so, ``excepting`` that it was left out.
    A number before one of the ``months``, which have their own number, is a day. The regular expressions
    in ``unspecified`` and ``unknown`` are matched against folded words joined by single spaces; ``tallies`` are pieces of words
    for a number: a whole sentence without any of them withholds none.
    """

    code: str
    cardinals: Mapping[str, int]
    scales: Mapping[str, int]
    articles: frozenset[str] = frozenset()
    lone_scales: frozenset[str] = frozenset()
    bound_scales: frozenset[str] = frozenset()
    turned_scales: frozenset[str] = frozenset()
    fixed: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    abbreviations: frozenset[str] = frozenset()
    halves: Mapping[str, Fraction] = field(default_factory=dict)
    and_half: tuple[tuple[str, ...], ...] = ()
    joiners: frozenset[str] = frozenset()
    before: Mapping[tuple[str, ...], Bound]
    shortened: Mapping[str, Bound]
    after: Mapping[tuple[str, ...], Bound]
    vague: Mapping[tuple[str, ...], tuple[int, int]]
    vague_factors: Mapping[tuple[str, ...], tuple[int, int]]
    vague_links: frozenset[str] = frozenset()
    none: frozenset[tuple[str, ...]]
    every: frozenset[tuple[str, ...]]
    some: frozenset[tuple[str, ...]]
    between: frozenset[str]
    between_and: frozenset[str]
    range_from: frozenset[str]
    range_to: frozenset[str]
    range_or: frozenset[str]
    for_words: frozenset[str]
    each: frozenset[str] = frozenset()
    per_side: frozenset[tuple[str, ...]]
    shares: Mapping[str, int]
    share_words: Mapping[tuple[str, ...], Fraction]
    share_tails: frozenset[str] = frozenset()
    share_of: frozenset[str]
    percent: frozenset[tuple[str, ...]]
    one_in: frozenset[str] = frozenset()
    particles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    denials: frozenset[str]
    excepting: frozenset[tuple[str, ...]]
    unspecified: tuple[str, ...]
    tallies: tuple[str, ...]
    unknown: tuple[str, ...]
    months: Mapping[str, int]
