"""The user guide names only what exists: commands, menus, keys, words of the window, numbers and dates read as it says."""

from __future__ import annotations

import ast
import re
import shlex
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar
from pytestqt.qtbot import QtBot

from desktop.action import Actions
from desktop.command_line import main
from desktop.shortcuts import room_keys
from figures.date import span
from figures.vocabulary import Verdict
from figures.wording import in_words, read

ROOT = Path(__file__).parent.parent.parent
GUIDE = ROOT / "docs"
REFERENCE = ("mapping",)
"""Pages that list the words of files; they are held to the code where those files are tested."""

PAGES = sorted(page for page in GUIDE.glob("*.md") if page.stem not in REFERENCE)
OTHERS = ("sha256sum ", "sudo apt ")
FILES = frozenset(
    {"handover_VERSION_amd64.deb", "handover-VERSION-linux-x86_64.tar.gz", "handover-VERSION-windows-setup.exe"}
    | {"handover-VERSION-macos-arm64.dmg", "SHA256SUMS", ".handover", "handover-cli", "handover", "./"}
)
KEY = re.compile(r"((Ctrl|Shift|Alt)\+)*(F\d+|Escape|Return|Delete|Backspace|[A-Z0-9])")
DATE = re.compile(r"\d{4}-\d\d")


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def code(page: Path) -> list[str]:
    """What stands in backticks, and the indented lines."""
    flowing = re.sub(r"^    .*$", "", text(page), flags=re.MULTILINE)
    return re.findall(r"`([^`]+)`", flowing) + re.findall(r"^    (.+)$", text(page), re.MULTILINE)


def bold(page: Path) -> list[str]:
    return re.findall(r"\*\*([^*]+)\*\*", " ".join(text(page).split()))


@cache
def words_of_the_window() -> frozenset[str]:
    """Every text in the code of the window, as it is shown."""
    found = set()
    for path in (ROOT / "desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value.replace("&", "").rstrip("…"))
    return frozenset(found)


def check_command(line: str) -> None:
    words = shlex.split(line)[1:]
    if not words or words[0].endswith(".handover"):
        return
    command = main.commands[words[0]]
    options = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    for word in words[1:]:
        assert not word.startswith("-") or word in options, line


def test_every_command_of_the_first_page_exists() -> None:
    lines = re.findall(r"^(handover .+?)(?:  .*)?$", text(ROOT / "README.md"), re.MULTILINE)
    assert len(lines) > 10
    for line in lines:
        check_command(line)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_of_the_guide_exists(page: Path) -> None:
    for line in code(page):
        if line.startswith("handover ") and line not in FILES:
            check_command(line)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_key_of_the_guide_does_something(page: Path, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    acts = Actions(window)
    keys = {key.toString() for action in window.actions() for key in action.shortcuts()}
    keys |= {key for _, rows in room_keys() for key, _ in rows}
    assert acts.all()
    for word in code(page):
        if KEY.fullmatch(word):
            assert {word, QKeySequence(word).toString()} & keys, word


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_menu_of_the_guide_exists(page: Path, qtbot: QtBot) -> None:
    window, bar = QMainWindow(), QMenuBar()
    qtbot.addWidget(window)
    qtbot.addWidget(bar)
    Actions(window).fill(bar)
    menus = [menu for menu in bar.findChildren(QMenu) if menu.parent() is bar]
    paths = {f"{menu.title()} › {action.text()}".replace("&", "") for menu in menus for action in menu.actions()}
    for word in bold(page):
        if "›" in word:
            assert word in paths, word


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_word_of_the_window_that_the_guide_sets_bold_is_shown_somewhere(page: Path) -> None:
    for word in bold(page):
        if "›" not in word:
            assert word.rstrip("…") in words_of_the_window(), word


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_nothing_else_stands_in_backticks(page: Path) -> None:
    known = set(main.commands) | {option for command in main.commands.values() for p in command.params for option in p.opts}
    for word in code(page):
        if (
            word.startswith(("handover ", *OTHERS))
            or KEY.fullmatch(word)
            or word in FILES
            or word.split()[0] in known | {"--help"}
        ):
            continue
        if DATE.match(word):
            assert span(word) is not None
        else:
            read(word)


def test_numbers_are_read_as_the_guide_says() -> None:
    rows = re.findall(r"^\| (`.+`) \| (.+) \|$", text(GUIDE / "recording.md"), re.MULTILINE)
    assert len(rows) > 8
    for typed, said in rows:
        for words in re.findall(r"`([^`]+)`", typed):
            wording = read(words)
            if wording.portion is None and not wording.per_side and words != "not given":
                assert said.startswith(in_words(wording.count)), (words, in_words(wording.count))


def test_the_guide_explains_every_verdict() -> None:
    explained = set(re.findall(r"^\| ([a-z ]+) \|", text(GUIDE / "comparing.md"), re.MULTILINE))
    assert explained == {verdict.label for verdict in Verdict}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_and_picture_of_the_guide_is_there(page: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", text(page)):
        assert "://" not in target, "the guide is read offline"
        assert (page.parent / target).is_file(), target


def test_the_guide_leads_to_every_page() -> None:
    linked = set(re.findall(r"\]\(([^)]+)\)", text(GUIDE / "index.md")))
    assert {page.name for page in GUIDE.glob("*.md")} == linked | {"index.md"}


def test_every_command_is_told_in_the_guide() -> None:
    told = {line.split()[1] for page in PAGES for line in code(page) if line.startswith("handover ")}
    assert set(main.commands) <= told
