"""Every dialog by keyboard: Tab goes as the eye does, letters are unique, everything has a name, Escape leaves.

A dialog made tomorrow is a ``Dialog`` too, and has to be opened here.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QDialog, QMenu, QPushButton, QWidget

import desktop
from db.casefile import Casefile
from db.hold import Holder
from db.result import Fault, FaultKind
from desktop.ask import Question
from desktop.compare.measure_dialog import MeasureDialog
from desktop.compare.voice import Voice
from desktop.crash_dialog import CrashDialog
from desktop.look.control import Entry, Segments
from desktop.look.dialog import Dialog, lettered
from desktop.look.elide import elided
from desktop.look.eye import takes_keys
from desktop.look.mnemonic import with_letter
from desktop.look.panel import Progress
from desktop.main_window import MainWindow
from desktop.passphrase.acts import KeptDialog
from desktop.passphrase.asking import ask_passphrase
from desktop.passphrase.choosing import ChoosePassphrase
from desktop.safety.backups import RestoreWork
from desktop.safety.fault_dialog import FaultDialog
from desktop.safety.held_question import HeldQuestion
from desktop.sample import make_sample
from desktop.shortcuts import ShortcutSheet
from desktop.sources.stored_copy import CopyDialog
from desktop.sources.taking.new_about import NewAboutDialog
from desktop.tables.mapping_dialog import MappingDialog
from desktop.tables.work_dialog import WorkDialog
from figures.category import CategoryTree
from figures.record import AgreementDraft, EventDraft, PartyDraft, StoredCopy
from figures.vocabulary import Role

TOLERANCE = 6
"""Pixels by which what stands in one row may differ in height."""
NAME = "Міжнародний комітет Червоного Хреста, представництво в Україні"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.handover"
    with make_sample(path):
        pass
    return path


@pytest.fixture
def opened(window: MainWindow, sample: Path, tmp_path: Path) -> MainWindow:
    path = Path(shutil.copy(sample, tmp_path / f"{NAME}.handover"))
    with Casefile.open(path) as casefile, casefile.act("Add twins") as act:
        for name in ("Volodymyr Zelensky", NAME):
            act.add(PartyDraft(name=name))
    assert window.session.open(path)
    return window


def merging(window: MainWindow) -> QDialog:
    """A merge with a conflict."""
    session = window.session
    other = session.casefile.backup(session.casefile.path.with_name("Олена.handover"))
    event = session.casebook.events[0]
    with Casefile.open(other) as theirs, theirs.act("Correct") as act:
        act.change(event.id, replace(event, place="Homel"))
    session.run("Correct", lambda act: act.change(event.id, replace(event, place="Kyiv", note="heard")))
    return window.parts.merging.merge_from(other)


def importing(window: MainWindow) -> QDialog:
    """A table of which a row is refused and a column has two readings."""
    table = window.session.casefile.path.with_name("table.csv")
    heads = "event,event_kind,event_date,number,unit,category,stage,source_title,claimant,from,to"
    rest = "1,body,deceased,transferred,A wire,Ukraine,Russia,Ukraine"
    rows = (f"Convoy,return_of_remains,{day},{rest}" for day in ("2025-07-01", "03/04/2025", "2025-13-01"))
    table.write_text("\n".join((heads, *rows)), encoding="utf-8")
    return window.parts.tables.import_from(table)


def importing_sources(window: MainWindow) -> QDialog:
    """Sources of a reference program, one of which is there."""
    there = window.session.casebook.sources[0]
    file = window.session.casefile.path.with_name("Zotero.ris")
    titles = ((there.title, there.published.replace("-", "/")), ("A wire", "2025/06/11"))
    file.write_text("".join(f"TY  - NEWS\nTI  - {title}\nDA  - {day}/\nER  - \n" for title, day in titles), encoding="utf-8")
    return window.parts.tables.import_from(file)


def measuring(window: MainWindow) -> QDialog:
    voice = Voice(figure=1, role=Role.STATED, words="6,000", stage="agreed", claimant=NAME, promise=True)
    return MeasureDialog(window.theme, voice, window)


def mapping(window: MainWindow) -> QDialog:
    rows = (("Дата", "Тіл", "Джерело"), ("03.04.2025", "1.212", "Wire"))
    return MappingDialog(window.theme, window, rows, CategoryTree())


def keys(window: MainWindow) -> QDialog:
    window.acts.shortcuts.trigger()
    return window.findChildren(ShortcutSheet)[-1]


def faults(window: MainWindow) -> QDialog:
    found = tuple(Fault(kind, NAME, "Bring back a backup.") for kind in FaultKind)
    return FaultDialog(window.theme, window, NAME, found, may_write=True)


def asked(window: MainWindow, ask: Callable[[], object]) -> QDialog:
    """The dialog that was asked for."""
    before = set(window.findChildren(QDialog))
    ask()
    return next(one for one in window.findChildren(QDialog) if one not in before)


def retracting(window: MainWindow) -> QDialog:
    room = window.show_room("register")
    assert room is not None
    return asked(window, lambda: room.acts.retracting.ask(window.session.casebook.figures[0], NAME))


COPY = StoredCopy("0" * 64, "text/plain", 12, f"{NAME}.txt")
DIALOGS: dict[str, Callable[[MainWindow], QDialog]] = {
    "about": lambda w: asked(w, w.parts.dialogs.show_about),
    "name": lambda w: asked(w, w.parts.dialogs.ask_name),
    "who could count": lambda w: asked(w, w.parts.dialogs.show_observing),
    "guide": lambda w: asked(w, w.parts.dialogs.show_guide),
    "keys": keys,
    "directory": lambda w: w.parts.dialogs.show_directory(),
    "encrypt": lambda w: w.parts.passphrases.ask_encrypt(),
    "change passphrase": lambda w: w.parts.passphrases.ask_change(),
    "take encryption away": lambda w: w.parts.passphrases.ask_decrypt(),
    "encrypted": lambda w: KeptDialog(w.theme, w, NAME),
    "passphrase": lambda w: ask_passphrase(w.theme, w, w.session.casefile.path, lambda: None),
    "passphrase of a copy": lambda w: ChoosePassphrase(w.theme, w, "Passphrase", NAME, "Choose"),
    "share": lambda w: w.parts.merging.show_sharing(),
    "merge": merging,
    "duplicates": lambda w: w.parts.look_for_duplicates(),
    "backups": lambda w: w.parts.safety.show_backups(),
    "faults": faults,
    "held": lambda w: HeldQuestion(w.theme, w, NAME, Holder(author=NAME, host="x", process=1)),
    "failure": lambda w: asked(w, lambda: w.session.failed.emit(NAME)),
    "crash": lambda w: CrashDialog(w.theme, "report", w),
    "import": importing,
    "import sources": importing_sources,
    "mapping": mapping,
    "work": lambda w: WorkDialog(w.theme, w, "Export", "Writing…"),
    "restore": lambda w: RestoreWork(w.theme, w, "Restore", "Checking…"),
    "measure": measuring,
    "retract": retracting,
    "stored copy": lambda w: CopyDialog(w.theme, w.session.casefile.path, NAME, COPY, w),
    "no stored copy": lambda w: CopyDialog(w.theme, w.session.casefile.path, NAME, None, w),
    "new event": lambda w: NewAboutDialog(w.session, w.theme, EventDraft(title=NAME), w),
    "new agreement": lambda w: NewAboutDialog(w.session, w.theme, AgreementDraft(title=NAME), w),
}


@pytest.fixture(params=DIALOGS)
def dialog(request: pytest.FixtureRequest, opened: MainWindow, qtbot: Any) -> QDialog:
    made = DIALOGS[request.param](opened)
    made.open()
    qtbot.waitUntil(made.isVisible)
    if not isinstance(made, WorkDialog):
        qtbot.waitUntil(lambda: not any(progress.isVisible() for progress in made.findChildren(Progress)))
    return made


def name_of(widget: QWidget) -> str:
    """What a screen reader says."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def chain(dialog: QDialog, qtbot: Any) -> list[QWidget]:
    """What Tab leads to, one after the other, from where the eye begins."""
    qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
    found: list[QWidget] = []
    at = dialog.nextInFocusChain()
    while at is not dialog:
        if at.window() is dialog and at.isVisible() and at.isEnabled() and takes_keys(at) and at not in found:
            found.append(at)
        at = at.nextInFocusChain()
    first = min(range(len(found)), key=lambda number: _corner(dialog, found[number])) if found else 0
    return found[first:] + found[:first]


def _corner(dialog: QDialog, widget: QWidget) -> tuple[int, int]:
    at = widget.mapTo(dialog, QPoint(0, 0))
    return at.y(), at.x()


def goes_back(dialog: QDialog, one: QWidget, other: QWidget) -> bool:
    """Whether ``other`` stands before ``one`` for whoever reads row by row, or column by column where there are columns."""
    (top, left), (next_top, next_left) = _corner(dialog, one), _corner(dialog, other)
    if abs((top + one.height() / 2) - (next_top + other.height() / 2)) <= TOLERANCE:
        return next_left < left
    return next_top < top and next_left < left + one.width()


def check_names(dialog: QDialog) -> None:
    """No two letters are the same, every button has one, and everything that takes keys has a name."""
    letters = [control.letter for control in lettered(dialog) if control.letter]
    assert len(letters) == len(set(letters))
    for control in lettered(dialog):
        if isinstance(control, QPushButton) and control.isVisible():
            assert control.letter, control.text()
    for widget in dialog.findChildren(QWidget):
        if widget.isVisible() and takes_keys(widget):
            assert name_of(widget).strip(), f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"


def check_order(dialog: QDialog, met: list[QWidget]) -> None:
    """Tab never goes back, and leads to every button."""
    for one, other in pairwise(met):
        assert not goes_back(dialog, one, other), f"from {name_of(one)!r} to {name_of(other)!r}"
    for button in dialog.findChildren(QAbstractButton):
        if button.isVisible() and button.isEnabled() and button.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            assert button in met, name_of(button)


def test_a_dialog_is_worked_by_keyboard(dialog: QDialog, qtbot: Any) -> None:
    begun = dialog.focusWidget()
    assert begun is not None
    assert begun.isEnabled()
    check_names(dialog)
    check_order(dialog, chain(dialog, qtbot))
    with qtbot.waitSignal(dialog.finished) as left:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    assert left.args == [QDialog.DialogCode.Rejected]


def test_enter_does_the_act_of_a_question_and_never_another_than_the_button_that_has_the_focus(
    opened: MainWindow, qtbot: Any
) -> None:
    told: list[str] = []
    for number in range(2):
        question = Question(opened.theme, opened, "Remove?", NAME, "Remove")
        question.accepted.connect(lambda: told.append("done"))
        question.rejected.connect(lambda: told.append("left"))
        question.open()
        assert question.act.isDefault()
        if number:
            question.cancel.setFocus()
        qtbot.keyClick(question.focusWidget(), Qt.Key.Key_Return)
    assert told == ["done", "left"]


def test_whoever_comes_to_segments_comes_to_the_chosen_one(opened: MainWindow, qtbot: Any) -> None:
    segments = Segments(opened.theme, "Paper", [(1, "A4"), (2, "Letter")])
    segments.set_value(2)
    assert segments.focusProxy() is segments.button(2)
    segments.deleteLater()


def test_letters_mark_a_word_and_no_other_sign_is_taken_for_one() -> None:
    assert with_letter("Merge 2 records", "m") == "&Merge 2 records"
    assert with_letter("Bread & Co", "c") == "Bread && &Co"
    assert with_letter("Not here", "z") == "Not here"


def test_no_two_acts_of_a_menu_have_the_same_letter(opened: MainWindow) -> None:
    menus = [action.menu() for action in opened.bar.menus.actions()]
    for acts in (opened.bar.menus.actions(), *(menu.actions() for menu in menus if isinstance(menu, QMenu))):
        letters = [re.findall("&([A-Za-z])", act.text()) for act in acts if not act.isSeparator()]
        assert all(len(found) == 1 for found in letters)
        assert len({found[0].lower() for found in letters}) == len(letters)


def test_a_line_that_is_too_long_never_shows_half_a_number(opened: MainWindow, qtbot: Any) -> None:
    entry = Entry("Title")
    qtbot.addWidget(entry)
    entry.setText("Домовленість про повернення, 2025-06-02")
    entry.resize(240, 30)
    entry.show()
    assert entry.cursorPosition() == 0
    cut = elided(QFontMetricsF(entry.font()), entry.text(), entry._room().width())
    assert cut == "Домовленість про повернення, …"
    assert not entry.grab().isNull()


def test_every_dialog_of_the_program_is_one_of_these(opened: MainWindow, qtbot: Any) -> None:
    for module in pkgutil.walk_packages(desktop.__path__, "desktop."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    ours = {one for one in _below(QDialog) if one.__module__.startswith("desktop.")} - {Dialog}
    assert all(issubclass(one, Dialog) for one in ours)
    walked = {type(made(opened)) for made in DIALOGS.values()}
    assert {one.__name__ for one in ours - walked - {Question}} == set()


def _below(one: type) -> set[type]:
    return {one, *(each for sub in one.__subclasses__() for each in _below(sub))}
