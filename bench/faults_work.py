"""The work that is done to a casefile while faults are let loose on it: acts of which half would show, and drafts."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from db.casefile import Casefile, RecordKind
from figures.count import Count
from figures.record import AgreementDraft, EventDraft, FigureDraft, PartyDraft, PublisherDraft, SourceDraft
from figures.vocabulary import Accumulation, EventKind, PartyKind, Stage, Unit

EVENT, SOURCE, RECEIVER, SENDER = 1, 1, 1, 2


def begin(place: Path) -> None:
    """A casefile with two sides, an agreement, an event and a source with a text."""
    with Casefile.create(place, author="Bench") as casefile, casefile.act("Begin") as act:
        sides = tuple(act.add(PartyDraft(name=name, kind=PartyKind.STATE)) for name in ("Україна", "Россия"))
        source = act.add(SourceDraft(title="Повернення тіл", published="2025-06-11"))
        act.keep_text(source, "Ukraine received 1,212 bodies on Wednesday. " * 50)
        agreement = act.add(AgreementDraft(title="Istanbul", date="2025-06-02", parties=sides))
        act.add(EventDraft(title="First", agreement=agreement, kind=EventKind.RETURN_OF_REMAINS, date="2025-06-11"))


def figure(number: int) -> FigureDraft:
    """Bodies received at the event."""
    return FigureDraft(
        event=EVENT,
        words=f"{number:,}",
        count=Count.exactly(number),
        unit=Unit.BODY,
        category="deceased",
        sender=SENDER,
        receiver=RECEIVER,
        stage=Stage.TRANSFERRED,
        claimant=RECEIVER,
        accumulation=Accumulation.INCREMENT,
        source=SOURCE,
        quote=f"received {number:,} bodies",
    )


def one_act(casefile: Casefile, chance: random.Random, number: int) -> None:
    """One act, undo or redo; every act of two records adds a pair, of which one alone is half an act.

    Now and then the log is brought into the file before, as the window does a moment after an act.
    """
    if chance.random() < 0.3:
        casefile.settle()
    turn = chance.random()
    if turn < 0.1 and casefile.undo_label not in (None, "Begin"):
        casefile.undo()
    elif turn < 0.15 and casefile.redo_label is not None:
        casefile.redo()
    elif turn < 0.5:
        with casefile.act("Pair") as act:
            act.add(PublisherDraft(name=f"one {number}"))
            act.add(PublisherDraft(name=f"two {number}"))
    elif turn < 0.55:
        with casefile.act("Large") as act:
            act.keep_text(SOURCE, f"Ukraine received {number:,} bodies. " * chance.randrange(1, 3000))
    else:
        with casefile.act("Figure") as act:
            act.add(figure(number))


def seal(casefile: Casefile) -> str:
    """What the journal ends with: two casefiles that end with the same seal have the same acts."""
    return str(casefile.moment()[0])


def is_half(casefile: Casefile) -> bool:
    """Whether one of a pair is there without the other."""
    names = [publisher.name for publisher in casefile.publishers()]
    ones = {name.removeprefix("one ") for name in names if name.startswith("one ")}
    twos = {name.removeprefix("two ") for name in names if name.startswith("two ")}
    return ones != twos


def seals(casefile: Casefile) -> frozenset[str]:
    """Every seal of the journal."""
    with casefile.asked() as database:
        return frozenset(seal for (seal,) in database.execute("SELECT sha256 FROM journal"))


def tell(pipe: int, *words: object) -> None:
    """Say something that stays said when this process is killed in the next moment."""
    os.write(pipe, (" ".join(str(word) for word in words) + "\n").encode())


FIGURE = RecordKind.FIGURE
