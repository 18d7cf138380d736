"""What the researcher chooses for a briefing: frozen and checked, to and from JSON for presets and issued briefings."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any


class Section(StrEnum):
    """A part of the briefing that can be left out or moved; the first page always comes first."""

    CHANGES = "changes"
    AGREEMENTS = "agreements"
    OUTSIDE = "outside"
    NOTES = "notes"
    METHOD = "method"
    REGISTER = "register"


DEFAULT_SECTIONS = (Section.CHANGES, Section.AGREEMENTS, Section.OUTSIDE, Section.NOTES, Section.METHOD)
PAPER_SIZES = ("A4", "Letter")
LANGUAGE_CODES = ("en", "uk")
LARGEST_LOGO = 1_000_000


class WrongOptions(ValueError):
    """Options that no briefing can be made from; the message says which and what to choose."""


class NoBriefing(ValueError):
    """A file that is no briefing of this program; the message says so in one sentence."""


@dataclass(frozen=True, slots=True)
class AgreementNote:
    """The author's own note on one agreement."""

    agreement: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedBefore:
    """An issued briefing to be compared with: what names it, and the snapshot that was kept with it.

    ``as_of`` and ``issued_on`` are days as EDTF; ``snapshot`` is the JSON of ``briefing.since.snapshot_of``.
    """

    title: str = ""
    label: str = ""
    as_of: str = ""
    issued_on: str = ""
    fingerprint: str = ""
    snapshot: str = "{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingOptions:
    """Everything about a briefing that is not in the casefile.

    ``as_of`` None is the latest day in the casefile. ``agreements`` empty means all of them and the events outside;
    ``first_day`` and ``last_day`` keep the events dated between them. ``logo`` are the bytes of a PNG. With ``since`` the
    briefing says what has changed since that one was issued.
    """

    title: str = ""
    author: str = ""
    organisation: str = ""
    label: str = ""
    as_of: dt.date | None = None
    agreements: tuple[int, ...] = ()
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    language: str = "en"
    paper: str = "A4"
    sections: tuple[Section, ...] = DEFAULT_SECTIONS
    opening: str = ""
    notes: tuple[AgreementNote, ...] = field(default=())
    logo: bytes = b""
    since: IssuedBefore | None = None

    def __post_init__(self) -> None:
        if self.language not in LANGUAGE_CODES:
            raise WrongOptions(f"There is no briefing in “{self.language}”; choose one of: {', '.join(LANGUAGE_CODES)}.")
        if self.paper not in PAPER_SIZES:
            raise WrongOptions(f"There is no paper “{self.paper}”; choose one of: {', '.join(PAPER_SIZES)}.")
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise WrongOptions("The last day of the briefing lies before its first day.")
        if len(set(self.sections)) != len(self.sections):
            raise WrongOptions("A section of the briefing is chosen twice.")
        if (self.logo[:8] != b"\x89PNG\r\n\x1a\n") and self.logo:
            raise WrongOptions("The logo is not a PNG picture.")
        if len(self.logo) > LARGEST_LOGO:
            raise WrongOptions("The logo is larger than a megabyte; choose a smaller picture.")

    def note_on(self, agreement: int) -> str:
        """The author's note on an agreement; empty where there is none."""
        return next((note.text for note in self.notes if note.agreement == agreement), "")

    def to_json(self) -> str:
        """The options as one JSON object, the same text for the same options."""
        return json.dumps({f.name: _plain(getattr(self, f.name)) for f in fields(self)}, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> BriefingOptions:
        """The options that ``to_json`` wrote; ``WrongOptions`` where the text is something else."""
        try:
            held = json.loads(text)
            known = {f.name for f in fields(cls)}
            return cls(**{name: _typed(name, value) for name, value in held.items() if name in known})
        except (ValueError, TypeError, AttributeError, KeyError, binascii.Error) as wrong:
            raise WrongOptions(f"These are not the options of a briefing: {wrong}") from None


def _plain(value: object) -> object:
    match value:
        case bytes():
            return base64.b64encode(value).decode("ascii")
        case dt.date():
            return value.isoformat()
        case tuple():
            return [_plain(item) for item in value]
        case AgreementNote():
            return {"agreement": value.agreement, "text": value.text}
        case IssuedBefore():
            return {f.name: getattr(value, f.name) for f in fields(value)}
        case _:
            return value


def _typed(name: str, value: Any) -> Any:
    match name:
        case "as_of" | "first_day" | "last_day":
            return None if value is None else dt.date.fromisoformat(value)
        case "logo":
            return base64.b64decode(value, validate=True)
        case "agreements":
            return tuple(int(item) for item in value)
        case "sections":
            return tuple(Section(item) for item in value)
        case "notes":
            return tuple(AgreementNote(int(item["agreement"]), str(item["text"])) for item in value)
        case "since":
            return None if value is None else IssuedBefore(**{f.name: str(value[f.name]) for f in fields(IssuedBefore)})
        case _:
            return str(value)
