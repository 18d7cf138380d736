"""Mappings that were used before, kept by the headings of their tables so that the next table like it is understood at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from desktop.file_out import write_beside
from exchange.heading import NoTable
from exchange.mapping import Translation
from exchange.mapping_file import heading_key, mapping_text, read_translation

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "mapping.toml"
USUAL_HEADINGS = "date event_type direction category stance low best high bound claimant source_title source_url quote"
"""The headings that the example mapping is for; it is shipped, so such a table needs none of its own."""


def usual() -> Translation:
    """What values usually mean, as the example mapping has it; nothing where the guide was not shipped."""
    with suppress(NoTable, OSError):
        return read_translation(EXAMPLE)
    return Translation()


class MappingShelf:
    """Keeps mappings in ``folder``, one file a set of headings; without a folder nothing is remembered."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def of(self, rows: Iterable[Sequence[str]]) -> Translation | None:
        """The mapping for a table that begins with these rows, one of which may be its headings; None where there is none."""
        for row in rows:
            key = heading_key(tuple(row))
            place = self._place(key)
            if place is not None and place.is_file():
                with suppress(NoTable, OSError):
                    return read_translation(place)
            if key == heading_key(tuple(USUAL_HEADINGS.split())):
                return usual()
        return None

    def keep(self, headings: tuple[str, ...], mapping: Translation) -> None:
        """Remember the mapping for tables with these headings; that it cannot be kept does not hold up an import."""
        place = self._place(heading_key(headings))
        if place is not None:
            with suppress(OSError):
                place.parent.mkdir(parents=True, exist_ok=True)
                write_beside(place, mapping_text(mapping).encode())

    def _place(self, key: str) -> Path | None:
        digest = hashlib.sha256(key.encode()).hexdigest()[:24]
        return None if self._folder is None else self._folder / f"{digest}.toml"
