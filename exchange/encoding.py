"""Bytes as text: UTF-8 where they are, what they declare where it fits, else the Cyrillic or Western code page that reads best.

Windows-1251 and KOI8-U give a letter for every byte, so neither ever fails: the right one is told by its text, in which
Cyrillic letters run in small words and only begin with a capital.
"""

from __future__ import annotations

import codecs
import re

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = ("windows-1251", "koi8-u", "cp866", "iso8859-5", "cp1252")
SAMPLE = 50_000
COMMON = re.compile("[оеаинтсрвлОЕАИНТСРВЛіІ]")
ODD = re.compile("[а-яіїєґё][А-ЯІЇЄҐЁ]|[\u2500-\u259f\x80-\x9f¤§¦¬°±]|[A-Za-z][а-яА-Я]|[А-Я]{5,}")
LETTERS = re.compile("[^\x00-\x7f]")


def decode(data: bytes, declared: str = "") -> str:
    """The text of ``data``; ``declared`` is the encoding that its page or letter names, which counts where it fits."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    for name in ("utf-8", declared):
        text = _strictly(data, name)
        if text is not None:
            return text
    sample = data[:SAMPLE]
    best = max(CANDIDATES, key=lambda name: _likeness(sample.decode(name, errors="replace")))
    return data.decode(best, errors="replace")


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name) if name else None
    except (UnicodeDecodeError, LookupError):
        return None


def _likeness(text: str) -> float:
    """How much a text looks like one: common letters, few oddities."""
    beyond = len(LETTERS.findall(text)) or 1
    return (len(COMMON.findall(text)) - 3 * len(ODD.findall(text)) - 5 * text.count("\ufffd")) / beyond
