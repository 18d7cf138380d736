"""Coverage-guided fuzzing of what reads a stranger's words: words as a count, a text as suggestions, a table as figures.

    python bench/fuzz.py TARGET [--seconds N] [--corpus FOLDER]      TARGET: words, reading, table, document

Each target holds what it is given to what must always be true; the first input that breaks it ends the run with that input
printed, and exit 77. It needs the package ``atheris``, which is no part of the program: ``pip install atheris``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[1]))

import atheris

with atheris.instrument_imports(include=["figures", "exchange"]):
    from exchange.document import UnreadableDocument, kind_of, read_here
    from exchange.heading import NoTable
    from exchange.mapping_file import read_translation
    from exchange.table_file import read_csv
    from exchange.table_plan import plan
    from figures.reading import suggest
    from figures.record import Casebook
    from figures.wording import Unreadable, in_words, mark, read

LANGUAGES = ["en", "uk", "ru"]
LONGEST = 4_000
TRANSLATIONS = [None, read_translation(Path(__file__).parents[1] / "docs" / "examples" / "mapping.toml")]
Choice = TypeVar("Choice")
SEEDS = {
    "words": """1,212|more than 6,000|nearly 1|two dozen|2,4 тысячи|сто вісімдесят троє|between 300 and 400|157 per side
less than a fifth|all for all|не менее 1 тыс.|понад дві тисячі|≥ 1 000|half of""".replace("\n", "|").split("|"),
    "reading": [
        "Russia says it is ready to hand over more than 6,000 bodies. On Monday 1,212, of whom 27 civilians, were brought.",
        "Україна отримала тіла 909 загиблих, серед них 5 цивільних, за словами речника. Обмін 157 на 157 відбувся у п'ятницю.",
        "Россия передала 1,2 тыс. тел, взамен получила 41, сообщил Мединский. Всего с начала года — не менее 6000.",
    ],
    "table": [
        """event,event_date,number,unit,category,stage,source_title,from,to
Swap,2025-06-09,157,person,prisoner_of_war,transferred,Story,Russia,Ukraine
Swap,06/10/2025,"1.212",body,deceased,offered,Story,RU,UA
""",
        """date;event_type;direction;category;stance;low;best;high;bound;claimant;source_title;source_url;quote
2025-06-09;exchange;RU->UA;POWs;observed;;157;;exact;Kyiv;Story;https://example.org/a;words
""",
    ],
    "document": [
        "<html><head><title>A</title></head><body><article><p>Ukraine received 1,212 bodies.</p></article></body></html>",
        "Subject: a\r\nDate: Mon, 16 Jun 2025 10:00:00 +0300\r\nContent-Type: text/plain; charset=koi8-u\r\n\r\n1,212 bodies",
    ],
}


def chosen(data: bytes, among: Sequence[Choice]) -> tuple[Choice, bytes]:
    """What the first byte chooses, and the rest."""
    return among[(data[0] if data else 0) % len(among)], data[1:]


def one_line(refusal: str) -> None:
    assert "\n" not in refusal, refusal


def words(data: bytes) -> None:
    """Words are a count, or they are refused in one line; a count is sound, and its short sign reads back to it."""
    language, given = chosen(data, LANGUAGES)
    try:
        found = read(given.decode(errors="ignore"), language)
    except Unreadable as refusal:
        one_line(str(refusal))
        return
    count = found.count
    assert count.low >= 0
    assert count.high is None or count.low <= count.high
    in_words(count)
    sign = mark(count, found.bound, found.words)
    if sign != found.words and not found.portion:
        assert read(sign).count == count, (sign, count)


def reading(data: bytes) -> None:
    """Every suggestion stands where it says, and its words read back to its count."""
    language, given = chosen(data, [*LANGUAGES, ""])
    text = given.decode(errors="ignore")
    for found in suggest(text, published="2025-06-11", language=language):
        assert text[found.start : found.end] == found.quote
        assert 0 <= found.confidence <= 1
        assert found.count.high is None or found.count.low <= found.count.high
        again = [read(found.words, one).count for one in LANGUAGES if readable(found.words, one)]
        assert found.count in again, (found.words, found.count)


def readable(said: str, language: str) -> bool:
    try:
        read(said, language)
    except Unreadable:
        return False
    return True


def table(data: bytes) -> None:
    """A table gives rows and faults that each name a row of it, or it is refused in one line."""
    translation, given = chosen(data, TRANSLATIONS)
    try:
        found = read_csv(given, translation)
    except NoTable as refusal:
        one_line(str(refusal))
        return
    result = plan(found, Casebook())
    refused = {fault.row for fault in result.faults} | {fault.row for fault in found.faults}
    kept = {figure.number for figure in result.figures}
    assert not kept & refused, "a row is kept or refused, never both"


def document(data: bytes) -> None:
    """A document gives text that every file can hold, or it is refused in one line; read in this process, unlike in use."""
    name, content = chosen(data, ["a.html", "a.eml", "a.txt", "a.docx"])
    try:
        read_here(content, kind_of(content, name, ""))
    except UnreadableDocument as refusal:
        one_line(str(refusal))


TARGETS: dict[str, Callable[[bytes], None]] = {"words": words, "reading": reading, "table": table, "document": document}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("target", choices=TARGETS)
    ask.add_argument("--seconds", type=int, default=600)
    ask.add_argument("--corpus", type=Path)
    asked = ask.parse_args()
    corpus = asked.corpus or Path(tempfile.mkdtemp(prefix="fuzz-"))
    for number, seed in enumerate(SEEDS[asked.target]):
        (corpus / f"seed-{number}").write_bytes(bytes([number]) + seed.encode())
    told = [sys.argv[0], f"-max_total_time={asked.seconds}", f"-max_len={LONGEST}", "-timeout=10", "-rss_limit_mb=2048"]
    atheris.Setup([*told, f"-artifact_prefix={corpus}/", str(corpus)], TARGETS[asked.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
