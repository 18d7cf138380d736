"""The Briefings room and its form: options that stay, presets, the order of its keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from briefing.options import BriefingOptions, Section
from desktop.ask import Question
from desktop.briefings.options_form import OptionsForm
from desktop.briefings.room import BriefingsRoom
from desktop.look.theme import Theme
from desktop.session import Session


def test_the_events_can_be_kept_between_two_days(theme: Theme, qtbot: QtBot) -> None:
    form = OptionsForm(theme)
    qtbot.addWidget(form)
    qtbot.keyClicks(form.first, "2025-06")
    qtbot.keyClicks(form.last, "2025-07")
    options = form.options()
    assert options is not None
    assert (options.first_day, options.last_day) == (dt.date(2025, 6, 1), dt.date(2025, 7, 31))
    form.last.setText("2025-05")
    assert form.options() is None
    assert form._days_field.problem == "The last day lies before the first."
    form.first.setText("x")
    assert form.options() is None
    assert "x" in form._days_field.problem


def test_a_preset_is_kept_in_the_casefile_and_taken_up_again(room: BriefingsRoom, qtbot: QtBot) -> None:
    room.form.title.setPlainText("Monthly briefing")
    qtbot.mouseClick(room.presets.keep, Qt.MouseButton.LeftButton)
    question = room.findChild(Question)
    assert question is not None
    entry = question.findChild(QLineEdit)
    assert entry is not None
    qtbot.keyClicks(entry, "Monthly")
    qtbot.mouseClick(question.act, Qt.MouseButton.LeftButton)
    assert room.presets.choice.value == "Monthly"
    room.form.title.setPlainText("Something else")
    room.presets.choice.picked.emit("Monthly")
    assert room.form.title.toPlainText() == "Monthly briefing"
    assert room.session.casefile.undo_label == "Save briefing preset"
    room.session.undo()
    assert not room.presets.choice.isEnabled()


def test_the_options_are_there_again_the_next_time(
    room: BriefingsRoom, session: Session, entered: Callable[[Session], BriefingsRoom]
) -> None:
    room.form.title.setPlainText("Що обіцяли у Стамбулі")
    room.form.language.button("uk").click()
    room.leave()
    again = entered(session)
    assert again.form.title.toPlainText() == "Що обіцяли у Стамбулі"
    assert again.form.language.value == "uk"


def test_one_agreement_alone_can_be_chosen(room: BriefingsRoom, qtbot: QtBot, drawn: Callable[[BriefingsRoom], bytes]) -> None:
    form = room.form
    form.scope.set_value(True)
    form.scope.picked.emit(True)
    assert form.options() is None
    assert "at least one" in form._scope_field.problem
    form.choices.setFocus()
    form.choices.setCurrentRow(0)
    qtbot.keyClick(form.choices, Qt.Key.Key_Space)
    options = form.options()
    assert options is not None
    assert options.agreements == (1,)
    drawn(room)


def test_tab_follows_the_reading_order_of_the_form(room: BriefingsRoom, qtbot: QtBot) -> None:
    form = room.form
    form.scope.set_value(True)
    form.scope.picked.emit(True)
    order = [form.scope, form.choices, form.as_of, form.first, form.last, form.title, form.author, form.organisation]
    form.scope.setFocus()
    for before, after in pairwise(order):
        assert QApplication.focusWidget() is before
        qtbot.keyClick(before, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is after


def test_a_casefile_without_figures_says_what_a_briefing_needs(
    session: Session, qtbot: QtBot, entered: Callable[[Session], BriefingsRoom]
) -> None:
    room = entered(session)
    assert room._empty.isVisible()
    qtbot.wait(50)
    assert room.made is None


def test_the_form_gives_back_the_options_that_it_was_given(theme: Theme, qtbot: QtBot) -> None:
    form = OptionsForm(theme)
    qtbot.addWidget(form)
    options = BriefingOptions(
        title="T",
        author="A",
        organisation="O",
        label="L",
        language="uk",
        paper="Letter",
        opening="One\nTwo",
        sections=tuple(Section),
    )
    form.show_options(options)
    assert form.options() == options
