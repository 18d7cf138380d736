"""The one style sheet: hairlines, control borders and the focus ring, which takes the place of the border so nothing moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Template

from desktop.look.token import Tokens

TEMPLATE = Template("""
QToolTip { background: $sheet; color: $ink; border: 1px solid $rule; padding: 4px 8px; }
QMainWindow, QDialog { background: $window; }
QWidget[surface="sheet"], QScrollArea[surface="sheet"] > QWidget > QWidget { background: $sheet; }
QWidget[surface="window"] { background: $window; }
QWidget[surface="sunken"] { background: $sunken; }
QFrame[part="strip"] { background: $sheet; border: 0; border-bottom: 1px solid $line; }
QFrame[part="foot"] { background: $sheet; border: 0; border-top: 1px solid $line; }
QFrame[part="bar"] { background: $window; border: 0; border-bottom: 1px solid $line; }
QFrame[part="banner"] { background: $note; border: 0; border-bottom: 1px solid $rule; }
QFrame[part="status"] { background: $window; border: 0; border-top: 1px solid $line; }
QFrame[part="rail"] { background: $window; border: 0; border-right: 1px solid $line; }
QFrame[part="words"] { background: $window; border: 0; border-top: 1px solid $line; }
QFrame[part="note"] { background: $note; border: 1px solid $rule; border-radius: 4px; }
QFrame[part="quote"] { background: $window; border: 0; border-left: 3px solid $stated; }
QFrame[part="rule"] { background: $line; border: 0; }
QLabel { background: transparent; }
QLabel[tone="ink2"] { color: $ink2; } QLabel[tone="ink3"] { color: $ink3; }
QLabel[tone="danger"] { color: $danger; } QLabel[tone="accent"] { color: $accent; }
QLabel[tone="stated"] { color: $stated; } QLabel[tone="reported"] { color: $reported; }
QLabel[tone="observed"] { color: $observed; }
QLabel[tone="presented"], QLabel[tone="aftermath"] { color: $presented; }
QMenuBar { background: transparent; border: 0; }
QMenuBar::item { background: transparent; color: $ink2; padding: ${s5}px ${s11}px; border-radius: 4px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $select; color: $ink; }
QMenu { background: $sheet; border: 1px solid $rule; padding: 4px 0; }
QMenu::item { padding: 5px 28px 5px 28px; color: $ink; }
QMenu::item:selected { background: $select; }
QMenu::item:disabled { color: $ink3; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 0; }
QLineEdit, QComboBox, QPlainTextEdit, QTextEdit[part="entry"], QSpinBox {
  background: $sheet; color: $ink; border: 1px solid $ctl; border-radius: 4px;
  placeholder-text-color: $ink3; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QSpinBox { padding: 0 ${s8}px; min-height: ${s28}px; }
QLineEdit:focus, QSpinBox:focus { border: 2px solid $focus; padding: 0 ${f8}px; min-height: ${f28}px; }
QLineEdit[wrong="true"] { border: 2px solid $danger; padding: 0 ${f8}px; min-height: ${f28}px; }
QLineEdit[part="number"] { min-height: ${s36}px; font-size: ${t18}pt; font-weight: 600; }
QLineEdit[part="number"]:focus, QLineEdit[part="number"][wrong="true"] { min-height: ${f36}px; }
QLineEdit[part="number"][fit="long"] { font-size: ${t13}pt; font-weight: 500; }
QLineEdit[bare="true"] { padding: 0; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { background: $window; color: $ink3; border-color: $rule; }
QPlainTextEdit, QTextEdit[part="entry"] { padding: 3px; }
QPlainTextEdit:focus, QTextEdit[part="entry"]:focus { border: 2px solid $focus; padding: 2px; }
QPlainTextEdit[wrong="true"] { border: 2px solid $danger; padding: 2px; }
QComboBox { padding: 0 ${s8}px 0 ${s10}px; min-height: ${s28}px; }
QComboBox:focus, QComboBox[wrong="true"] { border: 2px solid $focus; padding: 0 ${f8}px 0 ${f10}px; min-height: ${f28}px; }
QComboBox[wrong="true"] { border-color: $danger; }
QComboBox::drop-down { border: 0; width: ${s22}px; }
QComboBox::down-arrow { image: url($chevron); width: ${s14}px; height: ${s14}px; }
QComboBox QLineEdit { border: 0; padding: 0; min-height: 0; background: transparent; }
QComboBox QLineEdit:focus { border: 0; padding: 0; min-height: 0; }
QComboBox QAbstractItemView, QAbstractItemView[part="completions"] {
  background: $sheet; color: $ink; border: 1px solid $rule; outline: 0; padding: 2px 0;
  selection-background-color: $select; selection-color: $ink; }
QComboBox QAbstractItemView::item, QAbstractItemView[part="completions"]::item { min-height: ${s26}px; padding: 0 8px; }
QPushButton { background: $sheet; color: $ink; border: 1px solid $ctl; border-radius: 4px;
  padding: 0 ${s11}px; min-height: ${s28}px; font-weight: 500; }
QPushButton:hover { background: $hover; } QPushButton:pressed { background: $select; }
QPushButton:focus { border: 2px solid $focus; padding: 0 ${f11}px; min-height: ${f28}px; }
QPushButton:disabled { color: $ink3; background: $window; border-color: $line; }
QPushButton[look="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[look="primary"]:hover { background: $focus; }
QPushButton[look="primary"]:focus { border: 2px solid $ink; }
QPushButton[look="primary"]:disabled { background: $sunken; color: $ink3; border-color: $line; }
QPushButton[look="link"], QPushButton[look="quiet"] {
  background: transparent; border: 1px solid transparent; padding: 0 1px; min-height: ${s20}px; font-weight: 600;
  color: $accent; text-align: left; }
QPushButton[look="quiet"] { color: $ink2; font-weight: 400; padding: 0 ${s7}px; min-height: ${s28}px; }
QPushButton[look="link"]:hover { text-decoration: underline; } QPushButton[look="quiet"]:hover { background: $hover; }
QPushButton[look="link"]:focus { border: 2px solid $focus; padding: 0; min-height: ${f20}px; }
QPushButton[look="quiet"]:focus { border: 2px solid $focus; padding: 0 ${f7}px; min-height: ${f28}px; }
QPushButton[look="link"]:disabled, QPushButton[look="quiet"]:disabled { color: $ink3; background: transparent; }
QPushButton[look="chip"] { background: transparent; border: 1px solid transparent; color: $ink2; font-weight: 400;
  padding: 0 ${s5}px; min-height: ${s20}px; text-align: left; }
QPushButton[look="chip"]:hover { background: $hover; }
QPushButton[look="chip"]:focus { border: 2px solid $focus; min-height: ${f20}px; }
QPushButton[look="tool"] { background: transparent; border: 1px solid transparent; padding: 0; min-width: ${s28}px; }
QPushButton[look="tool"]:hover, QPushButton[look="tool"]:checked { background: $hover; }
QPushButton[look="tool"]:focus { border: 2px solid $focus; min-width: ${f28}px; }
QPushButton[look="boxed"] { padding: 0; min-width: ${s28}px; max-width: ${s28}px; }
QPushButton[look="boxed"]:focus { min-width: ${f28}px; max-width: ${f28}px; }
QPushButton[look="segment"] { border-radius: 0; border-left-width: 0; font-weight: 400; padding: 0 4px; }
QPushButton[look="segment"][place="first"] {
  border-left-width: 1px; border-top-left-radius: 4px; border-bottom-left-radius: 4px; }
QPushButton[look="segment"][place="last"] { border-top-right-radius: 4px; border-bottom-right-radius: 4px; }
QPushButton[look="segment"]:checked { background: $select; font-weight: 600; border-bottom: 2px solid $accent; }
QPushButton[look="segment"]:focus { border: 2px solid $focus; padding: 0 3px; }
QPushButton[look="card"] { min-height: ${s60}px; background: $sheet; border: 1px solid $line; text-align: left; }
QPushButton[look="card"]:focus { min-height: ${f60}px; border: 2px solid $focus; }
QPushButton[look="row"] { min-height: ${s59}px; background: transparent; border: 0; border-radius: 4px; }
QPushButton[look="row"]:focus { min-height: ${f59}px; border: 2px solid $focus; }
QPushButton::menu-indicator { image: none; width: 0; }
QCheckBox, QRadioButton { background: transparent; color: $ink; spacing: ${s8}px; padding: 2px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $focus; border-radius: 4px; padding: 0; }
QCheckBox:disabled, QRadioButton:disabled { color: $ink3; }
QCheckBox::indicator, QListWidget[part="choices"]::indicator {
  width: ${s14}px; height: ${s14}px; border: 1px solid $ctl; border-radius: 3px; background: $sheet; }
QCheckBox::indicator:checked, QListWidget[part="choices"]::indicator:checked {
  background: $accent; border-color: $accent; image: url($check); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $rule; background: $window; }
QCheckBox::indicator:checked:disabled { background: $ctl; border-color: $ctl; }
QRadioButton::indicator { width: ${s14}px; height: ${s14}px; border: 1px solid $ctl; border-radius: 8px; background: $sheet; }
QRadioButton::indicator:checked { width: ${s8}px; height: ${s8}px; border: 4px solid $accent; background: $on_accent; }
QRadioButton::indicator:checked:disabled { border-color: $ctl; background: $window; }
QFileDialog { backward-icon: url($back); forward-icon: url($forward); filedialog-parent-directory-icon: url($up); }
QAbstractItemView { background: $sheet; color: $ink; border: 0; outline: 0; }
QListWidget[part="choices"] { border: 1px solid $ctl; border-radius: 4px; padding: 2px 4px; }
QListWidget[part="choices"]:focus { border: 2px solid $focus; padding: 1px 3px; }
QListWidget[part="choices"]::item { min-height: ${s22}px; color: $ink; }
QListWidget[part="choices"]::item:selected { background: $select; color: $ink; }
QHeaderView { background: $sheet; border: 0; }
QHeaderView::section { background: $sheet; color: $ink2; border: 0; border-bottom: 1px solid $rule; padding: 0 ${s8}px;
  min-height: ${s29}px; font-size: ${t12}pt; font-weight: 500; }
QTableView QTableCornerButton::section { background: $sheet; border: 0; }
QSplitter::handle { background: $line; } QSplitter::handle:hover { background: $rule; }
QScrollArea { border: 0; background: transparent; }
QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: 10px; } QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $rule; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; } QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $ctl; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $sunken; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
""")


def style_sheet(
    tokens: Tokens, points: Mapping[int, float], scaled: Callable[[float], int], drawn: Callable[[str, str], str]
) -> str:
    """The sheet for one set of tokens: ``points`` by size in pixels, ``scaled`` for lengths, ``drawn`` for an icon's file."""
    lengths = {f"s{n}": scaled(n) for n in (5, 7, 8, 10, 11, 14, 20, 22, 26, 28, 29, 36, 59, 60)}
    focused = {f"f{n}": scaled(n) - 1 for n in (7, 8, 10, 11)} | {f"f{n}": scaled(n) - 2 for n in (20, 28, 36, 59, 60)}
    sizes = {f"t{pixels}": f"{size:.2f}" for pixels, size in points.items()}
    images = {"chevron": drawn("chevron-down", "ink2"), "check": drawn("check", "on_accent"), "up": drawn("arrow-up", "ink2")}
    images |= {"back": drawn("chevron-left", "ink2"), "forward": drawn("chevron-right", "ink2")}
    return TEMPLATE.substitute(tokens._asdict() | lengths | focused | sizes | images)
