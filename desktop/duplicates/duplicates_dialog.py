"""Records that may be there twice: each pair side by side, to be made one field by field, or to be remembered as two."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.kind import RecordKind
from desktop.background import Background
from desktop.duplicates.finding import find_duplicates
from desktop.duplicates.pair_panel import PairPanel
from desktop.duplicates.pair_row import grouped, is_there, pair_columns, record_label
from desktop.look.control import label, primary_button, quiet_button, secondary_button
from desktop.look.dialog import Dialog
from desktop.look.panel import Foot, Progress, Strip, sheet, sheet_in, splitter
from desktop.look.room_for import open_at
from desktop.look.table import CellTable, RowModel
from desktop.look.theme import SEMIBOLD, Theme
from desktop.safety.forbid import forbid
from desktop.session import Session
from desktop.word import counted
from exchange.duplicate import Kind, Pair
from figures.record import Casebook, Unfit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from db.casefile import Act

STEPS = 1000


class DuplicatesDialog(Dialog):
    """Looks for pairs in a thread, shows them side by side, and does what is chosen.

    Signals: ``record_asked_for(kind, id)`` to go to one of the two; ``noted(str)`` with what was done.
    """

    record_asked_for = Signal(object, int)
    noted = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.theme = session, theme
        self.pairs: tuple[Pair, ...] = ()
        self.setWindowTitle(self.tr("Duplicates"))
        self.background = Background(self)
        self.title = label(theme, self.tr("Look for duplicates"), size=15, weight=SEMIBOLD)
        self.counts = label(theme, "", tone="ink2")
        self.again = secondary_button(theme, self.tr("Look again"), "rotate-ccw")
        self.progress = Progress(theme)
        self.problem = label(theme, "", tone="danger", wrap=True)
        self.list: CellTable[Pair] = CellTable(theme, RowModel(pair_columns(self._book)), self.tr("Pairs that look like one"))
        self.panel = PairPanel(session, theme)
        self.join = primary_button(theme, self.tr("Make them one"))
        self.apart = secondary_button(theme, self.tr("Not a duplicate"))
        self.reprint = secondary_button(theme, self.tr("The second is a reprint"))
        self.reprint_first = secondary_button(theme, self.tr("The first is a reprint"))
        self.close_ = quiet_button(theme, self.tr("Close"))
        self._lay_out()
        self._connect()
        forbid(session, self.join, self.apart, self.reprint, self.reprint_first)
        self.look()

    def look(self) -> None:
        """Look through the whole casefile, in a thread."""
        self.pairs = ()
        self._say("")
        self._show_pairs(None)
        self.pages.hide()
        self._filler.show()
        self.again.setEnabled(False)
        self._top.show()
        self.progress.show_step(self.tr("Comparing names, addresses, texts and numbers…"), 0, STEPS)
        casefile = self.session.casefile.path
        self.background.ask(lambda asked: _find(casefile, asked.tell))

    def done(self, result: int) -> None:
        """The window closes, and nothing more is looked for."""
        self.background.close()
        super().done(result)

    def _book(self) -> Casebook:
        return self.session.book

    def _show_step(self, part: float) -> None:
        self.progress.show_step(self.progress.text.text(), round(part * STEPS), STEPS)

    def _answered(self, answer: object) -> None:
        self.progress.hide()
        self._top.hide()
        self.again.setEnabled(True)
        if isinstance(answer, tuple):
            self.pairs = answer
            self._show_pairs(0)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, sentence: str) -> None:
        self.progress.hide()
        self.again.setEnabled(True)
        self._say(sentence)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self._top.setVisible(bool(problem))

    def _show_pairs(self, at: int | None) -> None:
        """Show the pairs that are left, and choose that row or the last."""
        rows = grouped(self.pairs)
        self.list.show_rows(rows)
        one, many = self.tr("1 pair looks like one record"), self.tr("{n} pairs look like one record each")
        self.counts.setText(counted(len(self.pairs), one, many) if self.pairs else "")
        self.pages.show()
        self._filler.hide()
        self.pages.setCurrentWidget(self._split if self.pairs else self._empty)
        for part in (self.join, self.apart, self.reprint, self.reprint_first):
            part.setVisible(bool(self.pairs))
        if at is not None and self.pairs:
            number = min(at, len(rows) - 1)
            while self.list.rows.row(number) is None:
                number += 1 if number < len(rows) - 1 else -1
            self.list.setCurrentIndex(self.list.rows.index(number, 0))

    def _pair_chosen(self, pair: Pair | None) -> None:
        self._say("")
        self.panel.show_pair(pair)
        source = pair is not None and pair.kind is Kind.SOURCE
        self.reprint.setVisible(source)
        self.reprint_first.setVisible(source)

    def _join(self) -> None:
        from db.joining import join

        shown, chosen = self.panel.shown, dict(self.panel.chosen)
        if shown is None:
            return
        name = record_label(self._book(), Kind(shown.kind.value), shown.first)
        act = self.tr("Make one of two: {name}").format(name=name[:80])
        try:
            kept = self.session.perform(lambda file: join(file, shown.kind, shown.first, shown.second, chosen, act))
        except Unfit as unfit:
            self._say(str(unfit))
            return
        if kept is not None:
            self.noted.emit(self.tr("Made one; Undo takes it back"))
            self._go_on()

    def _keep_apart(self) -> None:
        from db.joining import keep_apart

        pair, shown = self.list.current, self.panel.shown
        if pair is None or shown is None:
            return
        ends = [self.session.casefile.get(shown.kind, id) for id in (shown.first, shown.second)]
        uids = [end.uid for end in ends if end is not None]

        def keep(act: Act) -> bool:
            """Remember it."""
            keep_apart(act, shown.kind, *uids)
            return True

        if len(uids) == 2 and self.session.run(self.tr("Not a duplicate"), keep):
            self._go_on(pair)

    def _reprint(self, second: bool) -> None:
        pair, shown = self.list.current, self.panel.shown
        if pair is None or shown is None:
            return
        origin, copy = (shown.first, shown.second) if second else (shown.second, shown.first)
        source = self._book().source[copy]

        def keep(act: Act) -> bool:
            """Say where the copy comes from."""
            act.change(copy, replace(source, reprint_of=origin))
            return True

        try:
            kept = self.session.run(self.tr("Reprint of"), keep)
        except Unfit as unfit:
            self._say(str(unfit))
            return
        if kept:
            self._go_on(pair)

    def _go_on(self, settled: Pair | None = None) -> None:
        """Go to the next pair; those of which one is gone are settled with it."""
        at, book = self.list.currentIndex().row(), self._book()
        self.pairs = tuple(
            p for p in self.pairs if p != settled and is_there(book, p.kind, p.one) and is_there(book, p.kind, p.other)
        )
        self._show_pairs(at)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, kind: RecordKind, record_id: int) -> None:
        self.accept()
        self.record_asked_for.emit(kind, record_id)

    def _lay_out(self) -> None:
        theme, scaled = self.theme, self.theme.scaled
        head, foot = Strip(theme, edge=20), Foot(theme, edge=20)
        for part, stretch in ((self.title, 0), (self.counts, 1), (self.again, 0)):
            head.row.addWidget(part, stretch)
        right = sheet()
        inner = QVBoxLayout(right)
        inner.addWidget(self.panel)
        self._split = splitter(theme, self.tr("Pairs and the chosen one"))
        self._split.addWidget(self.list)
        self._split.addWidget(right)
        self._split.setSizes([scaled(470), scaled(690)])
        self._empty = self._nothing()
        self.pages = QStackedWidget()
        self.pages.addWidget(self._split)
        self.pages.addWidget(self._empty)
        self._filler = sheet()
        self._top = sheet()
        top = QVBoxLayout(self._top)
        top.setContentsMargins(scaled(20), scaled(8), scaled(20), scaled(8))
        top.addWidget(self.progress)
        top.addWidget(self.problem)
        for button in (self.join, self.apart, self.reprint, self.reprint_first):
            foot.row.addWidget(button)
        foot.row.addStretch(1)
        foot.row.addWidget(self.close_)
        column = sheet_in(self)
        column.addWidget(head)
        column.addWidget(self._top)
        column.addWidget(self.pages, 1)
        column.addWidget(self._filler, 1)
        column.addWidget(foot)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        open_at(self, theme, 1180, 680)

    def _nothing(self) -> QWidget:
        made = sheet()
        column = QVBoxLayout(made)
        column.setContentsMargins(*(self.theme.scaled(40) for _ in range(4)))
        column.addStretch(2)
        compared = self.tr(
            "Compared were the names of parties and publishers, in any script and spelling; addresses, files, titles and texts "
            "of sources; days, directions and numbers of events; and figures of one claimant, line, stage and number."
        )
        for text, tone, size in ((self.tr("Nothing seems to be there twice."), "ink", 16), (compared, "ink2", 13)):
            said = label(self.theme, text, tone=tone, size=size, wrap=True)
            said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(said)
        column.addStretch(3)
        return made

    def _connect(self) -> None:
        self.background.answered.connect(self._answered)
        self.background.refused.connect(self._refused)
        self.background.told.connect(self._show_step)
        self.progress.cancelled.connect(self.reject)
        self.again.clicked.connect(self.look)
        self.list.chosen.connect(self._pair_chosen)
        self.list.opened.connect(lambda _pair: self.panel.fields.take_focus())
        self.panel.record_asked_for.connect(self._open)
        self.join.clicked.connect(self._join)
        self.apart.clicked.connect(self._keep_apart)
        self.reprint.clicked.connect(partial(self._reprint, True))
        self.reprint_first.clicked.connect(partial(self._reprint, False))
        self.close_.clicked.connect(self.reject)
        self.session.closed.connect(self.reject)


def _find(casefile: Path, go_on: Callable[[float], bool]) -> tuple[Pair, ...]:
    """In the thread: look through a casefile of its own."""
    from db.casefile import Casefile

    with Casefile.open(casefile, read_only=True) as reader:
        return find_duplicates(reader, go_on)
