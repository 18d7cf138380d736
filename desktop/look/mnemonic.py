"""The underlined letters of a dialog: with Alt each presses its button, or goes to the field of its label.

They are given out when the dialog is shown, so that no two controls of one dialog ever have the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

_FIRST = re.compile(r"\b[a-z]", re.IGNORECASE)
_ANY = re.compile(r"[a-z]", re.IGNORECASE)


class Lettered(Protocol):
    """What can bear a letter: it knows its text without it."""

    letter: str

    def text(self) -> str:
        """The text without the letter's sign."""

    def bear(self, letter: str) -> None:
        """Bear this letter."""


def give_letters(controls: Iterable[Lettered]) -> None:
    """Give each control that has none a letter of its text that no other has: the first of a word, else any."""
    named = list(controls)
    taken = {control.letter for control in named}
    for control in named:
        if not control.letter:
            text = control.text()
            free = (found[0].lower() for rule in (_FIRST, _ANY) for found in rule.finditer(text))
            letter = next((one for one in free if one not in taken), "")
            if letter:
                control.bear(letter)
                taken.add(letter)


def with_letter(text: str, letter: str) -> str:
    """The text as Qt is to show it: the letter marked where it stands, and no other sign taken for such a mark."""
    found = next((one for rule in (_FIRST, _ANY) for one in rule.finditer(text) if one[0].lower() == letter), None)
    if found is None:
        return text.replace("&", "&&")
    at = found.start()
    return f"{text[:at].replace('&', '&&')}&{text[at:].replace('&', '&&')}"
