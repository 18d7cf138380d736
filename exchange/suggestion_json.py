"""Suggestions as the command line prints them: one JSON document, its keys fixed, what is unknown null; or a line each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from figures.reading import Suggestion
from figures.vocabulary import Bound


def suggestions_json(suggestions: Iterable[Suggestion]) -> dict[str, Any]:
    """The document that ``handover read --format json`` prints."""
    return {"figures": [_figure(suggestion) for suggestion in suggestions]}


def _figure(suggestion: Suggestion) -> dict[str, Any]:
    share = suggestion.portion is not None
    return {
        "quote": suggestion.quote,
        "start": suggestion.start,
        "end": suggestion.end,
        "words": suggestion.words,
        "low": None if share else suggestion.count.low,
        "high": None if share else suggestion.count.high,
        "bound": "not_given" if suggestion.bound is Bound.UNKNOWN else suggestion.bound.value,
        "unit": suggestion.unit.value,
        "category": suggestion.category,
        "from": suggestion.sender or None,
        "to": suggestion.receiver or None,
        "stage": suggestion.stage.value,
        "role": suggestion.role.value,
        "claimant": suggestion.claimant or None,
        "accumulation": suggestion.accumulation.value,
        "per_side": suggestion.per_side,
        "date": suggestion.date or None,
        "confidence": suggestion.confidence,
    }


def suggestion_line(suggestion: Suggestion) -> str:
    """A suggestion on one line, for the eye."""
    way = f"{suggestion.sender or '?'} → {suggestion.receiver or '?'}" if suggestion.sender or suggestion.receiver else ""
    said = f"{suggestion.claimant} says" if suggestion.claimant else ""
    quote = " ".join(suggestion.quote.split())
    facts = (suggestion.words, suggestion.unit.label, suggestion.category, way, suggestion.stage.label, suggestion.date, said)
    return " · ".join(fact for fact in (*facts, f"“{quote}”") if fact)
