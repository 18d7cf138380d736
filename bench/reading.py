"""Reading articles for figures: against one pass of the largest pattern, and long texts against a short one.

    python bench/reading.py [--short] [--json OUT.json] [--articles N]
    python bench/reading.py --long [--megabytes N]

The first measures 1,000 articles of 5 KB beside the floor, which runs the largest pattern that reading is made of once over the
same articles: in turns, five rounds, the median of the paired ratios. The second prints the time per character of a long text
and of texts made to be slow, and exits 1 where any takes more than 1.5 times as long per character as an article of 10 KB.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from articles import articles

from figures.numeral import TOKEN
from figures.reading import suggest

LIMIT = 1.5
BUDGET = {"ratio": 25.0, "seconds": 0.005}
ROUNDS = 5
COUNT, SHORT_COUNT = 1_000, 30
ARTICLE = (
    "Azerbaijan handed over the bodies of 1,713 Armenian servicemen to Yerevan, the defence ministry in Baku said on Tuesday. "
    "In exchange it received 25 prisoners of war, among them six civilians. The talks in Geneva lasted three days and ended "
    "without a wider deal. More than 300 captives are expected to be freed next week. Strikes on the border killed 17.\n"
)


def rows(*, short: bool = False, count: int | None = None) -> list[dict[str, Any]]:
    """The row of reading articles; seconds are of the processor and for one article, which other programs do not lengthen."""
    texts = list(articles(count or (SHORT_COUNT if short else COUNT)))
    for language, text in texts[:9]:
        suggest(text, language=language)
    ratios, works, floors = [], [], []
    for _ in range(ROUNDS):
        work, floor = _read(texts), _pass_over(texts)
        ratios.append(work / floor)
        works.append(work / len(texts))
        floors.append(floor / len(texts))
    figures = sum(len(suggest(text)) for _, text in texts[:60]) / min(60, len(texts))
    return [
        {
            "work": f"read {len(texts):,} articles of 5 KB",
            "floor": "one pass of the largest pattern over them",
            "ratio": round(median(ratios), 2),
            "budget": BUDGET,
            "seconds": round(median(works), 6),
            "floor_seconds": round(median(floors), 6),
            "peak_mb": _peak_mb(),
            "rounds": ROUNDS,
            "note": f"{figures:.0f} figures an article; seconds for one article",
        }
    ]


def _read(texts: list[tuple[str, str]]) -> float:
    start = time.process_time()
    for _, text in texts:
        suggest(text, published="2025-06-16")
    return time.process_time() - start


def _pass_over(texts: list[tuple[str, str]]) -> float:
    start = time.process_time()
    for _, text in texts:
        for _ in TOKEN.finditer(text):
            pass
    return time.process_time() - start


def _peak_mb() -> float:
    """The most memory that this process ever had, in MB; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text("utf-8").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


def seconds(text: str, language: str = "en") -> float:
    """The best of three readings, in seconds of the processor."""
    times = []
    for _ in range(3 if len(text) < 1_000_000 else 1):
        start = time.process_time()
        suggest(text, language=language, published="2025-06-16")
        times.append(time.process_time() - start)
    return min(times)


def long_texts(size: int) -> dict[str, str]:
    """Names and texts, each of about ``size`` characters."""
    prose = ARTICLE * (size // len(ARTICLE))
    half = size // 2
    return {
        "prose": prose,
        "prose without a line break": prose.replace("\n", " "),
        "different articles": "\n\n".join(text for language, text in articles(max(3, size // 5_000)) if language == "en"),
        "a run of digits": ARTICLE + "7" * size,
        "groups of digits": ARTICLE + "123,456," * (size // 8),
        "nested brackets": ARTICLE + "(" * half + ")" * half,
        "spaces": ARTICLE + " " * size + ARTICLE,
        "line breaks": ARTICLE + "\n" * size + ARTICLE,
        "points": ARTICLE + "a." * half,
        "numbers": ARTICLE + "157 " * (size // 4),
        "bodies": ARTICLE + "bodies of " * (size // 10),
        "commas and relatives": ARTICLE + "prisoners, who " * (size // 15),
        "parties": ARTICLE + "57 from Armenia to Baku, " * (size // 25),
        "one endless word": ARTICLE + "ж" * size,
        "number words": ARTICLE + "hundred and " * (size // 12),
    }


def read_long(megabytes: float) -> int:
    """Print a line a text; 1 where any grows faster than its length."""
    size = int(megabytes * 1_000_000)
    short = ARTICLE * (10_000 // len(ARTICLE))
    seconds(short)
    floor = seconds(short) / len(short)
    print(f"{'article of 10 KB':30} {floor * 1e6:8.3f} µs a character   1.00")
    worst = 0.0
    for name, text in long_texts(size).items():
        ratio = seconds(text) / len(text) / floor
        worst = max(worst, ratio)
        print(f"{name:30} {ratio * floor * 1e6:8.3f} µs a character  {ratio:5.2f}", flush=True)
    print(f"the most memory: {_peak_mb():,.0f} MB")
    return int(worst > LIMIT)


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--short", action="store_true", help="few articles: only to see that it works")
    ask.add_argument("--json", type=Path, help="write the rows there")
    ask.add_argument("--articles", type=int, help="how many articles")
    ask.add_argument("--long", action="store_true", help="long texts, and texts made to be slow")
    ask.add_argument("--megabytes", type=float, default=10)
    asked = ask.parse_args()
    if asked.long:
        return read_long(asked.megabytes)
    found = rows(short=asked.short, count=asked.articles)
    for row in found:
        took = f"{row['seconds'] * 1000:.2f} ms each, {row['ratio']:.1f}x of {row['floor']}, {row['peak_mb']:.0f} MB"
        print(f"{row['work']}: {took}; {row['note']}")
    if asked.json is not None:
        asked.json.write_text(json.dumps(found, indent=2), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
