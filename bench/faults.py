"""What a casefile survives: processes killed at random moments, disks that fill up, files that are damaged or hostile.

    python bench/faults.py [--short] [--kills N] [--full N] [--damaged N] [--hostile N] [--seed N] [--json OUT]

Each part works on real processes and real files. It prints a table, writes the same figures as JSON where asked, and exits 1
where an act was lost or kept by half, where a number came out silently wrong, where anything crashed or hung or took too
much room.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from faults_damage import damaged
from faults_documents import hostile
from faults_full import filled
from faults_kill import killed

LONG = {"kills": 500, "full": 200, "damaged": 10_000, "hostile": 2_000}
SHORT = {"kills": 4, "full": 2, "damaged": 20, "hostile": 20}
MUST_BE_NOTHING = (
    "acts said saved and missing",
    "half acts",
    "drafts lost",
    "integrity faults",
    "acts kept though refused",
    "acts refused after room was made",
    "silently wrong",
    "crashes",
    "hangs over 10 s",
    "over 1 GiB",
)


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--short", action="store_true", help="the form that runs with the tests")
    for part in LONG:
        ask.add_argument(f"--{part}", type=int)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--json", type=Path)
    asked = ask.parse_args()
    sizes = {part: size if getattr(asked, part) is None else getattr(asked, part) for part, size in chosen(asked.short)}
    told: dict[str, dict[str, float]] = {}
    for part, run in (("kills", killed), ("full", filled), ("damaged", damaged), ("hostile", hostile)):
        if not sizes[part]:
            continue
        start = time.perf_counter()
        with tempfile.TemporaryDirectory(prefix="faults-") as folder:
            told[part] = run(sizes[part], asked.seed, Path(folder))
        told[part]["seconds"] = round(time.perf_counter() - start, 1)
        show(part, told[part])
    if asked.json:
        asked.json.write_text(json.dumps(told, indent=2) + "\n")
    return int(any(figures.get(name) for figures in told.values() for name in MUST_BE_NOTHING))


def chosen(short: bool) -> list[tuple[str, int]]:
    return list((SHORT if short else LONG).items())


def show(part: str, figures: dict[str, float]) -> None:
    print(part)
    for name, number in figures.items():
        print(f"  {name:40} {number:>12,}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
