"""Who and what the casefile knows besides its register: parties, publishers with their reliability, added categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.kind import RecordKind
from desktop.ask import ask_reason
from desktop.duplicates.notice import LikeNotice
from desktop.forms.about import short
from desktop.forms.category_form import CategoryForm
from desktop.forms.column_form import PartyForm, PublisherForm
from desktop.forms.keeper import DraftKeeper
from desktop.look.cell import Text
from desktop.look.control import SearchField, Segments, label, primary_button, quiet_button, secondary_button
from desktop.look.dialog import Dialog
from desktop.look.key import KEEP, on_key
from desktop.look.panel import Foot, Strip, sheet
from desktop.look.room_for import open_at
from desktop.look.shown import tip
from desktop.look.table import CellTable, Column, RowModel
from desktop.look.theme import SEMIBOLD, Theme
from desktop.register.entry import CATEGORIES, PARTIES, PUBLISHERS, Entry, entries, has_words
from desktop.safety.forbid import forbid, forbid_form
from desktop.session import Session
from figures.category import Category
from figures.record import Draft, Party, Publisher, Unfit

if TYPE_CHECKING:
    from db.casefile import Act
    from db.result import Changes


class Directory(Dialog):
    """Lists and changes parties, publishers and categories."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.theme = session, theme
        self.setWindowTitle(self.tr("Parties, publishers, categories"))
        self._shown: Party | Publisher | None = None
        self._listed: list[Entry] | None = None
        shelves = ((PARTIES, self.tr("Parties")), (PUBLISHERS, self.tr("Publishers")), (CATEGORIES, self.tr("Categories")))
        self.shelf = Segments(theme, self.tr("What to list"), shelves)
        self.filter = SearchField(theme, self.tr("Filter"))
        self.new = secondary_button(theme, self.tr("New"), "plus")
        columns: tuple[Column[Entry], ...] = (
            Column(self.tr("Name"), lambda one: Text(one.name, weight=500), 200, stretch=True, least=140),
            Column(self.tr("What"), lambda one: one.what, 190, least=110),
            Column(self.tr("Used"), lambda one: Text(one.used, tone="ink2", right=True), 60, right=True),
        )
        self.table: CellTable[Entry] = CellTable(theme, RowModel(columns), self.tr("Records"), first_margin=16)
        self.nothing = label(theme, "", tone="ink2", wrap=True)
        self.nothing.setContentsMargins(*(theme.scaled(16) for _ in range(4)))
        self.party_form = PartyForm(theme, self._add_record)
        self.publisher_form = PublisherForm(theme)
        self.category_form = CategoryForm(theme)
        for form in (self.party_form, self.publisher_form):
            alike = LikeNotice(session, theme, form, lambda: None if self._shown is None else self._shown.id)
            alike.place_under("name")
            alike.asked_for.connect(self.choose)
        self.keepers = {
            PARTIES: DraftKeeper(session, self.party_form, PARTIES),
            PUBLISHERS: DraftKeeper(session, self.publisher_form, PUBLISHERS),
            CATEGORIES: DraftKeeper(session, self.category_form, CATEGORIES),
        }
        self.forms = QStackedWidget()
        self.title = label(theme, "", size=15, weight=SEMIBOLD)
        self.keep = primary_button(theme, self.tr("Keep"))
        self.put_back = quiet_button(theme, self.tr("Put back"))
        self.put_back.setToolTip(self.tr("Show the record as it is kept, without what was typed"))
        self.remove = quiet_button(theme, self.tr("Remove…"))
        self.close_button = quiet_button(theme, self.tr("Close"))
        self._lay_out()
        self._connect()
        forbid(session, self.new, self.keep, self.remove)
        forbid_form(session, self.party_form, self.publisher_form, self.category_form)
        self._show_shelf(PARTIES)

    @property
    def form(self) -> PartyForm | PublisherForm | CategoryForm:
        """The form that is shown."""
        if self.shelf.value == PARTIES:
            return self.party_form
        return self.publisher_form if self.shelf.value == PUBLISHERS else self.category_form

    @property
    def keeper(self) -> DraftKeeper:
        """What keeps the shown form's half-typed changes."""
        return self.keepers[self.shelf.value]

    def done(self, result: int) -> None:
        """Close the window; what is half typed is kept and shown again."""
        self.keeper.flush()
        super().done(result)

    def choose(self, kind: RecordKind, record_id: int) -> None:
        """Show one party or publisher."""
        shelf = PARTIES if kind is RecordKind.PARTY else PUBLISHERS
        self.shelf.set_value(shelf)
        self._show_shelf(shelf)
        self.table.choose(lambda one: not isinstance(one.record, Category) and one.record.id == record_id)

    def refresh(self, _changes: Changes | None = None) -> None:
        """List the records as they are now."""
        self._listed = None
        if self.session.is_open:
            self._list()
        else:
            self.close()

    def _list(self) -> None:
        if self._listed is None:
            self._listed = entries(self.session.book, self.session.pages, str(self.shelf.value))
        wanted = self.filter.text().casefold().split()
        rows = [one for one in self._listed if has_words(one, wanted)]
        shown = self._shown
        keep = shown.id if shown is not None else -1
        self.table.show_rows(rows, keep=lambda one: not isinstance(one.record, Category) and one.record.id == keep)
        self.form.offer(self.session.book)
        self.nothing.setText(self._nothing(bool(wanted)))
        self.nothing.setVisible(not rows)

    def _nothing(self, filtered: bool) -> str:
        """What stands in an empty list."""
        if filtered:
            return self.tr("Nothing here is called so. Empty the filter to see all.")
        return {
            PARTIES: self.tr("No parties yet. They are states and their organs, armed groups, persons and media."),
            PUBLISHERS: self.tr("No publishers yet. Their reliability grades the figures that their sources give."),
            CATEGORIES: self.tr("No category has been added. The usual ones are always there; add one where they do not fit."),
        }[self.shelf.value]

    def _shelf_picked(self, shelf: object) -> None:
        for keeper in self.keepers.values():
            keeper.flush()
        self._show_shelf(shelf)

    def _show_shelf(self, shelf: object) -> None:
        del shelf
        self._shown = None
        self.forms.setCurrentWidget(self.form)
        self.refresh()
        self._begin()
        self.table.choose(lambda _: True)

    def _begin(self) -> None:
        self._shown = None
        self.form.offer(self.session.book)
        self.form.begin()
        self._go_on(None)
        titles = {
            PARTIES: self.tr("New party"),
            PUBLISHERS: self.tr("New publisher"),
            CATEGORIES: self.tr("New category"),
        }
        self.title.setText(titles[self.shelf.value])
        self._judged(self.form.problem)

    def _new_clicked(self) -> None:
        self.keeper.flush()
        self.table.clearSelection()
        self.table.setCurrentIndex(self.table.rootIndex())
        self._begin()
        self.form.fields["name"].take_focus()

    def _chosen(self, entry: Entry | None) -> None:
        if entry is None or isinstance(entry.record, Category):
            return
        same = self._shown is not None and self._shown.id == entry.record.id
        if same and self.form.is_dirty:
            return
        if not same:
            self.keeper.flush()
        self._show(entry.record)
        self._go_on(entry.record.id)
        self._judged(self.form.problem)

    def _show(self, record: Party | Publisher) -> None:
        self._shown = record
        self.title.setText(short(record.name, 40))
        if isinstance(record, Party):
            self.party_form.show_draft(record)
            self.party_form.offer(self.session.book)
        else:
            self.publisher_form.show_draft(record)

    def _go_on(self, record: int | None) -> None:
        """Show again what was half typed of this record, or of a new one."""
        self.keeper.begin(record=record)
        waiting = self.keeper.waiting()
        if waiting:
            self.keeper.go_on(waiting[0])

    def _put_back(self) -> None:
        shown = self._shown
        self.keeper.drop()
        if shown is None:
            self.form.begin()
        else:
            casebook = self.session.book
            kept = casebook.party.get(shown.id) if isinstance(shown, Party) else casebook.publisher.get(shown.id)
            self._show(kept or shown)
        self.keeper.begin(record=None if shown is None else shown.id)
        self._judged(self.form.problem)

    def _submitted(self, draft: Draft | Category) -> None:
        shown = self._shown
        try:
            made = self.session.run(self._label(new=shown is None), lambda act: _keep(act, shown, draft))
        except Unfit as unfit:
            self.form.show_unfit(unfit)
            return
        if made is not None:
            self.form.settle()
            self.keeper.drop()
            if not made:
                self._begin()
            else:
                self.refresh()
                self._shown = None
                self.table.choose(lambda one: not isinstance(one.record, Category) and one.record.id == made)
                self._chosen(self.table.current)
        self._judged(self.form.problem)

    def _label(self, *, new: bool) -> str:
        if self.shelf.value == CATEGORIES:
            return self.tr("Add category")
        if self.shelf.value == PARTIES:
            return self.tr("Add party") if new else self.tr("Change party")
        return self.tr("Add publisher") if new else self.tr("Change publisher")

    def _ask_remove(self) -> None:
        shown = self._shown
        if shown is not None:
            text = self.tr("“{name}” is taken out of the casefile. Undo brings it back.").format(name=shown.name)
            title, act = self.tr("Remove this record?"), self.tr("Remove")
            ask_reason(self.theme, self, title, text, act, lambda reason: self._remove(shown, reason))

    def _remove(self, shown: Party | Publisher, reason: str = "") -> None:
        kind = RecordKind.PARTY if isinstance(shown, Party) else RecordKind.PUBLISHER
        label_ = self.tr("Remove party") if kind is RecordKind.PARTY else self.tr("Remove publisher")
        try:
            self.session.run(label_, lambda act: act.remove(kind, shown.id), reason)
        except Unfit as unfit:
            self.session.failed.emit(str(unfit))
            return
        self._show_shelf(self.shelf.value)

    def _add_record(self, draft: Draft) -> int | None:
        made = self.session.run(self.tr("Add party"), lambda act: act.add(draft))
        self.form.offer(self.session.book)
        return made

    def _judged(self, problem: str) -> None:
        self.keep.setEnabled(not problem and (self._shown is None or self.form.is_dirty))
        self.keep.setToolTip(tip(problem))
        self.put_back.setVisible(self.form.is_dirty)
        self.remove.setVisible(self._shown is not None and not self.form.is_dirty)

    def _lay_out(self) -> None:
        theme = self.theme
        head = Strip(theme, edge=12)
        head.row.addWidget(self.shelf, 2)
        head.row.addWidget(self.filter, 2)
        head.row.addWidget(self.new)
        left = sheet()
        left_column = QVBoxLayout(left)
        left_column.addWidget(head)
        left_column.addWidget(self.nothing)
        left_column.addWidget(self.table, 1)
        for form in (self.party_form, self.publisher_form, self.category_form):
            self.forms.addWidget(form)
        strip, foot = Strip(theme), Foot(theme)
        strip.row.addWidget(self.title, 1)
        foot.row.addWidget(self.keep)
        foot.row.addStretch(1)
        foot.row.addWidget(self.put_back)
        foot.row.addWidget(self.remove)
        foot.row.addWidget(self.close_button)
        right = sheet()
        right.setFixedWidth(theme.scaled(376))
        right_column = QVBoxLayout(right)
        right_column.addWidget(strip)
        right_column.addWidget(self.forms, 1)
        right_column.addWidget(foot)
        outer = QHBoxLayout(self)
        outer.addWidget(left, 1)
        outer.addWidget(right)
        for layout, gap in ((left_column, 0), (right_column, 0), (outer, 1)):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(gap)
        open_at(self, theme, 960, 560)

    def _connect(self) -> None:
        self.shelf.picked.connect(self._shelf_picked)
        self.filter.textChanged.connect(self._filtered)
        self.new.clicked.connect(self._new_clicked)
        self.table.chosen.connect(self._chosen)
        for form in (self.party_form, self.publisher_form, self.category_form):
            form.submitted.connect(self._submitted)
            form.judged.connect(self._judged)
        self.keep.clicked.connect(self._keep_clicked)
        self.put_back.clicked.connect(self._put_back)
        self.remove.clicked.connect(self._ask_remove)
        self.close_button.clicked.connect(self.accept)
        self.session.changed.connect(self.refresh)
        self.session.closed.connect(self.close)
        on_key(self, KEEP, self._keep_clicked)

    def _filtered(self, _text: str) -> None:
        self._list()

    def _keep_clicked(self) -> None:
        self.form.submit()


def _keep(act: Act, shown: Party | Publisher | None, draft: Draft | Category) -> int:
    """The record's id; 0 for a category, which has none."""
    if isinstance(draft, Category):
        act.add_category(draft)
        return 0
    if shown is None:
        return act.add(draft)
    act.change(shown.id, draft, seen=shown)
    return shown.id
