"""The controls of the figure form, made and named in one place; the form itself says how they hang together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.forms.number_field import NumberField
from desktop.forms.picker import Picker
from desktop.look.cell import Grade
from desktop.look.control import (
    CellLabel,
    Choice,
    Entry,
    RoleMark,
    Segments,
    boxed_button,
    label,
    link_button,
    quiet_button,
)
from desktop.look.field import LABEL_WIDTH, Field
from desktop.look.theme import SEMIBOLD, Theme
from desktop.word import capital, term
from figures.record import CREDIBILITIES
from figures.vocabulary import Accumulation, Role, Stage, Unit, Vantage


def _tr(text: str) -> str:
    return QCoreApplication.translate("FigureForm", text)


class QuoteBlock(QFrame):
    """The anchored words, in the source's own voice, with the place where they stand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("part", "quote")
        self.words = label(theme, "", size=14, serif=True, wrap=True, selectable=True)
        self.place = label(theme, "", tone="ink3", size=12)
        self.show_in_text = link_button(theme, _tr("Show in text"))
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        row.addWidget(self.show_in_text)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.scaled(12), theme.scaled(10), theme.scaled(10), theme.scaled(6))
        column.setSpacing(theme.scaled(4))
        column.addWidget(self.words)
        column.addLayout(row)


class FigureControls:
    """Every control of the form, by what it holds."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.quote_block = QuoteBlock(theme)
        self.source = Picker(theme, _tr("Source"), _tr("publisher, day or title"))
        self.number = NumberField(theme)
        self.unit = Choice(_tr("Unit"), [(None, _tr("unit")), *((unit, term(unit)) for unit in Unit)])
        self.category = Choice(_tr("Category"), [(None, _tr("category"))])
        self.sender = Picker(theme, _tr("From"), _tr("from"))
        self.swap = boxed_button(theme, _tr("Swap from and to (Ctrl+D)"), "arrow-right-left")
        self.receiver = Picker(theme, _tr("To"), _tr("to"))
        self.twin = QCheckBox(_tr("Per side: make the twin figure too"))
        self.about = Picker(theme, _tr("About"), _tr("agreement or event"))
        self.stage = Choice(_tr("Stage"), [(None, _tr("Choose a stage")), *((stage, capital(stage)) for stage in Stage)])
        self.stage.setMaxVisibleItems(20)
        self.role_mark = RoleMark(theme, Role.NONE, 10)
        self.role_line = QWidget()
        self.role_text = label(theme, "", tone="ink2", size=12, wrap=True)
        self.role_word = label(theme, "", size=12, weight=SEMIBOLD)
        self.claimant = Picker(theme, _tr("Claimant"), _tr("nobody named"))
        self.vantage_word = label(theme, "", weight=SEMIBOLD)
        self.vantage_reason = label(theme, "", tone="ink2", wrap=True)
        self.overrule = link_button(theme, _tr("Overrule"))
        self.vantage = Choice(_tr("Vantage, by hand"), [(vantage, capital(vantage)) for vantage in Vantage])
        self.reason = Entry(_tr("Why the vantage is overruled"), _tr("Why, in a sentence; it is printed"))
        self.accumulation = Segments(theme, _tr("Kind"), accumulation_options())
        self.said_on = Entry(_tr("Said on"), "2025-06-09", longest=80)
        self.as_of = Entry(_tr("Counts up to"), _tr("not needed"), longest=80)
        self.credibility = Segments(theme, _tr("Credibility"), [(number, str(number)) for number in CREDIBILITIES])
        self.credibility_word = label(theme, "", tone="ink2", size=12)
        self.publisher_word = label(theme, "", tone="ink3", size=12)
        self.grade = CellLabel(theme, Grade("F6"))
        self.quote = QPlainTextEdit()
        self.quote.setAccessibleName(_tr("Quote"))
        self.quote.setPlaceholderText(_tr("The words of the source"))
        self.quote.setFont(theme.font(14, serif=True))
        self.quote.setTabChangesFocus(True)
        self.quote.setFixedHeight(theme.scaled(62))
        self.where = Entry(_tr("Where in the source"), _tr("page, paragraph or time code"))
        self.note = Entry(_tr("Note"), _tr("for yourself; printed in the register"))
        self.more = quiet_button(theme, _tr("Part of, relative to, corrects"), "chevron-right")
        self.part_of = Picker(theme, _tr("Part of"), _tr("another figure"))
        self.relative_to = Picker(theme, _tr("Relative to"), _tr("another figure"))
        self.corrects = Picker(theme, _tr("Corrects"), _tr("another figure"))


def accumulation_options() -> Sequence[tuple[object, str]]:
    """The three kinds of count in the words of the form."""
    return (
        (Accumulation.INCREMENT, _tr("This handover")),
        (Accumulation.CUMULATIVE, _tr("Total to date")),
        (Accumulation.STOCK, _tr("Held")),
    )


CREDIBILITY_WORDS = ("Confirmed", "Probably true", "Possibly true", "Doubtful", "Improbable", "Cannot be judged")


def credibility_word(number: int) -> str:
    """What the Admiralty number means."""
    return _tr(CREDIBILITY_WORDS[number - 1])


def _beside(theme: Theme, *parts: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.scaled(8))
    for part, stretch in parts:
        row.addWidget(part, stretch)
    return row


def lay_out(controls: FigureControls, form: QWidget) -> dict[str, Field]:
    """Put the controls under one another, labels at the left; the fields by the names that ``Unfit`` gives."""
    c, theme = controls, controls.theme
    fields = {
        "source": Field(theme, _tr("Source"), c.source, left=True),
        "words": Field(theme, _tr("Number"), c.number, left=True, focus=c.number.entry, high=40),
        "unit": Field(theme, _tr("Counting"), _beside(theme, (c.unit, 1), (c.category, 1)), left=True, focus=c.unit),
        "direction": Field(
            theme, _tr("Direction"), _beside(theme, (c.sender, 1), (c.swap, 0), (c.receiver, 1)), left=True, focus=c.sender
        ),
        "about": Field(theme, _tr("About"), c.about, left=True),
        "stage": Field(theme, _tr("Stage"), c.stage, left=True),
        "claimant": Field(theme, _tr("Claimant"), c.claimant, left=True),
        "vantage": Field(theme, _tr("Vantage"), _vantage(c), left=True, focus=c.reason),
        "accumulation": Field(theme, _tr("Kind"), c.accumulation, left=True),
        "said_on": Field(theme, _tr("Said on"), _dates(c), left=True, focus=c.said_on),
        "credibility": Field(theme, _tr("Credibility"), c.credibility, left=True),
        "quote": Field(theme, _tr("Quote"), c.quote, left=True),
        "where": Field(theme, _tr("Where"), c.where, left=True),
        "note": Field(theme, _tr("Note"), c.note, left=True),
        "part_of": Field(theme, _tr("Part of"), c.part_of, left=True),
        "relative_to": Field(theme, _tr("Relative to"), c.relative_to, left=True),
        "corrects": Field(theme, _tr("Corrects"), c.corrects, left=True),
    }
    fields["direction"].beneath.addWidget(c.twin)
    c.role_line.setLayout(_beside(theme, (c.role_mark, 0), (c.role_word, 0), (c.role_text, 1)))
    fields["stage"].beneath.addWidget(c.role_line)
    fields["credibility"].beneath.addLayout(_beside(theme, (c.credibility_word, 1), (c.publisher_word, 0), (c.grade, 0)))
    column = QVBoxLayout(form)
    column.setContentsMargins(theme.scaled(16), theme.scaled(12), theme.scaled(16), theme.scaled(12))
    column.setSpacing(theme.scaled(7))
    column.addWidget(c.quote_block)
    for name, field in fields.items():
        if name == "part_of":
            indent = QHBoxLayout()
            indent.addSpacing(theme.scaled(LABEL_WIDTH + 12))
            indent.addWidget(c.more)
            indent.addStretch(1)
            column.addLayout(indent)
        column.addWidget(field)
    column.addStretch(1)
    return fields


def _vantage(c: FigureControls) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, c.theme.scaled(4), 0, 0)
    grid.setHorizontalSpacing(c.theme.scaled(8))
    grid.setVerticalSpacing(c.theme.scaled(2))
    grid.addWidget(c.vantage_word, 0, 0)
    grid.addWidget(c.overrule, 0, 1, Qt.AlignmentFlag.AlignRight)
    grid.addWidget(c.vantage_reason, 1, 0, 1, 2)
    grid.addWidget(c.vantage, 2, 0, 1, 2)
    grid.addWidget(c.reason, 3, 0, 1, 2)
    grid.setColumnStretch(0, 1)
    return made


def _dates(c: FigureControls) -> QHBoxLayout:
    between: QLabel = label(c.theme, _tr("as of"), tone="ink2")
    return _beside(c.theme, (c.said_on, 1), (between, 0), (c.as_of, 1))
