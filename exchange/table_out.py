"""A casefile's figures as the table that they could be imported from: the same columns, the same words, one row a figure.

Cells that a spreadsheet would take for a formula are defused by an apostrophe, which reading takes away again.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from exchange.definition import COUNTED, definitions
from exchange.heading import COLUMNS, DATE_COLUMNS, REFUSED_BECAUSE, Fault, as_ours
from exchange.table import Table
from exchange.table_row import BOTH_REASONS
from figures.record import Casebook, Event, Figure, Source
from figures.vocabulary import PartyKind

FORMULA = re.compile(r"'*[=+\-@\t\r]")
HEAD_FILL = "FFE8E8E8"
PLAIN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
PLAIN_NUMBER = re.compile(r"0|[1-9][0-9]{0,14}")
FIRST_DAY_OF_SPREADSHEETS = "1900-03-01"
"""Before it spreadsheets count their days in two ways, so earlier days stay texts."""


def figures_as_rows(casebook: Casebook) -> Iterable[Mapping[str, str]]:
    """Every figure as the cells of its row, by heading; empty cells are left out."""
    measures = {pin.figure: pin.reason for pin in sorted(casebook.pins, key=lambda p: p.id)}
    named = {key for f in casebook.figures for key in (f.part_of, f.relative_to, f.corrects) if key is not None}
    described = frozenset(key for f in casebook.figures for key in (f.sender, f.receiver, f.claimant) if key is not None)
    cited = {figure.source for figure in casebook.figures}
    originals = frozenset(s.reprint_of for s in casebook.sources if s.reprint_of is not None and s.reprint_of in cited)
    for figure in casebook.figures:
        event = None if figure.event is None else casebook.event[figure.event]
        about = figure.agreement if event is None else event.agreement
        cells = {
            **({} if about is None else _agreement(casebook, about)),
            **({} if event is None else _event(casebook, event)),
            **_party(casebook, "from", figure.sender, described),
            **_party(casebook, "to", figure.receiver, described),
            **_party(casebook, "claimant", figure.claimant, described),
            **_figure(casebook, figure, measures.get(figure.id, ""), called=figure.id in named),
            **_source(casebook, casebook.source[figure.source], originals),
        }
        yield {column: text for column, text in cells.items() if text}


def as_csv(casebook: Casebook) -> bytes:
    """The table as CSV in UTF-8 with commas; the byte order mark lets every spreadsheet see that it is UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for cells in figures_as_rows(casebook):
        writer.writerow([defused(cells.get(column, "")) for column in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def refused_rows(table: Table, faults: Iterable[Fault]) -> bytes:
    """The rows of a table that have faults, as they stood, each with why; CSV that can be mended and imported again."""
    why: dict[int, list[str]] = {}
    for fault in faults:
        why.setdefault(fault.row, []).append(f"{table.cell(fault) or fault.column or 'the row'}: {fault.why}")
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    kept = [place for place, heading in enumerate(table.headings) if as_ours(heading) != REFUSED_BECAUSE]
    writer.writerow([*(table.headings[place] for place in kept), REFUSED_BECAUSE])
    for number, reasons in sorted(why.items()):
        record = table.raw.get(number, ())
        cells = [record[place] if place < len(record) else "" for place in kept] + list(record[len(table.headings) :])
        writer.writerow([defused(text) for text in (*cells, " ".join(dict.fromkeys(reasons)))])
    return out.getvalue().encode("utf-8-sig")


def defused(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def write_xlsx(casebook: Casebook, path: Path) -> None:
    """The table as an Excel workbook: numbers and days typed, the rest texts, headings frozen and filtered, and definitions.

    Beside the table's own columns stand the least and the most that each number can mean.
    """
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Figures")
    sheet.freeze_panes = "A2"
    headings = (*COLUMNS, *COUNTED)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(casebook.figures) + 1}"
    sheet.append(_bold(sheet, headings))
    for figure, row in zip(casebook.figures, figures_as_rows(casebook), strict=True):
        cells = [_typed(sheet, column, row.get(column, "")) for column in COLUMNS]
        sheet.append([*cells, figure.count.low, figure.count.high])
    told = workbook.create_sheet("Definitions")
    told.freeze_panes = "A2"
    for column, width in (("A", 24), ("B", 90), ("C", 90)):
        told.column_dimensions[column].width = width
    told.append(_bold(told, ("column", "meaning", "words")))
    for line in definitions():
        told.append(line)
    workbook.save(path)


def _bold(sheet: Any, headings: Iterable[str]) -> list[Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font, PatternFill

    cells = [WriteOnlyCell(sheet, heading) for heading in headings]
    for cell in cells:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=HEAD_FILL)
    return cells


def _typed(sheet: Any, column: str, text: str) -> Any:
    """A cell that reads back as the same text: a whole number, a day, or the text itself and never a formula."""
    from openpyxl.cell import WriteOnlyCell

    if column in DATE_COLUMNS and PLAIN_DAY.match(text) and text >= FIRST_DAY_OF_SPREADSHEETS:
        cell = WriteOnlyCell(sheet, dt.date.fromisoformat(text))
        cell.number_format = "yyyy-mm-dd"
    elif column in ("number", "credibility") and PLAIN_NUMBER.fullmatch(text):
        cell = WriteOnlyCell(sheet, int(text))
    else:
        cell = WriteOnlyCell(sheet, text or None)
        if text:
            cell.data_type = "s"
    return cell


def _names(casebook: Casebook, parties: Iterable[int]) -> str:
    return "; ".join(casebook.party[party].name for party in parties)


def _yes(value: bool) -> str:
    return "yes" if value else ""


def _agreement(casebook: Casebook, key: int) -> Mapping[str, str]:
    agreement = casebook.agreement[key]
    return {
        "agreement": agreement.title,
        "agreement_date": agreement.date,
        "agreement_status": agreement.status,
        "agreement_status_on": agreement.status_on,
        "agreement_due": agreement.due,
        "agreement_place": agreement.place,
        "agreement_mediators": _names(casebook, agreement.mediators),
        "tranches_missing": _yes(agreement.tranches_missing),
    }


def _event(casebook: Casebook, event: Event) -> Mapping[str, str]:
    return {
        "event": event.title,
        "event_kind": event.kind,
        "event_date": event.date,
        "event_status": event.status,
        "event_place": event.place,
        "event_mediators": _names(casebook, event.mediators),
    }


def _party(casebook: Casebook, column: str, key: int | None, described: frozenset[int]) -> Mapping[str, str]:
    """A party with the one it belongs to; where no row describes that one, with its kind and whom it belongs to in turn."""
    if key is None:
        return {}
    party = casebook.party[key]
    chain: list[str] = []
    kinds, at = [party.kind], party
    while at.belongs_to is not None and len(chain) < len(casebook.parties):
        at = casebook.party[at.belongs_to]
        chain.append(at.name)
        if at.id in described:
            break
        kinds.append(at.kind)
    while len(kinds) > 1 and kinds[-1] is PartyKind.UNKNOWN:
        kinds.pop()
    return {column: party.name, f"{column}_kind": "; ".join(kinds), f"{column}_belongs_to": "; ".join(chain)}


def _figure(casebook: Casebook, figure: Figure, measure: str, *, called: bool) -> Mapping[str, str]:
    def name(key: int | None) -> str:
        return "" if key is None else casebook.figure[key].name

    return {
        "category": figure.category,
        "unit": figure.unit,
        "stage": figure.stage,
        "number": figure.words,
        "accumulation": figure.accumulation,
        "vantage": figure.vantage or "",
        "said_on": figure.said_on,
        "as_of": figure.as_of,
        "figure_id": figure.name if called else figure.ref,
        "part_of": name(figure.part_of),
        "relative_to": name(figure.relative_to),
        "corrects": name(figure.corrects),
        "retracted": _yes(figure.retracted),
        "retracted_on": figure.retracted_on,
        "measure": measure,
        "reason": _reason(figure),
        "quote": figure.quote,
        "where": figure.where,
        "credibility": str(figure.credibility),
        "note": figure.note,
    }


def _reason(figure: Figure) -> str:
    vantage, retraction = figure.vantage_reason, figure.retracted_reason
    if vantage and figure.retracted and vantage != retraction:
        return f"{BOTH_REASONS[0]}{vantage}{BOTH_REASONS[1]}{retraction}"
    return vantage or retraction


def _source(casebook: Casebook, source: Source, originals: frozenset[int]) -> Mapping[str, str]:
    publisher = None if source.publisher is None else casebook.publisher[source.publisher]
    return {
        "source_id": source.ref or (source.uid if source.id in originals else ""),
        "source_title": source.title,
        "source_kind": source.kind,
        "publisher": "" if publisher is None else publisher.name,
        "authors": "; ".join(source.authors),
        "language": source.language,
        "source_url": source.address,
        "archived_url": source.archived_address,
        "published": source.published,
        "accessed": source.accessed,
        "reprint_of": _original(casebook, source, originals),
        "confidential": _yes(source.confidential),
        "reliability": "" if publisher is None else publisher.reliability,
    }


def _original(casebook: Casebook, source: Source, originals: frozenset[int]) -> str:
    """The reprinted source by its identifier where the table has a row of it, else by its title."""
    if source.reprint_of is None:
        return ""
    original = casebook.source[source.reprint_of]
    return original.ref or (original.uid if original.id in originals else original.title)
