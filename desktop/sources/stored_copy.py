"""The copy of a source as it came: what it is, that it is still the same, and a way out of the casefile as a file.

Copies can be large, so they are read in a worker over a connection of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.error import CasefileError
from desktop.background import Background
from desktop.look.control import label, primary_button, quiet_button, restyle, secondary_button
from desktop.look.dialog import Dialog
from desktop.look.shown import visible_line
from desktop.look.theme import SEMIBOLD, Theme
from figures.record import StoredCopy

Unwanted = Callable[[], bool]
ENDINGS = {
    "text/plain": ".txt",
    "text/html": ".html",
    "application/pdf": ".pdf",
    "message/rfc822": ".eml",
    "image/png": ".png",
    "image/jpeg": ".jpg",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of reading a stored copy: whether its bytes still have their hash, and why it failed where it did."""

    same: bool
    why: str = ""


def _bytes_of(casefile: Path, sha256: str) -> bytes:
    from db.casefile import Casefile

    with Casefile.open(casefile, read_only=True) as opened:
        return opened.stored_copy(sha256)


def check_copy(casefile: Path, sha256: str, _unwanted: Unwanted) -> Checked:
    """Read the copy and hold it against its SHA-256."""
    try:
        data = _bytes_of(casefile, sha256)
    except CasefileError as error:
        return Checked(same=False, why=str(error))
    return Checked(same=hashlib.sha256(data).hexdigest() == sha256)


def save_copy(casefile: Path, sha256: str, target: Path, _unwanted: Unwanted) -> Checked:
    """Write the copy to ``target``, whole or not at all; a copy whose hash is wrong is not written."""
    beside = target.with_name(target.name + ".part")
    try:
        data = _bytes_of(casefile, sha256)
        if hashlib.sha256(data).hexdigest() != sha256:
            return Checked(same=False)
        beside.write_bytes(data)
        beside.replace(target)
    except CasefileError as error:
        return Checked(same=False, why=str(error))
    except OSError as error:
        beside.unlink(missing_ok=True)
        return Checked(same=False, why=f"{target.name}: {error.strerror or error}")
    return Checked(same=True)


def copy_name(copy: StoredCopy, title: str) -> str:
    """A file name to offer: the one it came with, else the source's title with the ending of its kind."""
    if copy.file_name:
        return Path(copy.file_name.replace("\\", "/")).name
    plain = "".join(one if one.isalnum() or one in " -–" else " " for one in visible_line(title))
    return (" ".join(plain.split())[:80] or "source") + ENDINGS.get(copy.media_type, "")


class CopyDialog(Dialog):
    """Shows a source's stored copy.

    Signals: ``attach_asked()`` to store a file where there is no copy yet.
    """

    attach_asked = Signal()

    def __init__(self, theme: Theme, casefile: Path, title: str, copy: StoredCopy | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._casefile, self._title, self._copy = casefile, title, copy
        self._background = Background(self)
        self._background.answered.connect(self._answered)
        self._good = ""
        self._began_at: QWidget | None = None
        self.setWindowTitle(self.tr("Stored copy"))
        self.said = label(theme, "", tone="ink2", wrap=True, selectable=True)
        self.save = primary_button(theme, self.tr("Save as a file…"), "download")
        self.verify = secondary_button(theme, self.tr("Verify"), "check")
        self.attach = primary_button(theme, self.tr("Store a file…"), "paperclip")
        self.close_button = quiet_button(theme, self.tr("Close"))
        self.saving: QFileDialog | None = None
        self._lay_out(theme)
        self.save.clicked.connect(self._ask_where)
        self.verify.clicked.connect(self._verify)
        self.attach.clicked.connect(self._attach)
        self.close_button.clicked.connect(self.close)

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.scaled(side) for side in (20, 16, 20, 16)))
        column.setSpacing(theme.scaled(12))
        head = label(theme, visible_line(self._title), size=15, weight=SEMIBOLD, wrap=True)
        head.setMinimumWidth(theme.scaled(420))
        column.addWidget(head)
        if self._copy is None:
            words = self.tr(
                "No copy of this source is stored. A stored copy is kept in the casefile as it is and never changed."
            )
            column.addWidget(label(theme, words, tone="ink2", wrap=True))
        else:
            column.addLayout(self._facts(theme, self._copy))
        column.addWidget(self.said)
        self.said.hide()
        row = QHBoxLayout()
        for button, wanted in (
            (self.save, self._copy is not None),
            (self.verify, self._copy is not None),
            (self.attach, self._copy is None),
        ):
            button.setVisible(wanted)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column.addLayout(row)

    def _facts(self, theme: Theme, copy: StoredCopy) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.scaled(16))
        facts = (
            (self.tr("File"), visible_line(copy.file_name) or self.tr("pasted text")),
            (self.tr("Kind"), copy.media_type or self.tr("not known")),
            (self.tr("Size"), QLocale().formattedDataSize(copy.size)),
            (self.tr("SHA-256"), f"{copy.sha256[:32]}\n{copy.sha256[32:]}"),
        )
        for number, (name, value) in enumerate(facts):
            grid.addWidget(label(theme, name, tone="ink3", size=12), number, 0, Qt.AlignmentFlag.AlignTop)
            shown = label(theme, value, wrap=True, selectable=True)
            shown.setAccessibleName(f"{name}: {value}")
            grid.addWidget(shown, number, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _ask_where(self) -> None:
        if self._copy is None:
            return
        self.saving = QFileDialog(self, self.tr("Save the stored copy"))
        self.saving.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.saving.setFileMode(QFileDialog.FileMode.AnyFile)
        self.saving.selectFile(copy_name(self._copy, self._title))
        self.saving.fileSelected.connect(self._save_to)
        self.saving.open()

    def _save_to(self, path: str) -> None:
        if self._copy is None:
            return
        good = self.tr("Saved as “{name}”; it is the copy as it came, byte for byte.").format(name=Path(path).name)
        self._begin(self.tr("Writing the copy…"), good)
        self._background.ask(partial(save_copy, self._casefile, self._copy.sha256, Path(path)))

    def _verify(self) -> None:
        if self._copy is None:
            return
        self._begin(self.tr("Reading the copy…"), self.tr("The copy is unchanged: its bytes have this SHA-256."))
        self._background.ask(partial(check_copy, self._casefile, self._copy.sha256))

    def _begin(self, words: str, good: str) -> None:
        self._good, self._began_at = good, self.focusWidget()
        self.save.setEnabled(False)
        self.verify.setEnabled(False)
        self._say(words)

    def _answered(self, checked: Checked) -> None:
        self.save.setEnabled(True)
        self.verify.setEnabled(True)
        wrong = self.tr("The stored bytes no longer have this SHA-256; take the copy from a backup of the casefile.")
        if self._began_at is not None:
            self._began_at.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say(self._good if checked.same else checked.why or wrong, tone="ink2" if checked.same else "danger")

    def _say(self, words: str, *, tone: str = "ink2") -> None:
        restyle(self.said, "tone", tone)
        self.said.setText(words)
        self.said.show()

    def _attach(self) -> None:
        self.attach_asked.emit()
        self.close()

    def done(self, result: int) -> None:
        """End the worker with the window."""
        self._background.close()
        super().done(result)
