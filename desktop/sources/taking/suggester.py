"""Reads texts for suggestions beside the window: the open source at once, the others in the list when nothing else waits."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.background import Background
from figures.reading import Suggestion, suggest

KEPT = 2000
"""Texts whose suggestions are remembered; the oldest are read again when they are wanted."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A text to be read, of one source as it is now."""

    source: int
    text: str
    published: str
    language: str


class Suggester(QObject):
    """Suggestions for texts, remembered while the text is the same.

    Signals: ``read(Asked, tuple)`` when a text has been read.
    """

    read = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._background.answered.connect(self._done)
        self._known: OrderedDict[Asked, tuple[Suggestion, ...]] = OrderedDict()
        self._waiting: list[Asked] = []
        self._under_way: Asked | None = None

    def known(self, asked: Asked) -> tuple[Suggestion, ...] | None:
        """What was read from exactly this text; None where it was not read yet."""
        return self._known.get(asked)

    def want(self, asked: Asked) -> None:
        """Read this text next."""
        if asked in self._known:
            self.read.emit(asked, self._known[asked])
            return
        if asked in self._waiting:
            self._waiting.remove(asked)
        if asked != self._under_way:
            self._waiting.insert(0, asked)
            self._begin()

    def want_later(self, texts: list[Asked]) -> None:
        """Read these when nothing else waits, in place of those that were wanted later before."""
        self._waiting = [asked for asked in texts if asked not in self._known and asked != self._under_way]
        self._begin()

    def close(self) -> None:
        """Stop for good."""
        self._waiting.clear()
        self._background.close()

    def _begin(self) -> None:
        if self._under_way is None and self._waiting:
            asked = self._under_way = self._waiting.pop(0)
            self._background.ask(partial(_read, asked))

    def _done(self, answer: tuple[Asked, tuple[Suggestion, ...]]) -> None:
        asked, suggestions = answer
        self._under_way = None
        self._known[asked] = suggestions
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        self.read.emit(asked, suggestions)
        self._begin()


def _read(asked: Asked, _unwanted: Callable[[], bool]) -> tuple[Asked, tuple[Suggestion, ...]]:
    return asked, suggest(asked.text, published=asked.published, language=asked.language)
