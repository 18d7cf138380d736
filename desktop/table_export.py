"""Writing a casefile out by the ending of the file: its figures, its sources, or everything as JSON; and JSON back in."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from db.casefile import Casefile
from desktop.file_out import write_beside
from exchange.bibliography import as_bibtex, as_csl, as_ris
from exchange.casebook_json import NoCasebook, casebook_json, read_casebook
from exchange.table import NoTable
from exchange.table_out import as_csv, write_xlsx
from figures.record import Unfit

OBSERVING = "observing"


def export_casefile(casefile: Casefile, out: Path) -> int:
    """Write ``out`` whole or not at all, and return how many figures it holds."""
    casebook = casefile.casebook()
    match out.suffix.lower():
        case ".csv":
            write_beside(out, as_csv(casebook))
        case ".xlsx":
            with tempfile.TemporaryDirectory() as folder:
                made = Path(folder) / "figures.xlsx"
                write_xlsx(casebook, made)
                write_beside(out, made.read_bytes())
        case ".json" if out.name.lower().endswith(".csl.json"):
            write_beside(out, (json.dumps(as_csl(casebook), ensure_ascii=False, indent=1) + "\n").encode())
        case ".json":
            write_beside(out, whole_as_json(casefile).encode())
        case ".ris":
            write_beside(out, as_ris(casebook).encode("utf-8"))
        case ".bib":
            write_beside(out, as_bibtex(casebook).encode("utf-8"))
        case ending:
            known = ".csv, .xlsx or .json, or for sources in .ris, .bib or .csl.json"
            raise NoTable(f"Nothing is written as “{ending or out.name}”; end the name in {known}.")
    return len(casebook.figures)


def whole_as_json(casefile: Casefile) -> str:
    """The whole casefile as one JSON document, the same text for the same content."""
    casebook = casefile.casebook()
    texts = {source.uid: casefile.source_text(source.id) for source in casebook.sources}
    copies = {s.copy.sha256: casefile.stored_copy(s.copy.sha256) for s in casebook.sources if s.copy}
    kept = {uid: text for uid, text in texts.items() if text}
    document = casebook_json(casebook, kept, copies, casefile.setting(OBSERVING))
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def only_sources(out: Path) -> bool:
    """Whether a file of this name is written for a reference program and holds sources, no figures."""
    return out.suffix.lower() in (".ris", ".bib") or out.name.lower().endswith(".csl.json")


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
            for data in document.copies.values():
                act.keep_copy(data, "")
            for held in document.records:
                ids[held.kind, held.uid] = act.add(held.draft(key_of), uid=held.uid)
            for uid, text in document.texts.items():
                act.keep_text(key_of("sources", uid), text)
            if document.observing:
                act.set_setting(OBSERVING, document.observing)
            if dry_run:
                raise _Withdrawn
    except _Withdrawn:
        pass
    except (Unfit, TypeError) as wrong:
        raise NoCasebook(f"{path.name} holds a record that the method does not allow: {wrong}") from None
    return sum(held.kind == "figures" for held in document.records)
