"""The look: contrast as it was measured, icons that are there, columns that fit, cells that can be heard."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QPushButton

import desktop
from desktop.look.cell import CELL, Grade, Hatched, Number, Row, Stack, Text, VerdictMark
from desktop.look.control import Choice, Segments
from desktop.look.elide import elided
from desktop.look.mark import VERDICT_ICON
from desktop.look.table import CellTable, Column, Group, RowModel, shared_widths
from desktop.look.theme import Scheme, Theme
from desktop.look.token import DARK, LIGHT, Tokens
from desktop.word import EVENT_ICON
from figures.vocabulary import EventKind, Role, Verdict

CELLS = (
    Text("Coordination HQ", tail="receiver", badge="postponed", icon="minus"),
    Number("6,057–6,060", Role.OBSERVED, contested=True),
    Number("1,200", Role.STATED, struck=True, right=True),
    Grade("F6"),
    VerdictMark(Verdict.SHORT),
    Hatched("Contested"),
    Row((Number("1", Role.PRESENTED), Text("brought"))),
    Stack(Text("Above"), Text("below")),
)


def luminance(colour: str) -> float:
    channels = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_ink_can_be_read_on_every_ground(tokens: Tokens) -> None:
    inks = (tokens.ink, tokens.ink2, tokens.ink3, tokens.danger, tokens.accent, *(tokens.role(role) for role in Role))
    for ground in (tokens.sheet, tokens.window, tokens.select):
        for ink in inks:
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    assert contrast(tokens.ctl, tokens.sheet) >= 3
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5


def test_every_icon_that_the_code_names_is_there() -> None:
    there = {file.name.removesuffix(".svg") for file in files("resources").joinpath("icons").iterdir()}
    assert set(VERDICT_ICON.values()) | set(EVENT_ICON.values()) <= there
    assert set(VERDICT_ICON) == set(Verdict)
    assert set(EVENT_ICON) == set(EventKind)
    for path in Path(desktop.__file__).parent.rglob("*.py"):
        for name in re.findall(r'\.pixmap\("([a-z0-9-]+)"', path.read_text(encoding="utf-8")):
            assert name in there, (path.name, name)


def test_every_cell_can_be_heard() -> None:
    assert [cell.spoken for cell in CELLS] == [
        "Coordination HQ, receiver, postponed",
        "6,057–6,060, Observed, contested",
        "1,200, Stated",
        "F6",
        "Short",
        "Contested",
        "1, Presented; brought",
        "Above; below",
    ]


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_every_cell_is_painted_in_both_schemes(theme: Theme, scheme: Scheme, qtbot: Any) -> None:
    theme.choose(scheme)
    columns = tuple(Column(f"C{n}", lambda _row, n=n: CELLS[n], 90) for n in range(len(CELLS)))
    table: CellTable[int] = CellTable(theme, RowModel(columns), "Cells")
    qtbot.addWidget(table)
    table.resize(900, 200)
    table.show_rows([Group(Text("Group")), 1, 2])
    table.show()
    table.choose(lambda row: row == 2)
    assert not table.grab().isNull()
    assert table.current == 2
    theme.choose(Scheme.LIGHT)


def test_a_group_cannot_be_chosen_and_text_is_spoken_by_the_model(theme: Theme, qtbot: Any) -> None:
    model: RowModel[int] = RowModel((Column("Name", lambda row: Text(f"<b>{row}</b>")),))
    model.show_rows([Group(Text("Group")), 7])
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    index = model.index(1, 0)
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "<b>7</b>"
    assert model.data(index, Qt.ItemDataRole.ToolTipRole) == "<span>&lt;b&gt;7&lt;/b&gt;</span>"
    assert model.data(index, CELL) == Text("<b>7</b>")


def test_columns_shrink_before_the_table_scrolls() -> None:
    columns = (Column("A", Text, 200, least=100), Column("B", Text, 50), Column("C", Text, 150, stretch=True, least=50))
    assert sum(shared_widths(columns, 300, round)) <= 300
    assert shared_widths(columns, 300, round)[1] == 50
    assert sum(shared_widths(columns, 1000, round)) == 1000
    assert shared_widths(columns, 10, round) == [100, 50, 50]


def test_segments_and_choices_keep_their_values(theme: Theme, qtbot: Any) -> None:
    segments = Segments(theme, "Kind", [(1, "One"), (2, "Two")])
    qtbot.addWidget(segments)
    with qtbot.waitSignal(segments.picked) as told:
        segments.button(2).click()
    assert told.args == [2]
    choice = Choice("Unit", [(None, "unit"), ("a", "A")])
    qtbot.addWidget(choice)
    choice.set_value("a")
    choice.offer([(None, "unit"), ("a", "A"), ("b", "B")])
    assert choice.value == "a"


def test_a_button_that_is_gone_is_dressed_no_more(theme: Theme) -> None:
    button = QPushButton()
    theme.dress(button, "plus")
    button.deleteLater()
    del button
    theme.choose(Scheme.DARK)
    theme.choose(Scheme.LIGHT)


@pytest.mark.parametrize("middle", [False, True])
def test_a_number_is_shown_whole_or_not_at_all(theme: Theme, middle: bool) -> None:
    text = "Illustration: 1,000 promised by one, 1,200 by the other, 1,100 came"
    metrics = QFontMetricsF(theme.font(13))
    whole = {part.strip(",") for part in text.split()}
    for room in range(20, 500, 3):
        cut = elided(metrics, text, room, middle=middle)
        shown = [part.strip(",") for part in cut.replace("…", " … ").split() if any(sign.isdigit() for sign in part)]
        assert set(shown) <= whole, cut
