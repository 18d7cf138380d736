"""A table out of a file: CSV of any delimiter and encoding, or the first fitting sheet of an Excel or OpenDocument workbook."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from exchange.csv_file import CsvRecords
from exchange.heading import NoTable
from exchange.mapping import Translation
from exchange.mapping_file import read_translation
from exchange.shaping import shape
from exchange.table import Reached, Sheet, Table, nothing

__all__ = ["read_csv", "read_table", "read_translation"]

WORKBOOKS = (".xlsx", ".xlsm", ".ods")


def read_table(path: Path, translation: Translation | None = None, reached: Reached = nothing) -> Table:
    """The table in ``path``; ``NoTable`` or ``OSError`` where it cannot be read.

    ``reached`` is told now and then at which row this is; what it raises ends the reading.
    """
    rename = translation or Translation()
    if path.suffix.lower() in WORKBOOKS:
        from exchange.apart import sheets_apart

        return _first_fitting(sheets_apart(path), rename, path, reached)
    if path.suffix.lower() in (".xls", ".xlsb", ".numbers"):
        raise NoTable(f"{path.name} cannot be read as a table; save it as .xlsx or .csv.")
    records = CsvRecords(lambda: path.open("rb"), rename)
    return shape(records, rename, records.read_as, reached=reached)


def beginning(path: Path, most: int = 2000) -> tuple[tuple[str, ...], ...]:
    """The first rows of a file as they stand, of its first sheet that holds any; for who has yet to say what they mean."""
    if path.suffix.lower() in WORKBOOKS:
        from exchange.apart import sheets_apart

        begun: Iterator[tuple[tuple[str, ...], ...]] = (_first(sheet.records, most) for sheet in sheets_apart(path))
    else:
        begun = iter([_first(CsvRecords(lambda: path.open("rb"), Translation()), most)])
    said = (tuple(row for row in rows if any(cell.strip() for cell in row)) for rows in begun)
    return next((rows for rows in said if rows), ())


def _first(records: Iterable[Sequence[str]], most: int) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(record) for record in islice(records, most))


def _first_fitting(sheets: Iterable[Sheet], rename: Translation, path: Path, reached: Reached) -> Table:
    """The first sheet whose headings are those of a table of figures; else what is wrong with the first that has any."""
    problem: NoTable | None = None
    for sheet in sheets:
        try:
            return shape((), rename, sheet=sheet, reached=reached)
        except NoTable as wrong:
            problem = wrong if problem is None or "empty" in str(problem) else problem
    raise problem or NoTable(f"{path.name} holds no sheet that is shown.")


def read_csv(data: bytes, translation: Translation | None = None, reached: Reached = nothing) -> Table:
    """The table in the bytes of a CSV file, its encoding and its delimiter found and said in ``read_as``."""
    rename = translation or Translation()
    records = CsvRecords(partial(io.BytesIO, data), rename)
    return shape(records, rename, records.read_as, reached=reached)
