"""One act of saying in a sentence, and its kinds."""

from __future__ import annotations

from typing import NamedTuple

from figures.reading.name import Span

SAID, PROMISED, OF_THIS = "said", "promised", "of this"


class Speech(NamedTuple):
    """A word of saying at ``at``, up to ``end``, and who says it: a name, or (``again``) whoever spoke before."""

    at: int
    span: Span | None
    kind: str = SAID
    again: bool = False

    @property
    def last(self) -> int:
        """The token after the word of saying and its speaker."""
        return max(self.at + 1, self.span[1] if self.span else 0)
