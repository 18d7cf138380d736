"""Reading articles for figures: against one pass of the largest pattern, and long texts against a short one.

    python bench/reading.py [--short] [--json OUT.json]
    python bench/reading.py --long [MEGABYTES]

The first measures 1,000 articles of 5 KB beside the floor, which runs the largest pattern that reading is made of once over the
same articles: in turns, five rounds, the median of the paired ratios. The second prints the time per character of a long text
and of texts made to be slow, and exits 1 where any takes more than 1.5 times as long per character as an article of 10 KB.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator

from articles import articles
from measure import ROUNDS, Budget, Row, in_turns, main, peak_mb

from figures.numeral import TOKEN
from figures.reading import suggest

LIMIT = 1.5
COUNT, SHORT_COUNT = 1_000, 30
ARTICLE = (
    "Azerbaijan handed over the bodies of 1,713 Armenian servicemen to Yerevan, the defence ministry in Baku said on Tuesday. "
    "In exchange it received 25 prisoners of war, among them six civilians. The talks in Geneva lasted three days and ended "
    "without a wider deal. More than 300 captives are expected to be freed next week. Strikes on the border killed 17.\n"
)
SAID = (
    "The ministry said on Monday that 40 prisoners had come home. Eleven of them were wounded, it added. He also told "
    "reporters that, according to the Red Cross, 60 detainees would follow. Another 20 prisoners were freed. "
)


def rows(*, short: bool = False) -> Iterable[Row]:
    """The row of reading articles; seconds are of the processor and for one article, which other programs do not lengthen."""
    texts = list(articles(SHORT_COUNT if short else COUNT))
    for language, text in texts[:9]:
        suggest(text, language=language)
    turns = in_turns(lambda: _read(texts), lambda: _pass_over(texts), rounds=1 if short else ROUNDS)
    figures = sum(len(suggest(text)) for _, text in texts[:60]) / len(texts[:60])
    yield Row(
        work=f"read {len(texts):,} articles of 5 KB",
        floor="one pass of the largest pattern over them",
        budget=Budget(ratio=25, seconds=0.005),
        ratio=turns.ratio,
        seconds=turns.seconds / len(texts),
        floor_seconds=turns.floor_seconds / len(texts),
        peak_mb=peak_mb(),
        rounds=turns.rounds,
        note=f"seconds for one article, of the processor; {figures:.0f} figures in each",
    )


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


def seconds(text: str, language: str = "en") -> float:
    """The best of three readings, in seconds of the processor."""
    times = []
    for _ in range(3 if len(text) < 1_000_000 else 1):
        start = time.process_time()
        suggest(text, language=language, published="2025-06-16")
        times.append(time.process_time() - start)
    return min(times)


def long_texts(size: int) -> Iterator[tuple[str, str]]:
    """Names and texts, each of about ``size`` characters, made one at a time so that memory is the reading's."""
    half = size // 2
    yield "prose", ARTICLE * (size // len(ARTICLE))
    yield "prose without a line break", ARTICLE.replace("\n", " ") * (size // len(ARTICLE))
    yield "different articles", "\n\n".join(text for language, text in articles(max(3, size // 5_000)) if language == "en")
    yield "speech in one paragraph", (SAID + ARTICLE.replace("\n", " ")) * (size // len(SAID + ARTICLE))
    yield "a run of digits", ARTICLE + "7" * size
    yield "groups of digits", ARTICLE + "123,456," * (size // 8)
    yield "nested brackets", ARTICLE + "(" * half + ")" * half
    yield "spaces", ARTICLE + " " * size + ARTICLE
    yield "spaces within a line", ARTICLE + "a" + " " * size + "b"
    yield "line breaks", ARTICLE + "\n" * size + ARTICLE
    yield "marks", ARTICLE + "!" * size + "b"
    yield "points", ARTICLE + "a." * half
    yield "numbers", ARTICLE + "157 " * (size // 4)
    yield "bodies", ARTICLE + "bodies of " * (size // 10)
    yield "commas and relatives", ARTICLE + "prisoners, who " * (size // 15)
    yield "said and said", ARTICLE + "he said, " * (size // 9)
    yield "parties", ARTICLE + "57 from Armenia to Baku, " * (size // 25)
    yield "one endless word", ARTICLE + "ж" * size
    yield "number words", ARTICLE + "hundred and " * (size // 12)


def read_long(megabytes: float) -> int:
    """Print a line a text; 1 where any grows faster than its length."""
    size = int(megabytes * 1_000_000)
    short = ARTICLE * (10_000 // len(ARTICLE))
    seconds(short)
    floor = seconds(short) / len(short)
    print(f"{'article of 10 KB':30} {floor * 1e6:8.3f} µs a character   1.00")
    worst = 0.0
    for name, text in long_texts(size):
        ratio = seconds(text) / len(text) / floor
        worst = max(worst, ratio)
        print(f"{name:30} {ratio * floor * 1e6:8.3f} µs a character  {ratio:5.2f}", flush=True)
    print(f"the most memory: {peak_mb():,.0f} MB")
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(read_long(float(sys.argv[2]) if len(sys.argv) > 2 else 10) if sys.argv[1:2] == ["--long"] else main(rows))
