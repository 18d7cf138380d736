"""From compared lines to a fulfilment chart: running sums of what was observed, event by event, beside the promise.

The marks in the captions are ids of figures; a briefing turns them into numbers of notes, the screen leaves them away.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from briefing.chart import Caption, Chart, Column, End, Panel, Promise, Step, Tick, unmarked
from briefing.language import LANGUAGES
from briefing.naming import Naming
from figures.count import Count
from figures.date import first_day, last_day
from figures.line import Comparison, Line, Reading
from figures.record import Casebook, Event
from figures.vocabulary import Role

LONG_SPAN = 45
"""From so many days on, ticks name their month and the line beneath names the year."""


@dataclass(frozen=True, slots=True)
class Handover:
    """What one event adds to the running sum."""

    day: dt.date
    count: Count
    figures: tuple[int, ...]


def chart_for(casebook: Casebook, comparison: Comparison, line: Line, language: str = "en") -> Chart | None:
    """The chart of one line without marks, for the screen; None where there is nothing dated to draw."""
    chart = chart_of(Naming(casebook, comparison, LANGUAGES[language]), [line])
    return None if chart is None else unmarked(chart)


def chart_of(naming: Naming, lines: list[Line]) -> Chart | None:
    """One chart with a panel for each of these lines, which share agreement, category and unit."""
    panels = [panel for line in lines if (panel := _panel(naming, line)) is not None]
    day = naming.comparison.as_of
    if day is None or not _worth_drawing(panels) or not any(_has_numbers(naming, line) for line in lines):
        return None
    agreement = None if lines[0].agreement is None else naming.casebook.agreement[lines[0].agreement]
    days = {step.day for panel in panels for step in panel.steps} | {c.day for panel in panels for c in panel.columns}
    days |= {panel.promise.since for panel in panels if panel.promise is not None and panel.promise.since is not None}
    due = None
    if agreement is not None and agreement.due:
        first, last = first_day(agreement.due), last_day(agreement.due)
        if first is not None and last is not None:
            due = (first, last)
            days |= {last}
    language = naming.language
    caption = (
        Caption(language.tr("due {date}").format(date=language.date(agreement.due, short=True)))
        if agreement and due
        else Caption()
    )
    beneath = language.tr("{year} (as of)").format(year=day.year)
    as_of = Tick(day, _day_and_month(naming, day), beneath)
    return Chart(panels=tuple(panels), ticks=_ticks(naming, sorted(days)), as_of=as_of, due=due, due_caption=caption)


def _worth_drawing(panels: list[Panel]) -> bool:
    """Whether there is a course to show: a promise and something that came, or at least two days."""
    days = {step.day for panel in panels for step in panel.steps} | {c.day for panel in panels for c in panel.columns}
    promised = any(panel.promise is not None and (panel.steps or panel.columns) for panel in panels)
    return promised or len(days) > 1


def _has_numbers(naming: Naming, line: Line) -> bool:
    """Whether an event gives the line a number to draw, of what was handed over or presented."""
    roles = (Role.OBSERVED, Role.REPORTED, Role.PRESENTED)
    held = [
        reading for role in roles for event, reading in event_readings(naming, line, role) if last_day(event.date) is not None
    ]
    return any(not naming.numberless(reading) for reading in held)


def _ticks(naming: Naming, days: list[dt.date]) -> tuple[Tick, ...]:
    if not days:
        return ()
    if (days[-1] - days[0]).days > LONG_SPAN:
        return tuple(Tick(day, _day_and_month(naming, day), str(day.year)) for day in days)
    months = naming.language.months_alone
    return tuple(Tick(day, str(day.day), f"{months[day.month - 1]} {day.year}") for day in days)


def _day_and_month(naming: Naming, day: dt.date) -> str:
    return f"{day.day} {naming.language.months_short[day.month - 1]}"


def _panel(naming: Naming, line: Line) -> Panel | None:
    tr, language = naming.language.tr, naming.language
    role, held = Role.OBSERVED, handovers(naming, line, Role.OBSERVED)
    if not held and line.observed is None:
        role, held = Role.REPORTED, handovers(naming, line, Role.REPORTED)
    end = line.observed if role is Role.OBSERVED else line.reported
    figures = tuple(dict.fromkeys(f for handover in held for f in handover.figures))
    columns = tuple(
        Column(
            h.day,
            h.count,
            (Caption(language.interval(h.count), h.figures), Caption(tr("presented,")), Caption(tr("not received"))),
        )
        for h in handovers(naming, line, Role.PRESENTED)
    )
    if not held and not columns and end is None:
        return Panel(title=naming.line(line), subtitle=Caption(tr("nothing observed")), promise=_promise(naming, line))
    words = tr("cumulative, received") if role is Role.OBSERVED else tr("cumulative, reported by the sender or by nobody named")
    missing = _missing(naming, line) if role is Role.OBSERVED else None
    return Panel(
        title=naming.line(line),
        subtitle=Caption(words, figures),
        role=role,
        promise=_promise(naming, line),
        steps=_steps(naming, held, end),
        columns=columns,
        end=None if end is None else End(end.count, bool(end.contested), _captions(naming, end)),
        missing=missing,
        missing_word=tr("short") if missing and not line.open else tr("outstanding") if missing else "",
    )


def _missing(naming: Naming, line: Line) -> Caption | None:
    gap = line.difference
    if gap is None or gap.high is None or gap.high >= 0 or line.stated is None or line.observed is None:
        return None
    return Caption(naming.apart(-gap.high, None if gap.low is None else -gap.low))


def _promise(naming: Naming, line: Line) -> Promise | None:
    stated = line.stated
    if stated is None or stated.numberless or (stated.count.high is None and not stated.count.low):
        return None
    days = [first_day(naming.casebook.said_on(naming.casebook.figure[f])) for f in stated.figures]
    agreement = None if line.agreement is None else naming.casebook.agreement[line.agreement]
    began = first_day(agreement.date) if agreement is not None else None
    since = began or min((day for day in days if day is not None), default=None)
    words = f"{naming.stage(stated)} {naming.reading_text(stated, either=True)}"
    return Promise(stated.count, Caption(words, stated.figures), since)


def _captions(naming: Naming, reading: Reading) -> tuple[Caption, ...]:
    """The label of the end: *6,057 [4] or 6,060 [5]* where two exact groups contest."""
    groups = sorted(reading.groups, key=lambda g: g.low)
    if reading.contested and len(groups) == 2 and all(g.is_exact for g in groups):
        states = naming.comparison.states
        sums = {f for f in reading.figures if states[f].count not in groups}
        parts: list[Caption] = []
        for at, group in enumerate(groups):
            words = (naming.language.tr(" or ") if at else "") + naming.language.number(group.low)
            figures = tuple(f for f in reading.figures if states[f].count == group)
            parts.append(Caption(words, figures or tuple(sorted(sums))))
        return tuple(parts)
    return (Caption(naming.reading_text(reading), reading.figures),)


def _steps(naming: Naming, held: list[Handover], end: Reading | None) -> tuple[Step, ...]:
    """Running sums; the last is left unlabelled where the end's own label says it."""
    steps: list[Step] = []
    total = Count.exactly(0)
    days: dict[dt.date, list[Handover]] = defaultdict(list)
    for handover in held:
        days[handover.day].append(handover)
    for day in sorted(days):
        for handover in days[day]:
            total = total.plus(handover.count)
        steps.append(Step(day, total, Caption(naming.language.interval(total))))
    if steps and end is not None:
        steps[-1] = replace(steps[-1], caption=Caption())
    return tuple(steps)


def handovers(naming: Naming, line: Line, role: Role) -> list[Handover]:
    """What each dated event gives to the line in one role, in the order of days."""
    found: list[Handover] = []
    for event, reading in event_readings(naming, line, role):
        day = last_day(event.date)
        if day is not None:
            found.append(Handover(day, reading.count, reading.figures))
    return sorted(found, key=lambda h: h.day)


def event_readings(naming: Naming, line: Line, role: Role) -> list[tuple[Event, Reading]]:
    """The readings of the agreement's events in the line’s direction and unit: of its category, else the largest below it."""
    casebook = naming.casebook
    mine: Mapping[int, list[tuple[bool, Reading]]] = defaultdict(list)
    for other, reading in _related(naming, line, role):
        if other.event is not None:
            mine[other.event].append((other.category == line.category, reading))
    found: list[tuple[Event, Reading]] = []
    for event in sorted(mine, key=naming.order_of_events.__getitem__):
        held = mine[event]
        own = [reading for same, reading in held if same]
        largest = max((reading for _, reading in held), key=lambda r: (r.count.low, r.figures))
        found.append((casebook.event[event], own[0] if own else largest._replace(count=largest.count.at_least())))
    return found


def _related(naming: Naming, line: Line, role: Role) -> Iterable[tuple[Line, Reading]]:
    tree = naming.casebook.categories
    of_event, of_agreement = naming.lines_by_event, naming.event_lines_by_agreement
    for other in of_agreement.get(line.agreement, ()) if line.event is None else of_event.get(line.event, ()):
        if other.receiver != line.receiver or not tree.is_under(other.category, line.category):
            continue
        reading = {Role.OBSERVED: other.observed, Role.REPORTED: other.reported, Role.PRESENTED: other.presented}[role]
        if reading is not None and (line.unit is None or reading.unit is line.unit):
            yield other, reading
