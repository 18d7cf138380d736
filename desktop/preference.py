"""What the program remembers of its user beside any casefile: name, colours, recent files, where the window stood."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NamedTuple

from platformdirs import user_config_path
from PySide6.QtCore import QByteArray, QSettings

from desktop.look.theme import Scheme

RECENT = 8
PLACES = 40


class RecentFile(NamedTuple):
    """A casefile that was open, and how much was in it then; ``opened`` is local time as ``2026-03-01 14:02``."""

    path: str
    opened: str
    figures: int = 0
    sources: int = 0


class Place(NamedTuple):
    """Where the work in a casefile stood: the room, and the record that was chosen there; no record where ``id`` is 0."""

    room: str
    kind: str = ""
    id: int = 0


class Preference:
    """Preferences in one file in the user's own configuration folder; tests give a folder of theirs."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or user_config_path("handover", appauthor=False)
        self._settings = QSettings(str(self.folder / "handover.ini"), QSettings.Format.IniFormat)

    @property
    def author(self) -> str:
        """The name under which acts are journalled."""
        return str(self._settings.value("author", ""))

    @author.setter
    def author(self, name: str) -> None:
        self._settings.setValue("author", name)

    @property
    def scheme(self) -> Scheme:
        """Light, dark, or as the system."""
        kept = str(self._settings.value("scheme", Scheme.SYSTEM.value))
        return Scheme(kept) if kept in list(Scheme) else Scheme.SYSTEM

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._settings.setValue("scheme", scheme.value)

    @property
    def recent(self) -> tuple[RecentFile, ...]:
        """Casefiles that were open, the latest first."""
        try:
            return tuple(RecentFile(**row) for row in self._read("recent", "[]"))
        except (ValueError, TypeError):
            return ()

    def remember(self, file: RecentFile) -> None:
        """Put a casefile at the head of the recent ones."""
        others = [kept for kept in self.recent if kept.path != file.path]
        self._keep_recent([file, *others])

    def forget(self, path: str) -> None:
        """Take a casefile off the recent ones."""
        self._keep_recent([kept for kept in self.recent if kept.path != path])

    @property
    def backup_folder(self) -> Path | None:
        """The folder that this computer's backups go into; None for beside each casefile.

        It belongs to the computer and not to the casefile: a path means nothing on the next computer.
        """
        kept = str(self._settings.value("backups", ""))
        return Path(kept) if kept else None

    @backup_folder.setter
    def backup_folder(self, folder: Path | None) -> None:
        self._settings.setValue("backups", "" if folder is None else str(folder))

    def place_in(self, casefile: Path) -> Place | None:
        """Where the work in this casefile stood when it was left."""
        found = self._places().get(_mark(casefile))
        return None if found is None else Place(*found)

    def keep_place(self, casefile: Path, place: Place) -> None:
        """Remember where the work in this casefile stands, by keys and no words of it; the oldest is forgotten."""
        others = {mark: kept for mark, kept in self._places().items() if mark != _mark(casefile)}
        latest = {**others, _mark(casefile): [place.room, place.kind, place.id]}
        self._keep("places", dict(list(latest.items())[-PLACES:]))

    def _places(self) -> dict[str, list[Any]]:
        try:
            found = self._read("places", "{}")
        except ValueError:
            return {}
        fit = found.items() if isinstance(found, dict) else ()
        return {mark: kept for mark, kept in fit if isinstance(kept, list) and list(map(type, kept)) == [str, str, int]}

    def bytes_of(self, name: str) -> QByteArray:
        """Where something stood, in Qt's own words; empty where that was never kept."""
        kept = self._settings.value(f"place/{name}", QByteArray())
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def keep_bytes(self, name: str, place: QByteArray) -> None:
        """Remember where something stands."""
        self._settings.setValue(f"place/{name}", place)

    def sync(self) -> None:
        """Write to disk now."""
        self._settings.sync()

    def _keep_recent(self, files: list[RecentFile]) -> None:
        self._keep("recent", [file._asdict() for file in files[:RECENT]])

    def _read(self, name: str, empty: str) -> Any:
        """What was kept as JSON; ``ValueError`` where it is none."""
        import json

        return json.loads(str(self._settings.value(name, empty)))

    def _keep(self, name: str, value: object) -> None:
        import json

        self._settings.setValue(name, json.dumps(value))


def _mark(casefile: Path) -> str:
    """A casefile by where it lies."""
    import hashlib

    return hashlib.sha256(os.fsencode(casefile.absolute())).hexdigest()[:16]
