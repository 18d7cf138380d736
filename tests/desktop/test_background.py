"""Long work in the background: one question at a time, the last one answered, faults told on the main thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from db.error import DiskFull
from desktop.background import Background


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
