"""From words in a text to a form filled in: everything that was read, and nothing that was not.

Parties are those of the casefile where the name means one of them; any other name stands in its field, to be added there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QCoreApplication

from desktop.forms.prefill import Prefill
from desktop.sources.mending import anchored
from desktop.sources.party_match import matching_party
from desktop.sources.shown_text import ShownText
from figures.date import NotADate, span
from figures.reading import Suggestion
from figures.record import Casebook, Event, Source
from figures.vocabulary import PROMISE_STAGES, Accumulation, EventStatus
from figures.wording import Unreadable, read

LONGEST_WORDS = 80


@dataclass(frozen=True, slots=True)
class Taken:
    """What to put into the figure form: values, and by field the names of parties that the casefile does not have."""

    prefill: Prefill
    newcomers: Mapping[str, str] = field(default_factory=dict)


def from_suggestion(casebook: Casebook, source: Source, text: str, suggestion: Suggestion) -> Taken:
    """The form for a suggestion as it was read."""
    return _taken(casebook, source, text, (suggestion.start, suggestion.end), suggestion, suggestion.words)


def from_words(casebook: Casebook, source: Source, text: str, ends: tuple[int, int], read_here: Iterable[Suggestion]) -> Taken:
    """The form for words that were selected: what was read in them is filled in, the quote is the selection."""
    start, end = ends
    within = [one for one in read_here if one.start < end and start < one.end]
    best = max(within, key=lambda one: min(end, one.end) - max(start, one.start), default=None)
    if best is not None and best.words in text[start:end]:
        return _taken(casebook, source, text, ends, best, best.words)
    words = _number_in(text[start:end], source.language)
    return _taken(casebook, source, text, ends, best if not words else None, words)


def _number_in(words: str, language: str) -> str:
    """The words, where they are one number; else nothing, so that the number is typed."""
    if len(words) > LONGEST_WORDS:
        return ""
    try:
        read(words, language or "en")
    except Unreadable:
        return ""
    return " ".join(words.split())


def _taken(
    casebook: Casebook, source: Source, text: str, ends: tuple[int, int], suggestion: Suggestion | None, words: str
) -> Taken:
    quote = text[ends[0] : ends[1]]
    base = Prefill(
        words=words,
        language=source.language or "en",
        source=source.id,
        quote=quote,
        anchor=anchored(text, *ends),
        where=place_in_words(text, ends[0]),
    )
    if suggestion is None:
        return Taken(base)
    parties = {
        "sender": suggestion.sender or "",
        "receiver": suggestion.receiver or "",
        "claimant": suggestion.claimant or "",
    }
    known = {name: matching_party(said, casebook.parties) for name, said in parties.items() if said}
    about = guess_about(casebook, suggestion)
    counts_up = suggestion.accumulation in (Accumulation.CUMULATIVE, Accumulation.STOCK)
    prefill = replace(
        base,
        agreement=about[0],
        event=about[1],
        unit=suggestion.unit,
        category=suggestion.category or "",
        sender=known.get("sender"),
        receiver=known.get("receiver"),
        claimant=known.get("claimant"),
        stage=suggestion.stage,
        accumulation=suggestion.accumulation,
        as_of=_date(suggestion.date) if counts_up else "",
    )
    return Taken(prefill, {name: said for name, said in parties.items() if said and known.get(name) is None})


def place_in_words(text: str, start: int) -> str:
    """Where the words stand, as a note can print it: the page where the text has pages, else the paragraph."""
    if "\f" in text:
        return QCoreApplication.translate("Sources", "page {n}").format(n=text.count("\f", 0, start) + 1)
    return QCoreApplication.translate("Sources", "paragraph {n}").format(n=ShownText(text).paragraph(start))


def guess_about(casebook: Casebook, suggestion: Suggestion) -> tuple[int | None, int | None]:
    """The agreement or the event that the words can only mean; neither where they could mean two.

    A promise is about the only agreement; a handover, or a promise with a day of its own, about the only event of that day.
    """
    on_day = [one for one in casebook.events if suggestion.date and _same_day(one, suggestion.date)]
    if len(on_day) == 1:
        return None, on_day[0].id
    if suggestion.stage in PROMISE_STAGES and len(casebook.agreements) == 1:
        return casebook.agreements[0].id, None
    open_events = [one for one in casebook.events if one.status is not EventStatus.CANCELLED]
    if not on_day and len(open_events) == 1 and not casebook.agreements:
        return None, open_events[0].id
    return None, None


def _same_day(event: Event, date: str) -> bool:
    if not event.date:
        return False
    try:
        one, other = span(event.date), span(date)
    except NotADate:
        return False
    return one == other


def _date(text: str | None) -> str:
    if not text:
        return ""
    try:
        span(text)
    except NotADate:
        return ""
    return text
