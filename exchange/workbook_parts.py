"""The parts of an Excel workbook: where each lies in its archive, and what all of its sheets share.

A cell names its text by a number in a table of texts, and its look by a number in a table of looks; whether a number is a day
is told by its look alone. What a look says is asked of openpyxl, which has met more of them than anybody.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TEXT, SPOKEN = f"{SHEET}t", f"{SHEET}rPh"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
USUAL_BOOK = "xl/workbook.xml"
USUAL_TEXTS = "xl/sharedStrings.xml"
USUAL_LOOKS = "xl/styles.xml"
YES = ("1", "true")
HIDDEN = ("hidden", "veryHidden")
LARGEST_PART = 1 << 30
LARGEST_HEAD = 64 << 20
"""No part but sheets and texts is larger than this."""

PIECE = 1 << 20
AS_READ = {"resolve_entities": False, "no_network": True, "remove_comments": True, "remove_pis": True}


@dataclass(frozen=True, slots=True)
class Days:
    """Which looks make a number a day or a span of time, and the day from which the workbook counts."""

    days: frozenset[str] = frozenset()
    spans: frozenset[str] = frozenset()
    from_1904: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sheet that is shown: its title and the part of the archive that holds it."""

    title: str
    part: str


@dataclass
class Parts:
    """An open workbook; ``ValueError`` or ``KeyError`` where it is none."""

    archive: zipfile.ZipFile
    book: str = field(init=False)

    def __post_init__(self) -> None:
        self.book = USUAL_BOOK
        if not self.has(USUAL_BOOK):
            self.book = next(part for kind, part in self._targets("").values() if kind.endswith("/officeDocument"))

    def has(self, part: str) -> bool:
        """Whether the archive holds this part."""
        return part in self._names

    def events(self, part: str, tags: tuple[str, ...]) -> Iterator[Any]:
        """The elements of these tags in a part, each when it is whole and gone when the next is asked for."""
        if self.archive.getinfo(part).file_size > LARGEST_PART:
            raise ValueError(part)
        with self.archive.open(part) as stream:
            for _, element in etree.iterparse(stream, tag=[f"{SHEET}{tag}" for tag in tags], **AS_READ):
                yield element
                element.clear()
                while (before := element.getprevious()) is not None:
                    element.getparent().remove(before)

    def holds(self, part: str, word: bytes) -> bool:
        """Whether a part can hold this word at all; nothing is taken apart for it."""
        with self.archive.open(part) as stream:
            piece = stream.read(PIECE)
            if b"\0" in piece:
                return True
            while piece:
                if word in piece:
                    return True
                piece, end = stream.read(PIECE), piece[-len(word) :]
                piece = end + piece if piece else b""
        return False

    def leaves(self) -> list[Leaf]:
        """The sheets that are shown, in order."""
        shown: list[Leaf] = []
        for sheet in self._book.iter(f"{SHEET}sheet"):
            kind, part = self._related[sheet.get(RELATION_ID)]
            if sheet.get("state", "visible") not in HIDDEN and not kind.endswith("/chartsheet"):
                shown.append(Leaf(sheet.get("name", ""), part))
        return shown

    @cached_property
    def texts(self) -> list[str]:
        """The texts that cells share, by their number."""
        part = self._part("/sharedStrings", USUAL_TEXTS)
        if not self.has(part):
            return []
        found: list[str] = []
        for element in self.events(part, ("si",)):
            found.append(words_in(element).replace("x005F_", ""))
        return found

    @cached_property
    def days(self) -> Days:
        """How days are told from numbers here."""
        properties = self._book.find(f"{SHEET}workbookPr")
        from_1904 = properties is not None and properties.get("date1904") in YES
        part = self._part("/styles", USUAL_LOOKS)
        if not self.has(part):
            return Days(from_1904=from_1904)
        return Days(*_days_among(self._tree(part)), from_1904)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self.archive.namelist())

    @cached_property
    def _book(self) -> Any:
        return self._tree(self.book)

    @cached_property
    def _related(self) -> dict[str, tuple[str, str]]:
        return self._targets(self.book)

    def _part(self, kind: str, usual: str) -> str:
        return next((part for said, part in self._related.values() if said.endswith(kind)), usual)

    def _targets(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part names, by its own names: of which kind it is and where it lies."""
        folder, name = posixpath.split(part)
        relations = self._tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {
            related.get("Id", ""): (
                related.get("Type", ""),
                posixpath.normpath(posixpath.join("/", folder, related.get("Target", ""))).lstrip("/"),
            )
            for related in relations.iter(RELATION)
        }

    def _tree(self, part: str) -> Any:
        if self.archive.getinfo(part).file_size > LARGEST_HEAD:
            raise ValueError(part)
        return etree.fromstring(self.archive.read(part), etree.XMLParser(**AS_READ))


def words_in(element: Any) -> str:
    """The words of a text, without how they look and how they are pronounced."""
    return "".join([word.text or "" for word in element.iter(TEXT) if word.getparent().tag != SPOKEN])


def _days_among(looks: Any) -> tuple[frozenset[str], frozenset[str]]:
    """The numbers of the looks that make a number a day, and of those that make it a span of time."""
    from openpyxl.styles.numbers import builtin_format_code, is_date_format, is_timedelta_format

    own = {look.get("numFmtId"): look.get("formatCode") for look in looks.iterfind(f"{SHEET}numFmts/{SHEET}numFmt")}
    days: set[str] = set()
    spans: set[str] = set()
    for place, look in enumerate(looks.iterfind(f"{SHEET}cellXfs/{SHEET}xf")):
        number = look.get("numFmtId", "0")
        code = own[number] if number in own else builtin_format_code(int(number))
        if is_date_format(code):
            days.add(str(place))
        if is_timedelta_format(code):
            spans.add(str(place))
    return frozenset(days), frozenset(spans)
