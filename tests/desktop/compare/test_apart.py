"""A large comparison computed beside the window by other processes: the same lines, and what becomes of it when they end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from db import lines_apart
from db.casefile import Casefile
from db.comparison import OpenComparison
from db.lines_apart import Lost, Together, runs_of
from desktop.compare import stream
from desktop.compare.room import CompareRoom
from desktop.compare.row import Head, LineRow
from desktop.compare.workers import Workers
from desktop.look.theme import Theme
from desktop.sample import make_sample
from desktop.session import Session
from figures.comparison import compare

ROOT = Path(__file__).parents[3]


def wanted() -> bool:
    return False


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("made") / "sample.handover"
    make_sample(place).close()
    return place


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(made, tmp_path / made.name))


@pytest.fixture
def room(path: Path, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[CompareRoom]:
    """The room over a casefile that counts as large, and as one of which other processes compute the lines."""
    monkeypatch.setattr(stream, "APART", 0)
    monkeypatch.setattr(stream, "FIRST", 1)
    session = Session("Test", large=0)
    assert session.open(path)
    made = CompareRoom(session, theme)
    qtbot.addWidget(made)
    session.changed.connect(made.refresh)
    made.resize(1280, 860)
    made.show()
    yield made
    session.close()


def is_complete(room: CompareRoom) -> bool:
    return room.flow.is_complete and room.flow.shown == room.flow.counts.lines


def keys_of(room: CompareRoom, qtbot: QtBot) -> list[tuple[Any, ...]]:
    """Every line, those folded away too."""
    for head in [row for at in range(len(room.flow)) if isinstance(row := room.flow.row(at), Head)]:
        if head.agreement is not None and head.folds and not head.unfolded:
            room.flow.fold(head.agreement)
    qtbot.waitUntil(lambda: is_complete(room))
    return [(row.line.key, row.line.verdict) for at in range(len(room.flow)) if isinstance(row := room.flow.row(at), LineRow)]


def lines_now(room: CompareRoom) -> list[tuple[Any, ...]]:
    return [(line.key, line.verdict) for line in compare(room.session.casefile.casebook()).lines]


@pytest.mark.parametrize("passphrase", [None, "пароль"])
def test_processes_tell_the_lines_that_this_one_computes(path: Path, passphrase: str | None) -> None:
    from db.protection import encrypt

    if passphrase is not None:
        encrypt(path, passphrase)
    with Casefile.open(path) as casefile, Workers(casefile, None, casefile.moment()[0], wanted) as workers:
        said, here = workers.said, OpenComparison(casefile)
        assert said.began() == (here.day, casefile.moment()[0])
        assert list(said.batches()) == [runs_of(scopes) for scopes in here.batches(0, 1)]


def test_the_key_of_an_encrypted_casefile_is_in_no_argument_and_no_environment(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from db.protection import encrypt
    from db.sqlite.header import key_here

    begun: list[str] = []
    popen: Any = subprocess.Popen

    def recorded(words: list[str], **given: Any) -> Any:
        begun.extend([*words, *given["env"].values()])
        return popen(words, **given)

    monkeypatch.setattr(subprocess, "Popen", recorded)
    encrypt(path, "a long passphrase")
    with Casefile.open(path) as casefile, Workers(casefile, None, casefile.moment()[0], wanted) as workers:
        key = key_here(path)
        assert key is not None
        assert workers.said.began().seal == casefile.moment()[0]
    assert begun
    assert not [text for text in begun if key.secret.hex() in text or "a long passphrase" in text]


def test_a_process_that_computes_lines_loads_nothing_of_the_window() -> None:
    loaded = "[name for name in sys.modules if name.startswith(('PySide6', 'desktop'))]"
    program = f"import sys, db.lines_apart, db.comparison, db.casefile; print({loaded})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_the_frozen_program_computes_lines_where_its_environment_says_so(path: Path) -> None:
    program = [sys.executable, str(ROOT / "packaging" / "launch.py")]
    environment = {**os.environ, lines_apart.ASKED: "1", "PYTHONPATH": str(ROOT)}
    with Casefile.open(path) as casefile:
        seal, here = casefile.moment()[0], OpenComparison(casefile)
        asked = lines_apart.question(casefile, None, seal=seal, turn=0, of=1)
        with subprocess.Popen(program, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(asked)
            process.stdin.flush()
            said = Together([lines_apart.told(process.stdout)])
            assert said.began() == (here.day, seal)
            assert list(said.batches()) == [runs_of(scopes) for scopes in here.batches(0, 1)]


def test_processes_end_when_nobody_wants_their_lines_any_more(path: Path) -> None:
    answer = [False]
    with Casefile.open(path) as casefile, Workers(casefile, None, casefile.moment()[0], lambda: answer[0]) as workers:
        answer[0] = True
        ended = [process.wait(60) for process in workers.processes]
    assert all(code is not None for code in ended)


def test_a_process_ends_with_the_one_that_asked_it(path: Path) -> None:
    with Casefile.open(path) as casefile:
        workers = Workers(casefile, None, casefile.moment()[0], wanted)
        with workers:
            workers.said.began()
            process = workers.processes[0]
            assert process.stdin is not None
            process.stdin.close()
            assert process.wait(60) is not None


def test_the_room_shows_the_lines_that_processes_compute(room: CompareRoom, qtbot: QtBot) -> None:
    room.refresh(None)
    qtbot.waitUntil(lambda: is_complete(room), timeout=60_000)
    assert keys_of(room, qtbot) == lines_now(room)


@pytest.mark.parametrize("after", [0, 1])
def test_where_a_process_is_lost_the_lines_are_computed_here_from_where_it_ended(
    after: int, room: CompareRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = vars(Workers)["said"].fget
    lost: list[int] = []

    class Losing:
        def __init__(self, workers: Workers) -> None:
            self._said = told(workers)

        def began(self) -> object:
            return self._said.began()

        def batches(self) -> Iterator[object]:
            for number, runs in enumerate(self._said.batches()):
                if number == after:
                    lost.append(number)
                    raise Lost
                yield runs

    monkeypatch.setattr(Workers, "said", property(Losing))
    room.refresh(None)
    qtbot.waitUntil(lambda: is_complete(room), timeout=60_000)
    assert lost or after
    assert keys_of(room, qtbot) == lines_now(room)


def test_where_no_process_can_be_begun_the_lines_are_computed_here(
    room: CompareRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    room.refresh(None)
    qtbot.waitUntil(lambda: is_complete(room), timeout=60_000)
    assert keys_of(room, qtbot) == lines_now(room)


def test_a_room_that_is_left_ends_its_processes(room: CompareRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[subprocess.Popen[bytes]] = []
    enter = Workers.__enter__

    def entered(workers: Workers) -> Workers:
        made = enter(workers)
        begun.extend(workers.processes)
        return made

    monkeypatch.setattr(Workers, "__enter__", entered)
    room.refresh(None)
    qtbot.waitUntil(lambda: len(begun) > 0, timeout=60_000)
    room.session.close()
    qtbot.waitUntil(lambda: all(process.poll() is not None for process in begun), timeout=60_000)


def test_what_is_changed_while_processes_compute_is_compared_from_the_beginning(
    room: CompareRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment: Callable[[Casefile], tuple[object, ...]] = Casefile.moment
    asked: list[object] = []

    def earlier(casefile: Casefile) -> tuple[object, ...]:
        asked.append(casefile)
        return moment(casefile) if len(asked) > 1 else ("an earlier state", 0, None, 0)

    monkeypatch.setattr(Casefile, "moment", earlier)
    room.refresh(None)
    qtbot.waitUntil(lambda: is_complete(room), timeout=60_000)
    assert len(asked) > 1
    assert keys_of(room, qtbot) == lines_now(room)
