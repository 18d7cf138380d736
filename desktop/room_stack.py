"""The five rooms of the open casefile, behind the welcome: built when first entered, and gone when it closes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget

from desktop.look.theme import Theme
from desktop.preference import Place
from desktop.room import ROOMS, Room
from desktop.session import Session

if TYPE_CHECKING:
    from db.kind import RecordKind
    from db.result import Changes
    from desktop.welcome import Welcome

ROOM_CLASSES = {
    "sources": ("desktop.sources.room", "SourcesRoom"),
    "register": ("desktop.register.room", "RegisterRoom"),
    "compare": ("desktop.compare.room", "CompareRoom"),
    "briefings": ("desktop.briefings.room", "BriefingsRoom"),
    "history": ("desktop.history.room", "HistoryRoom"),
}


class RoomStack(QStackedWidget):
    """The room that is chosen, or the welcome while no casefile is open; at first nothing but the ground.

    Signals: ``entered(name)`` when a room is gone to; ``asked_for(kind, id, room)`` and ``noted(text)`` as the rooms say them.
    """

    entered = Signal(str)
    asked_for = Signal(object, int, str)
    noted = Signal(str)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._rooms: dict[str, Room] = {}
        self.addWidget(QFrame())

    @property
    def current(self) -> Room | None:
        """The room that is shown."""
        widget = self.currentWidget()
        return widget if isinstance(widget, Room) else None

    def go_to(self, name: str) -> Room | None:
        """Go to one of the rooms; None while no casefile is open."""
        if not self._session.is_open:
            return None
        before, room = self.current, self._room(name)
        if before is not None and before is not room:
            before.leave()
        self.setCurrentWidget(room)
        self.entered.emit(name)
        room.enter()
        return room

    @property
    def place(self) -> Place | None:
        """Where the work in this casefile stands; None while no room is shown."""
        name = next((name for name, room in self._rooms.items() if room is self.current), "")
        kind, record = (self.current.place if self.current is not None else None) or ("", 0)
        return Place(name, str(kind), record) if name else None

    def go_to_place(self, place: Place | None) -> None:
        """Go on where the work stood when the casefile was left, else where it begins."""
        room = place.room if place is not None and place.room in ROOMS else ""
        self.go_to(room or ("register" if self._session.pages.last_figure() is not None else "sources"))
        if place is not None and room and place.id:
            from db.kind import RecordKind

            if place.kind in RecordKind._value2member_map_:
                self.show_record(RecordKind(place.kind), place.id, room)

    def refresh(self, changes: Changes | None) -> None:
        """Show the casefile as it is now in every room that was entered."""
        for room in self._rooms.values():
            room.refresh(changes)

    def leave(self) -> None:
        """Let the room keep what is half done."""
        if self.current is not None:
            self.current.leave()

    def empty(self) -> None:
        """Take all rooms away, as their casefile is closed."""
        for room in self._rooms.values():
            self.removeWidget(room)
            room.deleteLater()
        self._rooms.clear()

    def show_welcome(self, welcome: Welcome) -> None:
        """Show the welcome, with the recent casefiles as they are now."""
        if self.indexOf(welcome) < 0:
            self.addWidget(welcome)
        else:
            welcome.refresh()
        self.setCurrentWidget(welcome)

    def show_record(self, kind: RecordKind, record_id: int, name: str) -> None:
        """Show one record in the room that was asked for."""
        room = self.go_to(name)
        if room is not None:
            room.show_record(kind, record_id)

    def new_figure(self) -> None:
        """Begin a figure in this room, or in the Register where this one has no place for it."""
        room = self.current
        if room is None or not room.new_figure():
            register = self.go_to("register")
            if register is not None:
                register.new_figure()

    def new_event(self) -> None:
        """Begin an event."""
        register = self.go_to("register")
        if register is not None:
            register.new_event()

    def new_agreement(self) -> None:
        """Begin an agreement."""
        register = self.go_to("register")
        if register is not None:
            register.new_agreement()

    def new_source(self) -> None:
        """Begin a source."""
        sources = self.go_to("sources")
        if sources is not None:
            sources.new_source()

    def open_words(self) -> None:
        """Open the source of the figure that is chosen at its words."""
        if self.current is not None:
            self.current.open_words()

    def _room(self, name: str) -> Room:
        if name not in self._rooms:
            room = build_room(name, self._session, self._theme)
            room.asked_for.connect(self.asked_for)
            room.noted.connect(self.noted)
            self._rooms[name] = room
            self.addWidget(room)
            room.refresh(None)
        return self._rooms[name]


def build_room(name: str, session: Session, theme: Theme) -> Room:
    """The room of that name; its modules are imported now, not before the window is painted."""
    module, class_name = ROOM_CLASSES[name]
    room: Room = getattr(import_module(module), class_name)(session, theme)
    return room
