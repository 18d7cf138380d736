"""The Compare room over the Istanbul agreement, with numbers that disagree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.casefile import Casefile
from desktop.compare.room import CompareRoom
from desktop.look.theme import Theme
from desktop.session import Session
from figures.record import (
    AgreementDraft,
    EventDraft,
    FigureDraft,
    PartyDraft,
    PublisherDraft,
    SourceDraft,
    default_accumulation,
)
from figures.vocabulary import AgreementStatus, EventKind, EventStatus, PartyKind, Stage, Unit
from figures.wording import read

DEAD, PRISONERS = "deceased_combatant", "prisoner_of_war"
DAYS = ("11", "13", "14", "15", "16")
CAME = ("1,212", "1,200", "1,200", "1,200", "1,245")


class Istanbul:
    """The Istanbul agreement with its five returns of bodies, and one exchange outside it; ids by name."""

    def __init__(self, path: Path) -> None:
        self.casefile = Casefile.create(path, author="Test")
        self.russia = self.add(PartyDraft(name="Russia", kind=PartyKind.STATE))
        self.ukraine = self.add(PartyDraft(name="Ukraine", kind=PartyKind.STATE))
        self.headquarters = self.add(PartyDraft(name="Headquarters", kind=PartyKind.ORGAN, belongs_to=self.ukraine))
        self.minister = self.add(PartyDraft(name="<b>Minister</b> & son", kind=PartyKind.PERSON, belongs_to=self.ukraine))
        publisher = self.add(PublisherDraft(name="Agency", reliability="B"))
        self.source = self.add(SourceDraft(title="Talks", publisher=publisher, published="2025-06-02"))
        self.agreement = self.add(
            AgreementDraft(
                title="Istanbul",
                date="2025-06-02",
                status=AgreementStatus.COMPLETED,
                status_on="2025-06-16",
                undertakings="A commission.",
            )
        )
        self.there, self.back = (self.russia, self.ukraine), (self.ukraine, self.russia)
        self.agreed = self.figure("6000", DEAD, Stage.AGREED, self.there, claimant=self.russia, quote="six thousand")
        self.offered = self.figure("more than 6000", DEAD, Stage.OFFERED, self.there, claimant=self.russia)
        self.figure("6000", DEAD, Stage.AGREED, self.back, claimant=self.ukraine)
        self.crossing = self.event("Crossing", "2025-06-07", EventStatus.POSTPONED)
        self.figure("1212", DEAD, Stage.PRESENTED, self.there, self.crossing, claimant=self.russia, said_on="2025-06-07")
        for day, words in zip(DAYS, CAME, strict=True):
            event = self.event(f"Return {day}", f"2025-06-{day}")
            said = f"2025-06-{day}"
            self.figure(words, DEAD, Stage.TRANSFERRED, self.there, event, claimant=self.headquarters, said_on=said)
        self.total = self.figure(
            "6,057", DEAD, Stage.TRANSFERRED, self.there, claimant=self.headquarters, said_on="2025-06-16", quote="6057 тіл"
        )
        self.figure("6,060", DEAD, Stage.TRANSFERRED, self.there, claimant=self.minister, said_on="2025-06-16")
        self.figure("78", DEAD, Stage.TRANSFERRED, self.back, claimant=self.russia, said_on="2025-06-16")
        exchange = self.event("Exchange", "2024-12-30", outside=True, kind=EventKind.PRISONER_EXCHANGE)
        said = "2024-12-30"
        self.figure("189", PRISONERS, Stage.TRANSFERRED, self.there, exchange, claimant=self.ukraine, said_on=said)
        self.figure("150", PRISONERS, Stage.TRANSFERRED, self.there, exchange, claimant=self.russia, said_on=said)
        self.casefile.close()

    def add(self, draft: object) -> int:
        with self.casefile.act("Add") as act:
            return act.add(draft)

    def event(
        self,
        title: str,
        date: str,
        status: EventStatus = EventStatus.COMPLETED,
        *,
        outside: bool = False,
        kind: EventKind = EventKind.RETURN_OF_REMAINS,
    ) -> int:
        agreement = None if outside else self.agreement
        return self.add(EventDraft(title=title, date=date, status=status, agreement=agreement, kind=kind))

    def figure(
        self, words: str, category: str, stage: Stage, way: tuple[int, int], event: int | None = None, **fields: object
    ) -> int:
        found = read(words)
        fields.setdefault("said_on", "2025-06-02")
        return self.add(
            FigureDraft(
                agreement=self.agreement if event is None else None,
                event=event,
                words=words,
                count=found.count,
                bound=found.bound,
                unit=Unit.BODY if category == DEAD else Unit.PERSON,
                category=category,
                sender=way[0],
                receiver=way[1],
                stage=stage,
                accumulation=default_accumulation(stage, on_event=event is not None),
                source=self.source,
                **fields,
            )
        )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Istanbul, bytes]:
    path = tmp_path_factory.mktemp("made") / "istanbul.handover"
    book = Istanbul(path)
    return book, path.read_bytes()


@pytest.fixture
def session(made: tuple[Istanbul, bytes], tmp_path: Path, qapp: QApplication) -> Iterator[Session]:
    path = tmp_path / "istanbul.handover"
    path.write_bytes(made[1])
    session = Session("Test")
    assert session.open(path)
    yield session
    session.close()


@pytest.fixture
def book(made: tuple[Istanbul, bytes]) -> Istanbul:
    return made[0]


@pytest.fixture
def room(session: Session, theme: Theme, qtbot: QtBot) -> CompareRoom:
    room = CompareRoom(session, theme)
    qtbot.addWidget(room)
    session.changed.connect(room.refresh)
    room.refresh(None)
    room.resize(1284, 832)
    room.show()
    room.enter()
    return room
