"""What the measurements of the window do in processes of their own: the program's side and the floors', on the same screen.

Cold starts print one line as soon as they have painted and end; the rest answers through ``measure.alone``.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
JUMPS = 40
MANY_LINES = 30_000
BEAT = 1
"""Milliseconds between two beats of the timer that notices when a window stands still."""
TYPED = ("prisoners", "kharkiv", "bodies", "more", "тіл", "полонених", "обмін", "transfer", "republic", "20")


def floor() -> None:
    """A minimal window, as PySide6's own first example has it: a centred label."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    class Window(QMainWindow):
        """Ends once it has painted."""

        def paintEvent(self, event: Any) -> None:
            """Paint, and tell."""
            super().paintEvent(event)
            QTimer.singleShot(0, _tell)

    application = QApplication(["floor"])
    window = Window()
    window.setCentralWidget(QLabel("Handover", alignment=Qt.AlignmentFlag.AlignCenter))
    window.resize(1440, 900)
    window.show()
    application.exec()


def program(*arguments: str) -> None:
    """The program as it is started; told when its window has painted, or with a casefile the first rows of a list."""
    from PySide6.QtWidgets import QApplication

    watch, run = _watch_rows if arguments else _watch_window, QApplication.exec

    def exec_watched(*_application: Any) -> int:
        watch()
        return run()

    QApplication.exec = exec_watched
    sys.argv = ["handover", *arguments]
    from desktop.__main__ import main

    main()


def _watch_window() -> None:
    """Tell as the floor does, when the window has painted."""
    from PySide6.QtCore import QTimer

    from desktop.main_window import MainWindow

    painted: Any = MainWindow.paintEvent

    def paint(window: Any, event: Any) -> None:
        QTimer.singleShot(0, _tell)
        painted(window, event)

    MainWindow.paintEvent = paint


def _watch_rows() -> None:
    """Tell when the first rows of the Register have painted."""
    from PySide6.QtCore import QTimer

    _when_rows_are_painted(lambda: QTimer.singleShot(0, _tell))


def _when_rows_are_painted(do: Callable[[], object]) -> None:
    """Do this whenever rows of the Register have been painted; a filter of all events would be work of ours."""
    from desktop.register.tree_view import RecordTree

    painted: Any = RecordTree.paintEvent

    def paint(tree: Any, event: Any) -> None:
        painted(tree, event)
        if tree.model().rowCount() > 0:
            do()

    RecordTree.paintEvent = paint


def _tell() -> None:
    print(_memory("VmHWM"), flush=True)
    os._exit(0)


def _memory(name: str) -> float:
    said = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line)
    return float(said[name].split()[0]) / 1024


def _until(done: Callable[[], object], most: float = 120.0) -> float:
    """Turn the event loop until that is so; the longest time in seconds that one turn took."""
    from PySide6.QtWidgets import QApplication

    gap, begun = 0.0, time.perf_counter()
    last = begun
    while not done():
        QApplication.processEvents()
        now = time.perf_counter()
        gap, last = max(gap, now - last), now
        if now - begun > most:
            raise RuntimeError("this took too long")
    return gap


def _beating(done: Callable[[], object], most: float = 120.0) -> float:
    """Let the window go on as it does with nobody at it, until that is so; the longest time in seconds that it stood still.

    A timer beats all the while: what lies between two beats is how long a key would have waited.
    """
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop, beat = QEventLoop(), QTimer()
    beat.setTimerType(Qt.TimerType.PreciseTimer)
    begun = last = time.perf_counter()
    gap = 0.0

    def beaten() -> None:
        nonlocal gap, last
        now = time.perf_counter()
        gap, last = max(gap, now - last), now
        if done() or now - begun > most:
            loop.quit()

    beat.timeout.connect(beaten)
    beat.start(BEAT)
    loop.exec()
    if not done():
        raise RuntimeError("this took too long")
    return gap - BEAT / 1000


def _session(path: str) -> Any:
    from PySide6.QtWidgets import QApplication

    from desktop.look.theme import Scheme, Theme
    from desktop.session import Session

    application = QApplication.instance() or QApplication(["bench"])
    session, theme = Session("Bench", large=0), Theme(application, Scheme.LIGHT)
    if not session.open(Path(path), read_only=True):
        raise RuntimeError(f"{path} was not opened")
    return application, session, theme


def opened(path: str, preferences: str) -> dict[str, float]:
    """A casefile opened to be changed, in a window that stands there empty: until the first rows are painted."""
    from PySide6.QtWidgets import QApplication

    from desktop.plain_import import import_plainly

    import_plainly()
    from desktop.application import load_ahead, settle
    from desktop.look.theme import Scheme, Theme
    from desktop.main_window import MainWindow
    from desktop.preference import Preference
    from desktop.session import Session

    application = QApplication(["bench"])
    session = Session("Bench", large=0)
    window = MainWindow(Theme(application, Scheme.LIGHT), session, Preference(Path(preferences)))
    window.resize(1440, 900)
    window.show()
    load_ahead()
    settle()
    for _ in range(5):
        application.processEvents()
    empty, painted = _memory("VmHWM"), list[float]()
    _when_rows_are_painted(lambda: painted.append(time.perf_counter()))
    start = time.perf_counter()
    session.open(Path(path))
    _until(lambda: painted)
    application.processEvents()
    more = _memory("VmHWM") - empty
    session.close()
    return {"seconds": painted[0] - start, "more_mb": more}


def opened_floor(path: str) -> dict[str, float]:
    """The same table in Qt's own model of a query, in a window that stands there empty: until its first rows are painted."""
    from PySide6.QtSql import QSqlDatabase, QSqlQueryModel
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    application = QApplication(["floor"])
    window, view = QMainWindow(), QTableView()
    window.setCentralWidget(view)
    window.resize(1440, 900)
    window.show()
    for _ in range(5):
        application.processEvents()
    empty = _memory("VmHWM")
    start = time.perf_counter()
    database = QSqlDatabase.addDatabase("QSQLITE")
    database.setConnectOptions("QSQLITE_OPEN_READONLY")
    database.setDatabaseName(path)
    database.open()
    model = QSqlQueryModel()
    model.setQuery("SELECT * FROM figure", database)
    view.setModel(model)
    view.viewport().repaint()
    return {"seconds": time.perf_counter() - start, "more_mb": _memory("VmHWM") - empty}


def jumped(path: str, column: str) -> dict[str, float]:
    """Jumps anywhere in the table of all figures, each beside one in a table of the same rows in a list."""
    application, session, theme = _session(path)
    from desktop.look.table import CellTable, RowModel
    from desktop.register.all_figures import AllFigures

    every = AllFigures(session, theme)
    every.resize(1100, 800)
    every.refresh()
    every.show()
    gap = _beating(lambda: not every.inquiry.busy)
    start = time.perf_counter()
    if int(column) >= 0:
        every.table.order_asked.emit(int(column))
    gap = _beating(lambda: not every.inquiry.busy, 900)
    ordered = time.perf_counter() - start
    number = every.table.long.rowCount()
    pool = [every.table.long.row(at) for at in range(min(number, 2000))]
    model: RowModel[Any] = RowModel(every.table.long.columns)
    listed: CellTable[Any] = CellTable(theme, model, "floor")
    listed.resize(every.table.size())
    listed.rows.show_rows([pool[at % len(pool)] for at in range(number)])
    listed.show()
    application.processEvents()
    places, pairs = random.Random(3), []
    for _ in range(JUMPS):
        at = places.randrange(number)
        pairs.append((_jump(every.table, at), _jump(listed, at)))
    return {
        "seconds": median(one for one, _ in pairs),
        "floor": median(other for _, other in pairs),
        "ratio": median(one / other for one, other in pairs),
        "gap": gap,
        "slowest": max(one for one, _ in pairs),
        "ordered": ordered,
    }


def _jump(table: Any, at: int) -> float:
    start = time.perf_counter()
    table.scrollTo(table.model().index(at, 0))
    table.viewport().repaint()
    return time.perf_counter() - start


def found(path: str) -> dict[str, float]:
    """Texts typed key by key into the field that finds anything; each key until its results are painted.

    After each key the same results are painted once more, and the window is left alone for as long as the key took.
    """
    from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

    application, session, theme = _session(path)
    from desktop.find import FindPopup, ResultTable
    from desktop.look.control import SearchField

    window = QWidget()
    window.resize(1280, 800)
    field = SearchField(theme, "Find")
    QVBoxLayout(window).addWidget(field)
    popup = FindPopup(session, theme, field)
    window.show()
    application.processEvents()
    taken, gaps, repaints, idle = [], [], [], [_beating(_after(1.0))]
    answered: list[object] = []
    painted: list[float] = []

    def paint(table: Any, event: Any) -> None:
        QTableView.paintEvent(table, event)
        painted.append(time.perf_counter())

    def answer(found: object) -> None:
        answered.append(found)
        painted.clear()

    ResultTable.paintEvent = paint
    popup.inquiry.answered.connect(answer)
    for text in TYPED:
        for end in range(1, len(text) + 1):
            answered.clear()
            field.setText(text[:end])
            start = time.perf_counter()
            popup.search_soon(text[:end])
            gaps.append(_beating(lambda: answered and (painted or not popup.results.isVisible())))
            taken.append((painted[-1] if painted else time.perf_counter()) - start)
            if popup.results.isVisible():
                start = time.perf_counter()
                popup.results.rows.show_rows([*popup.results.rows._rows])
                popup.results.viewport().repaint()
                repaints.append(time.perf_counter() - start)
            idle.append(_beating(_after(taken[-1])))
    p95 = sorted(taken)[int(len(taken) * 0.95)]
    return {"seconds": p95, "floor": median(repaints), "gap": max(gaps), "idle": max(idle)}


def _after(seconds: float) -> Callable[[], bool]:
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() > end


def compared(path: str) -> dict[str, float]:
    """The Compare room entered: until the first lines have painted; how long it stood still while others came; a filter."""
    from PySide6.QtWidgets import QTableView

    application, session, theme = _session(path)
    from desktop.compare.line_table import LineTable
    from desktop.compare.room import CompareRoom

    painted: list[float] = []

    def paint(table: Any, event: Any) -> None:
        QTableView.paintEvent(table, event)
        if table.rows.rowCount() > 1:
            painted.append(time.perf_counter())

    LineTable.paintEvent = paint
    room = CompareRoom(session, theme)
    room.resize(1280, 860)
    room.show()
    application.processEvents()
    idle = _beating(_after(1.0))
    start = time.perf_counter()
    room.refresh(None)
    _beating(lambda: painted)
    first = painted[0] - start
    gap = _beating(lambda: room.flow.counts.lines >= MANY_LINES or room.flow.is_complete)
    start = time.perf_counter()
    verdict = next(room.lines.rows.row(at) for at in range(len(room.flow)) if not room.flow.is_head(at)).line.verdict
    room.filters.verdict.set_value(verdict)
    room.filters.filter_changed.emit()
    _beating(lambda: len(room.flow))
    room.lines.viewport().repaint()
    filtered = time.perf_counter() - start
    room.flow.stop()
    return {"seconds": first, "gap": gap, "idle": idle, "filtered": filtered}


if __name__ == "__main__":
    {"floor": floor, "program": program}[sys.argv[1]](*sys.argv[2:])
