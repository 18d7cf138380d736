"""Another researcher's casefile before it is brought in: what is new, what is in conflict, and one button that merges.

Conflicts are decided record by record and field by field, with the acts of both sides in view. What stays open stays as it is
here and is asked again at the next merge. Nothing is written until *Merge*; all of it is one act, so one undo takes it back.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.merge_result import Conflict, Decision, Decisions, Key, Merged
from desktop.background import Background
from desktop.forms.about import short
from desktop.look.control import Segments, label, primary_button, quiet_button, secondary_button
from desktop.look.dialog import Dialog
from desktop.look.panel import Foot, Progress, Strip, sheet, sheet_in
from desktop.look.room_for import open_at
from desktop.look.shown import tip, visible_line
from desktop.look.theme import SEMIBOLD, Theme
from desktop.merging.conflict_row import summary
from desktop.merging.deciding_bar import DecidingBar
from desktop.merging.merge_pages import COMES_IN, CONFLICTS, MergePages
from desktop.merging.merge_report import merge_report
from desktop.merging.working import Done, Reopened, bring_in, look
from desktop.session import Session
from desktop.word import counted

STEPS = 1000


class MergeDialog(Dialog):
    """Shows what the casefile at ``other`` would bring, and brings it in.

    Signals: ``merged(str)`` with a sentence when it was brought in.
    """

    merged = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget, other: Path) -> None:
        super().__init__(parent)
        self.session, self.theme, self.other = session, theme, other
        self.told: Merged | None = None
        self.decisions: dict[Key, Decision] = {}
        self._merging = False
        name = short(other.stem, 50)
        self.setWindowTitle(self.tr("Merge another casefile"))
        self.background = Background(self)
        self.title = label(theme, self.tr("Bring in “{name}”").format(name=name), size=15, weight=SEMIBOLD)
        self.title.setToolTip(tip(other.name))
        self.counts = label(theme, "", weight=SEMIBOLD, wrap=True)
        self.problem = label(theme, "", tone="danger", wrap=True)
        self.progress = Progress(theme)
        sides = [(CONFLICTS, self.tr("Conflicts")), (COMES_IN, self.tr("What comes in"))]
        self.view = Segments(theme, self.tr("What is shown"), sides)
        self.pages = MergePages(theme, name, lambda: self.decisions)
        self.conflicts, self.panel = self.pages.conflicts, self.pages.panel
        self.bulk = DecidingBar(theme)
        self.merge = primary_button(theme, self.tr("Merge"), "download")
        self.still_open = label(theme, "", tone="ink2", wrap=True)
        self.copy = secondary_button(theme, self.tr("Copy the report"), "copy")
        self.cancel = quiet_button(theme, self.tr("Cancel"))
        self._lay_out()
        self._connect()
        self.read()

    def read(self) -> None:
        """Compare the two casefiles, in a thread."""
        self._show_nothing("")
        text = self.tr("Comparing with {name}…").format(name=visible_line(self.other.name))
        self.progress.show_step(text, 0, STEPS)
        casefile, other, decisions = self.session.casefile.path, self.other, dict(self.decisions)
        self.background.ask(lambda asked: look(casefile, other, decisions, asked.tell))

    def reject(self) -> None:
        """Close; while it merges, call that off first, and stay until nothing of it is kept."""
        if self._merging:
            self.background.call_off()
            self.cancel.setEnabled(False)
            self.progress.show_step(self.tr("Taking back what was begun…"), 0, 0)
            return
        super().reject()

    def done(self, result: int) -> None:
        """The window closes, and nothing more is read."""
        self.background.close()
        super().done(result)

    def _show_step(self, part: float) -> None:
        self.progress.show_step(self.progress.text.text(), round(part * STEPS), STEPS)

    def _answered(self, answer: object) -> None:
        self.progress.hide()
        self._merging = False
        self.cancel.setEnabled(True)
        if isinstance(answer, Merged):
            self._show(answer)
        elif isinstance(answer, Reopened):
            self._show_reopened(answer)
        elif isinstance(answer, Done):
            self._show_done(answer)

    def _refused(self, sentence: str) -> None:
        self.progress.hide()
        self.cancel.setEnabled(True)
        was_merging, self._merging = self._merging, False
        if was_merging and self.told is not None:
            self._show(self.told)
            self._say(self.tr("Nothing was merged.") if self.background.is_called_off else sentence)
        else:
            self._show_nothing(sentence)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _show_nothing(self, problem: str) -> None:
        self._say(problem)
        for part in (self.counts, self.pages, self.bulk, self.view, self.still_open, self.copy):
            part.hide()
        self._filler.show()
        self.merge.setEnabled(False)

    def _show(self, told: Merged) -> None:
        self.told = told
        self._say("")
        self.counts.setText(summary(told))
        self.counts.show()
        self.pages.show()
        self._filler.hide()
        self.bulk.show_conflicts(told.conflicts)
        self.view.setVisible(bool(told.conflicts) and not told.is_nothing)
        self.view.set_value(CONFLICTS if told.conflicts else COMES_IN)
        self.bulk.setVisible(bool(told.conflicts))
        self.pages.show_told(told)
        self._judge()

    def _turn(self, to: str) -> None:
        if self.told is not None:
            self.bulk.setVisible(to == CONFLICTS)
            self.pages.turn(self.told, to)

    def _judge(self) -> None:
        told = self.told
        if told is None:
            return
        open_ = sum(not conflict.is_decided_by(self.decisions.get(conflict.key)) for conflict in told.conflicts)
        decided = len(told.conflicts) - open_
        records = len(told.added) + len(told.changed) + len(told.removed) + decided
        self.merge.setText(counted(records, self.tr("Merge 1 record"), self.tr("Merge {n} records")))
        self.merge.setEnabled(records > 0)
        one = self.tr("1 conflict is open: the record stays as it is here, and the next merge asks again.")
        many = self.tr("{n} conflicts are open: the records stay as they are here, and the next merge asks again.")
        self.still_open.setText(counted(open_, one, many))
        self.still_open.setVisible(open_ > 0)
        self.conflicts.rows.look_again()

    def _chosen(self, conflict: Conflict | None) -> None:
        self.panel.show_conflict(conflict, None if conflict is None else self.decisions.get(conflict.key))

    def _decide(self, conflict: Conflict, decision: Decision) -> None:
        self.decisions[conflict.key] = decision
        self._judge()

    def _decide_many(self, decisions: Decisions) -> None:
        self.decisions.update(decisions)
        self._chosen(self.conflicts.current)
        self._judge()

    def _merge_clicked(self) -> None:
        told = self.told
        if told is None:
            return
        self._merging = True
        self._say("")
        self.merge.setEnabled(False)
        self.progress.show_step(self.tr("Backing up and merging…"), 0, STEPS)
        casefile, author, folder = self.session.casefile.path, self.session.author, self.session.backup_folder
        other, decisions = self.other, self._complete()
        seen: frozenset[object] = frozenset(conflict.key for conflict in told.conflicts)
        self.background.ask(lambda asked: bring_in(casefile, author, other, decisions, seen, folder, asked.tell))

    def _complete(self) -> dict[Key, Decision]:
        """The decisions that leave nothing of their conflict open."""
        told = self.told
        known = {} if told is None else {conflict.key: conflict for conflict in told.conflicts}
        return {key: d for key, d in self.decisions.items() if key not in known or known[key].is_decided_by(d)}

    def _show_reopened(self, answer: Reopened) -> None:
        told = self.told
        known = () if told is None else told.conflicts
        fresh = {conflict.key: conflict for conflict in (*known, *answer.told.conflicts)}
        self._show(replace(answer.told, conflicts=tuple(fresh.values())))
        first = answer.fresh[0].key
        self.conflicts.choose(lambda conflict: conflict.key == first)
        one = self.tr("What was decided brings up another conflict. Decide it, or leave it open; nothing is merged yet.")
        many = self.tr("What was decided brings up {n} more conflicts. Decide them, or leave them open; nothing is merged yet.")
        self._say(counted(len(answer.fresh), one, many))

    def _show_done(self, answer: Done) -> None:
        if answer.changes is not None:
            self.session.adopt(answer.changes)
            self.merged.emit(self.tr("Merged; Undo takes it back"))
        self.counts.setText(self.tr("Merged.") if answer.changes is not None else self.tr("There was nothing to bring in."))
        conflicts = () if self.told is None else self.told.conflicts
        self.pages.show_report(merge_report(self.session.casefile.path, self.other, answer.told, conflicts, self._complete()))
        for part in (self.merge, self.view, self.bulk, self.still_open):
            part.hide()
        self.copy.show()
        self.cancel.setText(self.tr("Close"))
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.pages.report.toPlainText())
        self.copy.setText(self.tr("Copied"))

    def _lay_out(self) -> None:
        theme, scaled = self.theme, self.theme.scaled
        head, foot = Strip(theme, edge=20), Foot(theme, edge=20)
        head.row.addWidget(self.title, 1)
        head.row.addWidget(self.view)
        self._filler = sheet()
        top = QVBoxLayout()
        top.setContentsMargins(scaled(20), scaled(12), scaled(20), scaled(10))
        top.setSpacing(scaled(8))
        for part in (self.progress, self.problem, self.counts, self.bulk):
            top.addWidget(part)
        foot.row.addWidget(self.merge)
        foot.row.addWidget(self.copy)
        foot.row.addWidget(self.still_open, 1)
        foot.row.addStretch(0)
        foot.row.addWidget(self.cancel)
        column = sheet_in(self)
        column.addWidget(head)
        column.addLayout(top)
        column.addWidget(self.pages, 1)
        column.addWidget(self._filler, 1)
        column.addWidget(foot)
        self.progress.cancel.hide()
        open_at(self, theme, 1180, 680)

    def _connect(self) -> None:
        self.background.answered.connect(self._answered)
        self.background.refused.connect(self._refused)
        self.background.told.connect(self._show_step)
        self.view.picked.connect(self._turn)
        self.conflicts.chosen.connect(self._chosen)
        self.panel.decided.connect(self._decide)
        self.bulk.decided.connect(self._decide_many)
        self.merge.clicked.connect(self._merge_clicked)
        self.copy.clicked.connect(self._copy_clicked)
        self.cancel.clicked.connect(self.reject)
        self.session.closed.connect(self.close)
