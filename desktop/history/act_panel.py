"""What one act changed, field by field, and what followed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from db.result import Entry, RecordChange
from desktop.history.change import FieldChange, field_changes, record_name
from desktop.history.row import act_words, local, shortened
from desktop.look.control import label, link_button, secondary_button
from desktop.look.panel import Foot, Strip, hairline, sheet
from desktop.look.shown import tip
from desktop.look.theme import MEDIUM, SEMIBOLD, Theme
from desktop.safety.forbid import forbid
from desktop.session import Session

MOST_RECORDS = 20
TITLE_SHOWN = 28


class ActPanel(QWidget):
    """The chosen act.

    Signals: ``restore_asked(kind, id)`` to bring one record back to how it was before this act; ``record_asked(kind, id)`` for
    all acts on one record.
    """

    restore_asked = Signal(object, int)
    record_asked = Signal(object, int)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._entry: Entry | None = None
        self.title = label(theme, size=15, weight=SEMIBOLD)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.time = label(theme, tone="ink3")
        self.problem = label(theme, tone="danger", wrap=True)
        self.restore = secondary_button(theme, self.tr("Restore this record"))
        self.all_acts = link_button(theme, "")
        self._column = QVBoxLayout()
        self._scroll = QScrollArea()
        self._lay_out()
        self.restore.clicked.connect(self._restore_clicked)
        self.all_acts.clicked.connect(self._all_acts_clicked)
        self.show_nothing()

    def show_entry(self, entry: Entry, followed: str, acts_on_it: int) -> None:
        """Show this act; ``followed`` says what became of it, ``acts_on_it`` how many acts its record has seen."""
        self._entry = entry
        self._clear()
        self.title.setText(shortened(act_words(entry), TITLE_SHOWN))
        self.title.setToolTip(tip(act_words(entry)))
        self.time.setText(local(entry).strftime("%H:%M:%S"))
        for change in entry.changes[:MOST_RECORDS]:
            self._show_change(entry, change)
        more = max(entry.size, len(entry.changes)) - MOST_RECORDS
        if more > 0:
            self._add(self.tr("And {more} more records.").format(more=f"{more:,}"), tone="ink2")
        if entry.reason:
            self._heading(self.tr("Reason"))
            self._add(entry.reason)
        if followed:
            self._column.addWidget(hairline(self._theme))
            self._heading(self.tr("What followed"))
            self._add(followed)
        self._column.addStretch(1)
        self._ground.show()
        self._show_foot(entry, acts_on_it)

    def show_nothing(self) -> None:
        """No act is chosen."""
        self._entry = None
        self._clear()
        self.title.setText(self.tr("No act chosen"))
        self.time.setText("")
        self._add(self.tr("Choose an act to see what it changed."), tone="ink2")
        self._column.addStretch(1)
        self._ground.show()
        self._foot.hide()

    def say(self, sentence: str) -> None:
        """Say why a record could not be restored."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _show_foot(self, entry: Entry, acts_on_it: int) -> None:
        single = len(entry.changes) == 1
        change = entry.changes[0] if single else None
        self._foot.setVisible(single)
        if change is None:
            return
        self.restore.setText(self.tr("Bring this record back") if change.after is None else self.tr("Restore this record"))
        self.restore.setEnabled(change.before is not None)
        hint = self.tr("Bring it back to how it was before this act; that is an act too and can be undone.")
        none = self.tr("There was nothing before this act to bring back.")
        self.restore.setToolTip(hint if change.before is not None else none)
        self.all_acts.setText(
            self.tr("The only act on it")
            if acts_on_it == 1
            else self.tr("All {count} acts on it").format(count=f"{acts_on_it:,}")
        )
        self.all_acts.setEnabled(acts_on_it > 1)

    def _show_change(self, entry: Entry, change: RecordChange) -> None:
        fields = field_changes(change)
        self._add(record_name(change), bold=True)
        who = entry.author or self.tr("No name")
        count = self.tr("one field") if len(fields) == 1 else self.tr("{count} fields").format(count=len(fields))
        meta = self.tr("{who}, {what}").format(who=who, what=_what(self, change, count))
        row = QHBoxLayout()
        row.addWidget(label(self._theme, meta, tone="ink3", size=12), 1)
        if len(entry.changes) > 1 and change.before is not None:
            restore = link_button(self._theme, self.tr("Restore"))
            restore.setAccessibleName(self.tr("Restore {name}").format(name=record_name(change)))
            restore.clicked.connect(lambda: self.restore_asked.emit(change.kind, change.id))
            forbid(self._session, restore)
            row.addWidget(restore)
        self._add_row(row)
        for field in fields:
            self._show_field(field, added=change.before is None, removed=change.after is None)
        self._column.addSpacing(self._theme.scaled(8))

    def _show_field(self, field: FieldChange, *, added: bool, removed: bool) -> None:
        self._heading(field.label)
        row = QHBoxLayout()
        row.setSpacing(self._theme.scaled(8))
        none = self.tr("none")
        if not added:
            row.addWidget(self._value(field.before or none, "ink2"), 1)
        if not added and not removed:
            arrow = QLabel()
            arrow.setPixmap(self._theme.pixmap("arrow-right", "ink3", 14))
            arrow.setAlignment(Qt.AlignmentFlag.AlignTop)
            arrow.setContentsMargins(0, self._theme.scaled(2), 0, 0)
            row.addWidget(arrow)
        if not removed:
            value = self._value(field.after or none, "ink")
            value.setFont(self._theme.font(13, MEDIUM))
            row.addWidget(value, 1)
        self._add_row(row)

    def _add_row(self, row: QHBoxLayout) -> None:
        holder = QWidget()
        holder.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(holder)

    def _value(self, text: str, tone: str) -> QLabel:
        made = label(self._theme, text, tone=tone, wrap=True, selectable=True)
        made.setAlignment(Qt.AlignmentFlag.AlignTop)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return made

    def _heading(self, text: str) -> None:
        self._column.addSpacing(self._theme.scaled(6))
        self._add(text, tone="ink2", size=12)

    def _add(self, text: str, *, tone: str = "ink", size: float = 13, bold: bool = False) -> None:
        made = label(self._theme, text, tone=tone, size=size, wrap=True, selectable=True)
        if bold:
            made.setFont(self._theme.font(size, MEDIUM))
        self._column.addWidget(made)

    def _clear(self) -> None:
        """Take everything out; what comes in is laid out once, as the ground is hidden until all of it is there."""
        self.say("")
        self._ground.hide()
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._scroll.verticalScrollBar().setValue(0)

    def _restore_clicked(self) -> None:
        if self._entry is not None and self._entry.changes:
            self.restore_asked.emit(self._entry.changes[0].kind, self._entry.changes[0].id)

    def _all_acts_clicked(self) -> None:
        if self._entry is not None and self._entry.changes:
            self.record_asked.emit(self._entry.changes[0].kind, self._entry.changes[0].id)

    def _lay_out(self) -> None:
        theme = self._theme
        head = Strip(theme)
        head.row.addWidget(self.title, 1)
        head.row.addWidget(self.time)
        self._ground = sheet()
        self._column.setSpacing(theme.scaled(3))
        outer = QVBoxLayout(self._ground)
        outer.setContentsMargins(theme.scaled(16), theme.scaled(14), theme.scaled(16), theme.scaled(14))
        outer.addLayout(self._column, 1)
        self._scroll.setProperty("surface", "sheet")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(self.tr("What the act changed"))
        self._scroll.setWidget(self._ground)
        self.problem.setContentsMargins(theme.scaled(16), theme.scaled(6), theme.scaled(16), theme.scaled(6))
        self._foot = Foot(theme)
        self._foot.row.addWidget(self.restore)
        self._foot.row.addStretch(1)
        self._foot.row.addWidget(self.all_acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.problem)
        column.addWidget(self._foot)


def _what(panel: QWidget, change: RecordChange, count: str) -> str:
    if change.before is None:
        return panel.tr("added")
    if change.after is None:
        return panel.tr("removed")
    return count
