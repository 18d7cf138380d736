"""What the packages say of the program agrees with the program, and with what the other packages say."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import click
import pytest

from db.format import APPLICATION_ID
from desktop.command_line import main

ROOT = Path(__file__).parent.parent.parent
PACKAGING = ROOT / "packaging"
CASEFILE_TYPE = "application/vnd.handover.casefile+sqlite3"
PIN = re.compile(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", re.MULTILINE)


def told(*words: str) -> str:
    return subprocess.check_output([sys.executable, *words], cwd=ROOT, text=True)


def read(*place: str) -> str:
    return PACKAGING.joinpath(*place).read_text(encoding="utf-8")


def test_the_lock_of_the_installer_has_hashes_and_no_addresses() -> None:
    lock = read("requirements.lock")
    assert "://" not in lock
    assert len(PIN.findall(lock)) == len(re.findall(r"^\S+==[^\\]*\\\n    --hash=sha256:", lock, re.MULTILINE))


def test_the_installer_is_made_of_the_versions_that_are_tested() -> None:
    tested = dict(PIN.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")))
    frozen = dict(PIN.findall(read("requirements.lock")))
    assert {name: version for name, version in frozen.items() if name in tested and tested[name] != version} == {}


@pytest.mark.parametrize("place", ["linux/handover.desktop", "linux/handover.mime.xml", "linux/handover.metainfo.xml.in"])
def test_linux_knows_a_casefile_by_one_type(place: str) -> None:
    assert CASEFILE_TYPE in read(place)


@pytest.mark.parametrize("place", ["windows/handover.nsi", "choosing.py"])
def test_windows_and_macos_know_a_casefile_by_the_same_type(place: str) -> None:
    assert CASEFILE_TYPE in read(place)


def test_the_flatpak_starts_the_same_program_and_gives_it_no_network() -> None:
    recipe = json.loads(read("linux", "local.handover.Handover.json"))
    assert f"<id>{recipe['app-id']}</id>" in read("linux", "handover.metainfo.xml.in")
    assert (recipe["rename-desktop-file"], recipe["command"]) == ("handover.desktop", "handover")
    assert [one for one in recipe["finish-args"] if "network" in one] == []


def test_a_casefile_is_known_by_the_mark_in_its_header() -> None:
    match = re.search(r'type="big32" offset="68" value="(0x[0-9a-f]+)"', read("linux", "handover.mime.xml"))
    assert match is not None
    assert int(match[1], 16) == APPLICATION_ID


def test_the_menu_entry_bears_the_name_that_the_window_gives_itself() -> None:
    entry = ConfigParser(interpolation=None)
    entry.read_string(read("linux", "handover.desktop"))
    assert 'setDesktopFileName("handover")' in (ROOT / "desktop" / "application.py").read_text(encoding="utf-8")
    assert entry["Desktop Entry"]["Icon"] == "handover"
    assert shlex.split(entry["Desktop Entry"]["Exec"]) == ["handover", "%f"]


def test_the_version_has_one_place() -> None:
    version = told("packaging/choosing.py").strip()
    assert f'version = "{version}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for place in PACKAGING.rglob("*"):
        if place.is_file() and place.suffix in (".py", ".spec", ".sh", ".in", ".xml", ".desktop"):
            assert version not in place.read_text(encoding="utf-8"), place


def test_the_notes_of_a_release_are_its_section_of_the_changelog() -> None:
    notes = told("packaging/choosing.py", "--notes")
    assert notes.strip()
    assert notes.strip() in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_man_page_tells_every_command_and_option() -> None:
    page = told("packaging/manual.py").replace("\\-", "-")
    context = click.Context(main)
    for name, command in main.commands.items():
        assert f"handover {name} " in page
        for parameter in command.params:
            record = parameter.get_help_record(context)
            if record is not None and record[1]:
                assert record[0] in page


def test_the_workflow_runs_only_what_is_there() -> None:
    workflow = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)$", workflow, re.MULTILINE)) <= targets
    for place in re.findall(r"(?<![\w/])((?:packaging|tests|\.ci)/[\w./-]+)", workflow):
        assert (ROOT / place).exists(), place
