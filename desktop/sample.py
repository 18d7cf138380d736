"""The sample casefile, made from the data in ``resources/sample`` through the same import that a researcher's table takes.

Every record's identity follows from its name, so the sample has the same fingerprint wherever and whenever it is made.
"""

from __future__ import annotations

import hashlib
import tomllib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from db.act import Act
from db.casefile import Casefile
from desktop.table_import import import_table
from exchange.table import Row, Table
from figures.record import Party
from figures.vocabulary import PlaceRole

AUTHOR = "Handover"
Entry = Mapping[str, Any]
AGREEMENT_CELLS = {
    "title": "agreement",
    "date": "agreement_date",
    "status": "agreement_status",
    "status_on": "agreement_status_on",
    "due": "agreement_due",
    "place": "agreement_place",
    "mediators": "agreement_mediators",
}
EVENT_CELLS = {
    "title": "event",
    "kind": "event_kind",
    "date": "event_date",
    "status": "event_status",
    "place": "event_place",
    "mediators": "event_mediators",
}
SOURCE_CELLS = {
    "id": "source_id",
    "title": "source_title",
    "kind": "source_kind",
    "publisher": "publisher",
    "reliability": "reliability",
    "authors": "authors",
    "language": "language",
    "url": "source_url",
    "published": "published",
    "reprint_of": "reprint_of",
}
ELSEWHERE = {"id", "about", "way"}


def write_sample(path: Path) -> Path:
    """Make the sample casefile at ``path`` and return the path; ``AlreadyThere`` where there is a file of this name."""
    make_sample(path).close()
    return path


def make_sample(path: Path) -> Casefile:
    """Make the sample casefile and leave it open."""
    entries = _read()
    casefile = Casefile.create(path, author=AUTHOR)
    try:
        texts = {source["id"]: source["text"].strip() + "\n" for source in entries["source"]}
        report = import_table(casefile, _table(entries), label="Import the sample's figures", texts=texts, new_uid=_uid)
        if report.faults:
            raise AssertionError(f"the sample is not fit: {report.faults[0]}")
        with casefile.act("Add names, undertakings and notes") as act:
            _complete(casefile, act, entries)
    except BaseException:
        casefile.close()
        path.unlink(missing_ok=True)
        raise
    return casefile


def _read() -> dict[str, list[Entry]]:
    """Everything in the data files, in the order of their names."""
    entries: dict[str, list[Entry]] = {"party": [], "agreement": [], "event": [], "source": []}
    folder = files("resources") / "sample"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            content = tomllib.loads(file.read_text(encoding="utf-8"))
            for kind, found in entries.items():
                found.extend(content.get(kind, ()))
    return entries


def _uid(kind: str, name: str) -> str:
    """The identity of a record of the sample: a UUID of version 8 (RFC 9562) that is a digest of what it is called."""
    digest = int.from_bytes(hashlib.sha256(f"{kind}\n{name}".encode()).digest()[:16])
    digest = digest & ~(0xF << 76) | 0x8 << 76
    return str(uuid.UUID(int=digest & ~(0x3 << 62) | 0x2 << 62))


def _table(entries: Mapping[str, list[Entry]]) -> Table:
    """The sample as a table of figures, one row a figure, as a researcher would import it."""
    parties = {party["name"]: party for party in entries["party"]}
    abouts = {entry["id"]: entry for kind in ("agreement", "event") for entry in entries[kind]}
    events = {event["id"] for event in entries["event"]}
    rows: list[Row] = []
    for source in entries["source"]:
        for figure in source["figures"]:
            about = abouts[figure["about"]]
            event = about if figure["about"] in events else None
            agreement = about if event is None else abouts.get(event.get("agreement", ""))
            cells = {
                **_cells(agreement or {}, AGREEMENT_CELLS),
                **_cells(event or {}, EVENT_CELLS),
                **_cells(source, SOURCE_CELLS),
                **{name: _text(value) for name, value in figure.items() if name not in ELSEWHERE},
                "figure_id": figure["id"],
            }
            sender, receiver = figure.get("way", ("", ""))
            for column, name in (("from", sender), ("to", receiver), ("claimant", figure.get("claimant", ""))):
                cells |= _party(column, parties.get(name))
            rows.append(Row(len(rows) + 2, cells))
    return Table(tuple(rows), read_as="the sample")


def _cells(entry: Entry, columns: Mapping[str, str]) -> dict[str, str]:
    return {column: _text(entry[name]) for name, column in columns.items() if name in entry}


def _text(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value)


def _party(column: str, party: Entry | None) -> dict[str, str]:
    if party is None:
        return {}
    return {column: party["name"], f"{column}_kind": party["kind"], f"{column}_belongs_to": party.get("belongs_to", "")}


def _complete(casefile: Casefile, act: Act, entries: Mapping[str, list[Entry]]) -> None:
    """Add what a table has no column for: names in their own script, sides of agreements, undertakings, places, notes."""
    book = casefile.casebook()
    parties = {party.name: party for party in book.parties}
    for entry in entries["party"]:
        party = parties.get(entry["name"])
        if party is not None:
            act.change(party.id, replace(party, native_name=entry.get("native_name", "")))
    agreements = {agreement.title: agreement for agreement in book.agreements}
    for entry in entries["agreement"]:
        agreement = agreements[entry["title"]]
        sides = _ids(parties, entry.get("parties", ()))
        said = {"undertakings": entry.get("undertakings", ""), "note": entry.get("note", "")}
        act.change(agreement.id, replace(agreement, parties=sides, **said))
    events = {(event.title, event.date): event for event in book.events}
    for entry in entries["event"]:
        event = events[entry["title"], entry["date"]]
        role = PlaceRole(entry.get("place_role", PlaceRole.NOT_SAID))
        act.change(event.id, replace(event, place_role=role, note=entry.get("note", "")))
    sources = {source.ref: source for source in book.sources}
    for entry in entries["source"]:
        source = sources[entry["id"]]
        act.change(source.id, replace(source, note=entry.get("note", "")))


def _ids(parties: Mapping[str, Party], names: Iterable[str]) -> tuple[int, ...]:
    return tuple(parties[name].id for name in names)
