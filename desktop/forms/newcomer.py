"""A party or publisher that was typed and is not there yet: asked for in place, with the little that must be known."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.forms.picker import Option, Picker
from desktop.forms.picker_list import PickerList
from desktop.look.control import Choice, label, link_button
from desktop.look.field import Field
from desktop.look.theme import MEDIUM, Theme
from desktop.word import capital, word
from figures.record import RELIABILITIES, Casebook, Draft, PartyDraft, PublisherDraft, Unfit
from figures.vocabulary import PartyKind

AddRecord = Callable[[Draft], int | None]
"""Adds a record to the casefile in an act of its own and returns its id; None where that failed."""


def party_options(casebook: Casebook) -> list[Option]:
    """Every party by name; names that are used twice say to whom each belongs."""
    names = [party.name for party in casebook.parties]
    found = []
    for party in sorted(casebook.parties, key=lambda one: one.name.casefold()):
        above = casebook.party.get(party.belongs_to) if party.belongs_to is not None else None
        twice = names.count(party.name) > 1
        tail = f" ({above.name})" if twice and above is not None else f" ({party.kind.label})" if twice else ""
        found.append(Option(party.id, party.name + tail))
    return found


def publisher_options(casebook: Casebook) -> list[Option]:
    """Every publisher by name."""
    ordered = sorted(casebook.publishers, key=lambda one: one.name.casefold())
    return [Option(publisher.id, publisher.name) for publisher in ordered]


class Newcomer(QFrame):
    """*Add “X” as a party*, with what must be known of it; stands under the field where X was typed.

    Signals: ``added(id)``.
    """

    added = Signal(int)

    def __init__(self, theme: Theme, add_record: AddRecord) -> None:
        super().__init__()
        self.setProperty("part", "note")
        self._add_record = add_record
        self._name = ""
        self.title = label(theme, "", weight=MEDIUM, wrap=True)
        self.problem = label(theme, "", tone="danger", size=12, wrap=True)
        self.add = link_button(theme, self.tr("Add"))
        self.choices = QHBoxLayout()
        self.choices.setSpacing(theme.scaled(8))
        row = QHBoxLayout()
        row.addWidget(self.problem, 1)
        row.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.scaled(10), theme.scaled(8), theme.scaled(10), theme.scaled(6))
        column.setSpacing(theme.scaled(6))
        column.addWidget(self.title)
        column.addLayout(self.choices)
        column.addLayout(row)
        self.add.clicked.connect(self._asked)
        self.hide()

    def draft(self, name: str) -> Draft:
        """The new record under that name."""
        raise NotImplementedError

    def question(self, name: str) -> str:
        """The question that the box asks."""
        raise NotImplementedError

    def ask(self, name: str) -> None:
        """Ask whether ``name`` is to be added; an empty name asks nothing."""
        self._name = name
        self.problem.setText("")
        shown = name if len(name) <= 60 else f"{name[:59]}…"
        self.title.setText(self.question(shown))
        self.setVisible(bool(name))

    def _asked(self) -> None:
        try:
            made = self._add_record(self.draft(self._name))
        except Unfit as unfit:
            self.problem.setText(str(unfit))
            return
        if made is not None:
            self.hide()
            self.added.emit(made)


class NewParty(Newcomer):
    """A new party: what it is, and to whom it belongs."""

    def __init__(self, theme: Theme, add_record: AddRecord) -> None:
        super().__init__(theme, add_record)
        self.kind = Choice(self.tr("Kind of party"), [(kind, capital(kind)) for kind in PartyKind])
        self.kind.set_value(PartyKind.UNKNOWN)
        self.belongs_to = Picker(theme, self.tr("Belongs to"), self.tr("belongs to nobody"))
        self.choices.addWidget(self.kind, 1)
        self.choices.addWidget(self.belongs_to, 1)

    def offer(self, casebook: Casebook) -> None:
        """Offer the parties that it may belong to."""
        self.belongs_to.offer(party_options(casebook))

    def question(self, name: str) -> str:
        """Ask about a party."""
        return self.tr("“{name}” is not a party yet. What is it, and to whom does it belong?").format(name=name)

    def draft(self, name: str) -> PartyDraft:
        """The new party."""
        if self.belongs_to.unknown:
            raise Unfit("belongs_to", self.tr("“{name}” is not a party yet.").format(name=self.belongs_to.unknown))
        kind = self.kind.value
        known = kind if isinstance(kind, PartyKind) else PartyKind.UNKNOWN
        return PartyDraft(name=name, kind=known, belongs_to=self.belongs_to.value)


class NewPublisher(Newcomer):
    """A new publisher: how far it can be relied on."""

    def __init__(self, theme: Theme, add_record: AddRecord) -> None:
        super().__init__(theme, add_record)
        self.reliability = Choice(self.tr("Reliability"), reliability_options())
        self.reliability.set_value("F")
        self.choices.addWidget(self.reliability, 1)

    def question(self, name: str) -> str:
        """Ask about a publisher."""
        return self.tr("“{name}” is not a publisher yet. How reliable is it?").format(name=name)

    def draft(self, name: str) -> PublisherDraft:
        """The new publisher."""
        return PublisherDraft(name=name, reliability=str(self.reliability.value))


def reliability_options() -> Sequence[tuple[object, str]]:
    """The Admiralty letters with their meaning."""
    meanings = ("completely reliable", "usually reliable", "fairly reliable", "not usually reliable", "unreliable")
    texts = [*meanings, "cannot be judged"]
    return [(letter, f"{letter}  {word(text)}") for letter, text in zip(RELIABILITIES, texts, strict=True)]


def attach_newcomer(field: Field, picker: Picker | PickerList, box: Newcomer, touched: Callable[[], object]) -> None:
    """Let the box ask about whatever is typed into the picker and names no record, and put the new one into the picker."""
    field.beneath.addWidget(box)

    def look() -> None:
        """Ask only once the typing has ended in a name that is not there."""
        box.ask(picker.unknown)

    def take(made: int) -> None:
        """Show the new record."""
        picker.set_value(made)
        touched()

    line = picker.picker.line if isinstance(picker, PickerList) else picker.line
    line.editingFinished.connect(look)
    picker.picked.connect(lambda: box.hide() if not picker.unknown else None)
    box.added.connect(take)
