"""A process of ours beside this one: begun here and nowhere else, from the source or from the frozen program alike."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def begun(module: str, asked: str) -> subprocess.Popen[bytes]:
    """This Python on a module of ours in a process of its own, or the frozen program, which ``asked`` in its environment tells.

    It is spoken to through its standard streams.
    """
    environment = {**os.environ, asked: "1"}
    if not _frozen():
        rooms = str(Path(__file__).parent.parent)
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (rooms, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        _program(module),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _program(module: str) -> list[str]:
    """What is started: this Python, or the frozen program itself; on Windows the one that has standard streams."""
    if not _frozen():
        return [sys.executable, "-P", "-X", "utf8", "-m", module]
    program = Path(sys.executable)
    beside = program.with_name("handover-cli.exe")
    return [str(beside if beside.exists() else program)]
