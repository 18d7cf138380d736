"""Every field of every form with empty, absurd, huge, Cyrillic, right-to-left and marked-up text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from desktop.forms.category_form import CategoryForm
from desktop.forms.column_form import PartyForm, PublisherForm
from desktop.forms.event_form import AgreementForm, EventForm
from desktop.forms.form import Form
from desktop.forms.picker import Picker
from desktop.forms.picker_list import PickerList
from desktop.forms.source_form import SourceForm
from desktop.look.shown import visible_line
from desktop.look.theme import Theme
from desktop.main_window import MainWindow
from desktop.register.room import RegisterRoom
from desktop.session import Session
from figures.record import EventDraft, Unfit

HOSTILE = (
    "",
    "   ",
    "<b>&amp;</b>",
    "שלום עולם",
    "Їжак, ґанок, ёлка " * 200,
    "0" * 5000,
    "\u202eمرحبا\u202c",
    "🕊️" * 100,
    "\x00\x07\ud83d",
    "'; DROP TABLE event; --",
)
MAKERS: dict[str, Callable[[Theme, Any], Form]] = {
    "event": EventForm,
    "agreement": AgreementForm,
    "source": SourceForm,
    "party": PartyForm,
    "publisher": lambda theme, _add: PublisherForm(theme),
    "category": lambda theme, _add: CategoryForm(theme),
}
NAMED = {"event": "title", "agreement": "title", "source": "title", "party": "name", "publisher": "name", "category": "name"}


def no_record(_draft: object) -> None:
    return None


@pytest.fixture(params=sorted(MAKERS))
def form(request: pytest.FixtureRequest, theme: Theme, session: Session, seed: Any, qtbot: Any) -> Form:
    made: Any = MAKERS[request.param](theme, no_record)
    made.kind_of_form = request.param
    qtbot.addWidget(made)
    made.offer(session.casebook)
    if request.param == "event":
        made.begin(seed.agreement)
    else:
        made.begin()
    made.show()
    return made


def entry_of(control: Any) -> QLineEdit | None:
    if isinstance(control, PickerList):
        return control.picker.line
    if isinstance(control, Picker):
        return control.line
    return control if isinstance(control, QLineEdit) else None


def test_an_empty_form_says_nothing_until_it_is_asked(form: Form) -> None:
    assert not any(field.problem for field in form.fields.values())
    assert form.problem
    form.submit()
    assert any(field.problem for field in form.fields.values())


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_in_any_field_is_taken_faithfully_or_answered_in_a_sentence(form: Any, text: str, session: Session) -> None:
    name = NAMED[form.kind_of_form]
    for field, control in form.controls().items():
        entry = entry_of(control)
        if entry is None:
            continue
        form.controls()[name].setText("A name that is right")
        entry.setText(text)
        form.touch(field)
        answer = answered(form, session)
        assert answer is None or answer[-1] in ".,"
        entry.clear()


def answered(form: Any, session: Session) -> str | None:
    """None where the record was kept as typed, else the sentence that refused it."""
    try:
        draft = form.draft()
        if form.kind_of_form != "category":
            made = session.run("Add", lambda act: act.add(draft))
            assert made is not None
    except Unfit as unfit:
        return str(unfit)
    for field, control in form.controls().items():
        if isinstance(control, QLineEdit) and isinstance(getattr(draft, field, None), str):
            assert getattr(draft, field) == control.text().strip()
    return None


def test_what_was_typed_comes_back_from_a_draft(form: Any, session: Session) -> None:
    form.controls()[NAMED[form.kind_of_form]].setText("Обмін 5 лютого")
    state = form.state()
    assert form.is_dirty
    form.begin(None) if form.kind_of_form == "event" else form.begin()
    form.restore(state)
    assert form.state() == state


def test_every_control_has_a_name_to_be_spoken(form: Form) -> None:
    for name, control in form.controls().items():
        assert control.accessibleName() or getattr(control, "text", str)(), name


def test_labels_never_read_markup(form: Form) -> None:
    for one in form.findChildren(QLabel):
        if one.text():
            assert one.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip() and "\x00" not in text])
def test_hostile_titles_are_shown_in_tree_table_and_panel(window: MainWindow, tmp_path: Any, text: str, qtbot: Any) -> None:
    assert window.session.create(tmp_path / "case.handover")
    window.session.run("Add event", lambda act: act.add(EventDraft(title=text, place=text, note=text)))
    room = window.show_room("register")
    assert isinstance(room, RegisterRoom)
    assert room.record.key is not None
    window.grab()
    kept = window.session.casebook.events[0].title
    assert room.tree.model.data(room.tree.model.index(1)).startswith(visible_line(kept[:20]))
