"""One real window on a real X server, in a process of its own, driven from outside by its keyboard."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PATIENCE = 60.0
HANDOVER = (sys.executable, "-m", "desktop")

Until = Callable[[Callable[[], object], str], object]


@pytest.fixture
def screen(display: str, tmp_path: Path) -> dict[str, str]:
    """The environment in which a program finds an X server and a home of its own."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "QT_", "WAYLAND"))}
    return {**kept, "DISPLAY": display, "HOME": str(home), "QT_QPA_PLATFORM": "xcb"}


def told(screen: dict[str, str], *words: str) -> str:
    return subprocess.run(words, env=screen, capture_output=True, text=True, check=False).stdout.strip()


def fingerprint(screen: dict[str, str], casefile: Path) -> str:
    lines = told(screen, *HANDOVER, "info", str(casefile)).splitlines()
    return next(line for line in lines if line.startswith("fingerprint"))


def redone(screen: dict[str, str], casefile: Path, before: str) -> bool:
    """Press Redo, which the window offers a moment after the undone act is on disk, and look."""
    told(screen, "xdotool", "key", "ctrl+y")
    return fingerprint(screen, casefile) == before


def test_the_real_window_opens_a_casefile_takes_keys_and_keeps_what_they_did(
    screen: dict[str, str], until: Until, tmp_path: Path
) -> None:
    casefile = tmp_path / "sample.handover"
    told(screen, *HANDOVER, "sample", str(casefile))
    before = fingerprint(screen, casefile)
    said = tmp_path / "said.txt"
    with said.open("w") as errors:
        program = subprocess.Popen([*HANDOVER, str(casefile)], env=screen, stderr=errors)
    try:
        window = str(
            until(lambda: told(screen, "xdotool", "search", "--onlyvisible", "--name", "sample"), "the window")
        ).split()[0]
        told(screen, "xdotool", "windowfocus", "--sync", window)
        for room in ("ctrl+1", "ctrl+2", "ctrl+3", "ctrl+4", "ctrl+5"):
            told(screen, "xdotool", "key", room)
        told(screen, "xdotool", "key", "ctrl+z")
        until(lambda: fingerprint(screen, casefile) != before, "the act to be undone on disk")
        until(lambda: redone(screen, casefile, before), "the act to be done again on disk")
        told(screen, "xdotool", "key", "ctrl+q")
        assert program.wait(PATIENCE) == 0
    finally:
        if program.poll() is None:
            program.send_signal(signal.SIGKILL)
            program.wait(PATIENCE)
    assert "Traceback" not in said.read_text()
