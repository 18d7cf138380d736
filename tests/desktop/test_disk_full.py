"""A disk that is really full in the middle of an act: refused whole, the form keeps its contents, and Save works again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from db.casefile import Casefile
from desktop.sample import make_sample

ROOT = Path(__file__).parents[2]
FULL = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from desktop.ask import Question
from desktop.look.theme import Scheme, Theme
from desktop.main_window import MainWindow
from desktop.preference import Preference
from desktop.session import Session

mode, path, home = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
ballast = path.with_name("ballast")

def fill(full):
    if mode == "limit":
        import resource
        log = path.with_name(path.name + "-wal")
        least = log.stat().st_size + 8_000 if full else resource.RLIM_INFINITY
        resource.setrlimit(resource.RLIMIT_FSIZE, (least, resource.RLIM_INFINITY))
    elif full:
        with ballast.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
    else:
        ballast.unlink()

application = QApplication([])
window = MainWindow(Theme(application, Scheme.LIGHT), Session("A"), Preference(home))
window.show()
window.open_path(path)
window.parts.safety.daily.stop()
before = window.session.casefile.fingerprint()
room = window.show_room("register")
room.new_agreement()
form = room.record.agreement_form
form.title.setText("Fifth round")
for name in ("undertakings", "place", "note"):
    form.controls()[name].setText("Передано тіла полеглих. " * 80)
form.touch("title")
said = []
window.session.failed.connect(said.append)
fill(True)
for _ in range(3):
    room.record.keeper.flush()
print("drafts", len(said))
room.record.keep.click()
print("said", said[-1])
print("whole", window.session.casefile.fingerprint() == before)
print("form", form.title.text(), len(form.undertakings.text()))
print("line", window.status.left.text()[:9])
fill(False)
room.record.keep.click()
print("kept", [a.title for a in window.session.casebook.agreements].count("Fifth round"), len(said))
print("faults", window.session.casefile.verify())
window.close()
"""


def run(mode: str, path: Path, home: Path) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", FULL, mode, str(path), str(home)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return dict(line.split(" ", 1) for line in done.stdout.splitlines())


def is_refused_and_kept_later(said: dict[str, str]) -> None:
    assert said["said"].endswith(".")
    assert "Nothing was kept" in said["said"]
    assert said["drafts"] == "1"
    assert said["whole"] == "True"
    assert said["form"] == f"Fifth round {24 * 80}"
    assert said["line"] == "Not saved"
    assert said["kept"].startswith("1 ")
    assert said["faults"] == "()"


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on the size of files is a limit of POSIX")
def test_at_a_limit_on_the_size_of_files_nothing_is_kept_by_half(tmp_path: Path) -> None:
    path = tmp_path / "cases.handover"
    with make_sample(path):
        pass
    is_refused_and_kept_later(run("limit", path, tmp_path / "home"))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A file system of eight MiB of its own."""
    folder = tmp_path / "stick"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only the system's own user may make a file system")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(folder)], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("no file system may be made here")
    return folder


def test_on_a_full_disk_nothing_is_kept_by_half_and_room_that_is_made_is_enough(stick: Path, tmp_path: Path) -> None:
    path = stick / "cases.handover"
    try:
        with make_sample(path):
            pass
        said = run("disk", path, tmp_path / "home")
        is_refused_and_kept_later(said)
        assert "no room left" in said["said"]
        with Casefile.open(path, read_only=True) as casefile:
            assert any(agreement.title == "Fifth round" for agreement in casefile.agreements())
    finally:
        subprocess.run(["umount", "-l", str(stick)], check=False)
