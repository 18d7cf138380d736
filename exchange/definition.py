"""What each column of a table of figures means, for who reads the table without the program."""

from __future__ import annotations

from exchange.heading import COLUMNS
from figures.vocabulary import (
    Accumulation,
    AgreementStatus,
    EventKind,
    EventStatus,
    PartyKind,
    SourceKind,
    Stage,
    Term,
    Unit,
    Vantage,
    parse,
)

COUNTED = ("low", "high")
"""Two columns that a workbook has beside the table's own, for computing; reading a table takes them from the words again."""

TERMS: dict[str, type[Term]] = {
    "agreement_status": AgreementStatus,
    "event_kind": EventKind,
    "event_status": EventStatus,
    "from_kind": PartyKind,
    "to_kind": PartyKind,
    "claimant_kind": PartyKind,
    "unit": Unit,
    "stage": Stage,
    "accumulation": Accumulation,
    "vantage": Vantage,
    "source_kind": SourceKind,
}
MEANING = {
    "agreement": "The agreement that the figure, or its event, belongs to.",
    "agreement_date": "When it was agreed.",
    "agreement_status": "Where the agreement stands.",
    "agreement_status_on": "The day on which it came to stand there.",
    "agreement_due": "The day by which it was to be carried out.",
    "agreement_place": "Where it was agreed.",
    "agreement_mediators": "Who mediated it, several separated by semicolons.",
    "tranches_missing": "yes: some of its handovers are known to be missing here, so sums are lower ends.",
    "event": "The handover that the figure is about.",
    "event_kind": "What kind of handover it is.",
    "event_date": "When it took place, or was to.",
    "event_status": "Where the handover stands.",
    "event_place": "Where it took place.",
    "event_mediators": "Who mediated it, several separated by semicolons.",
    "from": "Who handed over; empty with to: both directions together.",
    "from_kind": "What kind of party that is; after a semicolon, the kinds of those that it belongs to.",
    "from_belongs_to": "Whom it belongs to, and after a semicolon whom they belong to.",
    "to": "Who received.",
    "to_kind": "What kind of party that is.",
    "to_belongs_to": "Whom it belongs to.",
    "category": "Who is counted.",
    "unit": "What is counted; only like is compared with like.",
    "stage": "How far along the way from a demand to a family the figure stands.",
    "number": "The number as the source words it.",
    "accumulation": "Whether it counts one handover, a total up to a day, or what is held on a day.",
    "claimant": "Who said the number, which is not who published it.",
    "claimant_kind": "What kind of party that is.",
    "claimant_belongs_to": "Whom it belongs to.",
    "vantage": "Who the claimant is to the handover, where the researcher has overruled what follows from the parties.",
    "said_on": "When the claimant said it; empty: the day of publication.",
    "as_of": "The day up to which a total counts.",
    "figure_id": "What other rows call this figure by.",
    "part_of": "The figure of which this is a part.",
    "relative_to": "The figure of which this is a share.",
    "corrects": "The figure that this replaces.",
    "retracted": "yes: it was taken back.",
    "retracted_on": "The day on which it was taken back.",
    "measure": "Why this promise is the measure of its line, where the researcher chose it.",
    "reason": "Why the vantage was overruled, or the figure taken back.",
    "source_id": "What other rows call this source by.",
    "source_title": "The title of the source.",
    "source_kind": "What kind of document it is.",
    "publisher": "Who published it.",
    "authors": "Who wrote it, several separated by semicolons.",
    "language": "Its language, as a code.",
    "source_url": "Its address.",
    "archived_url": "The address of an archived copy.",
    "published": "When it was published.",
    "accessed": "When it was read.",
    "reprint_of": "The source that it reprints.",
    "confidential": "yes: it is not to be named.",
    "quote": "The source's own words.",
    "where": "Page, paragraph or time.",
    "reliability": "The publisher's reliability, A (reliable) to E (unreliable), F: cannot be judged.",
    "credibility": "How credible the item is, 1 (confirmed) to 5 (improbable), 6: cannot be judged.",
    "note": "The researcher's note.",
    "low": "The least that the number can mean.",
    "high": "The most that the number can mean; empty: no upper end.",
}


def is_term(column: str, text: str) -> bool:
    """Whether the column takes certain words only, and this is one of them."""
    if column not in TERMS:
        return False
    try:
        parse(TERMS[column], text)
    except ValueError:
        return False
    return True


def definitions() -> list[tuple[str, str, str]]:
    """Heading, meaning, and the words that its cells can hold, in the order of the columns."""
    return [(name, MEANING[name], ", ".join(TERMS[name]) if name in TERMS else "") for name in (*COLUMNS, *COUNTED)]
