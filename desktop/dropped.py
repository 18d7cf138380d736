"""What is dropped on the window or pasted into it, by what is done with it: opened, brought in, or read as a document.

Who takes what is decided here alone, so that a room and the window can never both want the same file, or neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMimeData

from db import SUFFIX

REFERENCES = (".ris", ".csl.json")


def casefile(data: QMimeData | None) -> Path | None:
    """The first casefile among what is meant."""
    return next((path for path in _files(data) if _is_casefile(path)), None)


def references(data: QMimeData | None) -> Path | None:
    """The first file with sources of a reference program among what is meant."""
    return next((path for path in _files(data) if _holds_references(path)), None)


def documents(data: QMimeData | None) -> list[Path]:
    """The files that are neither: what a source is made of."""
    return [path for path in _files(data) if not _is_casefile(path) and not _holds_references(path)]


def _is_casefile(path: Path) -> bool:
    return path.suffix == SUFFIX


def _holds_references(path: Path) -> bool:
    return path.name.lower().endswith(REFERENCES)


def _files(data: QMimeData | None) -> Iterator[Path]:
    urls = data.urls() if data is not None and data.hasUrls() else []
    return (Path(url.toLocalFile()) for url in urls if url.isLocalFile())
