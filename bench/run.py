"""One command for what the program is measured by: each part in a process of its own, those named or all of them.

    python bench/run.py [PART ...] [--short] [--json OUT.json]

Prints each part's rows as they come and at the end one table with the machine, the versions and the commit.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.metadata
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PARTS = ("mass", "window", "briefings", "reading", "tables", "start")
"""Parts that give rows beside floors."""

ALSO = ("faults",)
"""Parts that print what they find in their own form, and fail where it is wrong."""


def part(name: str, *, short: bool) -> list[dict[str, Any]]:
    """The rows of one part; none where it failed."""
    print(f"== {name}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "rows.json"
        command = [sys.executable, str(HERE / f"{name}.py")]
        if name in PARTS:
            command += ["--json", str(out), *(["--short"] if short else [])]
        ended = subprocess.run(command, check=False).returncode
        if ended:
            print(f"{name} failed", file=sys.stderr)
        found = json.loads(out.read_text(encoding="utf-8")) if out.exists() else []
    return [{"part": name, **row} for row in found] if not ended else [{"part": name, "failed": True}]


def machine() -> dict[str, str]:
    """What was measured on, and what."""
    said = Path("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in said.read_text().splitlines() if line.startswith("model name")]
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True, check=False)
    versions = {name: importlib.metadata.version(name) for name in ("PySide6-Essentials", "SQLAlchemy", "reportlab")}
    return {
        "date": dt.date.today().isoformat(),
        "machine": f"{names[0] if names else platform.processor()}, {os.cpu_count()} cores, {platform.platform()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        **versions,
        "commit": commit.stdout.strip() or "not from a checkout",
    }


def table(rows: list[dict[str, Any]]) -> str:
    """All rows in short."""
    lines = []
    for row in rows:
        if "work" in row:
            ratio = "" if row["ratio"] is None else f"{row['ratio']:.2f}×"
            peak = "" if row.get("peak_mb") is None else f"{row['peak_mb']:.0f} MB"
            over = "" if row.get("kept", True) else "OVER"
            lines.append(f"{row['part']:10} {row['work'][:62]:62} {row['budget']!s:24} {ratio:>9} {peak:>9} {over}")
    return "\n".join(lines)


def main() -> int:
    """Run the parts in turn; the number of those that failed."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("parts", nargs="*", metavar="PART", help=", ".join((*PARTS, *ALSO)))
    ask.add_argument("--short", action="store_true", help="small data, one round: whether everything is alive")
    ask.add_argument("--json", type=Path, help="where to keep the figures")
    asked = ask.parse_args()
    if unknown := [name for name in asked.parts if name not in (*PARTS, *ALSO)]:
        ask.error(f"there is no part {', '.join(unknown)}")
    rows = [row for name in asked.parts or (*PARTS, *ALSO) for row in part(name, short=asked.short)]
    on = machine()
    print("\n" + "  ".join(f"{name} {value}" for name, value in on.items()) + "\n" + table(rows))
    if asked.json:
        asked.json.write_text(json.dumps({"on": on, "rows": rows}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return sum("failed" in row for row in rows)


if __name__ == "__main__":
    sys.exit(main())
