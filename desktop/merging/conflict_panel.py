"""The chosen conflict: why it is one, who did what on either side, and the choice, field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from db.merge_result import Conflict, Decision, Take
from db.result import Entry
from desktop.history.row import shortened
from desktop.look.control import label
from desktop.look.panel import hairline
from desktop.look.theme import MEDIUM, SEMIBOLD, Theme
from desktop.merging.conflict_row import WHOLE, act_lines, field_rows
from desktop.merging.field_choice import FieldChoices

MOST_ACTS = 4


class ConflictPanel(QWidget):
    """Shows one conflict.

    Signals: ``decided(Conflict, Decision)`` after each choice, complete or not.
    """

    decided = Signal(object, object)

    def __init__(self, theme: Theme, there: str) -> None:
        super().__init__()
        self._theme = theme
        self._heads = (self.tr("Here"), self.tr("In “{name}”").format(name=shortened(there, 44)))
        self._conflict: Conflict | None = None
        self._decision: Decision | None = None
        self.title = label(theme, "", size=15, weight=SEMIBOLD, wrap=True, selectable=True)
        self.why = label(theme, "", tone="ink2", wrap=True)
        self._acts = (
            label(theme, "", size=12, wrap=True, selectable=True),
            label(theme, "", size=12, wrap=True, selectable=True),
        )
        self.fields = FieldChoices(theme, self.tr("What is to stand"))
        self.fields.picked.connect(self._picked)
        self._lay_out()

    def show_conflict(self, conflict: Conflict | None, decision: Decision | None) -> None:
        """Show this one with what was decided of it so far."""
        self._conflict, self._decision = conflict, decision
        self.setEnabled(conflict is not None)
        self.title.setText("" if conflict is None else conflict.name or "–")
        self.why.setText("" if conflict is None else conflict.why)
        acts: tuple[Sequence[Entry], Sequence[Entry]] = ((), ()) if conflict is None else (conflict.here, conflict.there)
        for shown, those in zip(self._acts, acts, strict=True):
            lines = act_lines(those[:MOST_ACTS])
            if len(those) > MOST_ACTS:
                lines.append(self.tr("and {n} acts before").format(n=len(those) - MOST_ACTS))
            shown.setText("\n".join(lines) or self.tr("Nothing was done to it."))
        rows = [] if conflict is None else field_rows(conflict)
        self.fields.show_rows(self._heads, rows, _chosen(decision, [row.field for row in rows]))

    def _picked(self, field: str, take: Take) -> None:
        if self._conflict is None:
            return
        if field == WHOLE:
            self._decision = take
        else:
            known = _chosen(self._decision, [apart.field for apart in self._conflict.fields])
            self._decision = {**known, field: take}
        self.decided.emit(self._conflict, self._decision)

    def _lay_out(self) -> None:
        theme, scaled = self._theme, self._theme.scaled
        head = QVBoxLayout()
        head.setContentsMargins(scaled(20), scaled(14), scaled(20), scaled(10))
        head.setSpacing(scaled(4))
        head.addWidget(self.title)
        head.addWidget(self.why)
        head.addSpacing(scaled(6))
        journals = QGridLayout()
        journals.setHorizontalSpacing(scaled(16))
        journals.setVerticalSpacing(scaled(2))
        names = (self.tr("Done here"), self.tr("Done there"))
        for side, (name, acts) in enumerate(zip(names, self._acts, strict=True)):
            acts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
            journals.addWidget(label(theme, name, tone="ink2", size=12, weight=MEDIUM), 0, side)
            journals.addWidget(acts, 1, side)
            journals.setColumnStretch(side, 1)
        head.addLayout(journals)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline(theme))
        column.addWidget(self.fields, 1)


def _chosen(decision: Decision | None, fields: Sequence[str]) -> Mapping[str, Take]:
    if isinstance(decision, Take):
        return dict.fromkeys(fields, decision)
    return dict(decision or {})
