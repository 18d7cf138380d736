"""Writing a casefile out by the ending of the file: its figures, its sources, or everything as JSON; and JSON back in."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from db.casefile import Casefile, RecordKind
from db.error import Interrupted
from db.joining import became, keep_apart, keep_became, kept_apart
from db.result import Progress
from desktop.file_out import write_beside, written_beside
from exchange.bibliography import as_bibtex, as_csl, as_ris
from exchange.casebook_json import Document, Likeness, NoCasebook, casebook_json, read_casebook
from exchange.comparison_json import comparison_json
from exchange.line_table import write_line_workbook, write_lines
from exchange.sheet_out import Reached
from exchange.table import NoTable
from exchange.table_out import write_figures, write_xlsx
from figures.comparison import compare
from figures.record import Unfit

if TYPE_CHECKING:
    from db.casefile import Act

OBSERVING = "observing"


def export_casefile(casefile: Casefile, out: Path, *, copies_beside: bool = False, progress: Progress | None = None) -> int:
    """Write ``out`` whole or not at all, and return how many figures, lines or sources it holds.

    ``copies_beside`` puts the stored copies of a JSON into a folder beside it instead of into it. ``progress`` is told how far
    this is and may call it off: then ``Interrupted`` is raised and what stood in the place of ``out`` stays.
    """
    name = out.name.lower()
    reached = _reaching(progress, casefile.tally().figures)
    if name.endswith((".lines.csv", ".lines.xlsx")):
        return _export_lines(casefile, out, reached)
    if name.endswith((".ris", ".bib", ".csl.json")):
        return _export_sources(casefile, out)
    match out.suffix.lower():
        case ".csv":
            with casefile.flat_figures() as figures, written_beside(out) as file:
                return write_figures(file, figures, reached)
        case ".xlsx":
            with casefile.flat_figures() as figures:
                _through_a_file(out, lambda made: write_xlsx(figures, made, reached))
            return casefile.tally().figures
        case ".json":
            folder = out.with_name(f"{out.stem} copies") if copies_beside else None
            write_beside(out, whole_as_json(casefile, folder).encode())
            return casefile.tally().figures
        case ending:
            known = ".csv, .xlsx or .json, for lines and verdicts in .lines.csv or .lines.xlsx, or for sources in .ris, .bib"
            raise NoTable(f"Nothing is written as “{ending or out.name}”; end the name in {known} or .csl.json.")


def _reaching(progress: Progress | None, figures: int) -> Reached:
    def reached(row: int) -> None:
        if progress is not None and not progress(row / max(figures, row, 1)):
            raise Interrupted("The export was called off. Nothing was written.")

    return reached


def _through_a_file(out: Path, write: Callable[[Path], None]) -> None:
    """What can only be written by name is written elsewhere first."""
    try:
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as folder:
            made = Path(folder) / "made"
            write(made)
            with written_beside(out) as file, made.open("rb") as finished:
                shutil.copyfileobj(finished, file)
    except OSError as wrong:
        raise OSError(wrong.errno, wrong.strerror, str(out)) from None


def _export_lines(casefile: Casefile, out: Path, reached: Reached) -> int:
    casebook = casefile.casebook()
    document = comparison_json(casebook, compare(casebook))
    if out.suffix.lower() == ".csv":
        with written_beside(out) as file:
            write_lines(file, document, reached)
    else:
        _through_a_file(out, lambda made: write_line_workbook(made, document, reached))
    return len(document["lines"])


def _export_sources(casefile: Casefile, out: Path) -> int:
    casebook = casefile.casebook()
    match out.suffix.lower():
        case ".ris":
            text = as_ris(casebook)
        case ".bib":
            text = as_bibtex(casebook)
        case _:
            text = json.dumps(as_csl(casebook), ensure_ascii=False, indent=1) + "\n"
    write_beside(out, text.encode())
    return len(casebook.sources)


def whole_as_json(casefile: Casefile, folder: Path | None = None) -> str:
    """The whole casefile as one JSON document, the same text for the same content.

    With a ``folder`` the stored copies are written there, each by its digest, and the document says where.
    """
    casebook = casefile.casebook()
    texts = {source.uid: casefile.source_text(source.id) for source in casebook.sources}
    kept = {uid: text for uid, text in texts.items() if text}
    stored = dict.fromkeys(source.copy.sha256 for source in casebook.sources if source.copy)
    if folder is None:
        copies: dict[str, bytes | str] = {sha256: casefile.stored_copy(sha256) for sha256 in stored}
    else:
        copies = {sha256: f"{folder.name}/{sha256}" for sha256 in stored}
        for sha256 in stored:
            folder.mkdir(exist_ok=True)
            write_beside(folder / sha256, casefile.stored_copy(sha256))
    document = casebook_json(casebook, kept, copies, casefile.setting(OBSERVING), _likeness(casefile))
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _likeness(casefile: Casefile) -> Iterator[Likeness]:
    """What was decided about records that look like one."""
    for kind, one, other in kept_apart(casefile):
        yield Likeness(kind.value, one, other, same=False)
    for (kind, gone), kept in became(casefile).items():
        yield Likeness(kind.value, gone, kept, same=True)


def _keep_likeness(act: Act, decided: Likeness) -> None:
    keep = keep_became if decided.same else keep_apart
    keep(act, RecordKind(decided.kind), decided.one, decided.other)


def _copies(document: Document, path: Path) -> Iterator[bytes]:
    """The stored copies of a document, those that lie beside it read and held against their digest."""
    for sha256, held in document.copies.items():
        if isinstance(held, bytes):
            yield held
            continue
        place = (path.parent / held).resolve()
        if not place.is_relative_to(path.parent.resolve()) or not place.is_file():
            raise NoCasebook(f"The stored copy “{held}” does not lie beside {path.name}. Put its folder there.")
        data = place.read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise NoCasebook(f"The stored copy “{held}” beside {path.name} is no longer what was written.")
        yield data


def counted_in(out: Path) -> str:
    """What a file of this name holds one row or entry of: figures, lines or sources."""
    name = out.name.lower()
    if name.endswith((".ris", ".bib", ".csl.json")):
        return "sources"
    return "lines" if name.endswith((".lines.csv", ".lines.xlsx")) else "figures"


class _Withdrawn(Exception):
    """Raised inside an act so that nothing of it is kept."""


def import_whole(casefile: Casefile, path: Path, *, dry_run: bool = False) -> int:
    """Keep a whole casefile out of JSON in an empty one, in one act, and return how many figures it holds."""
    try:
        document = read_casebook(json.loads(path.read_text(encoding="utf-8")))
    except (json.JSONDecodeError, UnicodeDecodeError) as wrong:
        raise NoCasebook(f"{path.name} is not JSON: {wrong}.") from None
    if casefile.casebook().sources or casefile.casebook().parties:
        raise NoCasebook(f"{casefile.path.name} is not empty; a whole casefile is read only into a new one.")
    ids: dict[tuple[str, str], int] = {}

    def key_of(kind: str, uid: str) -> int:
        if (kind, uid) not in ids:
            raise NoCasebook(f"A record names {uid} among the {kind}, which the document does not hold.")
        return ids[kind, uid]

    try:
        with casefile.act(f"Import {path.name}") as act:
            for category in document.categories:
                act.add_category(category)
            for data in _copies(document, path):
                act.keep_copy(data, "")
            for held in document.records:
                ids[held.kind, held.uid] = act.add(held.draft(key_of), uid=held.uid)
            for uid, text in document.texts.items():
                act.keep_text(key_of("sources", uid), text)
            for decided in document.likeness:
                _keep_likeness(act, decided)
            if document.observing:
                act.set_setting(OBSERVING, document.observing)
            if dry_run:
                raise _Withdrawn
    except _Withdrawn:
        pass
    except (Unfit, TypeError) as wrong:
        raise NoCasebook(f"{path.name} holds a record that the method does not allow: {wrong}") from None
    return sum(held.kind == "figures" for held in document.records)
