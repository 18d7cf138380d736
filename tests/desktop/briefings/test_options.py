"""Options that are more than a line of text: sections in an order, own notes, a logo, presets, what changed since."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefing.options import DEFAULT_SECTIONS, LARGEST_LOGO, AgreementNote, BriefingOptions, IssuedBefore, Section
from desktop.briefings.logo import PNG, LogoField, UnusableLogo, read_logo
from desktop.briefings.options_form import OptionsForm
from desktop.briefings.presets import read_presets, written
from desktop.briefings.section_list import SectionList
from desktop.look.theme import Theme
from figures.record import Agreement

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="navy"/></svg>'
BEFORE = IssuedBefore(title="First", label="Public", as_of="2025-06-16", issued_on="2025-06-20", fingerprint="ab" * 32)


@pytest.fixture
def form(theme: Theme, qtbot: QtBot) -> OptionsForm:
    form = OptionsForm(theme)
    qtbot.addWidget(form)
    agreements = tuple(Agreement(id=at, uid=f"a{at}", title=f"Agreement {at}") for at in (1, 2))
    form.offer(agreements, 12)
    form.offer_issued((BEFORE,))
    form.show()
    return form


def test_a_section_is_moved_by_alt_and_an_arrow(theme: Theme, qtbot: QtBot) -> None:
    sections = SectionList(theme)
    qtbot.addWidget(sections)
    sections.setCurrentRow(sections.count() - 2)
    with qtbot.waitSignal(sections.reordered):
        qtbot.keyClick(sections, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert sections.sections() == (*DEFAULT_SECTIONS[:3], Section.METHOD, Section.NOTES)


def test_the_first_section_cannot_be_moved_further_up(theme: Theme, qtbot: QtBot) -> None:
    sections = SectionList(theme)
    qtbot.addWidget(sections)
    sections.setCurrentRow(0)
    qtbot.keyClick(sections, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert sections.sections() == DEFAULT_SECTIONS


def test_a_section_is_left_out_by_space_and_notes_and_method_never_are(form: OptionsForm, qtbot: QtBot) -> None:
    for row in range(form.sections.count()):
        form.sections.setCurrentRow(row)
        qtbot.keyClick(form.sections, Qt.Key.Key_Space)
    options = form.options()
    assert options is not None
    assert set(options.sections) == {Section.NOTES, Section.METHOD, Section.REGISTER}


def test_sections_are_shown_in_the_order_that_was_kept(form: OptionsForm) -> None:
    kept = (Section.NOTES, Section.OUTSIDE, Section.METHOD)
    form.show_options(BriefingOptions(sections=kept))
    options = form.options()
    assert options is not None
    assert options.sections == kept


def test_each_agreement_has_a_note_of_its_own(form: OptionsForm, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.notes.text, "Checked with the lawyer.")
    form.notes.about.setCurrentIndex(1)
    form.notes.about.picked.emit(2)
    assert form.notes.text.toPlainText() == ""
    qtbot.keyClicks(form.notes.text, "Second note")
    options = form.options()
    assert options is not None
    assert options.notes == (AgreementNote(1, "Checked with the lawyer."), AgreementNote(2, "Second note"))
    form.show_options(options)
    assert form.notes.text.toPlainText() == "Checked with the lawyer."


def test_an_earlier_briefing_is_chosen_and_its_section_printed(form: OptionsForm) -> None:
    form.sections.tick(Section.CHANGES, False)
    form.since.setCurrentIndex(1)
    form.since.picked.emit(form.since.value)
    options = form.options()
    assert options is not None
    assert options.since == BEFORE
    assert Section.CHANGES in options.sections


def test_the_form_gives_back_everything_that_it_was_given(form: OptionsForm, tmp_path: Path, qapp: QApplication) -> None:
    path = tmp_path / "logo.svg"
    path.write_bytes(SVG)
    options = BriefingOptions(
        notes=(AgreementNote(2, "One\nTwo"),), logo=read_logo(path), since=BEFORE, sections=tuple(reversed(Section))
    )
    form.show_options(options)
    form.offer_issued((BEFORE,))
    assert form.options() == options


def test_an_svg_is_drawn_once_and_kept_as_png(tmp_path: Path, qapp: QApplication) -> None:
    path = tmp_path / "logo.svg"
    path.write_bytes(SVG)
    logo = read_logo(path)
    assert logo.startswith(PNG)
    image = QImage.fromData(logo)
    assert (image.width(), image.height()) == (1200, 600)
    assert image.pixelColor(600, 300).name() == "#000080"


def test_a_png_is_kept_as_it_is(tmp_path: Path, qapp: QApplication) -> None:
    path = tmp_path / "logo.png"
    image = QImage(30, 10, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.red)
    image.save(str(path))
    assert read_logo(path) == path.read_bytes()
    assert len(path.read_bytes()) < LARGEST_LOGO


@pytest.mark.parametrize("data", [b"", b"GIF89a", PNG + b"broken", b"<svg", b"<svg></svg>", b"<svg \x00\xff"])
def test_another_file_is_no_logo_and_the_sentence_names_it(tmp_path: Path, qapp: QApplication, data: bytes) -> None:
    path = tmp_path / "picture.xyz"
    path.write_bytes(data)
    with pytest.raises(UnusableLogo, match=r"picture\.xyz"):
        read_logo(path)


def test_what_is_wrong_with_a_logo_stands_under_its_field(form: OptionsForm, tmp_path: Path) -> None:
    form.logo.take(tmp_path / "gone.png")
    assert "gone.png" in form._logo_field.problem
    (tmp_path / "logo.svg").write_bytes(SVG)
    form.logo.take(tmp_path / "logo.svg")
    assert form._logo_field.problem == ""
    assert form.logo.state.text() == "1200 × 600 pixels"


def test_a_logo_can_be_taken_away(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    field = LogoField(theme)
    qtbot.addWidget(field)
    (tmp_path / "logo.svg").write_bytes(SVG)
    field.take(tmp_path / "logo.svg")
    qtbot.mouseClick(field.remove, Qt.MouseButton.LeftButton)
    assert field.logo == b""


def test_a_preset_keeps_everything_but_the_day_and_the_earlier_briefing() -> None:
    options = BriefingOptions(title="Monthly", label="Public", since=BEFORE, notes=(AgreementNote(1, "x"),))
    (name, kept), *_ = read_presets(written({"Monthly": options})).items()
    assert name == "Monthly"
    assert kept == BriefingOptions(title="Monthly", label="Public", notes=(AgreementNote(1, "x"),))


@pytest.mark.parametrize("text", ["", "[]", "nothing", json.dumps({"a": {"paper": "A3"}}), json.dumps({"a": 3})])
def test_a_setting_that_is_no_preset_gives_none(text: str) -> None:
    assert read_presets(text) == {}
