"""How agreements, events, sources and figures are named in a list to choose from."""

from __future__ import annotations

from desktop.forms.picker import Option
from desktop.look.shown import visible_line
from figures.record import Agreement, Casebook, Event, Figure, Source
from figures.wording import mark

LONGEST = 90


def short(text: str, longest: int = LONGEST) -> str:
    """The text on one line, cut where it is too long for a list."""
    line = visible_line(text[: longest * 4])
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def dated(title: str, date: str) -> str:
    """A title with its date."""
    return f"{short(title)}, {date}" if date else short(title)


def event_name(event: Event) -> str:
    """An event as a line of a list."""
    return dated(event.title, event.date)


def agreement_name(agreement: Agreement) -> str:
    """An agreement as a line of a list."""
    return dated(agreement.title, agreement.date)


def source_name(casebook: Casebook, source: Source) -> str:
    """A source as a line of a list: publisher, title, day."""
    publisher = casebook.publisher.get(source.publisher) if source.publisher is not None else None
    parts = (publisher.name if publisher is not None else "", short(source.title), source.published)
    return ", ".join(part for part in parts if part)


def about_options(casebook: Casebook) -> list[Option]:
    """Agreements, each followed by its events, then the events outside any."""
    found: list[Option] = []
    by_agreement: dict[int | None, list[Option]] = {}
    for event in sorted(casebook.events, key=lambda one: (one.date or "9", one.id)):
        by_agreement.setdefault(event.agreement, []).append(Option(("event", event.id), event_name(event)))
    for agreement in sorted(casebook.agreements, key=lambda one: (one.date or "9", one.id)):
        found.append(Option(("agreement", agreement.id), agreement_name(agreement)))
        found.extend(by_agreement.get(agreement.id, ()))
    return [*found, *by_agreement.get(None, ())]


def source_options(casebook: Casebook) -> list[Option]:
    """Sources by publisher, title and day, the latest first."""
    ordered = sorted(casebook.sources, key=lambda one: (one.published, one.id), reverse=True)
    return [Option(source.id, source_name(casebook, source)) for source in ordered]


def figure_name(casebook: Casebook, figure: Figure) -> str:
    """A figure as a line of a list: number, stage, claimant, day."""
    claimant = casebook.party.get(figure.claimant) if figure.claimant is not None else None
    number = mark(figure.count, figure.bound, figure.words) if figure.portion is None else figure.words
    parts = (short(number, 40), figure.stage.label, claimant.name if claimant is not None else "", casebook.said_on(figure))
    return ", ".join(part for part in parts if part)


def figure_options(casebook: Casebook, agreement: int | None, event: int | None, but: int | None) -> list[Option]:
    """The figures of the same agreement with its events, or of the same event; never the figure itself."""
    figures = family(casebook, agreement, event)
    return [Option(figure.id, figure_name(casebook, figure)) for figure in figures if figure.id != but]


def family(casebook: Casebook, agreement: int | None, event: int | None) -> list[Figure]:
    """The figures of the same agreement with its events, or of the same event, in the order in which they were added."""
    if event is not None and event in casebook.event:
        agreement = casebook.event[event].agreement
    if agreement is None:
        return [] if event is None else list(casebook.figures_about(event=event))
    found = list(casebook.figures_about(agreement=agreement))
    for one in casebook.events_of(agreement):
        found += casebook.figures_about(event=one.id)
    return sorted(found, key=lambda figure: figure.id)
