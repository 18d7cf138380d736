"""Sources as reference programs keep them: CSL-JSON, RIS and BibTeX out; CSL-JSON and RIS in.

What such a program has no field for stays behind: gradings, texts and copies. A date that is only partly known goes out as
far as it is known, and a span as far as its two days agree; never as a day that nobody gave.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from exchange.habit import day
from exchange.heading import NoTable
from figures.record import Casebook, Source, SourceDraft, Unfit
from figures.vocabulary import SourceKind

T = TypeVar("T")

CSL_TYPE = {
    SourceKind.WIRE_REPORT: "article-newspaper",
    SourceKind.OFFICIAL_STATEMENT: "webpage",
    SourceKind.NGO_REPORT: "report",
    SourceKind.COURT_DOCUMENT: "legal_case",
    SourceKind.SOCIAL_POST: "post",
    SourceKind.INTERVIEW: "interview",
    SourceKind.IMAGE_OR_VIDEO: "motion_picture",
    SourceKind.DATASET: "dataset",
}
RIS_TYPE = {
    SourceKind.WIRE_REPORT: "NEWS",
    SourceKind.OFFICIAL_STATEMENT: "ELEC",
    SourceKind.NGO_REPORT: "RPRT",
    SourceKind.COURT_DOCUMENT: "CASE",
    SourceKind.SOCIAL_POST: "BLOG",
    SourceKind.INTERVIEW: "PCOMM",
    SourceKind.IMAGE_OR_VIDEO: "VIDEO",
    SourceKind.DATASET: "DATA",
}
BIBTEX_TYPE = {SourceKind.NGO_REPORT: "techreport", SourceKind.WIRE_REPORT: "article"}
FROM_CSL = {name: kind for kind, name in CSL_TYPE.items()} | {"article": SourceKind.WIRE_REPORT, "book": SourceKind.NGO_REPORT}
FROM_RIS = {name: kind for kind, name in RIS_TYPE.items()} | {"MGZN": SourceKind.WIRE_REPORT, "JOUR": SourceKind.WIRE_REPORT}
KNOWN_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?=[~?%/]|$)")
RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  - ?(.*)")
BIBTEX_KEY = re.compile(r"[A-Za-z0-9:.-]+")
BIBTEX_SIGNS = str.maketrans(
    {s: f"\\{s}" for s in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
BRACES = {ord("{"): r"{\textbraceleft}", ord("}"): r"{\textbraceright}"}
"""BibTeX counts braces whatever stands before them, so those that are not in pairs are spelt out."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A source out of a reference program, and the name of who published it."""

    source: SourceDraft
    publisher: str = ""


def date_parts(date: str) -> list[int]:
    """Year, month and day of an EDTF date, as many as are certain; a span gives what its two days share."""
    first, _, last = date.partition("/")
    found = KNOWN_DATE.match(first)
    parts = [int(part) for part in found.groups() if part] if found else []
    if last:
        other = date_parts(last)
        shared = [one for one, two in zip(parts, other, strict=False) if one == two]
        parts = parts[: len(shared)] if shared == parts[: len(shared)] else []
    return parts


def _publisher(casebook: Casebook, source: Source) -> str:
    return "" if source.publisher is None else casebook.publisher[source.publisher].name


def as_csl(casebook: Casebook) -> list[dict[str, Any]]:
    """Every source as an item of CSL-JSON."""
    return [_csl(casebook, source) for source in casebook.sources]


def _csl(casebook: Casebook, source: Source) -> dict[str, Any]:
    publisher = _publisher(casebook, source)
    said: dict[str, Any] = {
        "id": source.ref or source.uid,
        "type": CSL_TYPE[source.kind],
        "title": source.title,
        "author": [{"literal": author} for author in source.authors],
        "publisher": publisher,
        "container-title": publisher if source.kind is SourceKind.WIRE_REPORT else "",
        "URL": source.address,
        "archive_location": source.archived_address,
        "language": source.language,
        "note": source.note,
    }
    for name, date in (("issued", source.published), ("accessed", source.accessed)):
        if parts := date_parts(date):
            said[name] = {"date-parts": [parts]}
    return {name: value for name, value in said.items() if value}


def as_ris(casebook: Casebook) -> str:
    """Every source in RIS, lines ended as RIS has them."""
    lines: list[str] = []
    for source in casebook.sources:
        fields = [("TY", RIS_TYPE[source.kind]), ("ID", source.ref or source.uid), ("TI", source.title)]
        fields += [("AU", author) for author in source.authors]
        fields += [
            ("PB", _publisher(casebook, source)),
            ("DA", _ris_date(source.published)),
            ("Y2", _ris_date(source.accessed)),
        ]
        fields += [("UR", source.address), ("L2", source.archived_address), ("LA", source.language), ("N1", source.note)]
        lines += [f"{tag}  - {' '.join(text.split())}" for tag, text in fields if text.strip()]
        lines += ["ER  - ", ""]
    return "\r\n".join(lines)


def _ris_date(date: str) -> str:
    parts = date_parts(date)
    return "/".join([*(f"{part:02}" for part in parts), *[""] * (3 - len(parts)), ""]) if parts else ""


def as_bibtex(casebook: Casebook) -> str:
    """Every source in BibTeX; letters stay as they are, as biblatex and Zotero take them."""
    return "\n".join(_bibtex(casebook, source) for source in casebook.sources)


def _bibtex(casebook: Casebook, source: Source) -> str:
    kind = BIBTEX_TYPE.get(source.kind, "misc")
    names = {"article": "journal", "techreport": "institution"}
    parts = date_parts(source.published)
    fields = {
        "title": f"{{{_escaped(source.title)}}}",
        "author": " and ".join(f"{{{_escaped(author)}}}" for author in source.authors),
        names.get(kind, "publisher"): _escaped(_publisher(casebook, source)),
        "year": str(parts[0]) if parts else "",
        "month": str(parts[1]) if len(parts) > 1 else "",
        "day": str(parts[2]) if len(parts) > 2 else "",
        "url": source.address.replace("{", "%7B").replace("}", "%7D"),
        "urldate": source.accessed if len(date_parts(source.accessed)) == 3 else "",
        "language": _escaped(source.language),
        "note": _escaped(source.note),
    }
    key = source.ref if BIBTEX_KEY.fullmatch(source.ref) else source.uid
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items() if text]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def _escaped(text: str) -> str:
    signs = BIBTEX_SIGNS if _paired(text) else {**BIBTEX_SIGNS, **BRACES}
    return " ".join(text.translate(signs).split())


def _paired(text: str) -> bool:
    """Whether every brace has its fellow."""
    depth = 0
    for letter in text:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if depth < 0:
            return False
    return depth == 0


def read_csl(text: str) -> tuple[Reference, ...]:
    """The sources in a CSL-JSON document; ``NoTable`` where it is none."""
    try:
        items = json.loads(text)
        if not isinstance(items, list):
            raise ValueError("it is no list")
        return tuple(_each("CSL-JSON", items, _from_csl))
    except (ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise NoTable(f"This is no CSL-JSON that can be read: {wrong}.") from None


def _from_csl(item: Mapping[str, Any]) -> Reference:
    def date(name: str) -> str:
        parts = (item.get(name, {}).get("date-parts") or [[]])[0]
        return "-".join(f"{int(part):0{4 if place == 0 else 2}}" for place, part in enumerate(parts[:3]))

    source = SourceDraft(
        title=str(item.get("title", "")),
        authors=tuple(map(_csl_name, item.get("author", ()))),
        kind=FROM_CSL.get(str(item.get("type", "")), SourceKind.WIRE_REPORT),
        address=str(item.get("URL", "")),
        archived_address=str(item.get("archive_location", "")),
        language=str(item.get("language", "")),
        published=date("issued"),
        accessed=date("accessed"),
        note=str(item.get("note", "")),
        ref=str(item.get("id", "")),
    )
    return Reference(source, str(item.get("publisher") or item.get("container-title") or ""))


def _csl_name(name: Mapping[str, str]) -> str:
    return name.get("literal") or " ".join(filter(None, (name.get("given", ""), name.get("family", ""))))


def read_ris(text: str) -> tuple[Reference, ...]:
    """The sources in a RIS document; ``NoTable`` where it holds none."""
    found = tuple(_each("RIS", _ris_records(text), _from_ris))
    if not found:
        raise NoTable("This is no RIS: no line begins with TY  - .")
    return found


def _each(form: str, items: Iterable[T], read: Callable[[T], Reference]) -> Iterator[Reference]:
    """Every source of a document; where one is unfit, the refusal says which."""
    for number, item in enumerate(items, 1):
        try:
            yield read(item)
        except Unfit as wrong:
            raise NoTable(f"Source {number} of this {form} cannot be read: {wrong}") from None


def _ris_records(text: str) -> Iterator[dict[str, list[str]]]:
    fields: dict[str, list[str]] = {}
    for line in text.lstrip("\ufeff").splitlines():
        found = RIS_LINE.match(line)
        if not found:
            continue
        tag, said = found[1], found[2].strip()
        if tag == "TY":
            fields = {}
        if tag == "ER" and fields:
            yield fields
            fields = {}
        elif said:
            fields.setdefault(tag, []).append(said)


def _from_ris(fields: Mapping[str, list[str]]) -> Reference:
    def first(*tags: str) -> str:
        return next((fields[tag][0] for tag in tags if tag in fields), "")

    def date(*tags: str) -> str:
        parts = [part for part in first(*tags).split("/")[:3] if part.strip()]
        return day("-".join(parts)) if parts else ""

    source = SourceDraft(
        title=first("TI", "T1"),
        authors=tuple(fields.get("AU", fields.get("A1", ()))),
        kind=FROM_RIS.get(first("TY"), SourceKind.WIRE_REPORT),
        address=first("UR"),
        archived_address=first("L2"),
        language=first("LA"),
        published=date("DA", "PY", "Y1"),
        accessed=date("Y2"),
        note=first("N1"),
        ref=first("ID"),
    )
    return Reference(source, first("PB", "T2", "JO"))


def known(references: Iterable[Reference], casebook: Casebook) -> frozenset[int]:
    """Which of the references, by their place, are sources that are there already: same address, or same title and day."""
    addresses = {source.address for source in casebook.sources if source.address}
    titles = {(source.title, source.published) for source in casebook.sources}
    return frozenset(
        place
        for place, reference in enumerate(references)
        if reference.source.address in addresses or (reference.source.title, reference.source.published) in titles
    )
