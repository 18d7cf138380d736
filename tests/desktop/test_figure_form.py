"""The figure form: the number by its words, what follows from it shown, and every bad input answered in a sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from PySide6.QtCore import Qt

from desktop.forms.figure_panel import FigurePanel
from desktop.forms.prefill import Prefill
from desktop.look.theme import Theme
from desktop.session import Session
from figures.count import Count
from figures.record import Figure
from figures.vocabulary import Accumulation, Role, Stage, Unit, Vantage

HOSTILE = (
    "<b>&amp;</b>",
    "שלום עולם 1212",
    "Весёлые Їжаки " * 40,
    "9" * 4000,
    "%s %d {0} \\ ' \" ; DROP TABLE figure",
    "\u202e1212\u202c",
    "a\tb\nc",
    "🕊" * 300,
)


@pytest.fixture
def panel(session: Session, theme: Theme, seed: Any, qtbot: Any) -> FigurePanel:
    made = FigurePanel(session, theme, "test")
    qtbot.addWidget(made)
    made.resize(392, 800)
    made.show()
    return made


def filled(panel: FigurePanel, seed: Any, **more: Any) -> None:
    values = {
        "event": seed.event, "words": "1,212", "unit": Unit.BODY, "category": "deceased_combatant", "sender": seed.russia,
        "receiver": seed.ukraine, "stage": Stage.TRANSFERRED, "claimant": seed.headquarters, "source": seed.source,
    }  # fmt: skip
    panel.begin(Prefill(**(values | more)))


def kept(panel: FigurePanel) -> Figure:
    return panel.session.casebook.figures[-1]


def test_the_reading_stands_beside_the_words_as_they_are_typed(panel: FigurePanel, qtbot: Any) -> None:
    panel.form.c.number.entry.clear()
    qtbot.keyClicks(panel.form.c.number.entry, ">6000")
    assert panel.form.c.number.reading.text() == "6,001 or more"


def test_words_that_cannot_be_read_say_what_to_type_and_turn_keep_off(panel: FigurePanel, seed: Any, qtbot: Any) -> None:
    filled(panel, seed)
    assert panel.keep.isEnabled()
    panel.form.c.number.entry.clear()
    qtbot.keyClicks(panel.form.c.number.entry, "xyz")
    assert not panel.keep.isEnabled()
    assert panel.form.fields["words"].problem
    assert panel.form.c.number.reading.text() == "Cannot be read"


def test_an_empty_form_accuses_nobody_but_cannot_be_kept(panel: FigurePanel) -> None:
    panel.begin(Prefill())
    assert not panel.keep.isEnabled()
    assert not any(field.problem for field in panel.form.fields.values())


def test_a_kept_figure_has_its_words_and_its_count(panel: FigurePanel, seed: Any, qtbot: Any) -> None:
    filled(panel, seed, words="more than 6,000")
    with qtbot.waitSignal(panel.kept):
        qtbot.mouseClick(panel.keep, Qt.MouseButton.LeftButton)
    assert kept(panel).words == "more than 6,000"
    assert kept(panel).count == Count(6001, None)
    assert kept(panel).accumulation is Accumulation.INCREMENT


def test_ctrl_return_keeps_the_figure(panel: FigurePanel, seed: Any, qtbot: Any) -> None:
    filled(panel, seed)
    panel.activateWindow()
    panel.take_focus()
    with qtbot.waitSignal(panel.kept):
        qtbot.keyClick(panel.form.c.number.entry, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert kept(panel).count == Count(1212, 1212)


def test_what_is_carried_forward_is_shown_and_is_never_a_number(panel: FigurePanel, seed: Any) -> None:
    filled(panel, seed)
    panel.form.submit()
    form = panel.form
    assert form.c.number.entry.text() == ""
    assert form.c.claimant.value == seed.headquarters
    assert form.c.sender.value == seed.russia
    assert form.c.category.value == "deceased_combatant"
    assert panel.clear_carried.isVisible()
    panel.clear_carried.click()
    assert form.c.claimant.value is None
    assert form.c.sender.value is None
    assert not panel.clear_carried.isVisible()


def test_a_carried_field_that_is_changed_is_no_longer_carried(panel: FigurePanel, seed: Any, qtbot: Any) -> None:
    filled(panel, seed)
    panel.form.submit()
    before = panel.clear_carried.text()
    panel.form.c.claimant.line.clear()
    qtbot.keyClicks(panel.form.c.claimant.line, "Russia")
    assert panel.clear_carried.text() != before


def test_swap_turns_the_direction_round(panel: FigurePanel, seed: Any, qtbot: Any) -> None:
    filled(panel, seed)
    qtbot.mouseClick(panel.form.c.swap, Qt.MouseButton.LeftButton)
    assert (panel.form.c.sender.value, panel.form.c.receiver.value) == (seed.ukraine, seed.russia)


def test_each_side_makes_two_figures_in_one_act(panel: FigurePanel, seed: Any, qtbot: Any) -> None:
    filled(panel, seed, words="157 each", unit=Unit.PERSON, category="prisoner_of_war")
    assert panel.form.c.twin.isChecked()
    panel.form.submit()
    one, other = panel.session.casebook.figures
    assert (one.sender, one.receiver) == (other.receiver, other.sender)
    assert one.count == other.count == Count(157, 157)
    panel.session.undo()
    assert panel.session.casebook.figures == ()


def test_a_number_per_side_without_its_sides_is_refused(panel: FigurePanel, seed: Any) -> None:
    filled(panel, seed, words="157 each", sender=None, receiver=None)
    panel.form.submit()
    assert panel.form.fields["direction"].problem
    assert panel.session.casebook.figures == ()


def test_one_empty_end_of_the_direction_is_refused_at_its_field(panel: FigurePanel, seed: Any) -> None:
    filled(panel, seed)
    panel.form.c.receiver.set_value(None)
    panel.form.touch("direction")
    assert panel.form.fields["direction"].problem
    assert not panel.keep.isEnabled()


def test_the_vantage_is_derived_with_its_reason_and_the_role_follows(panel: FigurePanel, seed: Any) -> None:
    filled(panel, seed)
    assert panel.form.c.vantage_word.text() == "Receiver"
    assert "Ukraine" in panel.form.c.vantage_reason.text()
    assert panel.form.c.role_word.text() == "Observed"
    filled(panel, seed, claimant=seed.russia)
    assert panel.form.c.role_word.text() == "Reported"
    filled(panel, seed, stage=Stage.OFFERED)
    assert panel.form.c.role_word.text() == "Stated"


def test_an_overruled_vantage_needs_its_reason(panel: FigurePanel, seed: Any, qtbot: Any) -> None:
    filled(panel, seed)
    qtbot.mouseClick(panel.form.c.overrule, Qt.MouseButton.LeftButton)
    panel.form.c.vantage.set_value(Vantage.WITNESS)
    panel.form.touch("vantage")
    assert not panel.keep.isEnabled()
    assert "why" in panel.form.fields["vantage"].problem.lower()
    qtbot.keyClicks(panel.form.c.reason, "Its reporter stood at the crossing")
    panel.form.submit()
    assert kept(panel).vantage is Vantage.WITNESS


def test_the_living_are_counted_in_persons(panel: FigurePanel, seed: Any) -> None:
    filled(panel, seed, category="prisoner_of_war", unit=Unit.PERSON)
    panel.form.c.unit.set_value(Unit.BODY)
    panel.form.touch("unit")
    assert panel.form.c.unit.value is Unit.PERSON


def test_a_new_party_is_asked_for_in_place_and_added(panel: FigurePanel, seed: Any, qtbot: Any) -> None:
    filled(panel, seed, claimant=None)
    picker = panel.form.c.claimant
    qtbot.keyClicks(picker.line, "Interior minister")
    assert not panel.keep.isEnabled()
    picker.line.editingFinished.emit()
    boxes = [box for box in panel.form._newcomers if box.isVisible()]
    assert len(boxes) == 1
    boxes[0].belongs_to.set_value(seed.ukraine)
    boxes[0].add.click()
    panel.refresh()
    party = panel.session.casebook.parties[-1]
    assert (party.name, party.belongs_to) == ("Interior minister", seed.ukraine)
    assert picker.value == party.id
    assert panel.keep.isEnabled()


def test_a_half_filled_form_is_kept_within_two_seconds_and_offered_again(
    session: Session, theme: Theme, seed: Any, qtbot: Any
) -> None:
    one = FigurePanel(session, theme, "test")
    qtbot.addWidget(one)
    one.begin(Prefill(event=seed.event))
    with qtbot.waitSignal(one.keeper.kept, timeout=2000):
        qtbot.keyClicks(one.form.c.number.entry, "about 1,2")
    other = FigurePanel(session, theme, "test")
    qtbot.addWidget(other)
    other.show()
    assert other.note.isVisible()
    other.note.go_on.click()
    assert other.form.c.number.entry.text() == "about 1,2"
    assert other.form.c.about.value == ("event", seed.event)


def test_beginning_another_figure_never_loses_the_half_filled_one(panel: FigurePanel, seed: Any, qtbot: Any) -> None:
    panel.begin(Prefill(event=seed.event))
    qtbot.keyClicks(panel.form.c.number.entry, "dozens")
    panel.begin(Prefill(event=seed.event))
    assert panel.form.c.number.entry.text() == ""
    contents = [json.loads(note.content)["words"] for note in panel.session.casefile.drafts()]
    assert contents == ["dozens"]


def test_a_kept_figure_leaves_no_draft_behind(panel: FigurePanel, seed: Any, qtbot: Any) -> None:
    filled(panel, seed)
    qtbot.keyClicks(panel.form.c.note, "as printed")
    panel.keeper.flush()
    assert panel.session.casefile.drafts()
    panel.form.submit()
    assert panel.session.casefile.drafts() == ()


def test_a_figure_is_changed_and_loses_nothing_that_the_form_does_not_show(panel: FigurePanel, seed: Any) -> None:
    filled(panel, seed)
    panel.form.submit()
    figure = kept(panel)
    panel.edit(figure)
    assert not panel.form.is_dirty
    panel.form.c.number.entry.setText("1,213")
    panel.form.submit()
    changed = panel.session.casebook.figure[figure.id]
    assert changed.count == Count(1213, 1213)
    assert changed.uid == figure.uid


@pytest.mark.parametrize("date", ["yesterday", "2025-13-01", "31.12.2025", "<b>2025</b>", "9" * 80, "2025-06-09/2025-06-01"])
def test_a_date_that_is_none_is_answered_under_its_field(panel: FigurePanel, seed: Any, date: str) -> None:
    filled(panel, seed)
    panel.form.c.said_on.setText(date)
    assert not panel.keep.isEnabled()
    assert panel.form.fields["said_on"].problem


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_in_any_field_is_recorded_faithfully_or_answered(panel: FigurePanel, seed: Any, text: str) -> None:
    c = panel.form.c
    for control in (
        c.number.entry,
        c.said_on,
        c.as_of,
        c.sender.line,
        c.claimant.line,
        c.about.line,
        c.source.line,
        c.part_of.line,
    ):
        filled(panel, seed)
        control.setText(text)
        panel.form.touch("words")
        panel.form.submit()
    filled(panel, seed)
    for entry in (c.where, c.note):
        entry.setText(text)
    c.quote.setPlainText(text)
    expected = c.where.text().strip()
    number = len(panel.session.casebook.figures)
    panel.form.submit()
    assert len(panel.session.casebook.figures) == number + 1
    assert kept(panel).where == expected
    assert kept(panel).quote == text.strip()


def test_the_number_field_takes_markup_and_huge_numbers_without_harm(panel: FigurePanel, seed: Any) -> None:
    for words in ("<b>1,212</b>", "9" * 300, "-5", "1.212", "6000 to 5000", "1212 1213", "nan", "1e9", "١٢١٢"):
        filled(panel, seed, words=words)
        panel.form.submit()
        assert panel.form.c.number.reading.textFormat() is Qt.TextFormat.PlainText


def test_every_control_of_the_form_has_a_name_to_be_spoken(panel: FigurePanel) -> None:
    for name, control in panel.form.controls().items():
        assert control.accessibleName() or getattr(control, "text", lambda: "")(), name


def test_tab_goes_through_the_form_in_reading_order(panel: FigurePanel, seed: Any, qtbot: Any) -> None:
    filled(panel, seed)
    panel.activateWindow()
    panel.take_focus()
    c = panel.form.c
    seen = []
    for _ in range(7):
        panel.focusNextChild()
        seen.append(panel.focusWidget())
    names = [widget.accessibleName() for widget in seen if widget is not None]
    assert names[:3] == [c.unit.accessibleName(), c.category.accessibleName(), c.sender.accessibleName()]


def test_roles_have_marks_and_words(panel: FigurePanel, seed: Any) -> None:
    for stage, role in ((Stage.PRESENTED, Role.PRESENTED), (Stage.IDENTIFIED, Role.AFTERMATH), (Stage.REFUSED, Role.NONE)):
        filled(panel, seed, stage=stage)
        assert panel.form.c.role_word.text() == ("" if role is Role.NONE else role.label.capitalize())
