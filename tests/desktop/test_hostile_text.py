"""Text of a source or a stranger's casefile is shown and never obeyed: no markup, no picture fetched, no line turned round.

Every widget of every room and dialog is looked at, so that one made tomorrow is looked at too.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from db.casefile import Act, Casefile
from db.error import DiskFault
from db.hold import Holder
from db.result import Fault, FaultKind, IssuedDraft
from desktop.ask import Question
from desktop.look.shown import BIDI_CONTROLS, visible
from desktop.main_window import MainWindow
from desktop.room import ROOMS
from desktop.safety.fault_dialog import FaultDialog
from desktop.safety.held_question import HeldQuestion
from figures.category import Category
from figures.count import Count
from figures.record import (
    AgreementDraft,
    EventDraft,
    FigureDraft,
    PartyDraft,
    PinDraft,
    PublisherDraft,
    SourceDraft,
)
from figures.vocabulary import Accumulation, EventKind, PartyKind, Stage, Unit

MARKUP = '<b>bold</b><img src="file:///etc/passwd">'
TURNED = "\u202e6000\u202c \u2066x\u2069 \u200e"
HOSTILE = f"{MARKUP}{TURNED}"
LONG = "Дуже довга назва, яку хтось вставив " * 300
ENOUGH = 400


def hostile(name: str) -> str:
    """A name that would be markup, would turn round, and is known again by its own word."""
    return f"{HOSTILE} {name}"


def fill(act: Act) -> None:
    """One of everything, each with a hostile name."""
    publisher = act.add(PublisherDraft(name=hostile("publisher"), reliability="B"))
    russia = act.add(PartyDraft(name=hostile("Russia"), kind=PartyKind.STATE, native_name=HOSTILE))
    ukraine = act.add(PartyDraft(name=hostile("Ukraine"), kind=PartyKind.STATE))
    organ = act.add(PartyDraft(name=hostile("Headquarters"), kind=PartyKind.ORGAN, belongs_to=ukraine))
    act.add_category(Category("hostile", "person", hostile("category")))
    source = act.add(
        SourceDraft(
            publisher=publisher, title=hostile("source"), authors=(HOSTILE,), published="2025-06-16", language="en",
            address="https://a.example/<b>", note=HOSTILE,
        )
    )  # fmt: skip
    act.keep_text(source, f"{HOSTILE}\nRussia handed over more than 6,000 {HOSTILE} bodies of Ukrainian soldiers.")
    agreement = act.add(
        AgreementDraft(
            title=hostile("agreement"), date="2025-06-02", place=HOSTILE, parties=(russia, ukraine), undertakings=HOSTILE,
            note=HOSTILE,
        )
    )  # fmt: skip
    event = act.add(
        EventDraft(
            title=hostile("event"), agreement=agreement, date="2025-06-11", kind=EventKind.RETURN_OF_REMAINS, place=HOSTILE,
            note=HOSTILE,
        )
    )  # fmt: skip
    act.add(EventDraft(title=LONG, agreement=agreement, date="2025-06-12"))
    about = {"unit": Unit.BODY, "category": "deceased", "sender": russia, "receiver": ukraine, "source": source}
    about |= {"accumulation": Accumulation.INCREMENT}
    promised = FigureDraft(
        agreement=agreement, words="more than 6,000", count=Count(6001, None), stage=Stage.AGREED, claimant=organ,
        quote=HOSTILE, where=HOSTILE, note=HOSTILE, vantage_reason="", **about,
    )  # fmt: skip
    measure = act.add(promised)
    act.add(
        FigureDraft(
            event=event, words="1,212", count=Count.exactly(1212), stage=Stage.TRANSFERRED, claimant=organ, quote=HOSTILE,
            where=HOSTILE, retracted=True, retracted_on="2025-07-01", retracted_reason=HOSTILE, **about,
        )
    )  # fmt: skip
    act.add(
        FigureDraft(
            event=event, words="900", count=Count.exactly(900), stage=Stage.TRANSFERRED, claimant=russia, quote=HOSTILE, **about
        )
    )
    act.add(PinDraft(agreement=agreement, category="deceased", sender=russia, receiver=ukraine, figure=measure, reason=HOSTILE))


@pytest.fixture
def opened(window: MainWindow, tmp_path: Path) -> MainWindow:
    path = tmp_path / "a<b>b \u202ecases.handover"
    with Casefile.create(path, author=HOSTILE) as casefile:
        with casefile.act(hostile("act"), reason=HOSTILE) as act:
            fill(act)
        with casefile.act("Issue briefing") as act:
            act.keep_briefing(IssuedDraft(title=hostile("briefing"), label="<b>", fingerprint="0" * 64, pages=1, pdf=b"%PDF"))
    assert window.session.open(path)
    return window


def obeyed(text: str) -> str:
    """What of this text a screen would obey: characters that turn a line round."""
    return "".join(sign for sign in text if sign in BIDI_CONTROLS or "\ud800" <= sign <= "\udfff" or sign == "\x00")


def is_markup(text: str) -> bool:
    """Whether a tool tip would be read as markup: Qt guesses, so nothing that could be a tag may stand in one."""
    return MARKUP[:8] in text


def told(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Every text that a widget shows, with where."""
    yield "window title", widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield "text", widget.text()
    if isinstance(widget, QLineEdit):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        yield "text", widget.toPlainText()
    if isinstance(widget, QComboBox):
        for number in range(widget.count()):
            yield "item", widget.itemText(number)
    if isinstance(widget, QMenu):
        for action in widget.actions():
            yield "action", action.text()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        for index in indexes(widget.model()):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.EditRole):
                text = index.data(role)
                if isinstance(text, str):
                    yield f"cell {index.row()}, {index.column()}", text


def tips(widget: QWidget) -> Iterator[str]:
    """Every tool tip of a widget and of what it lists."""
    yield widget.toolTip()
    for action in widget.actions():
        yield action.toolTip()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        for index in indexes(widget.model()):
            text = index.data(Qt.ItemDataRole.ToolTipRole)
            if isinstance(text, str):
                yield text


def indexes(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[QModelIndex]:
    above = parent if parent is not None else QModelIndex()
    for row in range(min(model.rowCount(above), ENOUGH)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(above)):
            yield model.index(row, column, above)
        yield from indexes(model, model.index(row, 0, above))


def check(root: QWidget) -> None:
    """Nothing in this window would be obeyed."""
    for widget in (root, *root.findChildren(QWidget)):
        who = f"{type(widget).__name__} “{widget.accessibleName()[:40]}” in {type(widget.parent()).__name__}"
        for where, text in told(widget):
            assert not obeyed(text), f"{who}, {where}: {text[:80]!r}"
        for text in tips(widget):
            assert not obeyed(text), f"{who}, tool tip: {text[:80]!r}"
            assert not is_markup(text), f"{who}, tool tip: {text[:80]!r}"
        if isinstance(widget, QLabel) and MARKUP[:8] in widget.text():
            assert widget.textFormat() is Qt.TextFormat.PlainText, f"{who}: {widget.text()[:80]!r}"
    for action in root.findChildren(QAction):
        assert not obeyed(action.text()), action.text()
        assert not is_markup(action.toolTip()), action.toolTip()


@pytest.mark.parametrize("name", ROOMS)
def test_no_room_obeys_what_stands_in_a_casefile(opened: MainWindow, name: str, qtbot: Any) -> None:
    room = opened.show_room(name)
    assert room is not None
    qtbot.wait(300)
    check(opened)
    for view in room.findChildren(QAbstractItemView):
        if view.isVisible() and view.model() is not None:
            for row in range(min(view.model().rowCount(), 6)):
                view.setCurrentIndex(view.model().index(row, 0))
                qtbot.wait(10)
                check(opened)
    assert not opened.grab().isNull()


def test_the_figure_form_and_its_lists_obey_nothing(opened: MainWindow, qtbot: Any) -> None:
    opened.show_room("register")
    opened.acts.new_figure.trigger()
    qtbot.wait(50)
    check(opened)


def test_the_title_the_bar_and_the_acts_to_undo_obey_nothing(opened: MainWindow) -> None:
    assert not obeyed(opened.windowTitle())
    opened.session.run(hostile("label"), lambda act: act.add(PartyDraft(name="Belarus")))
    check(opened)
    opened.files.close()
    check(opened)
    opened._recent_menu.aboutToShow.emit()
    check(opened._recent_menu)


def test_no_dialog_obeys_what_it_is_told(opened: MainWindow, qtbot: Any) -> None:
    opened.dialogs.show_directory()
    opened.dialogs.show_observing()
    opened.safety.show_backups()
    opened.session.failed.emit(hostile("sentence"))
    opened.safety.unopened(opened.session.casefile.path.with_name("\u202e<b>x.handover"), DiskFault(hostile("why")))
    HeldQuestion(opened.theme, opened, hostile("name"), Holder(author=HOSTILE, host="x", process=1)).open()
    fault = Fault(FaultKind.LAW, hostile("fault"), HOSTILE)
    FaultDialog(opened.theme, opened, hostile("file"), (fault,), may_write=True).open()
    room = opened.show_room("register")
    assert room is not None
    figure = opened.session.casebook.figures[0]
    room.retracting.ask(figure, hostile("words"))
    qtbot.wait(300)
    for dialog in opened.findChildren(QDialog):
        check(dialog)
    assert len(opened.findChildren(Question)) >= 4


def test_what_is_found_obeys_nothing(opened: MainWindow, qtbot: Any) -> None:
    opened.bar.finder.setFocus()
    qtbot.keyClicks(opened.bar.finder, "bold")
    qtbot.wait(400)
    check(opened)
    check(opened.results if isinstance(opened.results, QWidget) else opened)


@pytest.mark.parametrize("text", ["\u202e6000", "a\x00b", "\ud83d", "\u2066", "\ufdd0", LONG])
def test_one_character_is_one_character_on_the_screen(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not obeyed(shown)
