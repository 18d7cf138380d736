"""The Sources room over a small casefile, an article, and a hand that works in it as a person does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.casefile import Act
from desktop.look.theme import Theme
from desktop.session import Session
from desktop.sources.room import SourcesRoom
from figures.record import AgreementDraft, EventDraft, PartyDraft, PublisherDraft
from figures.vocabulary import AgreementStatus, EventKind, EventStatus, PartyKind

ARTICLE = """Kyiv, 16 June 2025. Ukraine received the bodies of 1\u00a0245 soldiers on Monday, the Coordination\
 Headquarters said.

Russia took back 51 bodies on the same day. In total Ukraine has received 6,057 bodies since the Istanbul talks.

At the talks of 2 June Russia agreed to hand over 6,000 bodies. 😀 A list of 339 children was handed over too.
"""
OTHER = "Одесса, 3 мая. Украина вернула 27 тел, сообщил Координационный штаб.\n"


@pytest.fixture
def article() -> str:
    return ARTICLE


@pytest.fixture
def other() -> str:
    return OTHER


def begin(act: Act) -> bool:
    act.add(PublisherDraft(name="Dnipro Wire", reliability="C"))
    act.add(PartyDraft(name="Росія", kind=PartyKind.STATE))
    ukraine = act.add(PartyDraft(name="Ukraine", native_name="Україна", kind=PartyKind.STATE))
    act.add(PartyDraft(name="Coordination Headquarters", kind=PartyKind.ORGAN, belongs_to=ukraine))
    agreement = act.add(AgreementDraft(title="Istanbul", date="2025-06-02", status=AgreementStatus.UNDER_WAY))
    act.add(
        EventDraft(
            title="Fifth convoy",
            date="2025-06-16",
            agreement=agreement,
            kind=EventKind.RETURN_OF_REMAINS,
            status=EventStatus.COMPLETED,
        )
    )
    return True


@pytest.fixture
def room(qtbot: QtBot, theme: Theme, session: Session) -> Iterator[SourcesRoom]:
    session.run("Begin", begin)
    made = SourcesRoom(session, theme)
    qtbot.addWidget(made)
    session.changed.connect(made.refresh)
    made.resize(1280, 700)
    made.show()
    made.refresh(None)
    made.enter()
    yield made
    made.leave()
    made.close_workers()


class Hand:
    """What a person does in the room with keyboard and mouse."""

    def __init__(self, qtbot: QtBot, room: SourcesRoom) -> None:
        self.qtbot, self.room = qtbot, room

    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.focused(), key, modifier)

    def add_by_pasting(self, text: str, published: str = "2025-06-16") -> int:
        """Ctrl+V, the day typed into its field, Ctrl+Return."""
        before = len(self.room.session.casebook.sources)
        QApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.waitUntil(lambda: self.room.adding.active)
        form = self.room.source.source_form
        assert self.focused() is form.title
        for _ in range(12):
            if self.focused() is form.published:
                break
            self.press(Qt.Key.Key_Tab)
        assert self.focused() is form.published
        self.qtbot.keyClicks(form.published, published)
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert len(self.room.session.casebook.sources) == before + 1
        self.qtbot.waitUntil(lambda: not self.room.reader.reading)
        return self.room.list.current

    def drop(self, paths: list[Path]) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        move = Qt.DropAction.CopyAction
        event = QDropEvent(QPointF(5, 5), move, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        self.room.dropEvent(event)


@pytest.fixture
def hand(qtbot: QtBot, room: SourcesRoom) -> Hand:
    return Hand(qtbot, room)
