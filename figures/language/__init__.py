"""How each language words a number: data only, one file a language, read by the one grammar of ``figures.phrase``."""

from __future__ import annotations

from figures.language.english import ENGLISH
from figures.language.numerals import Numerals
from figures.language.russian import RUSSIAN
from figures.language.ukrainian import UKRAINIAN

LANGUAGES: dict[str, Numerals] = {rules.code: rules for rules in (ENGLISH, UKRAINIAN, RUSSIAN)}
POINT_GROUPS = frozenset({"da", "de", "el", "es", "hr", "hu", "id", "it", "nl", "pt", "ro", "sl", "sr", "tr"})
"""Languages that write a thousand as 1.000, and so decide how 1.212 is read."""

__all__ = ["LANGUAGES", "POINT_GROUPS", "Numerals"]
