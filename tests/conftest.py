"""Every test runs without a screen, and property tests draw the same examples on every machine.

A test of the program itself, from outside, gets an X server of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

PATIENCE = 60.0

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("same everywhere", derandomize=True, deadline=None, database=None)
settings.load_profile("same everywhere")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow ones, so that of several processes none works on alone at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture
def display() -> Iterator[str]:
    """An X server that listens to no network; its name."""
    if not (shutil.which("Xvfb") and shutil.which("xdotool")):
        pytest.skip("The window is looked at through Xvfb and xdotool, and one of them is not installed.")
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait(PATIENCE)


@pytest.fixture
def until() -> Callable[[Callable[[], object], str], object]:
    """Ask again and again until there is an answer; fail with what was waited for."""

    def asked(question: Callable[[], object], what: str) -> object:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            answer = question()
            if answer:
                return answer
            time.sleep(0.1)
        return pytest.fail(f"waited in vain for {what}")

    return asked
