"""The languages of a briefing: English is the program's own; another one is a catalogue of these messages and forms."""

from __future__ import annotations

from briefing.language.base import Language
from briefing.language.english import ENGLISH
from briefing.language.ukrainian import UKRAINIAN

LANGUAGES = {language.code: language for language in (ENGLISH, UKRAINIAN)}

__all__ = ["ENGLISH", "LANGUAGES", "UKRAINIAN", "Language"]
