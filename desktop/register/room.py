"""The Register: the tree at the left, the chosen record's form and figures beside it, and the figure form at the right.

The tree is painted before the rest is loaded and made.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout

from db.kind import RecordKind
from desktop.look.key import on_key
from desktop.look.panel import sheet, splitter
from desktop.look.theme import Theme
from desktop.register.figure_side import FigureSide
from desktop.register.tree import TreePane
from desktop.register.tree_model import ALL_FIGURES
from desktop.room import Room
from desktop.safety.forbid import forbid
from desktop.session import Session

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from db.result import Changes
    from desktop.forms.figure_panel import FigurePanel
    from desktop.look.panel import EmptyRoom
    from desktop.register.all_figures import AllFigures
    from desktop.register.figure_acts import FigureActs
    from desktop.register.figure_pane import FigurePane
    from desktop.register.middle import Middle
    from desktop.register.record_panel import RecordPanel
    from desktop.register.removing import Removing

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
        self._wanted = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FILLED_AFTER)
        self._stack = QStackedWidget()
        self._ground = sheet()
        self._split: QSplitter = splitter(theme, self.tr("Columns of the register"))
        self._side = FigureSide(session, theme, self._split, self.tree)
        self._lay_out()
        self._connect()
        forbid(session, self.tree.new)

    @cached_property
    def empty(self) -> EmptyRoom:
        """What an empty register shows."""
        from desktop.register.empty import empty_register

        made = empty_register(self.session, self.theme, self.new_agreement, self.new_event)
        self._stack.addWidget(made)
        return made

    def _show_empty(self, is_empty: bool) -> None:
        self._stack.setCurrentWidget(self.empty if is_empty else self._split)

    @cached_property
    def acts(self) -> FigureActs:
        """What is done with the chosen figure."""
        from desktop.register.figure_acts import FigureActs

        made = FigureActs(self.session, self.theme, self._side, lambda: self.middle.current, self)
        made.asked_for.connect(self.asked_for)
        return made

    @cached_property
    def removing(self) -> Removing:
        """Asks why a record is taken out."""
        from desktop.register.removing import Removing

        return Removing(self.session, self.theme, self)

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
        return self._side.panel

    @property
    def place(self) -> tuple[RecordKind, int] | None:
        """The chosen figure, else the record that is shown."""
        if self._middle is None:
            return (RecordKind.FIGURE, self._wanted) if self._wanted else self.tree.current
        row = self.middle.current
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
            self._side.hide()
            key = None
        if key is None and not typing and not is_empty:
            self._show_where_work_goes_on()
        self.middle.refresh()
        self._side.refresh()
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
        if self._stack.currentWidget() is self._split and not self._side.is_shown:
            self.tree.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what is half filled."""
        if self._middle is not None:
            self.record.leave()
        self._side.leave()

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
        key, row = self.record.key, self.middle.current
        event = key[1] if key is not None and key[0] is RecordKind.EVENT else None
        agreement = key[1] if key is not None and key[0] is RecordKind.AGREEMENT else None
        if self.middle.shows_every and row is not None:
            event, agreement = row.figure.event, row.figure.agreement
        from desktop.forms.prefill import Prefill

        self._side.begin(Prefill(event=event, agreement=agreement))
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
        self.acts.open_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the figure form takes the tree's place."""
        super().resizeEvent(event)
        self._side.share(self.width())

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
        self._side.left.connect(self._figure_left)
        self._side.kept.connect(self._figures_kept)
        self._side.noted.connect(self._note)
        self._side.words_asked_for.connect(self.open_words)
        self._side.record_asked_for.connect(self.show_record)

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
        figures.duplicate_asked_for.connect(self.acts.duplicate)
        self.acts.follow(figures)
        for keeper in (record.event_keeper, record.agreement_keeper):
            keeper.kept.connect(self._note)
        on_key(figures.table, "Delete", self.acts.ask_retract)
        made.every_made.connect(self._every_made)
        return made

    def _begin(self) -> None:
        self.record.leave()
        self.middle.show_one()
        self._side.hide()
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
        if self._side.is_untouched:
            self.new_figure()
            self.tree.tree.setFocus()

    def _show_every(self) -> None:
        """Show all figures; what is half typed of the record before is kept."""
        self.record.leave()
        self.middle.show_every()

    def _every_made(self, every: AllFigures) -> None:
        self.acts.follow(every.words)
        every.record_asked_for.connect(self._show_chosen_in_its_place)
        forbid(self.session, every.words.edit, every.words.retract)
        on_key(every.table, "Delete", self.acts.ask_retract)

    def _show_chosen_in_its_place(self) -> None:
        row = self.middle.current
        if row is not None:
            self.show_record(RecordKind.FIGURE, row.figure.id)

    def _tree_opened(self) -> None:
        if self.middle.shows_every:
            self.middle.focus_figures()
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
        if self.record.key is not None:
            self.removing.ask(self.record.key, self.record.title.text())

    def _show_history(self) -> None:
        if self.record.key is not None:
            self.asked_for.emit(*self.record.key, "history")

    def _show_compare(self) -> None:
        if self.record.key is not None:
            self.asked_for.emit(*self.record.key, "compare")

    def _figure_left(self) -> None:
        self.middle.focus_figures()

    def _figures_kept(self, ids: tuple[int, ...]) -> None:
        self.middle.choose_figure(ids[0])
        self._note()

    def _note(self) -> None:
        drafts = self.session.attempt(self.session.casefile.drafts) or ()
        text = self.tr("1 draft kept") if len(drafts) == 1 else self.tr("{number} drafts kept").format(number=len(drafts))
        self.noted.emit(text if drafts else "")
