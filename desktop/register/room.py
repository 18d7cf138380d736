"""The Register: the tree at the left, the chosen record's form and figures beside it, and the figure form at the right.

The tree is painted before the rest is loaded and made.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QVBoxLayout

from db.kind import RecordKind
from desktop.look.button import primary_button, secondary_button
from desktop.look.key import on_key
from desktop.look.panel import EmptyRoom, sheet, splitter
from desktop.look.theme import Theme
from desktop.rail import TURN
from desktop.register.tree import TreePane
from desktop.register.tree_model import ALL_FIGURES
from desktop.room import Room
from desktop.safety.forbid import forbid
from desktop.session import Session
from figures.record import Figure, Unfit

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from db.result import Changes
    from desktop.forms.figure_panel import FigurePanel
    from desktop.forms.prefill import Prefill
    from desktop.register.all_figures import AllFigures
    from desktop.register.figure_pane import FigurePane
    from desktop.register.figure_row import FigureRow
    from desktop.register.middle import Middle
    from desktop.register.record_panel import RecordPanel
    from desktop.register.retracting import Retracting

FILLED_AFTER = 10
"""Milliseconds after the tree was painted until the rest is made, so that keys and clicks are heard first."""


class RegisterRoom(Room):
    """Agreements, events and their figures."""

    title = "Register"
    icon_name = "list-tree"
    _filled = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.tree = TreePane(session, theme)
        self._middle: Middle | None = None
        self._every: AllFigures | None = None
        self._figure: FigurePanel | None = None
        self._shared = False
        self._wanted = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FILLED_AFTER)
        self._stack = QStackedWidget()
        self._ground = sheet()
        self._split: QSplitter = splitter(theme, self.tr("Columns of the register"))
        self._lay_out()
        self._connect()
        forbid(session, self.tree.new)

    @cached_property
    def first_agreement(self) -> QPushButton:
        """The first step of an empty register."""
        return primary_button(self.theme, self.tr("New agreement"), "plus")

    @cached_property
    def _empty(self) -> EmptyRoom:
        """What an empty register shows."""
        theme = self.theme
        hint = self.tr("To see a finished one first, open the sample casefile from the File menu.")
        text = self.tr(
            "An agreement says what is to be handed over; an event is one handover, or what was announced as one. "
            "Every figure is about one of them."
        )
        first_event = secondary_button(theme, self.tr("New event"), "plus")
        steps = [self.first_agreement, first_event]
        self.first_agreement.clicked.connect(self.new_agreement)
        first_event.clicked.connect(self.new_event)
        forbid(self.session, *steps)
        made = EmptyRoom(theme, "list-tree", self.tr("Nothing in the register yet"), text, steps, (hint,))
        self._stack.addWidget(made)
        return made

    def _show_empty(self, is_empty: bool) -> None:
        self._stack.setCurrentWidget(self._empty if is_empty else self._split)

    @cached_property
    def retracting(self) -> Retracting:
        """Asks why a figure is taken back."""
        from desktop.register.retracting import Retracting

        return Retracting(self.session, self.theme, self)

    @property
    def middle(self) -> Middle:
        """Form and figures; made once the tree was painted, or as soon as somebody asks."""
        if self._middle is None:
            self._soon.stop()
            self._middle = self._make_middle()
            if self.tree.is_filled:
                self._refresh_middle()
                self._choose_wanted()
        return self._middle

    @property
    def record(self) -> RecordPanel:
        """The form of the chosen agreement or event."""
        return self.middle.record

    @property
    def figures(self) -> FigurePane:
        """The figures about it."""
        return self.middle.figures

    @property
    def figure(self) -> FigurePanel:
        """The figure form; it is made when the first figure is typed."""
        if self._figure is None:
            self._figure = self._make_figure_form()
        return self._figure

    @property
    def _types_figure(self) -> bool:
        return self._figure is not None and not self._figure.isHidden()

    @property
    def _row(self) -> FigureRow | None:
        """The chosen figure, of all figures where they are shown."""
        return self.middle.every.current if self.middle.shows_every else self.figures.current

    @property
    def place(self) -> tuple[RecordKind, int] | None:
        """The chosen figure, else the record that is shown."""
        if self._middle is None:
            return (RecordKind.FIGURE, self._wanted) if self._wanted else self.tree.current
        row = self._row
        return (RecordKind.FIGURE, row.figure.id) if row is not None else self.record.key

    def refresh(self, changes: Changes | None) -> None:
        """Show the casefile as it is now; the first time the tree at once, and once it is painted what is chosen in it."""
        del changes
        self.tree.refresh()
        if self._middle is not None:
            self._refresh_middle()
        else:
            self._show_empty(self.tree.is_empty)
            if self.tree.is_empty:
                self._soon.start()
            self._filled.emit()

    def _begin_in_tree(self) -> None:
        """Before it is painted the first time, have the tree where work goes on, so that it does not move once it was seen.

        A room that was taken away meanwhile is hidden: the casefile of its tree is closed, though another may be open.
        """
        if self._middle is None and not self.isHidden() and self.session.is_open and self.tree.current is None:
            self.tree.choose_latest()

    def _choose_wanted(self) -> None:
        if self._wanted:
            self.figures.choose(self._wanted)
            self._wanted = 0

    def _refresh_middle(self) -> None:
        casebook = self.session.book
        is_empty = self.tree.is_empty and self.record.key is None
        typing = self._stack.currentWidget() is self._split and self.record.key is None and self.record.form.is_dirty
        self._show_empty(is_empty and not typing)
        key = self.record.key
        if key is not None and key[1] not in (casebook.event if key[0] is RecordKind.EVENT else casebook.agreement):
            self._show_figure_form(False)
            key = None
        if key is None and not typing and not is_empty:
            self._show_where_work_goes_on()
        self.record.refresh()
        self.figures.refresh()
        if self.middle.shows_every:
            self.middle.every.refresh()
        if self._figure is not None:
            self._figure.refresh()
        self.tree.model.count_figures()
        self._note()

    def _show_where_work_goes_on(self) -> None:
        """What is chosen in the tree, which can be before anything stands beside it, else the latest record."""
        chosen = self.tree.current
        if chosen is None:
            self.tree.choose_latest()
        else:
            self._chosen(*chosen)

    def enter(self) -> None:
        """Begin in the tree."""
        if self._middle is not None:
            self._note()
            self._focus_tree()

    def _focus_tree(self) -> None:
        if self._stack.currentWidget() is self._split and not self._types_figure:
            self.tree.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what is half filled."""
        if self._middle is not None:
            self.record.leave()
        if self._figure is not None:
            self._figure.leave()

    def show_record(self, kind: RecordKind, record_id: int) -> None:
        """Choose an agreement, an event, or a figure within its own; before the rest is made it is chosen in the tree."""
        if kind is RecordKind.FIGURE:
            about = self.session.pages.about(record_id)
            if about is not None:
                self.tree.choose(about)
                self._wanted = record_id
                if self._middle is not None:
                    self._choose_wanted()
        elif kind in (RecordKind.EVENT, RecordKind.AGREEMENT):
            self.tree.choose((kind, record_id))

    def new_figure(self) -> bool:
        """A figure about the record that is shown."""
        key, row = self.record.key, self._row
        event = key[1] if key is not None and key[0] is RecordKind.EVENT else None
        agreement = key[1] if key is not None and key[0] is RecordKind.AGREEMENT else None
        if self.middle.shows_every and row is not None:
            event, agreement = row.figure.event, row.figure.agreement
        from desktop.forms.prefill import Prefill

        self._show_figure_form(True)
        self.figure.begin(Prefill(event=event, agreement=agreement))
        return True

    def new_event(self) -> None:
        """An event of the agreement that is shown, or of the one that the shown event belongs to."""
        self._begin()
        self.record.begin_event(self._agreement())
        self.tree.clear_choice()
        self.figures.show_nothing()

    def new_agreement(self) -> None:
        """An agreement."""
        self._begin()
        self.record.begin_agreement()
        self.tree.clear_choice()
        self.figures.show_nothing()

    def open_words(self) -> None:
        """Open the source of the chosen figure at its words."""
        row = self._row
        if row is not None:
            self.asked_for.emit(RecordKind.FIGURE, row.figure.id, "sources")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the figure form takes the tree's place."""
        super().resizeEvent(event)
        self._share()

    def _lay_out(self) -> None:
        theme = self.theme
        for number, part in enumerate((self.tree, self._ground)):
            self._split.addWidget(part)
            self._split.setStretchFactor(number, number)
        self.tree.setMinimumWidth(theme.scaled(220))
        self._ground.setMinimumWidth(theme.scaled(420))
        self._stack.addWidget(self._split)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        self.tree.chosen.connect(self._chosen)
        self.tree.opened.connect(self._tree_opened)
        self.tree.new_event_asked_for.connect(self.new_event)
        self.tree.new_agreement_asked_for.connect(self.new_agreement)
        self._soon.timeout.connect(self._fill)
        self._filled.connect(self._begin_in_tree, Qt.ConnectionType.QueuedConnection)
        self.tree.tree.painted.connect(self._tree_painted)

    def _tree_painted(self) -> None:
        if self._middle is None:
            self._soon.start()

    def _fill(self) -> None:
        """The tree is painted: show beside it what is chosen."""
        if self.session.is_open and self.isVisible() and self.middle is not None:
            self._focus_tree()

    def _make_middle(self) -> Middle:
        from desktop.register.middle import Middle

        made = Middle(self.session, self.theme)
        column = QVBoxLayout(self._ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(made)
        made.show()
        column.activate()
        record, figures = made.record, made.figures
        record.kept.connect(self._record_kept)
        record.left.connect(self._record_left)
        record.tranche_asked_for.connect(self._new_tranche)
        record.remove_asked_for.connect(self._ask_remove)
        record.history_asked_for.connect(self._show_history)
        record.compare_asked_for.connect(self._show_compare)
        record.alike.asked_for.connect(self.show_record)
        figures.new_asked_for.connect(self.new_figure)
        figures.duplicate_asked_for.connect(self._duplicate)
        figures.edit_asked_for.connect(self._edit)
        figures.words_asked_for.connect(self.open_words)
        figures.retract_asked_for.connect(self._ask_retract)
        figures.stand_asked_for.connect(self._stand_again)
        figures.history_asked_for.connect(self._show_figure_history)
        for keeper in (record.event_keeper, record.agreement_keeper):
            keeper.kept.connect(self._note)
        on_key(figures.table, "Delete", self._ask_retract)
        return made

    def _begin(self) -> None:
        self.record.leave()
        self.middle.show_one()
        self._show_figure_form(False)
        self._show_empty(False)

    def _agreement(self) -> int | None:
        key = self.record.key
        if key is None:
            return None
        if key[0] is RecordKind.AGREEMENT:
            return key[1]
        event = self.session.book.event.get(key[1])
        return event.agreement if event is not None else None

    def _chosen(self, kind: RecordKind, record_id: int) -> None:
        if self._middle is None:
            return
        if (kind, record_id) == ALL_FIGURES:
            self._show_every()
            return
        self.middle.show_one()
        casebook = self.session.book
        record = casebook.event.get(record_id) if kind is RecordKind.EVENT else casebook.agreement.get(record_id)
        if record is None or self.record.key == (kind, record_id):
            return
        self.record.show_record(record)
        self.figures.show_about(kind, record_id)
        if self._types_figure and self.figure.editing is None and not self.figure.form.is_dirty:
            self.new_figure()
            self.tree.tree.setFocus()

    def _show_every(self) -> None:
        """Show all figures; what is half typed of the record before is kept."""
        self.record.leave()
        first = self._every is None
        self._every = every = self.middle.every
        if first:
            words = every.words
            words.edit_asked_for.connect(self._edit)
            words.words_asked_for.connect(self.open_words)
            words.retract_asked_for.connect(self._ask_retract)
            words.stand_asked_for.connect(self._stand_again)
            words.history_asked_for.connect(self._show_figure_history)
            every.record_asked_for.connect(self._show_chosen_in_its_place)
            forbid(self.session, words.edit, words.retract)
            on_key(every.table, "Delete", self._ask_retract)
        self.middle.show_every()

    def _show_chosen_in_its_place(self) -> None:
        row = self._row
        if row is not None:
            self.show_record(RecordKind.FIGURE, row.figure.id)

    def _tree_opened(self) -> None:
        if self.middle.shows_every:
            self.middle.every.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.record.form.controls()["title"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _record_kept(self, kind: RecordKind, record_id: int, is_new: bool) -> None:
        self.tree.choose((kind, record_id))
        self.figures.show_about(kind, record_id)
        if is_new:
            self.figures.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _record_left(self) -> None:
        self.record.event_form.settle()
        self.refresh(None)
        self.tree.choose_latest()

    def _new_tranche(self) -> None:
        key = self.record.key
        event = self.session.book.event.get(key[1]) if key is not None else None
        if event is not None:
            self._begin()
            self.record.begin_event(event.agreement, like=event)
            self.tree.clear_choice()
            self.figures.show_nothing()

    def _ask_remove(self) -> None:
        key = self.record.key
        if key is None:
            return
        text = self.tr("“{title}” is taken out of the casefile. Undo brings it back.").format(title=self.record.title.text())
        from desktop.ask import ask_reason

        title, act = self.tr("Remove this record?"), self.tr("Remove")
        ask_reason(self.theme, self, title, text, act, lambda reason: self._remove(key, reason))

    def _remove(self, key: tuple[RecordKind, int], reason: str = "") -> None:
        label = self.tr("Remove event") if key[0] is RecordKind.EVENT else self.tr("Remove agreement")
        try:
            self.session.run(label, lambda act: act.remove(*key), reason)
        except Unfit as unfit:
            self.session.failed.emit(str(unfit))

    def _duplicate(self) -> None:
        row = self._row
        if row is not None:
            self._show_figure_form(True)
            self.figure.begin(alike(row.figure))

    def _edit(self) -> None:
        row = self._row
        if row is not None:
            self._show_figure_form(True)
            self.figure.edit(row.figure)

    def _ask_retract(self) -> None:
        row = self._row
        if row is not None:
            self.retracting.ask(row.figure, row.words)

    def _stand_again(self) -> None:
        row = self._row
        if row is not None:
            self.retracting.stand_again(row.figure)

    def _show_history(self) -> None:
        if self.record.key is not None:
            self.asked_for.emit(*self.record.key, "history")

    def _show_compare(self) -> None:
        if self.record.key is not None:
            self.asked_for.emit(*self.record.key, "compare")

    def _show_figure_history(self) -> None:
        row = self._row
        if row is not None:
            self.asked_for.emit(RecordKind.FIGURE, row.figure.id, "history")

    def _figure_left(self) -> None:
        self._show_figure_form(False)
        table = self.middle.every.table if self.middle.shows_every else self.figures.table
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _figures_kept(self, ids: tuple[int, ...]) -> None:
        if self.middle.shows_every:
            self.middle.every.choose(ids[0])
        else:
            self.figures.choose(ids[0])
        self._note()

    def _show_figure_form(self, shown: bool) -> None:
        if shown or self._figure is not None:
            self.figure.setVisible(shown)
        self._share()

    def _make_figure_form(self) -> FigurePanel:
        from desktop.forms.figure_panel import FigurePanel

        theme = self.theme
        made = FigurePanel(self.session, theme, "register")
        made.hide()
        made.setMinimumWidth(theme.scaled(360))
        self._split.addWidget(made)
        self._split.setStretchFactor(2, 0)
        left, middle = (*self._split.sizes(), 0, 0)[:2]
        right = self._form_width()
        self._split.setSizes([left, max(theme.scaled(420), middle - right), right])
        made.left.connect(self._figure_left)
        made.kept.connect(self._figures_kept)
        made.words_asked_for.connect(self.open_words)
        made.alike.asked_for.connect(self.show_record)
        made.keeper.kept.connect(self._note)
        return made

    def _form_width(self) -> int:
        return self.theme.scaled(376 if self.window().width() < self.theme.scaled(TURN) else 392)

    def _share(self) -> None:
        """Who has the room: in a narrow window the tree gives way to the figure form; in a wide one it grows a little."""
        crowded = self.width() < self.theme.scaled(346 + 640 + 392)
        self.tree.setVisible(not self._types_figure or not crowded)
        if not self._shared and self.width() > self.theme.scaled(640):
            self._shared = True
            left = min(self.theme.scaled(430), max(self.theme.scaled(346), self.width() // 4))
            right = self._form_width()
            self._split.setSizes([left, max(self.theme.scaled(420), self.width() - left - right), right])

    def _note(self) -> None:
        drafts = self.session.attempt(self.session.casefile.drafts) or ()
        text = self.tr("1 draft kept") if len(drafts) == 1 else self.tr("{number} drafts kept").format(number=len(drafts))
        self.noted.emit(text if drafts else "")


def alike(figure: Figure) -> Prefill:
    """A new figure like another in everything but the number and its words."""
    from desktop.forms.prefill import Prefill

    return Prefill(
        agreement=figure.agreement, event=figure.event, unit=figure.unit, category=figure.category, sender=figure.sender,
        receiver=figure.receiver, stage=figure.stage, claimant=figure.claimant, accumulation=figure.accumulation,
        said_on=figure.said_on, as_of=figure.as_of, source=figure.source, credibility=figure.credibility,
    )  # fmt: skip
