"""The tables of a briefing: at a glance, what was promised, what happened, who says what, and the register."""

from __future__ import annotations

from collections import defaultdict

from briefing.content import EMPTY, Cell, Column, Legend, Row, Table, name_cell, words_cell
from briefing.interval_bar import bar_of
from briefing.naming import Naming, readings
from briefing.text import Marks, Name, Number, Run, Text, Words, figures_of
from figures.line import Line, Reading
from figures.record import Agreement, Event, Figure
from figures.vocabulary import Corroboration, FlagKind, Role, Verdict

WIDTH = 503.0
NARROWEST_NUMBER = 84.0
SHORT_QUOTE = 90
PRINTED_ROLES = (Role.OBSERVED, Role.REPORTED, Role.PRESENTED, Role.STATED)


def glance(naming: Naming, groups: list[tuple[str, str, list[Line]]]) -> Table:
    """The comparison at a glance: one row a line; verdict before numbers, so that a row reads as a sentence."""
    tr = naming.language.tr
    columns = (
        Column(0, 132, tr("Line")),
        Column(136, 206, tr("Verdict")),
        Column(208, 296, tr("Against what was stated")),
        Column(298, 352, tr("Stated"), end=True, role=Role.STATED),
        Column(354, 398, tr("Reported"), end=True, role=Role.REPORTED),
        Column(400, 454, tr("Observed"), end=True, role=Role.OBSERVED),
        Column(456, 503, tr("Difference"), end=True),
    )
    rows: list[Row] = []
    for title, second, lines in groups:
        rows.append(Row((Cell(text=(Name(title),), second=(Name(second),), bold=True),), group=True))
        rows += [_glance_row(naming, line) for line in lines]
    return Table(
        columns=columns,
        rows=tuple(rows),
        tall=True,
        legend=Legend.BARS,
        heading=tr("The comparison at a glance"),
    )


def _glance_row(naming: Naming, line: Line) -> Row:
    language = naming.language
    verdict = language.label(line.verdict)
    contested = any(r is not None and r.contested for r in (line.observed, line.stated))
    alone = line.verdict is Verdict.NOTHING_STATED and line.presented is not None and line.observed is None
    under = language.tr("contested") if contested else language.tr("presented only") if alone else ""
    if line.reported_verdict is not None and line.reported_verdict is not line.verdict:
        reported = language.tr("reported only: {verdict}").format(verdict=language.label(line.reported_verdict))
        under = ", ".join(part for part in (under, reported) if part)
    observed, bar = line.observed or line.presented, bar_of(line)
    gap = naming.gap_text(line.difference)
    figures = figures_of(naming.marks(line.stated, line.observed))
    if line.unit is None or (not gap and line.difference is None):
        difference = words_cell("–", grey=True)
    elif not gap:
        difference = words_cell(language.tr("unknown"), grey=True)
    else:
        difference = Cell(text=(Number(gap, figures),))
    return Row(
        (
            Cell(text=(Name(naming.line(line)),), second=_line_second(naming, line)),
            Cell(
                text=(Words(verdict[:1].upper() + verdict[1:]),),
                second=(Words(under),) if under else (),
                verdict=line.verdict,
                contested=contested,
                bold=True,
            ),
            words_cell(language.tr("units differ"), grey=True) if bar is None else Cell(bar=bar),
            _amount(naming, line.stated, line),
            _amount(naming, line.reported, line),
            _amount(naming, observed, line, bold=observed is line.observed),
            difference,
        )
    )


def _line_second(naming: Naming, line: Line) -> Text:
    """The small line: which event, and what else a reader must know of the line."""
    tr, parts = naming.language.tr, []
    if line.event is not None:
        event = naming.casebook.event[line.event]
        if event.agreement is not None:
            parts += [event.title, naming.language.date(event.date, short=True)] if event.date else [event.title]
        parts += [naming.language.label(event.status)]
    if any(flag.kind is FlagKind.ROLES_DISAGREE for flag in line.flags):
        parts.append(tr("receiver and sender differ"))
    elif line.pinned_reason:
        parts.append(tr("measure chosen by the researcher: {reason}").format(reason=line.pinned_reason))
    elif line.from_parent:
        parts.append(tr("read from the parent category"))
    elif line.event is None:
        origins = {Corroboration.SINGLE: tr("one origin"), Corroboration.INDEPENDENT: tr("independent origins")}
        parts.append(origins.get(line.corroboration, "") if line.observed or line.reported else "")
    return (Name("; ".join(part for part in parts if part)), *_others(naming, line))


def _others(naming: Naming, line: Line) -> Text:
    """Readings in units that are not compared, beside the line that they belong to."""
    runs: list[Run] = []
    for reading in line.others:
        noun = naming.noun(reading.count, line.category, reading.unit)
        what = naming.language.label(reading.stage) if reading.stage else naming.language.label(reading.role)
        runs += [Name(f" {what}: "), naming.reading(reading), Name(f" {noun}"), *naming.marks(reading)]
    return tuple(runs)


def _amount(naming: Naming, reading: Reading | None, line: Line, *, bold: bool = False) -> Cell:
    """A reading in a number column, its notes beneath; a dash where there is none."""
    if reading is None:
        return words_cell("–", grey=True)
    mark = Role.PRESENTED if reading.role is Role.PRESENTED else None
    tail: Text = ()
    if line.unit is None:
        tail = (Name(naming.language.label(reading.unit)), Words(" "))
    marks = (*tail, *naming.marks(reading))
    return Cell(text=(naming.reading(reading),), second=marks, bold=bold, grey=mark is not None, mark=mark)


def promises(naming: Naming, agreement: Agreement) -> Table | None:
    """What was promised, by whom, in which words; undertakings without a figure beneath."""
    tr = naming.language.tr
    columns = (
        Column(0, 122, tr("Promise")),
        Column(128, 274, tr("As worded")),
        Column(276, 360, tr("Stated"), end=True, marks=20, role=Role.STATED),
        Column(364, 420, tr("Stage")),
        Column(424, 503, tr("Said by")),
    )
    rows: list[Row] = []
    for figures in _both_ways(promised(naming, agreement)):
        figure = figures[0]
        thing = naming.what(figure.category, figure.unit)
        thing = thing[:1].upper() + thing[1:]
        what = naming.figure_line(figure)
        if len(figures) > 1:
            what = tr("{what}, each side to the other").format(what=thing)
        ids = tuple(f.id for f in figures)
        worded = _worded(naming, figure)
        rows.append(
            Row(
                (
                    name_cell(what),
                    Cell(text=(Name(worded),), quoted=bool(worded)),
                    Cell(text=(Number(naming.figure_count(figure), ids),), beside=(Marks(ids),)),
                    words_cell(naming.language.label(figure.stage)),
                    name_cell(naming.claimant(figure)),
                )
            )
        )
    for undertaking in agreement.undertakings.splitlines():
        if undertaking.strip():
            said = name_cell(undertaking.strip(), across=2)
            kind = words_cell(tr("undertaking without a figure"), grey=True, across=2)
            rows.append(Row((said, EMPTY, words_cell("–", grey=True), kind, EMPTY)))
    return Table(columns=columns, rows=tuple(rows), heading=tr("What was promised")) if rows else None


def _both_ways(figures: list[Figure]) -> list[tuple[Figure, ...]]:
    """Promises, those of which the same was said for the other direction together with it."""
    found: list[tuple[Figure, ...]] = []
    for figure in figures:
        said = (
            figure.words,
            figure.stage,
            figure.claimant,
            figure.category,
            figure.unit,
            figure.source,
            figure.where,
            figure.quote,
        )
        for at, held in enumerate(found):
            other = held[0]
            also = (
                other.words,
                other.stage,
                other.claimant,
                other.category,
                other.unit,
                other.source,
                other.where,
                other.quote,
            )
            back = other.receiver is not None and (other.sender, other.receiver) == (figure.receiver, figure.sender)
            if len(held) == 1 and back and said == also:
                found[at] = (other, figure)
                break
        else:
            found.append((figure,))
    return found


def _worded(naming: Naming, figure: Figure) -> str:
    """The source's own words: its quote where that is short, else the number as worded; nothing of a withheld source."""
    if naming.withheld(figure):
        return ""
    quote = " ".join(figure.quote.split())
    return quote if 0 < len(quote) <= SHORT_QUOTE else figure.words


def promised(naming: Naming, agreement: Agreement) -> list[Figure]:
    """The standing promises of an agreement."""
    return naming.promises_by_agreement.get(agreement.id, [])


def happened(naming: Naming, events: list[Event]) -> Table | None:
    """The events in order, with what went in each direction; the mark before a number says which role it has."""
    if not events:
        return None
    tr = naming.language.tr
    lines = {event.id: naming.lines_by_event.get(event.id, []) for event in events}
    ways = list(dict.fromkeys(line.receiver for event in events for line in lines[event.id]))
    ways.sort(key=lambda way: way is None)
    single = len(ways) > 3
    heads = [tr("Number")] if single else [_toward(naming, way) for way in ways]
    step = max((WIDTH - 322) / max(2, len(heads)), NARROWEST_NUMBER)
    first = WIDTH - step * len(heads)
    numbers = [
        Column(first + step * at + 4, first + step * (at + 1), head, end=True, marks=26) for at, head in enumerate(heads)
    ]
    columns = (
        Column(0, 60, tr("Date")),
        Column(64, 126, tr("Status")),
        Column(130, max(200, first - 2), tr("Event")),
        *numbers,
    )
    rows: list[Row] = []
    for event in events:
        rows += _event_rows(naming, event, lines[event.id], ways, single)
    return Table(columns=columns, rows=tuple(rows), heading=tr("What happened"), legend=Legend.ROLES)


def _toward(naming: Naming, receiver: int | None) -> str:
    tr = naming.language.tr
    return tr("Both directions") if receiver is None else tr("To {receiver}").format(receiver=naming.party(receiver))


def _event_rows(naming: Naming, event: Event, lines: list[Line], ways: list[int | None], single: bool) -> list[Row]:
    """One row for each kind of thing that an event handed over, the event named on the first."""
    language = naming.language
    kinds: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        key = (naming.line(line), "") if single else (naming.what(line.category, line.unit), str(line.unit))
        kinds[key].append(line)
    rows: list[Row] = []
    for at, ((what, _), held) in enumerate(kinds.items() or [(("", ""), [])]):
        by_way = {None if single else line.receiver: line for line in held}
        cells = [_event_cell(naming, by_way.get(way)) for way in ([None] if single else ways)]
        said = what.split(" ")[0].casefold() in event.title.casefold() and len(kinds) == 1
        title = Cell(text=(Name(event.title),), second=() if said else (Name(what),)) if at == 0 else name_cell(what, grey=True)
        when = language.date(event.date, short=True) if event.date else language.tr("undated")
        lead = (name_cell(when), words_cell(language.label(event.status)), title)
        rows.append(Row((*(lead if at == 0 else (EMPTY, EMPTY, title)), *cells)))
    return rows


def _event_cell(naming: Naming, line: Line | None) -> Cell:
    """What one event handed over one way: observed, else reported, else presented, else only promised."""
    if line is None:
        return words_cell("–", grey=True)
    held = dict(readings(line))
    for role in PRINTED_ROLES:
        reading = held.get(role)
        if reading is not None:
            bold = role is Role.OBSERVED
            return Cell(text=(naming.reading(reading),), beside=naming.marks(reading), bold=bold, mark=role)
    return words_cell("–", grey=True)
