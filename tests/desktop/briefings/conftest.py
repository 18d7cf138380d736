"""The Briefings room over an agreement with one promise, a page drawn in it, and a briefing issued from it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ask import Question
from desktop.briefings.room import BriefingsRoom
from desktop.look.theme import Theme
from desktop.session import Session
from figures.count import Count
from figures.record import AgreementDraft, FigureDraft, PartyDraft, PublisherDraft, SourceDraft
from figures.vocabulary import Accumulation, Stage, Unit


def figure_of(number: int, stage: Stage, **fields: object) -> FigureDraft:
    accumulation = Accumulation.INCREMENT if stage is Stage.AGREED else Accumulation.CUMULATIVE
    return FigureDraft(
        agreement=1,
        words=str(number),
        count=Count.exactly(number),
        unit=Unit.BODY,
        category="deceased",
        sender=1,
        receiver=2,
        stage=stage,
        claimant=2,
        accumulation=accumulation,
        said_on="2025-06-16",
        source=1,
        quote="тіла полеглих",
        **fields,
    )


@pytest.fixture
def figure() -> Callable[..., FigureDraft]:
    """A number of bodies, by stage."""
    return figure_of


def fill(session: Session) -> None:
    session.run("Add party", lambda act: act.add(PartyDraft(name="Russia")))
    session.run("Add party", lambda act: act.add(PartyDraft(name="Ukraine")))
    session.run("Add publisher", lambda act: act.add(PublisherDraft(name="Agency", reliability="B")))
    session.run("Add source", lambda act: act.add(SourceDraft(title="Talks", publisher=1, published="2025-06-16")))
    session.run("Add agreement", lambda act: act.add(AgreementDraft(title="Istanbul", date="2025-06-02")))
    session.run("Add figure", lambda act: act.add(figure_of(6000, Stage.AGREED)))


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication, empty: Path) -> Iterator[Session]:
    session = Session("Ірина Савчук")
    assert session.open(shutil.copy(empty, tmp_path / "briefed.handover"))
    yield session
    session.close()


@pytest.fixture
def filled(session: Session) -> Session:
    fill(session)
    return session


@pytest.fixture
def entered(theme: Theme, qtbot: QtBot) -> Callable[[Session], BriefingsRoom]:
    def made(session: Session) -> BriefingsRoom:
        room = BriefingsRoom(session, theme)
        qtbot.addWidget(room)
        session.changed.connect(room.refresh)
        room.refresh(None)
        room.resize(1284, 832)
        room.show()
        room.enter()
        return room

    return made


@pytest.fixture
def room(filled: Session, entered: Callable[[Session], BriefingsRoom]) -> BriefingsRoom:
    return entered(filled)


@pytest.fixture
def drawn(qtbot: QtBot) -> Callable[[BriefingsRoom], bytes]:
    """The page, once it is drawn."""

    def page(room: BriefingsRoom) -> bytes:
        qtbot.waitUntil(lambda: room.made is not None)
        assert room.made is not None
        return room.made.pdf

    return page


@pytest.fixture
def issue(qtbot: QtBot, drawn: Callable[[BriefingsRoom], bytes]) -> Callable[[BriefingsRoom], None]:
    def issued(room: BriefingsRoom) -> None:
        drawn(room)
        qtbot.mouseClick(room.issue, Qt.MouseButton.LeftButton)
        question = room.findChild(Question)
        assert question is not None
        qtbot.mouseClick(question.act, Qt.MouseButton.LeftButton)

    return issued
