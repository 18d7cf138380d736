"""Time per character of reading a text for figures: a long text, and texts made to be slow, against a short article.

    python bench/reading.py [--megabytes N]

Prints one line a text; exits 1 where any takes more than 1.5 times as long per character as the article of 10 KB.
"""

from __future__ import annotations

import argparse
import sys
import time

from figures.reading import suggest

LIMIT = 1.5
ARTICLE = (
    "Azerbaijan handed over the bodies of 1,713 Armenian servicemen to Yerevan, the defence ministry in Baku said on Tuesday. "
    "In exchange it received 25 prisoners of war, among them six civilians. The talks in Geneva lasted three days and ended "
    "without a wider deal. More than 300 captives are expected to be freed next week. Strikes on the border killed 17.\n"
)


def seconds(text: str, language: str = "en") -> float:
    """The best of three readings, in seconds of the processor, which other programs do not lengthen."""
    times = []
    for _ in range(3 if len(text) < 1_000_000 else 1):
        start = time.process_time()
        suggest(text, language=language, published="2025-06-16")
        times.append(time.process_time() - start)
    return min(times)


def texts(size: int) -> dict[str, str]:
    """Names and texts, each of about ``size`` characters."""
    prose = ARTICLE * (size // len(ARTICLE))
    half = size // 2
    return {
        "prose": prose,
        "prose without a line break": prose.replace("\n", " "),
        "a run of digits": ARTICLE + "7" * size,
        "groups of digits": ARTICLE + "123,456," * (size // 8),
        "nested brackets": ARTICLE + "(" * half + ")" * half,
        "spaces": ARTICLE + " " * size + ARTICLE,
        "line breaks": ARTICLE + "\n" * size + ARTICLE,
        "points": ARTICLE + "a." * half,
        "numbers": ARTICLE + "157 " * (size // 4),
        "bodies": ARTICLE + "bodies of " * (size // 10),
        "one endless word": ARTICLE + "ж" * size,
        "number words": ARTICLE + "hundred and " * (size // 12),
    }


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--megabytes", type=float, default=10)
    size = int(ask.parse_args().megabytes * 1_000_000)
    short = ARTICLE * (10_000 // len(ARTICLE))
    seconds(short)
    floor = seconds(short) / len(short)
    print(f"{'article of 10 KB':30} {floor * 1e6:8.3f} µs a character   1.00")
    worst = 0.0
    for name, text in texts(size).items():
        ratio = seconds(text) / len(text) / floor
        worst = max(worst, ratio)
        print(f"{name:30} {ratio * floor * 1e6:8.3f} µs a character  {ratio:5.2f}", flush=True)
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
