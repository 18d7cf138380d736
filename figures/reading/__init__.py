"""From the text of a source to suggested figures; one file of rules a language."""

from figures.reading.reader import detect, suggest
from figures.reading.suggestion import Reason, Suggestion

__all__ = ["Reason", "Suggestion", "detect", "suggest"]
