"""Laws of the house that a machine can look after."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points, version
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("figures", "exchange", "db", "briefing", "desktop", "resources", "packaging", "tests", "bench")
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "bench/README.md")
MADE = ("out", "dist", "build", ".venv", "~")
"""Where what is made lies, which a fresh copy of the project has not."""


def sources(*folders: str) -> list[Path]:
    return [path for folder in folders for path in (ROOT / folder).rglob("*.py")]


def test_the_lock_file_has_hashes_and_no_addresses() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert not re.search(r"^-", lock, re.MULTILINE)
    pinned = re.findall(r"^\S+==[^\\]*\\\n    --hash=sha256:", lock, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[a-z]", lock, re.MULTILINE))


def test_the_lock_file_holds_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *(d for d in project["dependency-groups"]["dev"] if isinstance(d, str))]
    locked = set(
        re.findall(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    )
    names = {re.split(r"[^A-Za-z0-9_.-]", wish)[0].lower().replace("_", "-") for wish in wanted}
    assert names <= locked


@pytest.mark.parametrize("folder", ["packaging", "tests", "bench", "docs"])
def test_no_folder_hides_a_library_of_its_name(folder: str) -> None:
    assert not list((ROOT / folder).rglob("__init__.py"))


def test_the_resources_are_a_package() -> None:
    assert (ROOT / "resources" / "__init__.py").exists()


def test_no_script_of_packaging_imports_itself() -> None:
    for script in (ROOT / "packaging").glob("*.py"):
        assert not re.search(rf"^(import|from) {script.stem}\b", script.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_that_a_document_names_exists(name: str) -> None:
    there = [path.relative_to(ROOT).as_posix() for folder in (*OURS, "docs") for path in (ROOT / folder).rglob("*")]
    ends = {f"/{path}" for path in [*there, *(path.name for path in ROOT.iterdir())]}
    said = re.findall(r"`([^`\s]+\.(?:py|md|sh|toml|lock|json)|[\w/]+/)`", (ROOT / name).read_text(encoding="utf-8"))
    said += re.findall(r"\]\(([^):]+)\)", (ROOT / name).read_text(encoding="utf-8"))
    told = [one.rstrip("/") for one in said if not one.startswith(MADE) and "*" not in one]
    assert [one for one in told if not any(end.endswith(f"/{one}") for end in ends)] == []


def test_no_module_keeps_a_note_to_finish_it() -> None:
    words = re.compile(r"\b(" + "TO" + "DO|FIX" + "ME|XX" + r"X)\b")
    assert [path for path in sources(*OURS) if words.search(path.read_text(encoding="utf-8"))] == []


def test_nothing_is_caught_wholesale() -> None:
    wholesale = re.compile(r"except (Exception|:)")
    assert [path for path in sources(*OURS[:6]) if wholesale.search(path.read_text(encoding="utf-8"))] == []


def test_few_warnings_are_silenced() -> None:
    silenced = re.compile("# type: " + "ignore|# no" + "qa")
    found = [line for path in sources(*OURS) for line in path.read_text(encoding="utf-8").splitlines() if silenced.search(line)]
    assert len(found) <= 12, found


def test_every_module_opens_with_its_thought() -> None:
    for path in sources(*OURS[:6]):
        assert path.read_text(encoding="utf-8").lstrip().startswith(('"""', 'r"""')), path


def test_the_program_starts_where_the_window_is_quickest() -> None:
    (point,) = [p for p in entry_points(group="console_scripts") if p.name == "handover"]
    assert point.value == "desktop.__main__:main"


def test_the_program_says_its_version() -> None:
    said = subprocess.run([sys.executable, "-m", "desktop", "--version"], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == f"handover {version('handover')}"


def test_qt_is_the_version_that_counts_its_references() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "pyside6-essentials==6.11.3" in lock
