"""Long work in the background: one question at a time, the last one answered, faults told on the main thread."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from weakref import finalize

import pytest
from PySide6.QtCore import QThread, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from db.error import DiskFull
from desktop.background import Asked, Background


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def test_the_answer_comes_on_the_main_thread(background: Background, qtbot: QtBot) -> None:
    places: list[tuple[object, bool]] = []
    background.answered.connect(lambda answer: places.append((answer, QThread.isMainThread())))
    background.ask(lambda _unwanted: threading.current_thread() is threading.main_thread())
    qtbot.waitUntil(lambda: places == [(False, True)])
    assert not background.busy


def test_only_the_last_question_is_answered(background: Background, qtbot: QtBot) -> None:
    answers: list[object] = []
    background.answered.connect(answers.append)
    gate = threading.Event()

    def first(_unwanted: Callable[[], bool]) -> str:
        gate.wait(5)
        return "first"

    background.ask(first)
    background.ask(lambda _unwanted: "second")
    background.ask(lambda _unwanted: "third")
    gate.set()
    qtbot.waitUntil(lambda: bool(answers))
    qtbot.wait(50)
    assert answers == ["third"]


def test_work_learns_that_it_is_no_longer_wanted(background: Background, qtbot: QtBot) -> None:
    seen: list[bool] = []
    started, go = threading.Event(), threading.Event()

    def work(unwanted: Callable[[], bool]) -> None:
        started.set()
        go.wait(5)
        seen.append(unwanted())

    background.ask(work)
    assert started.wait(5)
    background.forget()
    go.set()
    qtbot.waitUntil(lambda: seen == [True])


def test_a_fault_of_the_world_is_a_sentence(background: Background, qtbot: QtBot) -> None:
    def work(_unwanted: Callable[[], bool]) -> None:
        raise DiskFull("There is no room left.")

    with qtbot.waitSignal(background.refused) as refused:
        background.ask(work)
    assert refused.args == ["There is no room left."]


def test_a_fault_of_ours_rises_on_the_main_thread(background: Background, qtbot: QtBot) -> None:
    def work(_unwanted: Callable[[], bool]) -> None:
        raise ZeroDivisionError("ours")

    with qtbot.captureExceptions() as raised, qtbot.waitSignal(background.broken):
        background.ask(work)
    qtbot.wait(10)
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]


def test_nothing_is_answered_after_the_close(background: Background, qtbot: QtBot) -> None:
    answers: list[object] = []
    background.answered.connect(answers.append)
    background.ask(lambda _unwanted: 1)
    background.close()
    qtbot.wait(50)
    assert answers == []


def test_what_is_told_on_the_way_comes_in_its_order_and_before_the_answer(background: Background, qtbot: QtBot) -> None:
    heard: list[object] = []
    background.told.connect(heard.append)
    background.answered.connect(heard.append)
    background.ask(lambda asked: [asked.tell(step) for step in range(3)])
    qtbot.waitUntil(lambda: len(heard) == 4)
    assert heard == [0, 1, 2, [True, True, True]]


def test_nothing_is_told_of_a_question_that_was_forgotten(background: Background, qtbot: QtBot) -> None:
    heard: list[object] = []
    background.told.connect(heard.append)
    told = threading.Event()

    def work(asked: Asked) -> None:
        asked.tell(1)
        told.set()

    background.ask(work)
    assert told.wait(5)
    background.forget()
    background.ask(lambda asked: asked.tell(2))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [2]


def test_work_that_is_called_off_ends_early_and_is_answered(background: Background, qtbot: QtBot) -> None:
    started = threading.Event()

    def work(asked: Asked) -> str:
        started.set()
        while asked.tell("further"):
            time.sleep(0.001)
        return "as far as it came"

    with qtbot.waitSignal(background.answered) as answered:
        background.ask(work)
        assert started.wait(5)
        background.call_off()
    assert answered.args == ["as far as it came"]
    assert background.is_called_off
    with qtbot.waitSignal(background.answered):
        background.ask(lambda asked: asked())
    assert not background.is_called_off


class Room(QWidget):
    """A widget that holds on to itself, so that only the garbage collector can get rid of it, and shows what is told."""

    noted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.itself = self
        self.work = Background(self)
        self.work.told.connect(self.noted)
        self.work.answered.connect(self.noted)


def count(upto: int, asked: Asked) -> int:
    """Make garbage, and tell of it, as long as somebody listens."""
    for step in range(upto):
        rest: list[object] = []
        rest.append(rest)
        if step % 10 == 0 and not asked.tell(step):
            break
    return upto


@pytest.mark.parametrize("hold", [lambda room: room.noted.emit, lambda room: room.update, lambda room: partial(count, room)])
def test_work_that_holds_something_of_qt_is_not_begun(hold: Callable[[Room], Callable[..., object]], qtbot: QtBot) -> None:
    room = Room()
    qtbot.addWidget(room)
    held = hold(room)
    with pytest.raises(TypeError, match="holds something of Qt"):
        room.work.ask(lambda _asked: held())
    assert not room.work.busy


def test_rooms_may_go_in_any_way_while_their_work_is_under_way(qtbot: QtBot) -> None:
    places: list[bool] = []
    for number in range(60):
        room = Room()
        finalize(room, lambda: places.append(threading.current_thread() is threading.main_thread()))
        room.work.ask(partial(count, 2000))
        if number % 3 == 0:
            delete(room)
        elif number % 3 == 1:
            room.deleteLater()
            qtbot.wait(1)
        del room
    gc.collect()
    assert len(places) >= 40
    assert all(places)


def test_work_learns_that_its_room_is_gone(qtbot: QtBot) -> None:
    room, seen = Room(), threading.Event()

    def work(asked: Asked) -> None:
        while not asked():
            time.sleep(0.001)
        seen.set()

    room.work.ask(work)
    delete(room)
    assert seen.wait(5)


def test_no_garbage_is_looked_for_in_threads(background: Background, qtbot: QtBot) -> None:
    qtbot.waitUntil(gc.isenabled)
    with qtbot.waitSignal(background.answered) as answered:
        background.ask(lambda _asked: gc.isenabled())
    assert answered.args == [False]
    qtbot.waitUntil(gc.isenabled)
