"""Documents on their way in: bytes read, hashed and turned into text in a worker, one file after another.

The bytes are kept as they came; what was read from them is only proposed to the researcher, who keeps the source.
"""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop.background import Asked, Background
from exchange.document import Document, UnreadableDocument, read_document

LARGEST = 256 * 1024 * 1024
CHUNK = 1 << 20
READABLE = (
    "html",
    "htm",
    "xhtml",
    "mhtml",
    "pdf",
    "txt",
    "md",
    "docx",
    "eml",
    "png",
    "jpg",
    "jpeg",
    "webp",
    "gif",
    "tif",
    "tiff",
)


@dataclass(frozen=True, slots=True)
class Taken:
    """One document as it came: its bytes with their hash, and what was read from them."""

    file_name: str
    media_type: str
    data: bytes
    sha256: str
    document: Document


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that could not be taken in, and one sentence that says why and what to do."""

    file_name: str
    why: str


class Intake(QObject):
    """Takes documents in.

    Signals: ``stepped(file_name, done, of)`` when the next file is begun; ``finished(tuple)`` with a ``Taken`` or
    ``Refused`` for each file that was read before the end or the cancelling.
    """

    stepped = Signal(str, int, int)
    finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._background.told.connect(self._begun)
        self._background.answered.connect(self.finished)

    @property
    def busy(self) -> bool:
        """Whether documents are being read."""
        return self._background.busy

    def take_files(self, paths: tuple[Path, ...]) -> None:
        """Read these files, in this order."""
        self._background.ask(partial(_read_all, paths))

    def take_text(self, text: str) -> None:
        """Read text that was pasted; its bytes are the text in UTF-8."""
        self._background.ask(partial(_read_text, text))

    def cancel(self) -> None:
        """Read no further file; what was read already is still told."""
        self._background.call_off()

    def close(self) -> None:
        """Stop for good."""
        self._background.close()

    def _begun(self, step: tuple[str, int, int]) -> None:
        self.stepped.emit(*step)


def _read_text(text: str, _asked: Asked) -> tuple[Taken | Refused, ...]:
    data = text.encode("utf-8", errors="replace")
    document = read_document(data, file_name="", media_type="text/plain")
    return (Taken("", "text/plain", data, hashlib.sha256(data).hexdigest(), document),)


def _read_all(paths: tuple[Path, ...], asked: Asked) -> tuple[Taken | Refused, ...]:
    read: list[Taken | Refused] = []
    for done, path in enumerate(paths):
        if not asked.tell((path.name, done, len(paths))):
            break
        taken = _read_file(path, asked)
        if taken is not None:
            read.append(taken)
    return tuple(read)


def _read_file(path: Path, asked: Asked) -> Taken | Refused | None:
    """One file, or the reason why not; None where the reading was cancelled in it."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            large = _tr("“{name}” is larger than 256 MB; keep it beside the casefile and enter the source by hand.")
            return Refused(path.name, large.format(name=path.name))
        data = _bytes(path, asked)
    except IsADirectoryError:
        return Refused(path.name, _tr("“{name}” is a folder; choose the files in it.").format(name=path.name))
    except OSError as error:
        why = error.strerror or str(error)
        return Refused(path.name, _tr("“{name}” could not be read: {why}.").format(name=path.name, why=why))
    if data is None:
        return None
    media_type = mimetypes.guess_type(path.name)[0] or ""
    try:
        document = read_document(data, file_name=path.name, media_type=media_type, unwanted=asked)
    except UnreadableDocument as error:
        return Refused(path.name, f"“{path.name}”: {error}")
    return Taken(path.name, document.media_type or media_type, data, hashlib.sha256(data).hexdigest(), document)


def _bytes(path: Path, asked: Asked) -> bytes | None:
    parts: list[bytes] = []
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            if asked():
                return None
            parts.append(chunk)
    return b"".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Intake", text)
