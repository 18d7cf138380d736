"""What a field offers where a casefile holds too many records to list them all: those that say what is being typed.

A short casebook is offered whole, as a list. A long one is looked through by its search index, a few at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from db.kind import RecordKind
from desktop.forms.about import about_options, agreement_name, event_name, source_name, source_options
from desktop.forms.picker import Option, Picker, Supply
from figures.record import Casebook

MOST = 40
"""Options offered at once; whoever does not find theirs types on."""


@runtime_checkable
class Searched(Protocol):
    """A casebook that is too long to be listed, and can be looked through."""

    def found(self, kind: RecordKind, text: str, most: int) -> list[int]:
        """Records of one kind that say this; the latest where nothing is said."""


class SourceSupply(Supply):
    """Sources of a long casebook."""

    def __init__(self, casebook: Casebook, searched: Searched, *, but: int | None = None) -> None:
        self._casebook, self._searched, self._but = casebook, searched, but

    def name_of(self, value: object) -> str:
        """A source's publisher, title and day."""
        source = self._casebook.source.get(value) if isinstance(value, int) else None
        return "" if source is None else source_name(self._casebook, source)

    def find(self, text: str) -> list[Option]:
        """The sources that say this."""
        keys = self._searched.found(RecordKind.SOURCE, text, MOST)
        return [Option(key, name) for key in keys if key != self._but and (name := self.name_of(key))]


class AgreementSupply(Supply):
    """Agreements of a long casebook."""

    def __init__(self, casebook: Casebook, searched: Searched) -> None:
        self._casebook, self._searched = casebook, searched

    def name_of(self, value: object) -> str:
        """An agreement's title and day."""
        agreement = self._casebook.agreement.get(value) if isinstance(value, int) else None
        return "" if agreement is None else agreement_name(agreement)

    def find(self, text: str) -> list[Option]:
        """The agreements that say this."""
        keys = self._searched.found(RecordKind.AGREEMENT, text, MOST)
        return [Option(key, name) for key in keys if (name := self.name_of(key))]


class AboutSupply(Supply):
    """Agreements and events of a long casebook, as a figure is about one of them."""

    def __init__(self, casebook: Casebook, searched: Searched) -> None:
        self._casebook, self._searched = casebook, searched

    def name_of(self, value: object) -> str:
        """The title and day of an agreement or an event."""
        if not isinstance(value, tuple) or len(value) != 2 or not isinstance(value[1], int):
            return ""
        if value[0] == "event":
            event = self._casebook.event.get(value[1])
            return "" if event is None else event_name(event)
        agreement = self._casebook.agreement.get(value[1])
        return "" if agreement is None else agreement_name(agreement)

    def find(self, text: str) -> list[Option]:
        """The agreements that say this, then the events."""
        found = []
        for kind in (RecordKind.AGREEMENT, RecordKind.EVENT):
            values = ((kind.value, key) for key in self._searched.found(kind, text, MOST // 2))
            found += [Option(value, name) for value in values if (name := self.name_of(value))]
        return found


def offer_sources(picker: Picker, casebook: Casebook, *, but: int | None = None) -> None:
    """Let a field offer the sources, but for one."""
    _offer(
        picker,
        casebook,
        lambda: [option for option in source_options(casebook) if option.value != but],
        lambda searched: SourceSupply(casebook, searched, but=but),
    )


def offer_agreements(picker: Picker, casebook: Casebook) -> None:
    """Let a field offer the agreements."""
    _offer(
        picker,
        casebook,
        lambda: [Option(one.id, agreement_name(one)) for one in casebook.agreements],
        lambda searched: AgreementSupply(casebook, searched),
    )


def offer_abouts(picker: Picker, casebook: Casebook) -> None:
    """Let a field offer what a figure can be about."""
    _offer(picker, casebook, lambda: about_options(casebook), lambda searched: AboutSupply(casebook, searched))


def _offer(
    picker: Picker, casebook: Casebook, listed: Callable[[], list[Option]], supplied: Callable[[Searched], Supply]
) -> None:
    if isinstance(casebook, Searched):
        picker.offer_from(supplied(casebook))
    else:
        picker.offer(listed())
