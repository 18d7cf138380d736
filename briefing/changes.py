"""What has changed since an issued briefing, as a section of the new one; every number, also of then, with its note."""

from __future__ import annotations

from briefing.annex import WHY
from briefing.content import EMPTY, Block, Cell, Column, Heading, Prose, Row, Table, name_cell, words_cell
from briefing.naming import Naming
from briefing.options import IssuedBefore
from briefing.since import Changes, LineChange, ReadingChange
from briefing.text import Marks, Number, Text, Words, say
from figures.count import Count
from figures.vocabulary import Role

NONE = words_cell("–", grey=True)


def changes_section(naming: Naming, before: IssuedBefore, changes: Changes | None) -> list[Block]:
    """The section; ``changes`` is None where what was kept of the earlier briefing cannot be read."""
    tr, language = naming.language.tr, naming.language
    title = before.title or tr("Stated and observed")
    fingerprint = " ".join(before.fingerprint[at : at + 4] for at in range(0, 12, 4))
    values = {
        "title": f"{title} ({before.label})" if before.label else title,
        "issued": language.date(before.issued_on) if before.issued_on else tr("undated"),
        "day": language.date(before.as_of) if before.as_of else "–",
        "fingerprint": fingerprint,
    }
    second = say(tr("Since “{title}”, issued {issued}, as of {day}, casefile {fingerprint}."), values)
    blocks: list[Block] = [Heading(1, tr("What has changed"), second)]
    if changes is None:
        return [*blocks, _said(tr("What was kept of the earlier briefing cannot be read, so nothing is compared with it."))]
    if not changes:
        return [*blocks, _said(tr("Nothing: every figure and every verdict in the scope of this briefing is as it was."))]
    tables = (
        _lines(naming, tr("Verdicts that changed"), [c for c in changes.lines if c.verdict]),
        _lines(naming, tr("Readings that changed"), [c for c in changes.lines if c.was is not None and not c.verdict]),
        _new_lines(naming, [c for c in changes.lines if c.was is None]),
        _added(naming, changes),
        _reworded(naming, changes),
        _withdrawn(naming, changes),
    )
    blocks += [table for table in tables if table is not None]
    if changes.missing:
        blocks.append(_said(tr("Some figures of the earlier briefing are no longer recorded, or no longer in scope.")))
    if changes.gone:
        blocks.append(_said(tr("Some lines of the earlier briefing have nothing to tell in this one.")))
    return blocks


def _said(text: str) -> Prose:
    return Prose("", "", (Words(text),))


def _about(naming: Naming, change: LineChange) -> str:
    """The agreement of a line, or its event."""
    book, line = naming.casebook, change.line
    if line.event is not None:
        return book.event[line.event].title
    return "" if line.agreement is None else book.agreement[line.agreement].title


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lines(naming: Naming, heading: str, changes: list[LineChange]) -> Table | None:
    """The lines that were told then and read otherwise now, a row for each role that does."""
    tr, language = naming.language.tr, naming.language
    columns = (
        Column(0, 130, tr("Line")),
        Column(134, 204, tr("Verdict then")),
        Column(208, 282, tr("Verdict now")),
        Column(286, 340, tr("Reading")),
        Column(342, 420, tr("Then"), end=True, marks=24),
        Column(424, 503, tr("Now"), end=True, marks=24),
    )
    rows: list[Row] = []
    for change in changes:
        if change.was is None:
            continue
        lead = (
            name_cell(naming.line(change.line), _about(naming, change)),
            Cell(text=(Words(_capital(language.label(change.was))),), verdict=change.was, grey=True),
            Cell(text=(Words(_capital(language.label(change.line.verdict))),), verdict=change.line.verdict, bold=True),
        )
        for at, reading in enumerate(change.readings or (None,)):
            cells = (NONE, NONE, NONE) if reading is None else _reading(naming, reading)
            rows.append(Row((*(lead if at == 0 else (EMPTY, EMPTY, EMPTY)), *cells)))
    return Table(columns=columns, rows=tuple(rows), heading=heading) if rows else None


def _reading(naming: Naming, reading: ReadingChange) -> tuple[Cell, Cell, Cell]:
    """One role then and now; a number of then that no recorded figure supports is not printed again."""
    name = words_cell(naming.language.label(reading.role))
    then = NONE
    if reading.was is not None and reading.cites:
        text = _counted(naming, reading.was, reading.cites)
        then = Cell(text=(Number(text, reading.cites),), beside=(Marks(reading.cites),), grey=True)
    elif reading.was is not None:
        then = words_cell(naming.language.tr("no longer recorded"), grey=True)
    if reading.now is None:
        return name, then, NONE
    bold = reading.role is Role.OBSERVED
    return name, then, Cell(text=(naming.reading(reading.now),), beside=naming.marks(reading.now), bold=bold)


def _counted(naming: Naming, count: Count, cites: tuple[int, ...]) -> str:
    """A count of then by its ends; in the words of a figure that still says the same where there is one."""
    for figure in (naming.casebook.figure[f] for f in cites):
        if naming.comparison.states[figure.id].count == count:
            return naming.figure_count(figure)
    return naming.language.interval(count)


def _new_lines(naming: Naming, changes: list[LineChange]) -> Table | None:
    tr, language = naming.language.tr, naming.language
    columns = (
        Column(0, 204, tr("Line")),
        Column(208, 282, tr("Verdict now")),
        Column(286, 372, tr("Stated"), end=True, marks=26, role=Role.STATED),
        Column(378, 503, tr("Observed"), end=True, marks=40, role=Role.OBSERVED),
    )
    rows: list[Row] = []
    for change in changes:
        line = change.line
        amounts = [
            Cell(text=(naming.reading(r),), beside=naming.marks(r), bold=r is line.observed) if r is not None else NONE
            for r in (line.stated, line.observed)
        ]
        verdict = Cell(text=(Words(_capital(language.label(line.verdict))),), verdict=line.verdict, bold=True)
        what = name_cell(naming.line(line), _about(naming, change))
        rows.append(Row((what, verdict, *amounts)))
    return Table(columns=columns, rows=tuple(rows), heading=tr("New lines")) if rows else None


def _added(naming: Naming, changes: Changes) -> Table | None:
    tr, book, language = naming.language.tr, naming.casebook, naming.language
    columns = (
        Column(0, 180, tr("Line")),
        Column(184, 244, tr("Stage")),
        Column(246, 326, tr("Figure"), end=True, marks=20),
        Column(332, 430, tr("Claimant")),
        Column(434, 503, tr("Said on")),
    )
    rows: list[Row] = []
    for figure in (book.figure[f] for f in changes.added):
        said = book.said_on(figure)
        about = book.event[figure.event].title if figure.event is not None else ""
        about = about or ("" if figure.agreement is None else book.agreement[figure.agreement].title)
        cells = (
            name_cell(naming.figure_line(figure), about),
            words_cell(language.label(figure.stage)),
            Cell(text=(naming.figure_number(figure),), beside=(Marks((figure.id,)),)),
            name_cell(naming.claimant(figure)),
            name_cell(language.date(said, short=True) if said else "–"),
        )
        rows.append(Row(cells))
    return Table(columns=columns, rows=tuple(rows), heading=tr("Figures added")) if rows else None


def _reworded(naming: Naming, changes: Changes) -> Table | None:
    """Figures whose words are others; the earlier words of a withheld source are withheld."""
    tr, book = naming.language.tr, naming.casebook
    columns = (
        Column(0, 180, tr("Line")),
        Column(184, 300, tr("Claimant")),
        Column(304, 400, tr("Then"), end=True),
        Column(404, 503, tr("Now"), end=True, marks=20),
    )
    rows: list[Row] = []
    for change in changes.reworded:
        figure = book.figure[change.figure]
        then: Text = (Words(tr("withheld")),) if naming.withheld(figure) else (Number(change.words, (figure.id,)),)
        cells = (
            name_cell(naming.figure_line(figure)),
            name_cell(naming.claimant(figure)),
            Cell(text=then, grey=True),
            Cell(text=(naming.figure_number(figure),), beside=(Marks((figure.id,)),)),
        )
        rows.append(Row(cells))
    return Table(columns=columns, rows=tuple(rows), heading=tr("Figures changed")) if rows else None


def _withdrawn(naming: Naming, changes: Changes) -> Table | None:
    tr, book = naming.language.tr, naming.casebook
    columns = (
        Column(0, 180, tr("Line")),
        Column(184, 264, tr("Figure"), end=True, marks=20),
        Column(272, 392, tr("Claimant")),
        Column(396, 503, tr("Why")),
    )
    rows: list[Row] = []
    for figure in (book.figure[f] for f in changes.withdrawn):
        why = naming.comparison.states[figure.id].why_not
        cells = (
            name_cell(naming.figure_line(figure)),
            Cell(text=(naming.figure_number(figure),), beside=(Marks((figure.id,)),)),
            name_cell(naming.claimant(figure)),
            words_cell(tr(WHY.get(why, why))),
        )
        rows.append(Row(cells))
    return Table(columns=columns, rows=tuple(rows), heading=tr("Figures that no longer stand")) if rows else None
