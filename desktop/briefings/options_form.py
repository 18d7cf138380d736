"""The form of what to print; it knows no casefile. ``options`` gives it frozen, or says under a field what is wrong."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from briefing.options import BriefingOptions, IssuedBefore, Section
from desktop.briefings.logo import LogoField
from desktop.briefings.own_notes import OwnNotes
from desktop.briefings.section_list import SectionList
from desktop.look.control import Choice, Entry, Segments, label
from desktop.look.field import Field
from desktop.look.panel import scroller, sheet
from desktop.look.shown import tip, visible_line
from desktop.look.theme import Theme
from figures.date import NotADate, first_day, last_day
from figures.record import Agreement

LANGUAGES = (("en", "English"), ("uk", "Українська"))
MOST_ROWS = 7
"""So many agreements are in sight to choose from before their list scrolls."""
TYPED = "typed"
"""Under this name a draft holds the days as they were typed, whether they are days or not."""
PAPERS = (("A4", "A4"), ("Letter", "Letter"))


class TextBox(QPlainTextEdit):
    """A few lines of text; Tab goes on to the next field."""

    def __init__(self, name: str, placeholder: str, height: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFixedHeight(height)


class OptionsForm(QWidget):
    """What to print.

    Signals: ``changed()`` when any option is another.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._kept = BriefingOptions()
        self._silent = False
        self.scope = Choice(self.tr("Scope"))
        self.scope.offer([(False, self.tr("The whole casefile")), (True, self.tr("Chosen agreements"))])
        self.choices = QListWidget()
        self.choices.setAccessibleName(self.tr("Chosen agreements"))
        self.choices.setProperty("part", "choices")
        self.choices.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.choices.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.choices.setTabKeyNavigation(False)
        self.as_of = Entry(self.tr("As of"), self.tr("latest day of the casefile"), longest=40)
        self.first = Entry(self.tr("Events from"), self.tr("from any day"), longest=40)
        self.last = Entry(self.tr("Events to"), self.tr("to any day"), longest=40)
        self.title = TextBox(self.tr("Title"), self.tr("Stated and observed"), theme.scaled(56))
        self.author = Entry(self.tr("Author"), longest=300)
        self.organisation = Entry(self.tr("Organisation"), longest=300)
        self.language = Segments(theme, self.tr("Language"), LANGUAGES)
        self.paper = Segments(theme, self.tr("Paper"), PAPERS)
        self.label = QComboBox()
        self.label.setEditable(True)
        self.label.setAccessibleName(self.tr("Label"))
        line = self.label.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("none"))
        self.label.addItems(["", self.tr("Internal"), self.tr("Public"), self.tr("Draft")])
        self.opening = TextBox(self.tr("Opening"), self.tr("Your own opening, marked as yours"), theme.scaled(84))
        self.notes = OwnNotes(theme)
        self.logo = LogoField(theme)
        self.since = Choice(self.tr("Changes since"))
        self.sections = SectionList(theme)
        self._lay_out()
        self._connect()
        self.show_options(self._kept)

    def offer(self, agreements: tuple[Agreement, ...], figures: int) -> None:
        """Offer the casefile's agreements to choose from; those chosen stay chosen."""
        chosen = self._chosen() or self._kept.agreements
        self._silent = True
        self.choices.clear()
        for agreement in sorted(agreements, key=lambda each: (each.date or "9999", each.id)):
            item = QListWidgetItem(visible_line(agreement.title), self.choices)
            item.setData(Qt.ItemDataRole.UserRole, agreement.id)
            item.setToolTip(tip(agreement.title))
            item.setCheckState(_checked(agreement.id in chosen))
        row = self.choices.sizeHintForRow(0) if agreements else 0
        self.choices.setFixedHeight(row * max(1, min(len(agreements), MOST_ROWS)) + self._theme.scaled(8))
        self._silent = False
        self.notes.offer(sorted(agreements, key=lambda each: (each.date or "9999", each.id)))
        self.sections.rename(Section.REGISTER, self.tr("Full register, {count} figures").format(count=f"{figures:,}"))

    def offer_issued(self, issued: tuple[IssuedBefore, ...]) -> None:
        """Offer these issued briefings to say what has changed since, the newest first; the chosen one stays chosen."""
        kept = self._kept.since
        every = issued if kept is None or kept in issued else (*issued, kept)
        self.since.offer([(None, self.tr("no earlier briefing")), *((one, _issued_name(one)) for one in every)])
        self.since.setEnabled(bool(every))
        self.since.set_value(kept)

    def show_options(self, options: BriefingOptions) -> None:
        """Fill the form with these options."""
        self._silent = True
        self._kept = options
        self.scope.set_value(bool(options.agreements))
        for item in self._items():
            item.setCheckState(_checked(item.data(Qt.ItemDataRole.UserRole) in options.agreements))
        self.as_of.setText(options.as_of.isoformat() if options.as_of else "")
        self.first.setText(options.first_day.isoformat() if options.first_day else "")
        self.last.setText(options.last_day.isoformat() if options.last_day else "")
        self.title.setPlainText(options.title)
        self.author.setText(options.author)
        self.organisation.setText(options.organisation)
        self.language.set_value(options.language)
        self.paper.set_value(options.paper)
        self.label.setEditText(options.label)
        self.opening.setPlainText(options.opening)
        self.notes.show_notes(options.notes)
        self.logo.show_logo(options.logo)
        self._show_problem_of_logo("")
        self.since.set_value(options.since)
        self.sections.show_sections(options.sections)
        self._show_choices()
        self._silent = False

    def state(self) -> str:
        """All that stands in the form, fit or not, as JSON that ``BriefingOptions.from_json`` reads too."""
        kept = json.loads(self._options_of(None, None, None).to_json())
        return json.dumps({**kept, TYPED: self._typed_days()}, ensure_ascii=False, sort_keys=True)

    def restore(self, text: str) -> None:
        """Fill in what ``state`` gave; ``WrongOptions`` where it is something else."""
        self.show_options(BriefingOptions.from_json(text))
        typed = json.loads(text).get(TYPED)
        self._silent = True
        for name, entry in self._days().items():
            if isinstance(typed, dict) and isinstance(typed.get(name), str):
                entry.setText(typed[name])
        self._silent = False

    def _days(self) -> dict[str, Entry]:
        return {"as_of": self.as_of, "first_day": self.first, "last_day": self.last}

    def _typed_days(self) -> dict[str, str]:
        return {name: entry.text() for name, entry in self._days().items()}

    def options(self) -> BriefingOptions | None:
        """The options; None where something is wrong, which then stands under its field."""
        as_of = self._day(self._as_of_field, self.as_of, last_day)
        first = self._day(self._days_field, self.first, first_day)
        last = self._day(self._days_field, self.last, last_day) if not self._days_field.problem else None
        if first is not None and last is not None and last < first:
            self._days_field.show_problem(self.tr("The last day lies before the first."))
        chosen = self._chosen()
        missing = bool(self.scope.value) and not chosen
        self._scope_field.show_problem(self.tr("Choose at least one agreement.") if missing else "")
        if any(field.problem for field in (self._scope_field, self._as_of_field, self._days_field)):
            return None
        return self._options_of(as_of, first, last)

    def _options_of(self, as_of: dt.date | None, first: dt.date | None, last: dt.date | None) -> BriefingOptions:
        return BriefingOptions(
            title=" ".join(self.title.toPlainText().split()),
            author=self.author.text().strip(),
            organisation=self.organisation.text().strip(),
            label=self.label.currentText().strip(),
            as_of=as_of,
            agreements=self._chosen(),
            language=str(self.language.value),
            paper=str(self.paper.value),
            sections=self.sections.sections(),
            opening=self.opening.toPlainText().strip(),
            first_day=first,
            last_day=last,
            notes=self.notes.notes(),
            logo=self.logo.logo,
            since=self.since.value,
        )

    def _day(self, field: Field, entry: Entry, end: Callable[[str], dt.date | None]) -> dt.date | None:
        """The day in one entry; what is wrong with it stands under its field."""
        text = entry.text().strip()
        try:
            day = end(text)
        except NotADate as wrong:
            field.show_problem(str(wrong))
            return None
        open_end = self.tr("Type a day that begins and ends, such as 2025-06-09.")
        field.show_problem(open_end if text and day is None else "")
        return day

    def _chosen(self) -> tuple[int, ...]:
        if not self.scope.value:
            return ()
        checked = (item for item in self._items() if item.checkState() is Qt.CheckState.Checked)
        return tuple(int(item.data(Qt.ItemDataRole.UserRole)) for item in checked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.choices.item(row) for row in range(self.choices.count())]

    def _since_picked(self) -> None:
        """Keep what was chosen, and print the section where it had been unticked."""
        self._kept = replace(self._kept, since=self.since.value)
        if self.since.value is not None:
            self._silent = True
            self.sections.tick(Section.CHANGES)
            self._silent = False
        self._option_changed()

    def _show_problem_of_logo(self, sentence: str) -> None:
        self._logo_field.show_problem(sentence)

    def _logo_changed(self) -> None:
        self._show_problem_of_logo("")
        self._option_changed()

    def _show_choices(self) -> None:
        self.choices.setVisible(bool(self.scope.value))

    def _option_changed(self) -> None:
        self._show_choices()
        if not self._silent:
            self.changed.emit()

    def _lay_out(self) -> None:
        theme = self._theme
        self._logo_field = Field(theme, self.tr("Logo"), self.logo, left=True)
        self._scope_field = Field(theme, self.tr("Scope"), self.scope, left=True)
        self._scope_field.beneath.addWidget(self.choices)
        self._as_of_field = Field(theme, self.tr("As of"), self.as_of, left=True)
        ground = sheet()
        column = QVBoxLayout(ground)
        column.setContentsMargins(theme.scaled(16), theme.scaled(14), theme.scaled(16), theme.scaled(14))
        column.setSpacing(theme.scaled(8))
        days = QHBoxLayout()
        days.setSpacing(theme.scaled(8))
        days.addWidget(self.first)
        days.addWidget(self.last)
        self._days_field = Field(theme, self.tr("Events"), days, left=True, focus=self.first)
        for field in (self._scope_field, self._as_of_field, self._days_field):
            column.addWidget(field)
        for name, control in (
            (self.tr("Title"), self.title),
            (self.tr("Author"), self.author),
            (self.tr("For"), self.organisation),
            (self.tr("Language"), self.language),
            (self.tr("Paper"), self.paper),
            (self.tr("Label"), self.label),
            (self.tr("Opening"), self.opening),
            (self.tr("Own notes"), self.notes),
            (self.tr("Changes"), self.since),
        ):
            column.addWidget(Field(theme, name, control, left=True))
        column.addWidget(self._logo_field)
        field = Field(theme, self.tr("Sections"), self.sections, left=True)
        first = self.tr("Key findings and the comparison come first. Drag the others to move them, or press Alt and an arrow.")
        field.beneath.addWidget(label(theme, first, tone="ink3", size=12, wrap=True))
        column.addWidget(field)
        column.addStretch(1)
        scroll = scroller(ground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _connect(self) -> None:
        for choice in (self.scope, self.language, self.paper):
            choice.picked.connect(self._option_changed)
        for entry in (self.as_of, self.first, self.last, self.author, self.organisation):
            entry.textChanged.connect(self._option_changed)
        for box in (self.title, self.opening):
            box.textChanged.connect(self._option_changed)
        self.choices.itemChanged.connect(lambda _item: self._option_changed())
        self.label.editTextChanged.connect(self._option_changed)
        self.notes.changed.connect(self._option_changed)
        self.logo.changed.connect(self._logo_changed)
        self.logo.refused.connect(self._show_problem_of_logo)
        self.since.picked.connect(self._since_picked)
        self.sections.reordered.connect(self._option_changed)


def _issued_name(issued: IssuedBefore) -> str:
    """The day of issue, the title and the label."""
    return ", ".join(part for part in (issued.issued_on, issued.title, issued.label) if part)


def _checked(yes: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if yes else Qt.CheckState.Unchecked
