"""The kinds of record that a casefile keeps and a journal entry can touch."""

from __future__ import annotations

from enum import StrEnum


class RecordKind(StrEnum):
    """What a record is; with its ``id`` it names one record of one casefile.

    The first seven are what the researcher records. Categories, settings and issued briefings are journalled and undone
    in the same way, but are read through calls of their own.
    """

    PUBLISHER = "publisher"
    PARTY = "party"
    SOURCE = "source"
    AGREEMENT = "agreement"
    EVENT = "event"
    FIGURE = "figure"
    PIN = "pin"
    CATEGORY = "category"
    SETTING = "setting"
    BRIEFING = "briefing"

    @property
    def is_recorded(self) -> bool:
        """Whether this is one of the seven kinds that a researcher records in forms."""
        return self not in (RecordKind.CATEGORY, RecordKind.SETTING, RecordKind.BRIEFING)
