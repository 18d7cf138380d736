"""What a row says of the agreement, event, parties and source that its figure rests on."""

from __future__ import annotations

from exchange.cell import Cells, language_code
from exchange.saying import Fact, Saying, Thing, folded, listed
from figures.record import RELIABILITIES
from figures.vocabulary import AgreementStatus, EventKind, EventStatus, PartyKind, SourceKind, parse


def _facts(**facts: Fact | None) -> dict[str, Fact]:
    return {name: fact for name, fact in facts.items() if fact is not None}


def agreement_said(cells: Cells, others: list[Saying]) -> Saying | None:
    """What the row says of its agreement; its mediators go to ``others``."""
    mediators = _mediators(cells, "agreement_mediators", others)
    date = cells.date("agreement_date")
    facts = _facts(
        status=cells.fact("agreement_status", cells.term("agreement_status", AgreementStatus)),
        status_on=cells.fact("agreement_status_on", cells.date("agreement_status_on")),
        due=cells.fact("agreement_due", cells.date("agreement_due")),
        place=cells.fact("agreement_place", cells.row["agreement_place"]),
        mediators=cells.fact("agreement_mediators", mediators),
        tranches_missing=cells.fact("tranches_missing", cells.yes("tranches_missing")),
    )
    return Saying(Thing.AGREEMENT, cells.row["agreement"], (date,), facts) if cells.row["agreement"] else None


def event_said(cells: Cells, others: list[Saying]) -> Saying | None:
    """What the row says of its event; its mediators go to ``others``."""
    mediators = _mediators(cells, "event_mediators", others)
    date, agreement = cells.date("event_date"), cells.row["agreement"]
    facts = _facts(
        agreement=cells.fact("agreement", agreement, same_as=folded(agreement)),
        kind=cells.fact("event_kind", cells.term("event_kind", EventKind)),
        status=cells.fact("event_status", cells.term("event_status", EventStatus)),
        place=cells.fact("event_place", cells.row["event_place"]),
        mediators=cells.fact("event_mediators", mediators),
    )
    return Saying(Thing.EVENT, cells.row["event"], (date,), facts) if cells.row["event"] else None


def _mediators(cells: Cells, column: str, others: list[Saying]) -> tuple[str, ...]:
    names = listed(cells.row[column])
    others.extend(Saying(Thing.PARTY, name) for name in names)
    return names


def party_said(cells: Cells, column: str, others: list[Saying]) -> Saying | None:
    """The party of a column; ``belongs_to`` may go on to whom that belongs, and ``kind`` to their kinds, each after ``;``."""
    name, chain = cells.row[column], listed(cells.row[f"{column}_belongs_to"])
    kinds = cells.read(f"{column}_kind", _kinds) or ()
    if not name:
        return None
    if len(kinds) > len(chain) + 1:
        cells.wrong(f"{column}_kind", "There are more kinds here than parties: the party's own, then those it belongs to.")
        return None
    sayings: list[Saying] = []
    for place, called in enumerate((name, *chain)):
        kind = kinds[place] if place < len(kinds) else PartyKind.UNKNOWN
        above = chain[place] if place < len(chain) else ""
        facts = _facts(
            kind=cells.fact(f"{column}_kind", None if kind is PartyKind.UNKNOWN else kind),
            belongs_to=cells.fact(f"{column}_belongs_to", above, same_as=folded(above)),
        )
        sayings.append(Saying(Thing.PARTY, called, (), facts))
    others.extend(sayings[1:])
    return sayings[0]


def _kinds(text: str) -> tuple[PartyKind, ...]:
    return tuple(parse(PartyKind, kind) for kind in listed(text))


def source_said(cells: Cells, others: list[Saying]) -> Saying:
    """What the row says of its source; its publisher goes to ``others``."""
    row = cells.row
    publisher, original = row["publisher"], row["reprint_of"]
    if publisher:
        grade = _facts(reliability=cells.fact("reliability", cells.read("reliability", _reliability)))
        others.append(Saying(Thing.PUBLISHER, publisher, (), grade))
    else:
        cells.read("reliability", _reliability)
    published = cells.date("published")
    facts = _facts(
        publisher=cells.fact("publisher", publisher, same_as=folded(publisher)),
        published=cells.fact("published", published),
        address=cells.fact("source_url", row["source_url"]),
        kind=cells.fact("source_kind", cells.term("source_kind", SourceKind)),
        authors=cells.fact("authors", listed(row["authors"])),
        language=cells.fact("language", language_code(row["language"])),
        archived_address=cells.fact("archived_url", row["archived_url"]),
        accessed=cells.fact("accessed", cells.date("accessed")),
        reprint_of=cells.fact("reprint_of", original, same_as=folded(original)),
        confidential=cells.fact("confidential", cells.yes("confidential")),
    )
    marks = (folded(publisher), published, row["source_url"])
    return Saying(Thing.SOURCE, row["source_title"], marks, facts, ref=row["source_id"])


def _reliability(text: str) -> str:
    if text.upper() in RELIABILITIES:
        return text.upper()
    raise ValueError(f"Reliability is one letter from A to F, not “{text}”.")
