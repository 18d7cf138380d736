"""Deciding many conflicts at once: all, or all of one kind, for one side or for each side's own changes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.merge_result import Clash, Conflict, Decision, Take
from desktop.look.control import Choice, label, secondary_button
from desktop.look.theme import Theme
from desktop.merging.conflict_row import kinds_word
from desktop.word import counted

if TYPE_CHECKING:
    from db.kind import RecordKind


class DecidingBar(QWidget):
    """Which conflicts, and what becomes of them.

    Signals: ``decided(decisions)`` with a decision for each conflict that was meant, by its key.
    """

    decided = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._conflicts: Sequence[Conflict] = ()
        self.kind = Choice(self.tr("Decide all of"))
        self.kind.setMinimumContentsLength(18)
        self.all_here = secondary_button(theme, self.tr("All as here"))
        self.all_there = secondary_button(theme, self.tr("All as there"))
        self.each_own = secondary_button(theme, self.tr("Each side's own changes"))
        self.all_here.setToolTip(self.tr("They stay as they are here; what was changed there is dropped"))
        self.all_there.setToolTip(self.tr("They become as they are there; what was changed here is dropped"))
        self.each_own.setToolTip(self.tr("Where the two changed different fields of a record, both changes are kept"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.scaled(8))
        row.addWidget(label(theme, self.tr("Decide"), tone="ink2"))
        for part in (self.kind, self.all_here, self.all_there, self.each_own):
            row.addWidget(part)
        row.addStretch(1)
        self.all_here.clicked.connect(partial(self._decide_all, Take.OURS))
        self.all_there.clicked.connect(partial(self._decide_all, Take.THEIRS))
        self.each_own.clicked.connect(self._decide_own)

    def show_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """Offer these, as a whole and by kind."""
        self._conflicts = conflicts
        kinds = dict.fromkeys(conflict.kind for conflict in conflicts)
        every = counted(len(conflicts), self.tr("the 1 conflict"), self.tr("all {n} conflicts"))
        listed = [(kind, kinds_word(kind, sum(c.kind is kind for c in conflicts))) for kind in kinds]
        self.kind.offer([(None, every), *(listed if len(listed) > 1 else [])])

    def _meant(self) -> list[Conflict]:
        kind: RecordKind | None = self.kind.value
        return [conflict for conflict in self._conflicts if kind in (None, conflict.kind)]

    def _decide_all(self, take: Take) -> None:
        self.decided.emit({conflict.key: take for conflict in self._meant()})

    def _decide_own(self) -> None:
        """Take each field from the side that alone changed it, where every field of a record is such a one."""
        own = {conflict.key: decision for conflict in self._meant() if (decision := own_changes(conflict)) is not None}
        self.decided.emit(own)


def own_changes(conflict: Conflict) -> Decision | None:
    """For each field the side that alone changed it; None where both changed one, or where that cannot be told."""
    own = {apart.field: apart.only for apart in conflict.fields if apart.only is not None}
    whole = conflict.clash is Clash.BOTH_CHANGED and conflict.fields and len(own) == len(conflict.fields)
    return own if whole else None
