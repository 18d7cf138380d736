"""A window without a screen: one application and one theme for all tests, a casefile of its own for each."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.casefile import Act, Casefile
from desktop.look.theme import Scheme, Theme
from desktop.main_window import MainWindow
from desktop.post import post
from desktop.preference import Preference
from desktop.session import Session
from figures.record import AgreementDraft, EventDraft, PartyDraft, PublisherDraft, SourceDraft
from figures.vocabulary import EventKind, EventStatus, PartyKind

PATIENCE = 30_000
"""Milliseconds."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The plugin without a screen warns of what only a screen can do."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """What Qt puts off deleting until its loop runs goes with its test; a thousand windows would be styled again and again."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    _let_threads_end()


def _let_threads_end() -> None:
    """While a thread is at work garbage waits for a loop of Qt, so none may go on into a test that has none."""
    latest = time.monotonic() + 4 * PATIENCE / 1000
    while not post().is_idle:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        assert time.monotonic() < latest, "a thread is still at work, though nobody waits for its answer"


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """It waits longer than five seconds for what is to happen, so that no test fails because its machine is busy."""
    bot = QtBot(request)
    bot.waitUntil = partial(bot.waitUntil, timeout=PATIENCE)
    bot.waitSignal = partial(bot.waitSignal, timeout=PATIENCE)
    return bot


@dataclass(frozen=True)
class Seed:
    russia: int
    ukraine: int
    headquarters: int
    turkiye: int
    publisher: int
    source: int
    agreement: int
    event: int


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty casefile, made once and copied for each test."""
    path = tmp_path_factory.mktemp("empty") / "empty.handover"
    Casefile.create(path).close()
    return path


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication, empty: Path) -> Iterator[Session]:
    made = Session("Ірина Савчук")
    assert made.open(shutil.copy(empty, tmp_path / "test.handover"))
    yield made
    made.close()


@pytest.fixture
def seed(session: Session) -> Seed:
    made = session.run("Seed", _seeded)
    assert made is not None
    return made


def _seeded(act: Act) -> Seed:
    russia = act.add(PartyDraft(name="Russia", kind=PartyKind.STATE))
    ukraine = act.add(PartyDraft(name="Ukraine", kind=PartyKind.STATE))
    headquarters = act.add(PartyDraft(name="Coordination Headquarters", kind=PartyKind.ORGAN, belongs_to=ukraine))
    turkiye = act.add(PartyDraft(name="Türkiye", kind=PartyKind.STATE))
    publisher = act.add(PublisherDraft(name="Dnipro Wire", reliability="B"))
    source = act.add(SourceDraft(publisher=publisher, title="Five convoys", published="2025-06-16", language="en"))
    agreement = act.add(AgreementDraft(title="Istanbul", date="2025-06-02"))
    event = act.add(
        EventDraft(
            agreement=agreement,
            title="First convoy",
            kind=EventKind.RETURN_OF_REMAINS,
            date="2025-06-11",
            status=EventStatus.COMPLETED,
        )
    )
    return Seed(russia, ukraine, headquarters, turkiye, publisher, source, agreement, event)


@pytest.fixture
def window(theme: Theme, tmp_path: Path, qtbot: object) -> Iterator[MainWindow]:
    made = MainWindow(theme, Session("Ірина Савчук"), Preference(tmp_path / "preferences"))
    made.resize(1440, 900)
    made.show()
    yield made
    made.close()
    made.deleteLater()
