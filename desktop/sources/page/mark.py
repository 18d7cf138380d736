"""What is marked in the text of a source: figures that were kept, and suggestions that wait for a decision."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from figures.vocabulary import Role


class MarkKind(StrEnum):
    """Whether a mark is the researcher's or only proposed."""

    KEPT = "kept"
    SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMark:
    """One stretch of the text, in characters of the source; ``key`` is the figure's id or the suggestion's own key."""

    kind: MarkKind
    key: int | str
    start: int
    end: int
    role: Role = Role.NONE
    label: str = ""
    retracted: bool = False

    @property
    def suggested(self) -> bool:
        """Whether nobody has decided on it yet."""
        return self.kind is MarkKind.SUGGESTED


@dataclass(frozen=True, slots=True)
class LineMarks:
    """The marks that begin on one line of the shown text; ``y`` is the middle of the line, in pixels of the viewport."""

    y: float
    marks: tuple[TextMark, ...]
