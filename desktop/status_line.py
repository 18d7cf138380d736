"""The line at the foot: when the last act reached the disk, what the casefile holds, and what the room has to say."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from desktop.look.label import label, restyle
from desktop.look.panel import Strip
from desktop.look.theme import Theme

if TYPE_CHECKING:
    from db.result import Tally


class StatusLine(Strip):
    """*Saved* stands here only once an act is on disk."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, part="status", height=26, edge=15)
        self._saved = ""
        self._tally = ""
        self._note = ""
        self.left = label(theme, tone="ink2", size=12)
        self.right = label(theme, tone="ink2", size=12)
        self.row.addWidget(self.left, 1)
        self.row.addWidget(self.right)
        self.show_welcome()

    def show_welcome(self) -> None:
        """What stands here while no casefile is open."""
        self._saved = self._tally = self._note = ""
        restyle(self.left, "tone", "ink2")
        self.left.setText(self.tr("Nothing leaves this computer. The program opens no connection."))
        self.right.setText("")

    def show_nothing(self) -> None:
        """Leave the line empty while a casefile is being opened."""
        self.left.setText("")

    def show_opened(self, last: str, *, read_only: bool) -> None:
        """Say when the last act was kept (ISO 8601, or nothing): all of a casefile that was just opened is on disk."""
        now = dt.datetime.now().astimezone()
        if read_only or not last:
            text = self.tr("Opened {time}, to read only") if read_only else self.tr("Opened {time}")
            self._show_saved(text.format(time=now.strftime("%H:%M:%S")))
            return
        moment = dt.datetime.fromisoformat(last).astimezone()
        self.show_saved(moment.strftime("%H:%M:%S" if moment.date() == now.date() else "%Y-%m-%d %H:%M"))

    def show_saved(self, time: str) -> None:
        """Say that the last act is on disk, and since when."""
        self._show_saved(self.tr("Saved {time}").format(time=time))

    def _show_saved(self, text: str) -> None:
        self._saved = text
        restyle(self.left, "tone", "ink2")
        self._show()

    def show_failure(self) -> None:
        """Say that the last act is not."""
        self._saved = self.tr("Not saved")
        restyle(self.left, "tone", "danger")
        self._show()

    def show_tally(self, tally: Tally) -> None:
        """Say what the casefile holds."""
        counts = (
            (tally.agreements, self.tr("%n agreement(s)", "", tally.agreements)),
            (tally.events, self.tr("%n event(s)", "", tally.events)),
            (tally.figures, self.tr("%n figure(s)", "", tally.figures)),
            (tally.sources, self.tr("%n source(s)", "", tally.sources)),
        )
        held = "  ·  ".join(_counted(number, text) for number, text in counts)
        self._tally = held if any(number for number, _ in counts) else self.tr("nothing recorded yet")
        self._show()

    def show_note(self, text: str) -> None:
        """What the room has to say."""
        self._note = text
        self._show()

    def _show(self) -> None:
        from figures.method import METHOD_VERSION

        self.left.setText("  ·  ".join(part for part in (self._saved, self._tally) if part))
        method = self.tr("Method {version}").format(version=METHOD_VERSION)
        said = (self._note,) if method in self._note else (self._note, method)
        self.right.setText("  ·  ".join(part for part in said if part))


def _counted(number: int, text: str) -> str:
    """English has no translation file to choose the plural, so ``(s)`` is resolved here; thousands are grouped."""
    grouped = QLocale(QLocale.Language.English).toString(number)
    return text.replace(str(number), grouped, 1).replace("(s)", "" if number == 1 else "s")
