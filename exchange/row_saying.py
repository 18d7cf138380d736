"""What a row says of the agreement, event, parties and source that its figure rests on."""

from __future__ import annotations

from functools import partial

from exchange.cell import Cells, date, language_code, named, parsed, telling, yes
from exchange.saying import Saying, Thing, folded, listed
from figures.record import RELIABILITIES
from figures.vocabulary import AgreementStatus, EventKind, EventStatus, PartyKind, SourceKind, parse

_AGREEMENT = (
    telling("status", "agreement_status", partial(parsed, AgreementStatus)),
    telling("status_on", "agreement_status_on", date),
    telling("due", "agreement_due", date),
    telling("place", "agreement_place", str),
    telling("mediators", "agreement_mediators", listed),
    telling("tranches_missing", "tranches_missing", yes),
)
_EVENT = (
    telling("agreement", "agreement", named),
    telling("kind", "event_kind", partial(parsed, EventKind)),
    telling("status", "event_status", partial(parsed, EventStatus)),
    telling("place", "event_place", str),
    telling("mediators", "event_mediators", listed),
)
_SOURCE = (
    telling("publisher", "publisher", named),
    telling("published", "published", date),
    telling("address", "source_url", str),
    telling("kind", "source_kind", partial(parsed, SourceKind)),
    telling("authors", "authors", listed),
    telling("language", "language", language_code),
    telling("archived_address", "archived_url", str),
    telling("accessed", "accessed", date),
    telling("reprint_of", "reprint_of", named),
    telling("confidential", "confidential", yes),
)
"""The fields of each record as its row tells them."""


def agreement_said(cells: Cells, others: list[Saying]) -> Saying | None:
    """What the row says of its agreement; its mediators go to ``others``."""
    _mediators(cells, "agreement_mediators", others)
    day = cells.date("agreement_date")
    facts = cells.said(_AGREEMENT)
    return Saying(Thing.AGREEMENT, cells.row["agreement"], (day,), facts) if cells.row["agreement"] else None


def event_said(cells: Cells, others: list[Saying]) -> Saying | None:
    """What the row says of its event; its mediators go to ``others``."""
    _mediators(cells, "event_mediators", others)
    day = cells.date("event_date")
    facts = cells.said(_EVENT)
    return Saying(Thing.EVENT, cells.row["event"], (day,), facts) if cells.row["event"] else None


def _mediators(cells: Cells, column: str, others: list[Saying]) -> None:
    if text := cells.row[column]:
        others.extend(Saying(Thing.PARTY, name) for name in listed(text))


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
        facts = {
            "kind": cells.fact(f"{column}_kind", "" if kind is PartyKind.UNKNOWN else kind),
            "belongs_to": cells.fact(f"{column}_belongs_to", above),
        }
        sayings.append(Saying(Thing.PARTY, called, (), {name: fact for name, fact in facts.items() if fact is not None}))
    others.extend(sayings[1:])
    return sayings[0]


def _kinds(text: str) -> tuple[PartyKind, ...]:
    return tuple(parse(PartyKind, kind) for kind in listed(text))


def source_said(cells: Cells, others: list[Saying]) -> Saying:
    """What the row says of its source; its publisher goes to ``others``."""
    row = cells.row
    publisher, grade = row["publisher"], cells.said(_PUBLISHER)
    if publisher:
        others.append(Saying(Thing.PUBLISHER, publisher, (), grade))
    facts = cells.said(_SOURCE)
    published = str(facts["published"].value) if "published" in facts else ""
    marks = (folded(publisher), published, row["source_url"])
    return Saying(Thing.SOURCE, row["source_title"], marks, facts, ref=row["source_id"])


def _reliability(text: str) -> str:
    if text.upper() in RELIABILITIES:
        return text.upper()
    raise ValueError(f"Reliability is one letter from A to F, not “{text}”.")


_PUBLISHER = (telling("reliability", "reliability", _reliability),)
