"""Dates and languages as sentences of this room need them."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale


def spelled_date(date: str) -> str:
    """A plain day as *2 June 2025*; any other date as it was written."""
    day = QDate.fromString(date, "yyyy-MM-dd")
    return QLocale().toString(day, "d MMMM yyyy") if day.isValid() else date


def language_name(code: str) -> str:
    """The language's name for its code; a code that nobody knows stands for itself."""
    language = QLocale.codeToLanguage(code)
    return code if language is QLocale.Language.AnyLanguage else QLocale.languageToString(language)
