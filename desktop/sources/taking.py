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
from figures.vocabulary import HANDOVER_STAGES, Accumulation
from figures.wording import Unreadable, read

LONGEST_WORDS = 80


@dataclass(frozen=True, slots=True)
class Taken:
    """What to put into the figure form: values, and by field the names of parties that the casefile does not have."""

    prefill: Prefill
    newcomers: Mapping[str, str] = field(default_factory=dict)

    def part_of(self, whole: int) -> Taken:
        """The same as a part of a figure that was kept."""
        return Taken(replace(self.prefill, part_of=whole), self.newcomers)


def from_suggestion(
    casebook: Casebook, source: Source, text: str, suggestion: Suggestion, last: About = (None, None)
) -> Taken:
    """The form for a suggestion as it was read; ``last`` is what the last figure of this source was about."""
    return _taken(casebook, source, text, (suggestion.start, suggestion.end), suggestion, suggestion.words, last)


def from_words(
    casebook: Casebook,
    source: Source,
    text: str,
    ends: tuple[int, int],
    read_here: Iterable[Suggestion],
    last: About = (None, None),
) -> Taken:
    """The form for words that were selected: what was read in them is filled in, the quote is the selection."""
    start, end = ends
    within = [one for one in read_here if one.start < end and start < one.end]
    best = max(within, key=lambda one: min(end, one.end) - max(start, one.start), default=None)
    if best is not None and best.words in text[start:end]:
        return _taken(casebook, source, text, ends, best, best.words, last)
    words = _number_in(text[start:end], source.language)
    return _taken(casebook, source, text, ends, best if not words else None, words, last)


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
    casebook: Casebook,
    source: Source,
    text: str,
    ends: tuple[int, int],
    suggestion: Suggestion | None,
    words: str,
    last: About,
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
        "sender": suggestion.sender,
        "receiver": suggestion.receiver,
        "claimant": suggestion.claimant,
    }
    known = {name: matching_party(said, casebook.parties) for name, said in parties.items() if said}
    about = guess_about(casebook, suggestion, last)
    counts_up = suggestion.accumulation in (Accumulation.CUMULATIVE, Accumulation.STOCK)
    prefill = replace(
        base,
        agreement=about[0],
        event=about[1],
        unit=suggestion.unit,
        category=suggestion.category,
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


About = tuple[int | None, int | None]
"""An agreement or an event by its id; both None where it is not known which."""


def guess_about(casebook: Casebook, suggestion: Suggestion, last: About = (None, None)) -> About:
    """What the words can only be about; what the last figure of this source was about where the words leave it open.

    A count of one handover is about an event; a total is about an agreement; a promise is about either.
    """
    on_day = [one for one in casebook.events if suggestion.date and _same_day(one, suggestion.date)]
    only_event = on_day[0] if len(on_day) == 1 else None
    only_agreement = casebook.agreements[0].id if len(casebook.agreements) == 1 else None
    if suggestion.accumulation is not Accumulation.INCREMENT:
        if only_event is not None and only_event.agreement is not None:
            return only_event.agreement, None
        return _agreement_of(casebook, last) or only_agreement, None
    if only_event is not None:
        return None, only_event.id
    if suggestion.stage in HANDOVER_STAGES:
        only_one = casebook.events[0].id if len(casebook.events) == 1 else None
        return None, None if suggestion.date else last[1] or only_one
    return last if last != (None, None) else (only_agreement, None)


def _agreement_of(casebook: Casebook, about: About) -> int | None:
    """The agreement that an event belongs to, or the agreement itself."""
    if about[1] is None:
        return about[0]
    event = casebook.event.get(about[1])
    return None if event is None else event.agreement


def _same_day(event: Event, date: str) -> bool:
    if not event.date:
        return False
    try:
        one, other = span(event.date), span(date)
    except NotADate:
        return False
    return one == other


def _date(text: str) -> str:
    try:
        span(text)
    except NotADate:
        return ""
    return text
