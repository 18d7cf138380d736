"""What is said of the open source around its text: header, what is left, what is adrift."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from desktop.sources.listing.list_pane import SourceList
from desktop.sources.listing.row import SourceRow
from desktop.sources.mending.text_change import adrift_sentence
from desktop.sources.notice import Step
from desktop.sources.page.text_pane import TextPane
from desktop.sources.reader import OpenSource, Reader
from desktop.sources.taking.deciding import Deciding
from desktop.word import counted


class Telling(QObject):
    """Keeps header, foot and notice of the text as they must be."""

    def __init__(self, reader: Reader, pane: TextPane, rows: SourceList, deciding: Deciding, parent: QObject) -> None:
        super().__init__(parent)
        self._reader, self._pane, self._rows, self._deciding = reader, pane, rows, deciding
        self._read_notes: set[tuple[int, tuple[int, ...]]] = set()
        self._extra = ""
        reader.changed.connect(self.say_left)
        reader.counted.connect(rows.model.count_left)
        rows.settled.connect(self.look_ahead)
        pane.notice.closed.connect(self._note_read)

    def show_source(self, row: SourceRow, reading: OpenSource) -> None:
        """Say whose text this is, and which of its figures have lost their words."""
        self._pane.show_about(row, reading.source.language)
        self._say_adrift(reading)

    def look_ahead(self) -> None:
        """Count the suggestions of the sources in view."""
        rows = [self._rows.model.row_at(index).id for index in self._rows.view.in_view()]
        self._reader.look_ahead(rows)

    def say_left(self) -> None:
        """Say what is left to decide, and which keys have something to do."""
        reading = self._reader.open
        left = len(self._reader.proposals)
        mark = self._pane.text.chosen
        words = ""
        if reading is not None and not reading.text:
            words = self.tr("This source has no text. Its figures are kept without a quote, or with one typed in the form.")
        elif self._reader.reading:
            words = self.tr("Reading the text…")
        elif reading is not None:
            none = self.tr("No suggestion is left in this text")
            some = counted(left, self.tr("1 suggestion left in this text"), self.tr("{n} suggestions left in this text"))
            words = some if left else none
        if reading is not None and reading.placeless:
            placeless = counted(len(reading.placeless), self.tr("1 figure has no place"), self.tr("{n} figures have no place"))
            words = f"{words} · {placeless}" if reading.text else placeless
        self._pane.show_left(words, any_left=left > 0, chosen=mark is not None, suggested=mark is not None and mark.suggested)

    def say_mended(self, sentence: str) -> None:
        """Say what became of the quotes after the text was changed; what is adrift stays said."""
        self._extra = sentence
        self._read_notes.clear()
        reading = self._reader.open
        if reading is not None:
            self._say_adrift(reading)

    def _say_adrift(self, reading: OpenSource) -> None:
        adrift = reading.adrift
        extra, self._extra = self._extra, ""
        if not adrift:
            if extra:
                self._pane.notice.say(extra)
            else:
                self._pane.notice.hush()
            return
        key = (reading.source.id, tuple(one.id for one in adrift))
        if key in self._read_notes:
            self._pane.notice.hush()
            return
        advice = self.tr("Open it, select its words in the text and press Ctrl+Return; or retract it.")
        steps: list[Step] = [
            (self.tr("Open “{words}”").format(words=one.words), partial(self._deciding.open_figure, one.id))
            for one in adrift[:3]
        ]
        self._pane.notice.say("\n".join((extra or adrift_sentence(adrift), advice)), steps, warning=True)

    def _note_read(self) -> None:
        reading = self._reader.open
        if reading is not None:
            self._read_notes.add((reading.source.id, tuple(one.id for one in reading.adrift)))
