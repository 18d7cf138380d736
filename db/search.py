"""Finding anything by what it says: one folding for what is kept and for what is typed.

Case and marks over letters do not count, in Cyrillic as in Latin: *веселые* finds *Весёлые*, *zelensky* finds *ŻELENSKY*.
Apostrophes inside a word and separators inside a number are left out: *п’ять* is one word, and *6000* finds *6,000*.
"""

from __future__ import annotations

import re
import unicodedata

_ALSO = {"ґ": "г", "ł": "l", "ø": "o", "đ": "d"}
_INSIDE_WORD = re.compile("['\u2019\u02bc\u2018`\u2032](?<=[^\\W\\d_].)(?=[^\\W\\d_])")
_INSIDE_NUMBER = re.compile("[,\u00a0\u202f\u2009'\u2019](?<=\\d.)(?=\\d{3}(?!\\d))")
"""Both begin with the sign itself, which is rare, and look around only from there: a search for letters would stop at each."""
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_OTHER_SCRIPTS = re.compile("[^\x00-\u0482\u048a-\u0530\u2000-\u20cf\u2100-\u2bff]")
"""Outside of these all marks over letters are among ``_MARKS``."""
_WORD = re.compile(r"[^\W_]+")
_SNIPPED = 200_000
MOST_WORDS = 12
"""More words than these are not looked for; nobody types them, and each costs."""


def fold(text: str) -> str:
    """The text as it is looked for: no case, no marks, no separators inside words and numbers."""
    text = _INSIDE_NUMBER.sub("", _INSIDE_WORD.sub("", text))
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    if _OTHER_SCRIPTS.search(plain):
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    else:
        plain = _MARKS.sub("", plain)
    for letter, same in _ALSO.items():
        plain = plain.replace(letter, same)
    return plain


def words(query: str) -> tuple[str, ...]:
    """The folded words of what was typed; each is looked for as the beginning of a word."""
    return tuple(dict.fromkeys(_WORD.findall(fold(query[:1000]))))[:MOST_WORDS]


def snippet(text: str, wanted: tuple[str, ...], around: int = 60) -> str:
    """A little of ``text`` around the first line that holds a wanted word, on one line.

    Only the beginning of a very long text is looked through; the snippet is empty where no line there holds a word.
    """
    for line in text[:_SNIPPED].splitlines():
        folded = fold(line)
        places = [match.start() for word in wanted if (match := re.search(rf"\b{re.escape(word)}", folded))]
        if places:
            return _cut(line, min(places), around)
    return ""


def _cut(line: str, place: int, around: int) -> str:
    """Cut near ``place``; folding keeps places but for a few letters, which ``around`` makes up for."""
    start, end = max(0, place - around), min(len(line), place + 2 * around)
    while 0 < start < len(line) and not line[start - 1].isspace() and place - start < 2 * around:
        start -= 1
    cut = " ".join(line[start:end].split())
    return f"{'… ' if start else ''}{cut}{' …' if end < len(line) else ''}"
