"""Tables of figures with who said them: where claimants differ, what else is recorded, the register of all."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.content import Cell, Column, Row, Strip, Table, name_cell, words_cell
from briefing.naming import Naming
from briefing.text import Marks, Name, Number, Text
from figures.line import Line
from figures.record import Figure
from figures.vocabulary import Accumulation, Role


def who_says_what(naming: Naming, lines: list[Line]) -> Table | None:
    """Where claimants differ: their figures side by side, each on a strip between the least and the greatest."""
    tr = naming.language.tr
    columns = (
        Column(0, 176, tr("Claimant")),
        Column(180, 226, tr("Vantage")),
        Column(228, 310, tr("Figure"), end=True, marks=20),
        Column(316, 408, tr("Where it lies")),
        Column(418, 466, tr("Said on")),
        Column(470, 503, tr("Grade")),
    )
    rows: list[Row] = []
    for line in lines:
        figures = differing(naming, line)
        if figures:
            rows += _claims(naming, line, figures)
    return Table(columns=columns, rows=tuple(rows), whole_groups=True, heading=tr("Who says what")) if rows else None


def differing(naming: Naming, line: Line) -> list[Figure]:
    """The standing figures of a line's readings, where there are two with different counts from different claimants."""
    states, casebook = naming.comparison.states, naming.casebook
    listed = [casebook.figure[f] for f in line.listed if f in states and states[f].standing]
    kind = Accumulation.INCREMENT if line.event is not None else Accumulation.CUMULATIVE
    figures = [
        f
        for f in listed
        if f.accumulation is kind
        and states[f.id].role in (Role.OBSERVED, Role.REPORTED)
        and (f.event == line.event if line.event is not None else f.event is None)
        and f.unit is (line.unit or f.unit)
    ]
    exact = {(states[f.id].count.low, states[f.id].count.high) for f in figures}
    claimants = {f.claimant for f in figures}
    return figures if len(exact) > 1 and len(claimants) > 1 else []


def _claims(naming: Naming, line: Line, figures: list[Figure]) -> list[Row]:
    casebook, language, states = naming.casebook, naming.language, naming.comparison.states
    counts = {f.id: states[f.id].count for f in figures}
    ends = sorted({n for c in counts.values() for n in (c.low, c.high) if n is not None})
    least, greatest = ends[0], ends[-1]
    stated = line.stated.count.low if line.stated and line.stated.count.is_exact else None
    if stated is not None and not (least - 25 * (greatest - least) <= stated <= greatest + 25 * (greatest - least)):
        stated = None
    if stated is not None:
        least, greatest = min(least, stated), max(greatest, stated)
    title = naming.line(line)
    if line.event is not None:
        event = casebook.event[line.event]
        title = "; ".join(part for part in (event.title, language.date(event.date) if event.date else "", title) if part)
    head = Row((Cell(text=(Name(title),), bold=True, ends=_scale(naming, least, greatest, figures, line)),), group=True)
    rows = [head]
    for figure in sorted(figures, key=lambda f: (states[f.id].role is not Role.OBSERVED, counts[f.id].low, f.id)):
        state, count = states[figure.id], counts[figure.id]
        native = "" if naming.withheld(figure) or figure.claimant is None else casebook.party[figure.claimant].native_name
        rows.append(
            Row(
                (
                    name_cell(naming.claimant(figure), native),
                    words_cell(language.label(state.vantage)),
                    _number(naming, figure, bold=state.role is Role.OBSERVED),
                    Cell(strip=Strip(least, greatest, count.low, count.high, state.role, stated)),
                    _day(naming, casebook.said_on(figure)),
                    name_cell(casebook.grade(figure)),
                )
            )
        )
    return rows


def _number(naming: Naming, figure: Figure, *, bold: bool = False) -> Cell:
    """A figure's number with its note, and the mark of its role where it has one."""
    role = naming.comparison.states[figure.id].role
    number, marks = naming.figure_number(figure), Marks((figure.id,))
    return Cell(text=(number,), beside=(marks,), bold=bold, mark=None if role is Role.NONE else role)


def _day(naming: Naming, edtf: str) -> Cell:
    """A day in a table; a dash where none is known."""
    return name_cell(naming.language.date(edtf, short=True) if edtf else "–")


def _scale(naming: Naming, least: int, greatest: int, figures: list[Figure], line: Line) -> tuple[Text, Text]:
    """The two ends of the strip, each a number that a figure gives."""
    states = naming.comparison.states

    def end(number: int) -> Text:
        given = tuple(f.id for f in figures if number in (states[f.id].count.low, states[f.id].count.high))
        held = given or (line.stated.figures if line.stated is not None else ())
        marks: Text = () if given else (Marks(held),)
        return (Number(naming.language.number(number), held), *marks)

    return end(least), end(greatest)


def also_recorded(naming: Naming, figures: list[Figure]) -> Table | None:
    """Standing figures that no other table shows: totals, what came after a handover, what was sent or refused."""
    tr, casebook, language = naming.language.tr, naming.casebook, naming.language
    columns = (
        Column(0, 158, tr("Line")),
        Column(162, 214, tr("Stage")),
        Column(216, 298, tr("Figure"), end=True, marks=20),
        Column(304, 410, tr("Claimant")),
        Column(414, 466, tr("Counts up to")),
        Column(470, 503, tr("Grade")),
    )
    rows: list[Row] = []
    for figure in figures:
        state = naming.comparison.states[figure.id]
        event = "" if figure.event is None else casebook.event[figure.event].title
        cells = (
            name_cell(naming.figure_line(figure), event),
            words_cell(language.label(figure.stage)),
            _number(naming, figure),
            name_cell(naming.claimant(figure), language.label(state.vantage)),
            _day(naming, casebook.counts_to(figure)),
            name_cell(casebook.grade(figure)),
        )
        rows.append(Row(cells))
    return Table(columns=columns, rows=tuple(rows), heading=tr("Also recorded")) if rows else None


def register(naming: Naming, figures: Iterable[Figure]) -> Table | None:
    """Every figure in scope, whether it stands or not."""
    tr, casebook, language = naming.language.tr, naming.casebook, naming.language
    columns = (
        Column(0, 140, tr("About")),
        Column(144, 192, tr("Stage")),
        Column(194, 276, tr("Figure"), end=True, marks=20),
        Column(280, 374, tr("Claimant")),
        Column(376, 426, tr("Said on")),
        Column(430, 457, tr("Grade")),
        Column(460, 503, tr("Stands")),
    )
    rows: list[Row] = []
    for figure in figures:
        state = naming.comparison.states[figure.id]
        about = casebook.agreement[figure.agreement].title if figure.agreement is not None else ""
        if figure.event is not None:
            about = casebook.event[figure.event].title
        what = naming.figure_line(figure)
        rows.append(
            Row(
                (
                    name_cell(what, about),
                    words_cell(language.label(figure.stage), language.label(state.vantage)),
                    _number(naming, figure),
                    name_cell(naming.claimant(figure)),
                    _day(naming, casebook.said_on(figure)),
                    name_cell(casebook.grade(figure)),
                    words_cell(tr(state.why_not or "yes"), grey=not state.standing),
                )
            )
        )
    return Table(columns=columns, rows=tuple(rows)) if rows else None
