"""What a screen costs, in counts that hold on any machine: modules before the first paint, statements and rows a screen."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.find import MOST
from desktop.look.theme import Theme
from desktop.paged import KEPT, PAGE, Paged
from desktop.register.room import RegisterRoom
from desktop.register.tree_model import ALL_FIGURES, AT_ONCE
from desktop.session import Session
from figures.count import Count
from figures.record import AgreementDraft, EventDraft, FigureDraft, PartyDraft, SourceDraft
from figures.vocabulary import Accumulation, Stage, Unit

MODULES_OF_OURS = 28
"""So many modules of the program are loaded before its first picture, and no more."""
NOT_BEFORE_THE_PICTURE = (
    "alembic", "click", "db.casefile", "db.result", "desktop.find", "desktop.command_line", "desktop.look.cell",
    "desktop.look.control", "desktop.register", "desktop.welcome", "edtf", "email", "exchange", "figures", "hashlib", "html",
    "importlib.metadata", "importlib.resources", "json", "openpyxl", "pikepdf", "reportlab", "sqlalchemy", "sqlite3",
)  # fmt: skip


FIRST_ROWS = """
import sys
from pathlib import Path
from desktop.plain_import import import_plainly
import_plainly()
from PySide6.QtWidgets import QApplication
from desktop.look.theme import Theme
from desktop.main_window import MainWindow
from desktop.preference import Preference
from desktop.register.tree_view import RecordTree
from desktop.session import Session

def told(tree, event):
    painted(tree, event)
    if tree.model().rowCount():
        print("\\n".join(sorted(sys.modules)), flush=True)
        window.close()

painted, RecordTree.paintEvent = RecordTree.paintEvent, told
application = QApplication([])
window = MainWindow(Theme(application), Session("Test", large=0), Preference(Path(sys.argv[1]).parent / "preferences"))
window.show_first(Path(sys.argv[1]))
application.exec()
"""
NOT_BEFORE_THE_ROWS = (
    "alembic", "briefing", "db.act", "db.reader", "db.schema", "desktop.compare", "desktop.forms", "desktop.look.field",
    "desktop.register.middle", "desktop.welcome", "edtf", "exchange", "figures.reading", "openpyxl", "pikepdf", "reportlab",
    "sqlalchemy",
)  # fmt: skip


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    """Every statement that is given to the open casefile meanwhile, by whatever way."""
    said: list[str] = []

    def note(statement: str) -> None:
        if not statement.startswith(("BEGIN", "ROLLBACK", "COMMIT", "PRAGMA", "--")):
            said.append(statement)

    with session.casefile.asked() as database:
        driver: Any = database
    driver.set_trace_callback(note)
    try:
        yield said
    finally:
        driver.set_trace_callback(None)


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Iterator[Session]:
    """Thirty agreements with ten events each, and two figures an event, taken for a large casefile."""
    path = tmp_path / "counts.handover"
    made = Session("Test")
    assert made.create(path)
    with made.casefile.act("Fill") as act:
        party = act.add(PartyDraft(name="Republic"))
        source = act.add(SourceDraft(title="Report", published="2025-01-01"))
        for number in range(30):
            agreement = act.add(AgreementDraft(title=f"Agreement {number}", date=f"2024-01-{number % 28 + 1:02}"))
            for day in range(10):
                about = act.add(EventDraft(title=f"Event {number} {day}", date=f"2024-02-{day + 1:02}", agreement=agreement))
                for words in ("12", "13"):
                    draft = FigureDraft(
                        event=about, words=words, count=Count(int(words), int(words)), unit=Unit.PERSON, category="person",
                        stage=Stage.TRANSFERRED, claimant=party, accumulation=Accumulation.INCREMENT, source=source,
                    )  # fmt: skip
                    act.add(draft)
    made.close()
    large = Session("Test", large=0)
    assert large.open(path)
    yield large
    large.close()


def test_what_is_loaded_before_the_first_picture_is_little_and_light() -> None:
    code = "import sys\nimport desktop.application\nprint('\\n'.join(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    heavy = [name for name in loaded if any(name == one or name.startswith(f"{one}.") for one in NOT_BEFORE_THE_PICTURE)]
    assert heavy == []
    ours = [name for name in loaded if name.split(".")[0] in ("desktop", "db", "figures", "exchange", "briefing", "resources")]
    assert len(ours) <= MODULES_OF_OURS, ours


def test_no_source_is_read_where_modules_are_imported_after_qt() -> None:
    code = "from desktop.plain_import import import_plainly\nimport_plainly()\nimport linecache\n"
    code += "before = len(linecache.cache)\nimport desktop.application\nprint(len(linecache.cache) - before)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


def test_what_is_loaded_before_the_first_rows_is_what_they_need(session: Session) -> None:
    path = session.casefile.path
    session.close()
    done = subprocess.run([sys.executable, "-c", FIRST_ROWS, str(path)], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "desktop.register.tree_view" in loaded
    heavy = [name for name in loaded if any(name == one or name.startswith(f"{one}.") for one in NOT_BEFORE_THE_ROWS)]
    assert heavy == []


def test_the_first_rows_of_a_large_casefile_cost_a_few_statements(session: Session, theme: Theme, qtbot: QtBot) -> None:
    room = RegisterRoom(session, theme)
    qtbot.addWidget(room)
    room.resize(1280, 800)
    with statements(session) as said:
        room.show()
        room.refresh(None)
        room.tree.tree.viewport().repaint()
    assert len(said) <= 10, said
    whole = [one for one in said if "FROM figure" in one and not any(part in one for part in ("LIMIT", "json_each", "count("))]
    assert whole == []


def test_of_a_large_register_no_more_agreements_are_read_than_are_seen_first(
    session: Session, theme: Theme, qtbot: QtBot
) -> None:
    with session.casefile.act("More") as act:
        for number in range(300):
            act.add(AgreementDraft(title=f"Another {number}", date="2023-01-01"))
    room = RegisterRoom(session, theme)
    qtbot.addWidget(room)
    room.resize(1280, 800)
    room.show()
    room.refresh(None)
    tree = room.tree.tree
    tree.viewport().grab()
    in_sight = tree.viewport().height() // tree.rowHeight(0) + 2
    assert 0 < len(room.tree.model._tops._held) <= in_sight + AT_ONCE


def test_a_jump_in_a_long_table_reads_a_screen_and_no_more(session: Session, theme: Theme, qtbot: QtBot) -> None:
    room = RegisterRoom(session, theme)
    qtbot.addWidget(room)
    room.resize(1280, 800)
    room.show()
    room.refresh(None)
    room.tree.choose(ALL_FIGURES)
    table = room.middle.every.table
    qtbot.waitUntil(lambda: table.isVisible() and table.current is not None)
    before = set(table.long.paged._held)
    with statements(session) as said:
        table.scrollTo(table.long.index(400, 0))
        table.viewport().grab()
    read = len(table.long.paged._held.keys() - before)
    in_sight = table.viewport().height() // table.rowHeight(0) + 2
    assert 0 < read <= in_sight
    assert len(said) <= 8, said


def test_scrolling_by_a_row_reads_a_few_ahead() -> None:
    read: list[int] = []

    def answer(keys: Any) -> dict[int, int]:
        read.append(len(keys))
        return {key: key for key in keys}

    rows = Paged(range(1000), answer, 16)
    for top in (*range(500, 533), *range(532, 467, -1)):
        rows.look(top, top + 20)
    assert read == [21, 16, 16, 16, 16]
    rows.look(990, 999)
    rows.look(0, 9)
    assert read[5:] == [10, 10]


def test_pages_are_read_once_and_only_some_are_kept() -> None:
    read: list[tuple[int, ...]] = []

    def answer(keys: Any) -> dict[int, int]:
        read.append(tuple(keys))
        return {key: -key for key in keys}

    rows = Paged(range(1, 1_000_001), answer)
    assert (rows[0], rows[1], rows[999_999]) == (-1, -2, -1_000_000)
    assert [len(keys) for keys in read] == [PAGE, PAGE]
    for number in range(0, 200 * PAGE, PAGE):
        assert rows[number] == -(number + 1)
    assert len(rows._held) <= KEPT
    assert rows.place_of(500_000) == 499_999
    assert rows.place_of(0) == -1


def test_a_search_reads_each_kind_of_record_once(session: Session) -> None:
    with statements(session) as said:
        assert len(session.casefile.find("event", MOST)) == MOST
    assert len(said) <= 9, said
    with statements(session) as said:
        found = session.casefile.look_up("event", MOST)
    assert len(found) == MOST
    assert not [one for one in said if "FROM event" in one], "what is only found is not named"
