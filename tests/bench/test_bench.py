"""Every part of the measurements is alive: in its short form each says what was done, beside what, and how long it took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench"
PARTS = ("mass", "window", "briefings", "reading", "tables", "start")


def test_the_command_knows_every_part() -> None:
    told = subprocess.run([sys.executable, str(BENCH / "run.py"), "--help"], capture_output=True, text=True, check=True).stdout
    assert [part for part in PARTS if part not in told] == []


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_a_part_measures_in_its_short_form(part: str, tmp_path: Path) -> None:
    out = tmp_path / "rows.json"
    command = [sys.executable, str(BENCH / f"{part}.py"), "--short", "--json", str(out)]
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert ran.returncode == 0, ran.stderr[-2000:]
    rows = json.loads(out.read_text(encoding="utf-8"))
    assert rows
    for row in rows:
        assert row["work"]
        assert row["floor"]
        assert row["budget"]
        assert row["seconds"] is None or row["seconds"] > 0
