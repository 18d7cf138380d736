"""One command for what the program is measured by: each part in a process of its own, those named or all of them.

usage: run.py [PART ...]     parts: reading, briefings, faults
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PARTS = ("reading", "briefings", "faults")


def main(names: list[str]) -> int:
    """Run the parts in turn; the number of those that failed."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"There is no part {', '.join(unknown)}. Parts: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    failed = 0
    for name in names or PARTS:
        print(f"== {name}", flush=True)
        failed += bool(subprocess.run([sys.executable, str(Path(__file__).with_name(f"{name}.py"))], check=False).returncode)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
