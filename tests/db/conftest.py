"""A casefile with two sides, a source, an agreement and one of its events, for the tests to work on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from db.casefile import Casefile
from figures.count import Count
from figures.record import AgreementDraft, EventDraft, FigureDraft, PartyDraft, PublisherDraft, SourceDraft, Unfit
from figures.vocabulary import Accumulation, EventKind, PartyKind, Stage, Unit


@dataclass
class Field:
    """The casefile and the ids of what stands in it."""

    casefile: Casefile
    ukraine: int
    russia: int
    publisher: int
    source: int
    agreement: int
    event: int

    def figure(self, words: str = "1,212", number: int = 1212, **changed: Any) -> FigureDraft:
        """Bodies that Ukraine received at the event, unless told otherwise."""
        given: dict[str, Any] = {
            "event": self.event,
            "words": words,
            "count": Count.exactly(number),
            "unit": Unit.BODY,
            "category": "deceased",
            "sender": self.russia,
            "receiver": self.ukraine,
            "stage": Stage.TRANSFERRED,
            "claimant": self.ukraine,
            "accumulation": Accumulation.INCREMENT,
            "source": self.source,
            "quote": f"received {words} bodies",
        }
        if "agreement" in changed:
            given["event"] = None
        return FigureDraft(**{**given, **changed})

    def add(self, draft: Any, label: str = "Add") -> int:
        """Add one record in an act of its own."""
        with self.casefile.act(label) as act:
            return act.add(draft)

    def refused(self, draft: Any) -> Unfit:
        """Why this record is not kept; the casefile stays as it is."""
        before = self.casefile.fingerprint()
        with pytest.raises(Unfit) as caught:
            self.add(draft)
        assert self.casefile.fingerprint() == before
        return caught.value


def begin(casefile: Casefile) -> Field:
    with casefile.act("Begin") as act:
        ukraine = act.add(PartyDraft(name="Ukraine", native_name="Україна", kind=PartyKind.STATE))
        russia = act.add(PartyDraft(name="Russia", native_name="Россия", kind=PartyKind.STATE))
        publisher = act.add(PublisherDraft(name="Coordination Headquarters", reliability="B"))
        source = act.add(SourceDraft(title="Bodies returned", publisher=publisher, published="2025-06-11"))
        act.keep_text(source, "Ukraine received 1,212 bodies on Wednesday.")
        agreement = act.add(AgreementDraft(title="Istanbul, second round", date="2025-06-02", parties=(ukraine, russia)))
        event = act.add(
            EventDraft(title="First return", agreement=agreement, kind=EventKind.RETURN_OF_REMAINS, date="2025-06-11")
        )
    return Field(casefile, ukraine, russia, publisher, source, agreement, event)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "swaps.handover"


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Field]:
    """An empty casefile and one with a beginning, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("prepared")
    Casefile.create(folder / "empty.handover").close()
    with Casefile.create(folder / "begun.handover", author="Olena") as made:
        field = begin(made)
    return folder / "empty.handover", folder / "begun.handover", field


@pytest.fixture
def casefile(place: Path, prepared: tuple[Path, Path, Field]) -> Iterator[Casefile]:
    shutil.copy(prepared[0], place)
    with Casefile.open(place, author="Olena") as opened:
        yield opened


@pytest.fixture
def field(place: Path, prepared: tuple[Path, Path, Field]) -> Iterator[Field]:
    shutil.copy(prepared[1], place)
    with Casefile.open(place, author="Olena") as opened:
        yield replace(prepared[2], casefile=opened)


@pytest.fixture
def started() -> Callable[[Casefile], Field]:
    """Puts the same beginning into any casefile."""
    return begin
