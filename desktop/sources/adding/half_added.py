"""A source that was pasted or typed and not kept yet, as a draft in the casefile: nothing typed is ever lost."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from desktop.session import Session
from desktop.sources.adding.intake import Taken
from exchange.document import Document

if TYPE_CHECKING:
    from db.result import DraftNote

FORM = "source-new"


@dataclass(frozen=True, slots=True)
class HalfAdded:
    """What stands in the form and in the editor, and the text that was pasted, if it was; a file is chosen again."""

    state: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    pasted: str = ""
    file_name: str = ""

    def written(self) -> str:
        """The draft as text."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> HalfAdded | None:
        """The draft that ``written`` wrote; None where the text is no such draft."""
        try:
            return cls(**json.loads(text))
        except (ValueError, TypeError):
            return None

    def taken(self) -> Taken | None:
        """The document that was pasted, as it was; None where a file was read or the text was typed."""
        if not self.pasted:
            return None
        data = self.pasted.encode("utf-8", errors="replace")
        digest = hashlib.sha256(data).hexdigest()
        return Taken("", "text/plain", data, digest, Document(text=self.pasted, media_type="text/plain"))


def new_name() -> str:
    """A name for the draft of a source that is begun now."""
    return f"{FORM}/{secrets.token_hex(4)}"


def waiting(session: Session, but: str = "") -> list[DraftNote]:
    """The half-added sources that lie in the casefile, the latest first, but the one being typed."""
    notes = [note for note in session.casefile.drafts() if note.form.startswith(f"{FORM}/") and note.form != but]
    return sorted(notes, key=lambda note: note.kept_at, reverse=True)


def keep(session: Session, name: str, half: HalfAdded) -> None:
    """Put it on disk at once."""
    session.keep_draft(name, half.written())


def drop(session: Session, name: str) -> None:
    """It was kept as a source, or is not wanted."""
    session.drop_draft(name)
