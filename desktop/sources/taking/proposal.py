"""Suggestions that still wait for a decision: not kept, not dismissed, each with a key that survives a restart."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from figures.reading import Suggestion
from figures.record import Figure

AROUND = 24
"""Characters before and after the words that tell one occurrence from another, however the text around them moves."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggestion that can be taken or dismissed; ``key`` names it in the casefile."""

    key: str
    suggestion: Suggestion

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.suggestion.start

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.suggestion.end


def key_of(text: str, suggestion: Suggestion, order: int = 0) -> str:
    """What names the suggestion: its words with a little of what stands around them, never its place in the text."""
    before = text[max(0, suggestion.start - AROUND) : suggestion.start]
    after = text[suggestion.end : suggestion.end + AROUND]
    named = "\x1f".join((before, suggestion.quote, after, suggestion.words, str(order)))
    return hashlib.sha256(named.encode("utf-8", errors="replace")).hexdigest()[:32]


def rests_on(figure: Figure, suggestion: Suggestion) -> bool:
    """Whether the figure was kept from the same words, or from words around them with the same number."""
    anchor = figure.anchor
    if anchor is None or anchor.end <= suggestion.start or suggestion.end <= anchor.start:
        return False
    return (anchor.start, anchor.end) == (suggestion.start, suggestion.end) or figure.count == suggestion.count


def proposals(
    text: str, suggestions: Iterable[Suggestion], figures: Collection[Figure], dismissed: Collection[str]
) -> tuple[Proposal, ...]:
    """The suggestions that are left to decide, in the order of the text.

    The same words can stand for two figures, one a direction: each kept figure decides one of them.
    """
    left: list[Proposal] = []
    used: set[int] = set()
    seen: dict[str, int] = {}
    for suggestion in sorted(suggestions, key=lambda one: (one.start, one.end)):
        first = key_of(text, suggestion)
        order = seen.get(first, 0)
        seen[first] = order + 1
        key = first if order == 0 else key_of(text, suggestion, order)
        by = next((one.id for one in figures if one.id not in used and rests_on(one, suggestion)), None)
        if by is not None:
            used.add(by)
        elif key not in dismissed:
            left.append(Proposal(key, suggestion))
    return tuple(left)
