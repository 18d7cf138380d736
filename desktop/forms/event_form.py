"""The forms of an event and of an agreement: many short fields in four columns, labels above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from desktop.forms.about import short
from desktop.forms.form import Form
from desktop.forms.newcomer import AddRecord, NewParty, attach_newcomer, party_options
from desktop.forms.picker import Picker
from desktop.forms.picker_list import PickerList
from desktop.forms.supply import offer_agreements
from desktop.look.control import Choice, Entry
from desktop.look.field import Field
from desktop.look.theme import Theme
from desktop.word import EVENT_ICON, capital
from figures.record import AgreementDraft, Casebook, EventDraft, Unfit
from figures.vocabulary import AgreementStatus, EventKind, EventStatus, PlaceRole

COLUMNS = 4
Placed = tuple[str, Field, int]
"""A field by the name that ``Unfit`` gives, and how many columns it takes."""


class GridForm(Form):
    """A form in four columns, filled from left to right, in which lists of parties can be typed."""

    _newcomers: tuple[NewParty, ...] = ()

    def settle(self) -> None:
        """Another record is shown: no new party is asked for."""
        for box in self._newcomers:
            box.hide()
        super().settle()

    def lay_out(self, placed: Sequence[Placed]) -> None:
        """Put the fields into the grid, in reading order, which is the order of Tab."""
        scaled = self.theme.scaled
        grid = QGridLayout(self)
        grid.setContentsMargins(scaled(20), scaled(14), scaled(20), scaled(12))
        grid.setHorizontalSpacing(scaled(12))
        grid.setVerticalSpacing(scaled(10))
        at = 0
        for name, field, wide in placed:
            grid.addWidget(field, at // COLUMNS, at % COLUMNS, 1, wide)
            self.fields[name] = field
            at += wide
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        for name, control in self.controls().items():
            self.watch(name, control)

    def settled_parties(self, name: str, picker: PickerList) -> tuple[int, ...]:
        """The parties chosen; ``Unfit`` while a name stands in the field that is none."""
        if picker.unknown:
            message = self.tr("“{text}” is not a party yet. Add it below, choose one, or empty the field.")
            raise Unfit(name, message.format(text=short(picker.unknown, 60)))
        return tuple(int(value) for value in picker.values)


class EventForm(GridForm):
    """One handover, or what was announced as one."""

    dates = ("date",)

    def __init__(self, theme: Theme, add_record: AddRecord) -> None:
        super().__init__(theme)
        self.title = Entry(self.tr("Title"), self.tr("First convoy, bodies"))
        self.kind = Choice(self.tr("Kind"), [(kind, capital(kind)) for kind in EventKind])
        self._draw_icons()
        theme.changed.connect(self._draw_icons)
        self.status = Choice(self.tr("Status"), [(status, capital(status)) for status in EventStatus])
        self.date = Entry(self.tr("Date"), "2025-06-09", longest=80)
        self.place = Entry(self.tr("Place"), self.tr("Not recorded"))
        self.place_role = Choice(self.tr("Role of the place"), [(role, capital(role)) for role in PlaceRole])
        self.mediators = PickerList(theme, self.tr("Mediators"), self.tr("None recorded"))
        self.agreement = Picker(theme, self.tr("Agreement"), self.tr("Outside any agreement"))
        self.note = Entry(self.tr("Note"), self.tr("for yourself; printed in the register"))
        self._newcomers = (NewParty(theme, add_record),)
        self.lay_out(
            (
                ("title", Field(theme, self.tr("Title"), self.title), 2),
                ("kind", Field(theme, self.tr("Kind"), self.kind), 1),
                ("status", Field(theme, self.tr("Status"), self.status), 1),
                ("date", Field(theme, self.tr("Date"), self.date), 1),
                ("place", Field(theme, self.tr("Place"), self.place), 1),
                ("place_role", Field(theme, self.tr("Role of the place"), self.place_role), 1),
                ("mediators", Field(theme, self.tr("Mediators"), self.mediators), 1),
                ("agreement", Field(theme, self.tr("Agreement"), self.agreement), 2),
                ("note", Field(theme, self.tr("Note"), self.note), 2),
            )
        )
        attach_newcomer(self.fields["mediators"], self.mediators, self._newcomers[0], partial(self.touch, "mediators"))

    def controls(self) -> Mapping[str, QWidget]:
        """The controls by the fields of the record."""
        return {
            "title": self.title, "kind": self.kind, "status": self.status, "date": self.date, "place": self.place,
            "place_role": self.place_role, "mediators": self.mediators, "agreement": self.agreement, "note": self.note,
        }  # fmt: skip

    def offer(self, casebook: Casebook) -> None:
        """Offer parties and agreements."""
        self.mediators.offer(party_options(casebook))
        self._newcomers[0].offer(casebook)
        offer_agreements(self.agreement, casebook)

    def _draw_icons(self) -> None:
        for number, kind in enumerate(EventKind):
            self.kind.setItemIcon(number, self.theme.icon(EVENT_ICON[kind]))

    def show_draft(self, draft: EventDraft) -> None:
        """An event as it was kept, or as it begins."""
        self.fill({name: getattr(draft, name) for name in self.controls()})
        self.settle()

    def begin(self, agreement: int | None, kind: EventKind = EventKind.PRISONER_EXCHANGE) -> None:
        """A new event, empty but for its agreement and kind."""
        empty: dict[str, object] = dict.fromkeys(self.controls(), "")
        empty |= {"kind": kind, "status": EventStatus.ANNOUNCED, "place_role": PlaceRole.NOT_SAID}
        self.fill(empty | {"mediators": (), "agreement": agreement})
        self.settle()

    def draft(self) -> EventDraft:
        """The event; ``Unfit`` names what is not right yet."""
        if self.agreement.unknown:
            message = self.tr("“{text}” is no agreement. Choose one, or empty the field.")
            raise Unfit("agreement", message.format(text=short(self.agreement.unknown, 60)))
        return EventDraft(
            agreement=self.agreement.value,
            kind=EventKind(self.kind.value),
            title=self.typed("title"),
            date=self.typed("date"),
            place=self.typed("place"),
            place_role=PlaceRole(self.place_role.value),
            mediators=self.settled_parties("mediators", self.mediators),
            status=EventStatus(self.status.value),
            note=self.typed("note"),
        )


class AgreementForm(GridForm):
    """What parties agreed to hand over."""

    dates = ("date", "due", "status_on")

    def __init__(self, theme: Theme, add_record: AddRecord) -> None:
        super().__init__(theme)
        self.title = Entry(self.tr("Title"), self.tr("Istanbul agreement"))
        self.status = Choice(self.tr("Status"), [(status, capital(status)) for status in AgreementStatus])
        self.status_on = Entry(self.tr("Status reached on"), self.tr("day not given"), longest=80)
        self.date = Entry(self.tr("Date"), "2025-06-02", longest=80)
        self.due = Entry(self.tr("Due"), self.tr("not given"), longest=80)
        self.place = Entry(self.tr("Place"), self.tr("Not recorded"))
        self.parties = PickerList(theme, self.tr("Parties"), self.tr("None recorded"))
        self.mediators = PickerList(theme, self.tr("Mediators"), self.tr("None recorded"))
        self.undertakings = Entry(self.tr("Undertakings without a figure"), self.tr("a standing medical commission"))
        self.tranches_missing = QCheckBox(self.tr("Tranches are known to be missing"))
        self.note = Entry(self.tr("Note"), self.tr("for yourself; printed in the register"))
        self._newcomers = (NewParty(theme, add_record), NewParty(theme, add_record))
        self.lay_out(
            (
                ("title", Field(theme, self.tr("Title"), self.title), 2),
                ("status", Field(theme, self.tr("Status"), self.status), 1),
                ("status_on", Field(theme, self.tr("Reached on"), self.status_on), 1),
                ("date", Field(theme, self.tr("Date"), self.date), 1),
                ("due", Field(theme, self.tr("Due"), self.due), 1),
                ("place", Field(theme, self.tr("Place"), self.place), 1),
                ("tranches_missing", Field(theme, self.tr("Tranches"), self.tranches_missing), 1),
                ("parties", Field(theme, self.tr("Parties"), self.parties), 1),
                ("mediators", Field(theme, self.tr("Mediators"), self.mediators), 1),
                ("undertakings", Field(theme, self.tr("Undertakings without a figure"), self.undertakings), 1),
                ("note", Field(theme, self.tr("Note"), self.note), 1),
            )
        )
        for name, picker, box in zip(("parties", "mediators"), (self.parties, self.mediators), self._newcomers, strict=True):
            attach_newcomer(self.fields[name], picker, box, partial(self.touch, name))

    def controls(self) -> Mapping[str, QWidget]:
        """The controls by the fields of the record."""
        return {
            "title": self.title, "status": self.status, "status_on": self.status_on, "date": self.date, "due": self.due,
            "place": self.place, "tranches_missing": self.tranches_missing, "parties": self.parties,
            "mediators": self.mediators, "undertakings": self.undertakings, "note": self.note,
        }  # fmt: skip

    def offer(self, casebook: Casebook) -> None:
        """Offer parties."""
        options = party_options(casebook)
        self.parties.offer(options)
        self.mediators.offer(options)
        for box in self._newcomers:
            box.offer(casebook)

    def show_draft(self, draft: AgreementDraft) -> None:
        """An agreement as it was kept."""
        self.fill({name: getattr(draft, name) for name in self.controls()})
        self.settle()

    def begin(self) -> None:
        """A new agreement, empty."""
        empty: dict[str, object] = dict.fromkeys(self.controls(), "")
        self.fill(empty | {"status": AgreementStatus.AGREED, "tranches_missing": False, "parties": (), "mediators": ()})
        self.settle()

    def draft(self) -> AgreementDraft:
        """The agreement; ``Unfit`` names what is not right yet."""
        return AgreementDraft(
            title=self.typed("title"),
            date=self.typed("date"),
            parties=self.settled_parties("parties", self.parties),
            mediators=self.settled_parties("mediators", self.mediators),
            place=self.typed("place"),
            due=self.typed("due"),
            status=AgreementStatus(self.status.value),
            status_on=self.typed("status_on"),
            tranches_missing=self.tranches_missing.isChecked(),
            undertakings=self.typed("undertakings"),
            note=self.typed("note"),
        )
