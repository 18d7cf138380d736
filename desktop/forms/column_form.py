"""Forms of one column, labels at the left: a source's details, a party, a publisher."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.forms.about import short
from desktop.forms.form import Form
from desktop.forms.newcomer import AddRecord, NewParty, attach_newcomer, party_options, reliability_options
from desktop.forms.picker import Picker
from desktop.look.control import Choice, Entry
from desktop.look.field import Field
from desktop.look.theme import Theme
from desktop.word import capital
from figures.record import Casebook, Party, PartyDraft, PublisherDraft, Unfit
from figures.vocabulary import PartyKind


class ColumnForm(Form):
    """A form of one column, whose fields stand in reading order, which is the order of Tab."""

    def lay_out(self, placed: Sequence[tuple[str, Field]]) -> None:
        """Put the fields under one another."""
        scaled = self.theme.scaled
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
        column.setSpacing(scaled(7))
        for name, field in placed:
            column.addWidget(field)
            self.fields[name] = field
        column.addStretch(1)
        for name, control in self.controls().items():
            self.watch(name, control)

    def settled(self, name: str, picker: Picker, message: str) -> int | None:
        """The record chosen, or None; ``Unfit`` with ``message`` while what was typed names none."""
        if picker.unknown:
            raise Unfit(name, message.format(text=short(picker.unknown, 60)))
        return None if picker.value is None else int(picker.value)


class PartyForm(ColumnForm):
    """Somebody who hands over, receives, mediates or says a number."""

    def __init__(self, theme: Theme, add_record: AddRecord) -> None:
        super().__init__(theme)
        self._shown: Party | None = None
        self.name = Entry(self.tr("Name"), self.tr("Coordination Headquarters"))
        self.native_name = Entry(self.tr("Name in its own script"), "Координаційний штаб")
        self.kind = Choice(self.tr("Kind"), [(kind, capital(kind)) for kind in PartyKind])
        self.belongs_to = Picker(theme, self.tr("Belongs to"), self.tr("nobody: a side of its own"))
        self._newcomer = NewParty(theme, add_record)
        self.lay_out(
            (
                ("name", Field(theme, self.tr("Name"), self.name, left=True)),
                ("native_name", Field(theme, self.tr("In script"), self.native_name, left=True)),
                ("kind", Field(theme, self.tr("Kind"), self.kind, left=True)),
                ("belongs_to", Field(theme, self.tr("Belongs to"), self.belongs_to, left=True)),
            )
        )
        attach_newcomer(self.fields["belongs_to"], self.belongs_to, self._newcomer, partial(self.touch, "belongs_to"))

    def controls(self) -> Mapping[str, QWidget]:
        """The controls by the fields of the record."""
        return {"name": self.name, "native_name": self.native_name, "kind": self.kind, "belongs_to": self.belongs_to}

    def offer(self, casebook: Casebook) -> None:
        """Offer the parties that this one may belong to."""
        own = self._shown.id if self._shown is not None else None
        self.belongs_to.offer([option for option in party_options(casebook) if option.value != own])
        self._newcomer.offer(casebook)

    def show_draft(self, draft: PartyDraft) -> None:
        """A party as it was kept."""
        self._shown = draft if isinstance(draft, Party) else None
        self.fill({name: getattr(draft, name) for name in self.controls()})
        self.settle()

    def begin(self) -> None:
        """A new party."""
        self._shown = None
        self.fill({"name": "", "native_name": "", "kind": PartyKind.UNKNOWN, "belongs_to": None})
        self.settle()

    def draft(self) -> PartyDraft:
        """The party; ``Unfit`` names what is not right yet."""
        message = self.tr("“{text}” is not a party yet. Add it below, choose one, or empty the field.")
        return PartyDraft(
            name=self.typed("name"),
            native_name=self.typed("native_name"),
            kind=PartyKind(self.kind.value),
            belongs_to=self.settled("belongs_to", self.belongs_to, message),
        )


class PublisherForm(ColumnForm):
    """Who published a source, and how far it can be relied on."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.name = Entry(self.tr("Name"), self.tr("Dnipro Wire"))
        self.reliability = Choice(self.tr("Reliability"), reliability_options())
        self.lay_out(
            (
                ("name", Field(theme, self.tr("Name"), self.name, left=True)),
                ("reliability", Field(theme, self.tr("Reliability"), self.reliability, left=True)),
            )
        )

    def controls(self) -> Mapping[str, QWidget]:
        """The controls by the fields of the record."""
        return {"name": self.name, "reliability": self.reliability}

    def offer(self, casebook: Casebook) -> None:
        """A publisher rests on no other record."""

    def show_draft(self, draft: PublisherDraft) -> None:
        """A publisher as it was kept."""
        self.fill({"name": draft.name, "reliability": draft.reliability})
        self.settle()

    def begin(self) -> None:
        """A new publisher, not judged yet."""
        self.fill({"name": "", "reliability": "F"})
        self.settle()

    def draft(self) -> PublisherDraft:
        """The publisher; ``Unfit`` names what is not right yet."""
        return PublisherDraft(name=self.typed("name"), reliability=str(self.reliability.value))
