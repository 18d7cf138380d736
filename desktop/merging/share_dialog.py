"""What a copy that is handed on is to be without, in plain words and in numbers; then the copy is made and counted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from db import SUFFIX
from desktop.background import Background
from desktop.look.control import label, primary_button, quiet_button
from desktop.look.dialog import Dialog
from desktop.look.panel import Foot, Progress, hairline, sheet_in
from desktop.look.room_for import open_at
from desktop.look.theme import SEMIBOLD, Theme
from desktop.merging.conflict_row import kinds_word
from desktop.merging.working import foresee, make_copy
from desktop.session import Session
from desktop.word import counted

if TYPE_CHECKING:
    from db.sharing import LeaveOut, Shared

STEPS = 1000


class ShareDialog(Dialog):
    """Chooses what is left out, and makes the copy.

    Signals: ``shared(str)`` with a sentence when the copy was made.
    """

    shared = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.theme = session, theme
        self._making: Path | None = None
        self._file_dialog: QFileDialog | None = None
        self.setWindowTitle(self.tr("Share a copy"))
        self.background = Background(self)
        self.boxes = {name: QCheckBox(text) for name, text, _ in self._parts()}
        self.own_passphrase = QCheckBox(self.tr("Encrypt the copy with a passphrase of its own"))
        self.outcome = label(theme, "", wrap=True, selectable=True)
        self.problem = label(theme, "", tone="danger", wrap=True)
        self.progress = Progress(theme)
        self.save = primary_button(theme, self.tr("Save the copy…"), "save")
        self.cancel = quiet_button(theme, self.tr("Cancel"))
        self._lay_out()
        self._connect()
        for name in ("confidential", "drafts", "history", "briefings"):
            self.boxes[name].setChecked(True)
        self._changed()

    @property
    def leave_out(self) -> LeaveOut:
        """What is chosen to be left out."""
        from db.sharing import LeaveOut

        return LeaveOut(**{name: box.isChecked() for name, box in self.boxes.items()})

    def save_to(self, out: Path, passphrase: str | None = None) -> None:
        """Make the copy at ``out``, in a thread; with a passphrase of its own where one was chosen."""
        self._making = out
        self._say("")
        self.save.setEnabled(False)
        for box in (*self.boxes.values(), self.own_passphrase):
            box.setEnabled(False)
        self.progress.show_step(self.tr("Making the copy and checking it…"), 0, STEPS)
        casefile, leave_out = self.session.casefile.path, self.leave_out
        self.background.ask(lambda asked: make_copy(casefile, out, leave_out, passphrase, asked.tell))

    def done(self, result: int) -> None:
        """The window closes: a copy half made is thrown away."""
        self.background.close()
        super().done(result)

    def _parts(self) -> tuple[tuple[str, str, str], ...]:
        return (
            (
                "confidential",
                self.tr("Confidential sources"),
                self.tr("and all that rests on them: their figures, and whoever and whatever is known through them alone"),
            ),
            ("copies", self.tr("Stored copies"), self.tr("the files that sources were taken from; their texts stay")),
            ("briefings", self.tr("Issued briefings"), self.tr("their pages can print what a confidential source says")),
            (
                "history",
                self.tr("The history"),
                self.tr("who did what and when, and every earlier value; it still tells of all that is left out above"),
            ),
            (
                "drafts",
                self.tr("What is half typed in forms"),
                self.tr("it can quote a confidential source; and the suggestions that were dismissed"),
            ),
        )

    def _otherwise(self) -> str:
        if self.session.casefile.encrypted:
            return self.tr("otherwise it opens with the passphrase of this casefile")
        return self.tr("otherwise whoever gets hold of the copy can read all of it")

    def _show_step(self, part: float) -> None:
        self.progress.show_step(self.progress.text.text(), round(part * STEPS), STEPS)

    def _changed(self) -> None:
        """Leave out what would tell of what is left out, and count anew."""
        confidential, briefings, history = (self.boxes[name] for name in ("confidential", "briefings", "history"))
        for telling_too in (briefings, self.boxes["drafts"]):
            if confidential.isChecked():
                telling_too.setChecked(True)
            telling_too.setEnabled(not confidential.isChecked())
        telling = confidential.isChecked() or briefings.isChecked() or self.boxes["copies"].isChecked()
        if telling:
            history.setChecked(True)
        history.setEnabled(not telling)
        self.own_passphrase.setEnabled(history.isChecked())
        self.own_passphrase.setChecked(self.own_passphrase.isChecked() and history.isChecked())
        casefile, leave_out = self.session.casefile.path, self.leave_out
        self.outcome.setText(self.tr("Counting…"))
        self.save.setEnabled(False)
        self.background.ask(lambda _unwanted: foresee(casefile, leave_out))

    def _answered(self, answer: object) -> None:
        from db.sharing import Shared

        if not isinstance(answer, Shared):
            return
        self.outcome.setText(outcome(answer))
        self.save.setEnabled(True)
        if self._making is not None:
            name, figures = self._making.name, answer.holds.figures
            one, many = self.tr("Copy with 1 figure saved as {name}"), self.tr("Copy with {n} figures saved as {name}")
            self.shared.emit(counted(figures, one, many).replace("{name}", name))
            self.accept()

    def _refused(self, sentence: str) -> None:
        self._making = None
        self.progress.hide()
        for box in (*self.boxes.values(), self.own_passphrase):
            box.setEnabled(True)
        self._changed()
        self._say(sentence)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _save_clicked(self) -> None:
        if not self.own_passphrase.isChecked():
            self._ask_place(None)
            return
        from desktop.passphrase.choosing import ChoosePassphrase

        text = self.tr("Whoever is to open the copy needs it. Tell it by another way than the one that the copy takes.")
        asked = ChoosePassphrase(self.theme, self, self.tr("Passphrase of the copy"), text, self.tr("Choose"))
        asked.chosen.connect(self._ask_place)
        asked.open()

    def _ask_place(self, passphrase: str | None) -> None:
        path = self.session.casefile.path
        dialog = QFileDialog(self, self.tr("Save the copy"), str(path.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Casefiles (*{suffix})").format(suffix=SUFFIX))
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.selectFile(self.tr("{name} to share").format(name=path.stem) + SUFFIX)
        dialog.fileSelected.connect(lambda chosen: self.save_to(Path(chosen), passphrase))
        dialog.finished.connect(dialog.deleteLater)
        self._file_dialog = dialog
        dialog.open()

    def _lay_out(self) -> None:
        theme, scaled = self.theme, self.theme.scaled
        said = QVBoxLayout()
        said.setContentsMargins(scaled(20), scaled(20), scaled(20), scaled(12))
        said.setSpacing(scaled(4))
        said.addWidget(label(theme, self.tr("Share a copy"), size=15, weight=SEMIBOLD))
        text = self.tr("A new casefile for somebody else. What they add and correct in it can be merged back. Leave out:")
        said.addWidget(label(theme, text, tone="ink2", wrap=True))
        said.addSpacing(scaled(8))
        for name, _, detail in self._parts():
            said.addWidget(self.boxes[name])
            shown = label(theme, detail, tone="ink3", size=12, wrap=True)
            shown.setContentsMargins(scaled(26), 0, 0, scaled(4))
            self.boxes[name].setAccessibleDescription(detail)
            said.addWidget(shown)
        for between in (self.own_passphrase, None):
            said.addSpacing(scaled(4))
            said.addWidget(hairline(theme))
            said.addSpacing(scaled(4))
            if between is not None:
                said.addWidget(between)
                shown = label(theme, self._otherwise(), tone="ink3", size=12, wrap=True)
                shown.setContentsMargins(scaled(26), 0, 0, scaled(4))
                said.addWidget(shown)
        for part in (self.outcome, self.problem, self.progress):
            said.addWidget(part)
        said.addStretch(1)
        self.problem.hide()
        self.progress.hide()
        foot = Foot(theme, edge=20)
        foot.row.addWidget(self.save)
        foot.row.addStretch(1)
        foot.row.addWidget(self.cancel)
        column = sheet_in(self)
        column.addLayout(said, 1)
        column.addWidget(foot)
        open_at(self, theme, 560, 570)

    def _connect(self) -> None:
        self.background.answered.connect(self._answered)
        self.background.refused.connect(self._refused)
        self.background.told.connect(self._show_step)
        self.progress.cancelled.connect(self.reject)
        for box in self.boxes.values():
            box.clicked.connect(self._changed)
        self.save.clicked.connect(self._save_clicked)
        self.cancel.clicked.connect(self.reject)
        self.session.closed.connect(self.reject)


def outcome(shared: Shared) -> str:
    """What a copy would hold and be without, in two lines."""
    from db.kind import RecordKind
    from desktop.merging.conflict_row import merging_tr

    held = shared.holds
    kept = (
        (RecordKind.FIGURE, held.figures),
        (RecordKind.EVENT, held.events),
        (RecordKind.AGREEMENT, held.agreements),
        (RecordKind.SOURCE, held.sources),
    )
    holds = ", ".join(kinds_word(kind, number) for kind, number in kept)
    order = [RecordKind.FIGURE, *(kind for kind in shared.left_out if kind is not RecordKind.FIGURE)]
    without = [kinds_word(kind, shared.left_out[kind]) for kind in order if kind in shared.left_out]
    for number, one, many in (
        (shared.copies, merging_tr("1 stored copy"), merging_tr("{n} stored copies")),
        (shared.briefings, merging_tr("1 briefing"), merging_tr("{n} briefings")),
        (shared.drafts, merging_tr("1 half-filled form"), merging_tr("{n} half-filled forms")),
    ):
        if number:
            without.append(counted(number, one, many))
    nothing = merging_tr("none of these is in this casefile")
    return merging_tr("The copy holds {holds}.\nLeft out: {without}.").format(
        holds=holds, without=", ".join(without) or nothing
    )
