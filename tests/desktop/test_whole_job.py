"""The whole job, as a person does it: from a new casefile to a PDF and back, and the last two steps taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from desktop.briefings.room import BriefingsRoom
from desktop.compare.room import CompareRoom
from desktop.forms.figure_panel import FigurePanel
from desktop.forms.newcomer import Newcomer
from desktop.forms.picker import Picker
from desktop.main_window import MainWindow
from desktop.register.room import RegisterRoom
from figures.count import Count
from figures.record import PublisherDraft, SourceDraft
from figures.vocabulary import EventKind, EventStatus, PartyKind, Stage, Unit, Verdict


def type_party(panel: FigurePanel, picker: Picker, name: str, qtbot: Any) -> None:
    """Type a name; where it is new, say that it is a state and add it."""
    picker.line.clear()
    qtbot.keyClicks(picker.line, name)
    picker.line.editingFinished.emit()
    for box in panel.findChildren(Newcomer):
        if box.isVisible():
            box.kind.set_value(PartyKind.STATE)
            qtbot.mouseClick(box.add, Qt.MouseButton.LeftButton)


def type_figure(panel: FigurePanel, words: str, unit: Unit, category: str, stage: Stage, claimant: str, qtbot: Any) -> None:
    """Fill the form from the top and keep it."""
    c = panel.form.c
    qtbot.keyClicks(c.number.entry, words)
    for choice, value in ((c.category, category), (c.unit, unit), (c.stage, stage)):
        choice.set_value(value)
        choice.picked.emit(value)
    type_party(panel, c.sender, "Russia", qtbot)
    type_party(panel, c.receiver, "Ukraine", qtbot)
    type_party(panel, c.claimant, claimant, qtbot)
    if c.source.value is None:
        qtbot.keyClicks(c.source.line, "Dnipro Wire, Six thousand, 2025-06-12")
    assert panel.form.problem == ""
    qtbot.mouseClick(panel.keep, Qt.MouseButton.LeftButton)


def test_from_a_new_casefile_to_a_pdf_and_back(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    path = tmp_path / "istanbul.handover"
    window.session.create(path)
    session = window.session

    def add_source(act: Any) -> None:
        publisher = act.add(PublisherDraft(name="Dnipro Wire", reliability="B"))
        act.add(SourceDraft(publisher=publisher, title="Six thousand", published="2025-06-12", language="en"))

    session.run("Add source", add_source)
    window.acts.new_agreement.trigger()
    register = window.current_room
    assert isinstance(register, RegisterRoom)
    qtbot.keyClicks(register.record.agreement_form.title, "Istanbul")
    qtbot.keyClicks(register.record.agreement_form.date, "2025-06-02")
    register.record.keep.click()

    window.acts.new_figure.trigger()
    type_figure(register.figure, ">6000", Unit.BODY, "deceased", Stage.OFFERED, "Russia", qtbot)
    assert [figure.count for figure in session.casebook.figures] == [Count(6001, None)]

    window.acts.new_event.trigger()
    form = register.record.event_form
    qtbot.keyClicks(form.title, "First convoy")
    qtbot.keyClicks(form.date, "2025-06-11")
    form.kind.set_value(EventKind.RETURN_OF_REMAINS)
    form.status.set_value(EventStatus.COMPLETED)
    form.touch("status")
    register.record.keep.click()

    window.acts.new_figure.trigger()
    type_figure(register.figure, "1,212", Unit.BODY, "deceased", Stage.TRANSFERRED, "Ukraine", qtbot)
    type_figure(register.figure, "not given", Unit.BODY, "deceased", Stage.TRANSFERRED, "Russia", qtbot)
    assert [figure.words for figure in session.casebook.figures] == [">6000", "1,212", "not given"]
    assert session.casebook.figures[1].event == session.casebook.events[0].id

    compare = window.show_room("compare")
    assert isinstance(compare, CompareRoom)
    qtbot.waitUntil(lambda: session.held_comparison() is not None, timeout=10_000)
    agreement = [line for line in session.comparison().lines if line.event is None]
    assert agreement[0].verdict is Verdict.OUTSTANDING

    briefings = window.show_room("briefings")
    assert isinstance(briefings, BriefingsRoom)
    qtbot.waitUntil(lambda: briefings.made is not None, timeout=30_000)
    pdf = tmp_path / "briefing.pdf"
    qtbot.mouseClick(briefings.save, Qt.MouseButton.LeftButton)
    dialog = next(dialog for dialog in window.findChildren(QFileDialog) if dialog.isVisible())
    dialog.fileSelected.emit(str(pdf))
    dialog.reject()
    assert pdf.read_bytes().startswith(b"%PDF")

    before = session.casebook
    window.acts.close.trigger()
    window.open_path(path)
    assert session.casebook == before
    window.acts.undo.trigger()
    window.acts.undo.trigger()
    assert [figure.words for figure in session.casebook.figures] == [">6000"]
