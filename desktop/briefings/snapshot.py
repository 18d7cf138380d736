"""What has changed since an issued briefing, in a few words for the list; ``briefing.since`` finds it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from briefing.options import BriefingOptions
from briefing.since import Changes, UnreadableSnapshot, changes_since, snapshot_of
from figures.line import Comparison
from figures.record import Casebook

__all__ = ["Changed", "changed_since", "snapshot_of"]


@dataclass(frozen=True, slots=True)
class Changed:
    """What is different from an issued briefing; None where what was kept of it cannot be read."""

    changes: Changes | None

    def __bool__(self) -> bool:
        return bool(self.changes)

    def words(self) -> str:
        """The most telling of it in a few words."""
        changes = self.changes
        if changes is None:
            return QCoreApplication.translate("Briefings", "cannot be compared")
        verdicts = sum(change.verdict for change in changes.lines)
        parts = [
            _counted(verdicts, "1 verdict changed", "{n} verdicts changed"),
            _counted(len(changes.added), "1 figure added", "{n} figures added"),
            _counted(len(changes.withdrawn) + len(changes.missing), "1 retracted", "{n} retracted"),
            _counted(len(changes.reworded), "1 figure changed", "{n} figures changed"),
        ]
        told = ", ".join([part for part in parts if part][:2])
        if told:
            return told
        lines = _counted(len(changes.lines) + changes.gone, "1 line reads otherwise", "{n} lines read otherwise")
        return lines or QCoreApplication.translate("Briefings", "Nothing changed")


def _counted(count: int, one: str, many: str) -> str:
    return QCoreApplication.translate("Briefings", one if count == 1 else many).format(n=f"{count:,}") if count else ""


def changed_since(snapshot: str, casebook: Casebook, comparison: Comparison, options: BriefingOptions) -> Changed:
    """How the casefile of today differs from what was issued, on the same day and in the same scope."""
    try:
        return Changed(changes_since(snapshot, casebook, comparison, options))
    except UnreadableSnapshot:
        return Changed(None)
