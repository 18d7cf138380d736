"""A record that is opened and kept again is the same to the letter, whatever a text field makes of it on the screen."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from db.casefile import Act
from desktop.forms.event_form import AgreementForm
from desktop.forms.figure_panel import FigurePanel
from desktop.forms.picker import Option, Picker
from desktop.forms.prefill import Prefill
from desktop.forms.source_form import SourceForm
from desktop.look.control import label
from desktop.look.shown import STAND_IN
from desktop.look.theme import Theme
from desktop.session import Session
from figures.anchor import anchor
from figures.count import Count
from figures.record import AgreementDraft, Figure, FigureDraft, SourceDraft
from figures.vocabulary import Accumulation, Stage, Unit

TEXT = "Київ.\n\n Передано  1\u00a0212 тіл\u2029і\u202f7\u200eх. \n"
QUOTE = TEXT[6:]


@pytest.fixture
def panel(session: Session, theme: Theme, qtbot: Any) -> FigurePanel:
    made = FigurePanel(session, theme, "test")
    qtbot.addWidget(made)
    made.show()
    return made


def anchored(session: Session, seed: Any) -> Figure:
    draft = FigureDraft(
        event=seed.event, words="1\u00a0212", count=Count.exactly(1212), unit=Unit.BODY, category="deceased",
        sender=seed.russia, receiver=seed.ukraine, stage=Stage.TRANSFERRED, claimant=seed.headquarters,
        accumulation=Accumulation.INCREMENT, source=seed.source, quote=QUOTE, anchor=anchor(TEXT, 6, len(TEXT)),
        note="one\nтwo  \u202ethree",
    )  # fmt: skip

    def keep(act: Act) -> int:
        act.keep_text(seed.source, TEXT)
        return act.add(draft)

    made = session.run("Keep", keep)
    assert made is not None
    return session.casebook.figure[made]


def test_an_anchored_figure_keeps_its_quote_to_the_letter_when_something_else_is_changed(
    session: Session, seed: Any, panel: FigurePanel
) -> None:
    figure = anchored(session, seed)
    panel.edit(figure)
    panel.form.c.where.setText("paragraph 2")
    panel.form.submit()
    kept = session.casebook.figure[figure.id]
    assert kept == replace(figure, where="paragraph 2")
    assert not session.casefile.drifted()


def test_a_half_filled_change_comes_back_with_the_same_quote(session: Session, seed: Any, panel: FigurePanel) -> None:
    figure = anchored(session, seed)
    panel.edit(figure)
    panel.form.c.where.setText("paragraph 2")
    state = panel.form.state()
    panel.edit(figure)
    panel.form.restore(state)
    assert panel.form.draft().quote == QUOTE


def test_a_quote_that_is_typed_is_kept_without_its_edges(session: Session, seed: Any, panel: FigurePanel) -> None:
    figure = anchored(session, seed)
    panel.edit(figure)
    panel.form.c.quote.setPlainText("  1212 тіл \n")
    assert panel.form.draft().quote == "1212 тіл"


@pytest.mark.parametrize("hostile", ["a\tb\nc", "\u202e1212\u202c", "\ufdd0\ufdd1\ufffc", "з\u00a0пробілом", "long " * 900])
def test_every_text_of_a_record_survives_being_opened(hostile: str, theme: Theme, session: Session, seed: Any) -> None:
    agreement = AgreementForm(theme, lambda _draft: None)
    agreement.offer(session.casebook)
    whole = AgreementDraft(title=hostile, place=hostile, undertakings=hostile, note=hostile)
    agreement.show_draft(whole)
    assert agreement.draft() == whole
    source = SourceForm(theme, lambda _draft: None)
    source.offer(session.casebook)
    document = SourceDraft(title=hostile, authors=("Smith; Sons", hostile), note=hostile)
    source.show_draft(document)
    assert source.draft() == document


def test_every_text_of_a_figure_survives_being_opened(session: Session, seed: Any, panel: FigurePanel) -> None:
    figure = anchored(session, seed)
    panel.edit(figure)
    draft = panel.form.draft()
    assert all(getattr(draft, one.name) == getattr(figure, one.name) for one in fields(FigureDraft))


def test_what_qt_would_obey_never_reaches_an_editor(session: Session, seed: Any, panel: FigurePanel) -> None:
    panel.edit(anchored(session, seed))
    for editor in panel.form.findChildren(QPlainTextEdit):
        assert "\u200e" not in editor.toPlainText()


def test_a_label_shows_what_would_turn_a_number_round(theme: Theme, qtbot: Any) -> None:
    made = label(theme, "\u202e1212")
    qtbot.addWidget(made)
    assert made.text() == f"{STAND_IN}1212"
    made.setText("<b>\u2067</b>")
    assert made.text() == f"<b>{STAND_IN}</b>"


def test_records_of_the_same_name_are_told_apart_in_a_list(theme: Theme, qtbot: Any) -> None:
    picker = Picker(theme, "Source")
    qtbot.addWidget(picker)
    picker.offer([Option(1, "Dnipro Wire"), Option(2, "dnipro  wire"), Option(3, "Dnipro Wire (2)")])
    for value in (1, 2, 3):
        picker.set_value(value)
        assert picker.value == value


def test_a_count_that_was_kept_stands_while_its_words_are_not_changed(session: Session, seed: Any, panel: FigurePanel) -> None:
    figure = anchored(session, seed)
    odd = replace(figure, words="about a dozen buses", count=Count(300, 350), note="")
    session.run("Change", lambda act: act.change(figure.id, odd))
    panel.edit(session.casebook.figure[figure.id])
    assert panel.form.c.number.reading.text() == "300 to 350"
    panel.form.c.note.setText("as the archive counts them")
    panel.form.submit()
    kept = session.casebook.figure[figure.id]
    assert (kept.count, kept.note) == (Count(300, 350), "as the archive counts them")
    panel.form.c.number.entry.setText("1,212")
    assert panel.form.draft().count == Count.exactly(1212)


def test_words_are_read_in_the_language_of_the_source_that_is_chosen(session: Session, seed: Any, panel: FigurePanel) -> None:
    german = session.run("Add source", lambda act: act.add(SourceDraft(title="Austausch", language="de")))
    panel.refresh()
    panel.begin(Prefill(words="1.212"))
    panel.form.c.source.set_value(german)
    panel.form.touch("source")
    assert panel.form.c.number.reading.text() == "1,212"
    panel.form.c.source.set_value(seed.source)
    panel.form.touch("source")
    assert panel.form.c.number.reading.text() != "1,212"
