"""What a name and an address are compared by: names as they sound, whatever script they are in; addresses by where they lead.

Each Cyrillic letter stands for its Latin one and both for what they sound like: Зеленський, Zelenskyy and Zelensky meet.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

LATIN = dict(zip("абвгґдезийіклмнопрстуфхыэё", "abvhgdeziiiklmnoprstufhyee", strict=True)) | {
    "є": "ie",
    "ж": "zh",
    "ї": "i",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ь": "",
    "ъ": "",
    "ю": "iu",
    "я": "ia",
    "'": "",
    "’": "",
    "ʼ": "",
}
SOUNDS = (
    (re.compile("shch|sch"), "sh"),
    (re.compile("kh|gh|g"), "h"),
    (re.compile("y[aeou]|j[aeou]|i[aeou]"), lambda m: m[0][1]),
    (re.compile("[yj]"), "i"),
    (re.compile("w"), "v"),
    (re.compile("tz"), "ts"),
    (re.compile(r"([^\W\d_])\1+"), r"\1"),
)
TRACKING = re.compile(r"utm_.*|fbclid|gclid|ref|at_.*|cmpid", re.IGNORECASE)
REMEMBERED = 50_000
"""Names and addresses of which the answer is kept, so that a form can ask at each pause in typing."""


@lru_cache(REMEMBERED)
def spelt(name: str) -> str:
    """A name as it sounds, in Latin letters without marks: what its spellings in several scripts have in common."""
    latin = "".join(LATIN.get(letter, letter) for letter in unicodedata.normalize("NFC", name).casefold())
    bare = "".join(c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c))
    for pattern, sound in SOUNDS:
        bare = pattern.sub(sound, bare)
    words = re.findall(r"[^\W_]+", bare)
    return " ".join(re.sub(r"i+$", "i", word) for word in words)


@lru_cache(REMEMBERED)
def address_as_compared(address: str) -> str:
    """An address without what does not change where it leads: scheme, www, a mobile host, tracking, the last stroke."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address.strip()
    host = re.sub(r"^(www\d?|m|amp|mobile)\.", "", parts.netloc.casefold()).removesuffix(":443").removesuffix(":80")
    query = urlencode(sorted((key, value) for key, value in parse_qsl(parts.query) if not TRACKING.fullmatch(key)))
    path = re.sub(r"/(amp|index\.html?)?/?$", "", parts.path)
    return f"{host}{path}" + (f"?{query}" if query else "") if host else address.strip()
