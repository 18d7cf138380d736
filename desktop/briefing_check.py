"""Whether a briefing says what its data say: computed again from the files inside it, from its casefile, and page by page.

Four questions, each answered in sentences that name every difference: is the file as it was sealed; do its figures give its
lines; does the casefile give its lines; does the casefile, where it is still the same, give the same pages. Where the casefile
has changed since, that is said, and the lines that read otherwise now are named. Pages that another edition of the program
drew cannot be made again, since each line set elsewhere would be called a difference: their numbers are looked for instead.
"""

from __future__ import annotations

import datetime as dt
import difflib
import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex
from typing import Any

from briefing.annex import OPTIONS_FILE
from briefing.attachments import DRAWING, digest
from briefing.options import BriefingOptions
from briefing.pdf import make
from briefing.reading import HeldBriefing, read_briefing
from briefing.scope import part_in_scope
from briefing.withholding import SOURCE as WITHHELD
from briefing.withholding import withhold
from db.casefile import Casefile
from db.setting import OBSERVING
from desktop.briefing_difference import Json, bare, differences, figures_differ, key_of, plain
from desktop.briefing_file import FIGURES_FILE, LINES_FILE, files_of
from desktop.table_import import import_table
from exchange.comparison_json import comparison_json
from exchange.document import UnreadableDocument
from exchange.pdf_text import read_pdf
from exchange.table import NoTable
from exchange.table_file import read_csv
from figures.category import Category
from figures.comparison import compare
from figures.record import Casebook, Source, Unfit

NUMBER = re.compile(r"(?<![^\W_])\d+(?:[,\u00a0\u202f]\d+)*(?![^\W_])")
"""A number with what parts its thousands, and no part of a word."""


@dataclass(frozen=True, slots=True)
class BriefingCheck:
    """What was found: ``faults`` each in a sentence, ``notes`` on what was checked and what could not be."""

    faults: tuple[str, ...]
    notes: tuple[str, ...]


def check_briefing(casefile: Casefile, pdf: bytes) -> BriefingCheck:
    """Check a briefing against itself and against its casefile; ``NoBriefing`` where the bytes are no briefing of ours."""
    held = read_briefing(pdf)
    faults, notes = list(held.changed_parts()), list[str]()
    if not held.seal_holds and not faults:
        faults.append("The file was changed after the briefing was made, outside its pages and attached files.")
    lines = _json(held, faults)
    if lines is not None:
        if lines.get("as_of") != held.said.get("as_of") or lines.get("method") != held.said.get("method"):
            faults.append(f"{LINES_FILE} and briefing.json name different days or versions of the method.")
        faults += _from_figures(held, lines, secret=token_hex() if casefile.encrypted else None)
    casebook, fingerprint = casefile.casebook(), casefile.fingerprint()
    same = fingerprint == held.fingerprint
    if not same:
        notes.append("The casefile has changed since this briefing was made; its pages are not made again.")
    faults += _from_casefile(held, lines, casebook, same=same)
    if same:
        options = _options(held, casefile)
        if options is None:
            notes.append("The briefing that it was held against is not kept in this casefile, so its pages are not made again.")
        elif held.said.get("drawing") != DRAWING:
            notes.append(
                "Another edition of this program drew this briefing, so of its pages only the numbers were looked for."
            )
            faults += _numbers(held, casebook, options)
        else:
            faults += _pages(held, casebook, options)
    if not faults:
        notes.append(f"{len(held.pages)} pages; {len((lines or {}).get('lines', []))} lines computed again, all the same.")
    return BriefingCheck(tuple(dict.fromkeys(faults)), tuple(notes))


def _json(held: HeldBriefing, faults: list[str]) -> Json | None:
    try:
        read = json.loads(held.files[LINES_FILE])
        if isinstance(read, dict) and all(isinstance(line, dict) for line in read["lines"]):
            return read
    except (ValueError, KeyError, TypeError):
        pass
    faults.append(f"{LINES_FILE} is not attached to this briefing, or cannot be read.")
    return None


def _from_figures(held: HeldBriefing, lines: Json, *, secret: str | None) -> Iterator[str]:
    """The lines computed again from the table inside the briefing, in a casefile of their own, encrypted where ours is."""
    if FIGURES_FILE not in held.files:
        yield f"{FIGURES_FILE} is not attached to this briefing."
        return
    try:
        with tempfile.TemporaryDirectory() as folder, Casefile.create(Path(folder) / "f.handover", passphrase=secret) as made:
            with made.act("Settings") as act:
                for identifier, parent, label in held.said.get("categories", []):
                    act.add_category(Category(str(identifier), str(parent), str(label)))
                act.set_setting(OBSERVING, " ".join(held.said.get("observing", [])))
            report = import_table(made, read_csv(held.files[FIGURES_FILE]))
            casebook = made.casebook()
    except (NoTable, Unfit, TypeError, ValueError) as wrong:
        yield f"{FIGURES_FILE} cannot be read back: {wrong}"
        return
    for fault in report.faults:
        yield f"{FIGURES_FILE}, row {fault.row}, {fault.column}: “{fault.value}”. {fault.why}"
    day = held.options.as_of
    if day is None and held.said.get("as_of"):
        casebook = _up_to(casebook, str(held.said["as_of"]))
    again = plain(comparison_json(casebook, compare(casebook, day)))
    skip = _withheld(lines)
    yield from differences(bare(lines["lines"]), bare(again["lines"]), FIGURES_FILE, skip)
    yield from figures_differ(lines.get("figures", []), again["figures"])


def _up_to(casebook: Casebook, day: str) -> Casebook:
    """The casebook with its latest day where the whole casefile's was."""
    last = Source(id=-1, uid="last-day", title="last day", published=day)
    return replace(casebook, sources=(*casebook.sources, last))


def _withheld(lines: Json) -> frozenset[tuple[object, ...]]:
    """The lines that rest on a withheld source, whose claimant cannot be joined with what it says elsewhere."""
    hidden = {str(f["id"]) for f in lines.get("figures", []) if str(f.get("source", "")).startswith(WITHHELD)}
    return frozenset(key_of(line) for line in lines["lines"] if not hidden.isdisjoint(_named(line)))


def _named(value: Any) -> Iterator[str]:
    """Every figure that a line names."""
    if isinstance(value, dict):
        yield from map(str, value.get("figures") or ())
        for held in value.values():
            yield from _named(held)


def _from_casefile(held: HeldBriefing, lines: Json | None, casebook: Casebook, *, same: bool) -> Iterator[str]:
    """The lines computed again from the casefile on the same day and in the same scope."""
    if lines is None:
        return
    day = held.options.as_of
    comparison = compare(casebook, day if day is not None or same else _day(held.said.get("as_of")))
    part, compared = part_in_scope(withhold(casebook, comparison), comparison, held.options)
    again = plain(comparison_json(part, compared))
    where = "the casefile" if same else "the casefile of today"
    yield from differences(lines["lines"], again["lines"], where, frozenset())
    if same:
        yield from figures_differ(lines.get("figures", []), again["figures"], where)
        if lines.get("as_of") != again["as_of"]:
            yield f"{LINES_FILE} is as of {lines.get('as_of')}; the casefile gives {again['as_of']}."


def _day(text: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        return None


def _options(held: HeldBriefing, casefile: Casefile) -> BriefingOptions | None:
    """The options with what was kept of the earlier briefing; None where that is not in this casefile."""
    since = held.options.since
    if since is None:
        return held.options
    kept = next((b.snapshot for b in casefile.issued() if digest(b.snapshot.encode()) == since.snapshot), None)
    return None if kept is None else replace(held.options, since=replace(since, snapshot=kept))


def _pages(held: HeldBriefing, casebook: Casebook, options: BriefingOptions) -> Iterator[str]:
    """The briefing made again from its casefile, and what is not the same in it."""
    again = make(casebook, compare(casebook, options.as_of), options, held.fingerprint, files_of).pdf
    if again == held.pdf:
        return
    due = read_briefing(again)
    different = [n for n, pair in enumerate(zip(held.pages, due.pages, strict=False)) if pair[0] != pair[1]]
    if len(held.pages) != len(due.pages):
        yield f"The briefing has {len(held.pages)} pages; made again it has {len(due.pages)}."
    if different:
        texts = _page_texts(held.pdf), _page_texts(again)
        for page in different:
            yield _page_differs(page, *(text[page] if page < len(text) else "" for text in texts))
    for name in sorted(held.files.keys() | due.files.keys()):
        if held.files.get(name) != due.files.get(name):
            yield f"{name} is not what the casefile gives."
    if not different and held.files == due.files:
        yield "Outside its pages and attached files the briefing is not what the casefile gives."


def _numbers(held: HeldBriefing, casebook: Casebook, options: BriefingOptions) -> Iterator[str]:
    """The numbers on the pages that are nowhere in the briefing made again, but those of pages; and notes told apart."""
    again = make(casebook, compare(casebook, options.as_of), options, held.fingerprint, files_of).pdf
    if held.said.get("notes") != read_briefing(again).said["notes"]:
        yield f"{OPTIONS_FILE} gives figures other notes than the casefile."
    due = {number for text in _page_texts(again) for number in NUMBER.findall(text)}
    for page, text in enumerate(_page_texts(held.pdf), start=1):
        for number in NUMBER.findall(text):
            if number not in due and not (number.isdecimal() and int(number) <= len(held.pages)):
                yield f"Page {page} says “{number}”, which the casefile gives nowhere."


def _page_texts(pdf: bytes) -> list[str]:
    try:
        read = read_pdf(pdf)
    except UnreadableDocument:
        return []
    ends = (*read.pages[1:], len(read.text))
    return [read.text[start:end] for start, end in zip(read.pages, ends, strict=True)]


def _page_differs(page: int, found: str, due: str) -> str:
    """The first words of a page that are not those of the page made again."""
    one, other = found.split(), due.split()
    for kind, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            says, gives = " ".join(one[a:b][:8]), " ".join(other[c:d][:8])
            return f"Page {page + 1} says “{says}” where the casefile gives “{gives}”."
    return f"Page {page + 1} is drawn otherwise than the casefile gives it."
