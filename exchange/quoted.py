"""Where the words of a quote stand in the text that they were taken from."""

from __future__ import annotations

from figures.record import Anchor

AROUND = 40


def anchor_of(text: str, quote: str) -> Anchor | None:
    """The place of ``quote`` in ``text``; None where it stands nowhere, or in more places than one."""
    if not quote or text.count(quote) != 1:
        return None
    start = text.index(quote)
    end = start + len(quote)
    return Anchor(start, end, text[max(0, start - AROUND) : start], text[end : end + AROUND])
