"""Makes the casefiles that stand for the present format: small, with something of everything, our own wording throughout.

One is plain; the other is the same one encrypted, so that its key can still be reckoned and its pages read years from now.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from db import protection
from db.casefile import Act, Casefile, RecordKind
from db.result import IssuedDraft
from figures.category import Category
from figures.count import Count
from figures.portion import Portion
from figures.record import (
    AgreementDraft,
    Anchor,
    EventDraft,
    FigureDraft,
    PartyDraft,
    PinDraft,
    PublisherDraft,
    SourceDraft,
)
from figures.vocabulary import (
    Accumulation,
    AgreementStatus,
    Bound,
    EventKind,
    EventStatus,
    PartyKind,
    PlaceRole,
    SourceKind,
    Stage,
    Unit,
    Vantage,
)

WORDS = "Їжак і п’ять випадкових слів"
TEXT = "Весёлые новости: Ukraine received 1,212 bodies on Wednesday. Сім’ї чекають."
QUOTE = "received 1,212 bodies"


def fill(casefile: Casefile) -> None:
    """Put something of every kind into the casefile, with an undone act at the end."""
    with casefile.act("Add sides and sources", reason="the beginning") as act:
        ukraine = act.add(PartyDraft(name="Ukraine", native_name="Україна", kind=PartyKind.STATE))
        russia = act.add(PartyDraft(name="Russia", native_name="Россия", kind=PartyKind.STATE))
        staff = act.add(PartyDraft(name="Coordination Headquarters", kind=PartyKind.ORGAN, belongs_to=ukraine))
        publisher = act.add(PublisherDraft(name="Coordination Headquarters", reliability="B"))
        copy = act.keep_copy(TEXT.encode(), "text/plain", "новини.txt")
        source = act.add(
            SourceDraft(
                title="Весёлые новости",
                publisher=publisher,
                authors=("Олена Коваль",),
                kind=SourceKind.OFFICIAL_STATEMENT,
                address="https://example.org/news",
                language="uk",
                published="2025-06-11",
                accessed="2025-06-12",
                copy=copy,
                note="our own wording",
                ref="S1",
            )
        )
        act.keep_text(source, TEXT)
        act.add(SourceDraft(title="Reprint", reprint_of=source, confidential=True))
    with casefile.act("Add agreement and events") as act:
        agreement = act.add(
            AgreementDraft(
                title="Istanbul, second round",
                date="2025-06-02",
                parties=(ukraine, russia),
                mediators=(staff,),
                place="Istanbul",
                due="2025-06~",
                status=AgreementStatus.UNDER_WAY,
                status_on="2025-06-03",
                tranches_missing=True,
                undertakings="a standing medical commission",
            )
        )
        event = act.add(
            EventDraft(
                agreement=agreement,
                kind=EventKind.RETURN_OF_REMAINS,
                title="First return",
                date="2025-06-11",
                place="Novaya Guta",
                place_role=PlaceRole.HANDOVER_POINT,
                mediators=(staff,),
                status=EventStatus.COMPLETED,
            )
        )
        act.add_category(Category("azov", "prisoner_of_war", "Azov defenders"))
        act.set_setting("observing", "receiver mediator witness document researcher")
    _figures(casefile, agreement, event, source, ukraine, russia)


def _figures(casefile: Casefile, agreement: int, event: int, source: int, ukraine: int, russia: int) -> None:
    with casefile.act("Add figures") as act:
        promised = act.add(
            FigureDraft(
                agreement=agreement,
                words="more than 6000",
                count=Count(6001, None),
                bound=Bound.MORE_THAN,
                unit=Unit.BODY,
                category="deceased",
                sender=russia,
                receiver=ukraine,
                stage=Stage.OFFERED,
                claimant=russia,
                accumulation=Accumulation.INCREMENT,
                source=source,
            )
        )
        start = TEXT.index(QUOTE)
        received = act.add(
            FigureDraft(
                event=event,
                words="1,212",
                count=Count.exactly(1212),
                unit=Unit.BODY,
                category="deceased",
                sender=russia,
                receiver=ukraine,
                stage=Stage.TRANSFERRED,
                claimant=ukraine,
                vantage=Vantage.DOCUMENT,
                vantage_reason="a signed record",
                accumulation=Accumulation.INCREMENT,
                said_on="2025-06-11",
                source=source,
                quote=QUOTE,
                anchor=Anchor(start, start + len(QUOTE), "Ukraine ", " on"),
                where="first paragraph",
                credibility=2,
                note="n",
                ref="F2",
            )
        )
        _relatives(act, promised, received, source, event)
        act.add(
            PinDraft(
                agreement=agreement, category="deceased", sender=russia, receiver=ukraine, figure=promised, reason="signed"
            )
        )
        act.keep_briefing(IssuedDraft(title="Swaps", fingerprint="0" * 64, as_of="2025-06-12", pages=1, pdf=b"%PDF-1.7"))
    with casefile.act("Remove figure") as act:
        act.remove(RecordKind.FIGURE, casefile.figures()[-1].id)
    casefile.undo()
    casefile.keep_draft("figure", '{"words": ">60"}')
    casefile.dismiss(source, "1212@30")


def _relatives(act: Act, promised: int, received: int, source: int, event: int) -> None:
    common = {"event": event, "unit": Unit.BODY, "source": source, "accumulation": Accumulation.INCREMENT}
    act.add(
        FigureDraft(
            **common,
            words="1,200",
            count=Count.exactly(1200),
            category="deceased_combatant",
            stage=Stage.TRANSFERRED,
            part_of=received,
            corrects=received,
            retracted=True,
            retracted_on="2025-06-13",
            retracted_reason="a typing error",
        )
    )
    act.add(
        FigureDraft(
            **common,
            words="less than a fifth",
            count=Count(0, None),
            bound=Bound.FEWER_THAN,
            category="deceased",
            stage=Stage.EXAMINED,
            relative_to=promised,
            portion=Portion.parse("fewer_than 1/5"),
        )
    )


def make_plain(place: Path) -> Path:
    """The casefile of the present format, made anew."""
    with Casefile.create(place / "unfinished.handover", author="Olena") as made:
        fill(made)
        out = made.backup(place / f"{made.format_revision}.handover")
    (place / "unfinished.handover").unlink()
    return out


def make_encrypted(plain: Path) -> Path:
    """The same one, encrypted."""
    out = plain.with_name(f"{plain.stem}-encrypted.handover")
    shutil.copy(plain, out)
    protection.encrypt(out, WORDS, author="Olena", keep_original=False)
    return out


if __name__ == "__main__":
    make_encrypted(make_plain(Path(__file__).parent))
