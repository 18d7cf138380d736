"""From words in a text to a form filled in: everything that was read, and nothing that was not.

Parties are those of the casefile where the name means one of them; any other name stands in its field, to be added there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QCoreApplication

from desktop.forms.prefill import Prefill
from desktop.forms.supply import Searched
from desktop.sources.page.shown_text import ShownText
from desktop.sources.taking.party_match import bare_name, matching_party, side_of
from figures.anchor import anchor
from figures.date import NotADate, last_day, span
from figures.reading import Suggestion
from figures.record import Casebook, Source
from figures.vocabulary import PROMISE_STAGES, Accumulation, Stage
from figures.wording import Unreadable, read

LONGEST_WORDS = 80
About = tuple[int | None, int | None]
"""An agreement or an event by its id; both None where it is not known which."""
NOTHING: About = (None, None)
RECENT = 2
"""Days before its publication of which an article speaks when it names none."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """A party that the text names and the casefile does not have, and the party that it seems to belong to."""

    name: str
    belongs_to: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What to put into the figure form: values, and by field the names of parties that the casefile does not have.

    ``day`` is when what the words speak of took place, as far as they say.
    """

    prefill: Prefill
    newcomers: Mapping[str, Stranger] = field(default_factory=dict)
    day: str = ""

    def on_page(self, pages: Sequence[int]) -> Taken:
        """The same with its page named, where the text has pages."""
        at = self.prefill.anchor
        if at is None or not pages:
            return self
        return replace(self, prefill=replace(self.prefill, where=place_in_words("", at.start, pages)))

    def part_of(self, whole: int) -> Taken:
        """The same as a part of a figure that was kept."""
        return replace(self, prefill=replace(self.prefill, part_of=whole))


def from_suggestion(casebook: Casebook, source: Source, text: str, suggestion: Suggestion, last: About = NOTHING) -> Taken:
    """The form for a suggestion as it was read; ``last`` is what the last figure of this source was about."""
    return _taken(casebook, source, text, (suggestion.start, suggestion.end), suggestion, suggestion.words, last)


def from_words(
    casebook: Casebook,
    source: Source,
    text: str,
    ends: tuple[int, int],
    read_here: Iterable[Suggestion],
    last: About = NOTHING,
) -> Taken:
    """The form for words that were selected: what was read in them is filled in, the quote is the selection."""
    start, end = ends
    within = [one for one in read_here if one.start < end and start < one.end]
    best = max(within, key=lambda one: min(end, one.end) - max(start, one.start), default=None)
    if best is not None and plain(best.words) in plain(text[start:end]):
        return _taken(casebook, source, text, ends, best, best.words, last)
    words = _number_in(text[start:end], source.language)
    return _taken(casebook, source, text, ends, best if not words else None, words, last)


def plain(words: str) -> str:
    """The words with single spaces between them, whatever kind of space the source has."""
    return " ".join(words.split())


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
        anchor=anchor(text, *ends),
        where=place_in_words(text, ends[0]),
    )
    if suggestion is None:
        return Taken(base, day=source.published)
    parties = {
        "sender": suggestion.sender,
        "receiver": suggestion.receiver,
        "claimant": suggestion.claimant,
    }
    known = {name: matching_party(said, casebook.parties) for name, said in parties.items() if said}
    about = guess_about(casebook, suggestion, source.published, last)
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
    strangers = {name: bare_name(said) for name, said in parties.items() if said and known.get(name) is None}
    newcomers = {name: Stranger(said, side_of(said, casebook.parties)) for name, said in strangers.items()}
    return Taken(prefill, newcomers, _date(suggestion.date) or source.published)


def place_in_words(text: str, start: int, pages: Sequence[int] = ()) -> str:
    """Where the words stand, as a note can print it: the page where the text has pages, else the paragraph."""
    if pages:
        number = sum(at <= start for at in pages)
        return QCoreApplication.translate("Sources", "page {n}").format(n=max(1, number))
    return QCoreApplication.translate("Sources", "paragraph {n}").format(n=ShownText(text).paragraph(start))


def guess_about(casebook: Casebook, suggestion: Suggestion, published: str = "", last: About = NOTHING) -> About:
    """What the words can only be about; what the last figure of this source was about where the words leave it open.

    A count of one handover is about an event; a total and a promise are about an agreement, a promise for a day about the event
    of that day. Words without a day speak of the days before they were published. Where two would do, nothing is guessed; in a
    casefile of tens of thousands of events more than two would nearly always do, and only the last figure tells.
    """
    if isinstance(casebook, Searched):
        return last
    day = suggestion.date
    event = _only([one.id for one in casebook.events if day and _same_day(one.date, day)])
    agreed_then = _only([one.id for one in casebook.agreements if day and _same_day(one.date, day)])
    before = [one.id for one in casebook.agreements if _days_before(one.date, published) is not None]
    agreement = agreed_then or _agreement_of(casebook, last) or _only(before)
    if suggestion.stage in PROMISE_STAGES:
        if suggestion.stage is Stage.SCHEDULED and event is not None:
            return None, event
        return (agreement, None) if agreement is not None else (None, event or last[1])
    if suggestion.accumulation is not Accumulation.INCREMENT:
        of_event = _agreement_of(casebook, (None, event))
        return of_event or agreement, None
    if event is not None or day:
        return None, event
    ages = {one.id: _days_before(one.date, published) for one in casebook.events}
    return None, last[1] or _only([id_ for id_, age in ages.items() if age is not None and age <= RECENT])


def _days_before(date: str, published: str) -> int | None:
    """How many days before the publication that was; None where it was after it, or where either day is not known."""
    try:
        then, printed = last_day(date), last_day(published)
    except NotADate:
        return None
    if then is None or printed is None or then > printed:
        return None
    return (printed - then).days


def _only(found: list[int]) -> int | None:
    return found[0] if len(found) == 1 else None


def _agreement_of(casebook: Casebook, about: About) -> int | None:
    """The agreement that an event belongs to, or the agreement itself."""
    if about[1] is None:
        return about[0]
    event = casebook.event.get(about[1])
    return None if event is None else event.agreement


def _same_day(one: str, other: str) -> bool:
    try:
        return bool(one) and span(one) == span(other)
    except NotADate:
        return False


def _date(text: str) -> str:
    try:
        span(text)
    except NotADate:
        return ""
    return text
