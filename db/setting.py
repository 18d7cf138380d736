"""The casefile's own settings that change what it says: their keys, and how their values are written.

A setting is kept as text by ``Act.set_setting`` and read by ``Casefile.setting``.
"""

from __future__ import annotations

from collections.abc import Iterable

from figures.vocabulary import OBSERVING_VANTAGES, Vantage

OBSERVING = "observing"
"""The key of the setting that says which vantages count as observing (method, section 1)."""


def observing_text(vantages: Iterable[Vantage]) -> str:
    """The setting's value: identifiers in the method's order, separated by spaces."""
    chosen = frozenset(vantages)
    return " ".join(vantage.value for vantage in Vantage if vantage in chosen)


def observing_vantages(text: str) -> frozenset[Vantage]:
    """The vantages that a value names, the method's own where it is empty; ``ValueError`` where one is unknown."""
    named = text.replace(",", " ").split()
    return frozenset(Vantage(name) for name in named) if named else OBSERVING_VANTAGES
