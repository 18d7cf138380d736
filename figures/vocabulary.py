"""The field's words, each as the identifier that a casefile keeps and the label that a person reads.

Identifiers are those of the command line's contract; labels are those of the method. ``parse`` takes either, in any case.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar


class Term(StrEnum):
    """A word of the field: its value is the identifier that is kept, its label the words that are read."""

    @property
    def label(self) -> str:
        """The term as a reader of English meets it."""
        return LABELS.get((type(self), self.value), self.value.replace("_", " "))


class Unit(Term):
    """What is counted. Only like is compared with like."""

    PERSON = "person"
    BODY = "body"
    REMAINS_SET = "remains_set"
    BODY_BAG = "body_bag"
    CASKET = "casket"
    FRAGMENT = "fragment"
    DNA_PROFILE = "dna_profile"
    NAME = "name"


class Stage(Term):
    """How far along the way from a demand to a family a figure stands."""

    DEMANDED = "demanded"
    LISTED = "listed"
    OFFERED = "offered"
    AGREED = "agreed"
    SCHEDULED = "scheduled"
    DISPATCHED = "dispatched"
    PRESENTED = "presented"
    REFUSED = "refused"
    TRANSFERRED = "transferred"
    EXAMINED = "examined"
    MATCHED = "matched"
    IDENTIFIED = "identified"
    MISATTRIBUTED = "misattributed"
    SENT_BACK = "sent_back"
    GIVEN_TO_FAMILY = "given_to_family"


PROMISE_STAGES = (Stage.DEMANDED, Stage.LISTED, Stage.OFFERED, Stage.AGREED, Stage.SCHEDULED)
HANDOVER_STAGES = (Stage.DISPATCHED, Stage.PRESENTED, Stage.REFUSED, Stage.TRANSFERRED)
AFTERMATH_STAGES = (
    Stage.EXAMINED,
    Stage.MATCHED,
    Stage.IDENTIFIED,
    Stage.MISATTRIBUTED,
    Stage.SENT_BACK,
    Stage.GIVEN_TO_FAMILY,
)


class Vantage(Term):
    """Who a claimant is to the handover that it speaks of."""

    SENDER = "sender"
    RECEIVER = "receiver"
    MEDIATOR = "mediator"
    WITNESS = "witness"
    DOCUMENT = "document"
    RESEARCHER = "researcher"
    UNATTRIBUTED = "unattributed"


OBSERVING_VANTAGES = frozenset({Vantage.RECEIVER, Vantage.MEDIATOR, Vantage.WITNESS, Vantage.DOCUMENT, Vantage.RESEARCHER})


class Role(Term):
    """What a figure is in the comparison: derived from stage and vantage, never a flag."""

    STATED = "stated"
    REPORTED = "reported"
    OBSERVED = "observed"
    PRESENTED = "presented"
    AFTERMATH = "aftermath"
    NONE = "none"


class Accumulation(Term):
    """Whether a figure counts one handover, a total up to a date, or what is held at a date."""

    INCREMENT = "increment"
    CUMULATIVE = "cumulative"
    STOCK = "stock"


class AgreementStatus(Term):
    """Where an agreement stands."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    UNDER_WAY = "under_way"
    COMPLETED = "completed"
    COLLAPSED = "collapsed"


class EventStatus(Term):
    """Where an event stands."""

    ANNOUNCED = "announced"
    UNDER_WAY = "under_way"
    COMPLETED = "completed"
    PARTLY_COMPLETED = "partly_completed"
    POSTPONED = "postponed"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class EventKind(Term):
    """What kind of handover an event is, in the terms of the Geneva Conventions and customary law."""

    PRISONER_EXCHANGE = "prisoner_exchange"
    UNILATERAL_RELEASE = "unilateral_release"
    DIRECT_REPATRIATION = "direct_repatriation"
    END_OF_HOSTILITIES = "end_of_hostilities"
    RETURN_OF_REMAINS = "return_of_remains"
    RETURN_OF_CIVILIANS = "return_of_civilians"
    RETURN_OF_CHILDREN = "return_of_children"
    LIST_TRANSMISSION = "list_transmission"
    IDENTIFICATION = "identification"
    OTHER = "other"


class PartyKind(Term):
    """What a party is."""

    STATE = "state"
    ARMED_GROUP = "armed_group"
    ORGAN = "organ"
    PERSON = "person"
    INTERNATIONAL_ORGANISATION = "international_organisation"
    NGO = "ngo"
    MEDIA = "media"
    UNKNOWN = "unknown"


class SourceKind(Term):
    """What kind of document a source is."""

    WIRE_REPORT = "wire_report"
    OFFICIAL_STATEMENT = "official_statement"
    NGO_REPORT = "ngo_report"
    COURT_DOCUMENT = "court_document"
    SOCIAL_POST = "social_post"
    INTERVIEW = "interview"
    IMAGE_OR_VIDEO = "image_or_video"
    DATASET = "dataset"


class PlaceRole(Term):
    """What happened at the place of an event."""

    NOT_SAID = "not_said"
    HANDOVER_POINT = "handover_point"
    DEPARTURE = "departure"
    ARRIVAL = "arrival"
    TRANSIT = "transit"
    TALKS = "talks"


class Bound(Term):
    """How a source bounded its number."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    NEARLY = "nearly"
    ABOUT = "about"
    UP_TO = "up_to"
    FEWER_THAN = "fewer_than"
    RANGE = "range"
    VAGUE = "vague"
    ALL = "all"
    NOT_GIVEN = "not_given"
    UNKNOWN = "unknown"


NUMBERLESS = frozenset({Bound.ALL, Bound.NOT_GIVEN, Bound.UNKNOWN})
"""The bounds that give no number."""


class Verdict(Term):
    """What the comparison of one line says (method, section 4)."""

    NOTHING_STATED = "nothing_stated"
    AWAITED = "awaited"
    NOTHING_OBSERVED = "nothing_observed"
    INCOMPARABLE = "incomparable"
    CANNOT_TELL = "cannot_tell"
    EXCEEDED = "exceeded"
    MET_EXACTLY = "met_exactly"
    MET = "met"
    MET_OR_EXCEEDED = "met_or_exceeded"
    OUTSTANDING = "outstanding"
    SHORT = "short"


class Basis(Term):
    """What a reading rests on."""

    OWN = "own"
    SUM = "sum"
    CHILDREN = "children"
    DIRECTIONS = "directions"
    PARENT = "parent"
    PINNED = "pinned"


class Corroboration(Term):
    """How many origins stand behind a reading."""

    NONE = "none"
    SINGLE = "single"
    INDEPENDENT = "independent"
    CONTESTED = "contested"


class FlagKind(Term):
    """What the comparison found wrong and did not mend (method, 3.10)."""

    ROLES_DISAGREE = "roles_disagree"
    PARTS_EXCEED_WHOLE = "parts_exceed_whole"
    DIRECTIONS_DISAGREE = "directions_disagree"
    POSSIBLE_DUPLICATE = "possible_duplicate"
    TRANSFERRED_ON_CANCELLED_EVENT = "transferred_on_cancelled_event"
    PIN_FALLEN = "pin_fallen"


LABELS: dict[tuple[type[Term], str], str] = {
    (Unit, "person"): "persons",
    (Unit, "body"): "bodies",
    (Unit, "remains_set"): "sets of remains",
    (Unit, "body_bag"): "body bags",
    (Unit, "casket"): "caskets or boxes",
    (Unit, "fragment"): "fragments",
    (Unit, "dna_profile"): "DNA profiles",
    (Unit, "name"): "names",
    (EventKind, "direct_repatriation"): "direct repatriation of wounded and sick",
    (EventKind, "end_of_hostilities"): "repatriation at the end of hostilities",
    (PartyKind, "organ"): "organ of a state",
    (PartyKind, "person"): "person or office",
    (PartyKind, "ngo"): "NGO",
    (SourceKind, "ngo_report"): "NGO report",
    (SourceKind, "image_or_video"): "image or video",
    (FlagKind, "parts_exceed_whole"): "parts exceed their whole",
    (FlagKind, "transferred_on_cancelled_event"): "transferred on a cancelled event",
    (PlaceRole, "not_said"): "role not said",
    (PlaceRole, "departure"): "point of departure",
    (PlaceRole, "arrival"): "point of arrival",
    (PlaceRole, "talks"): "place of talks",
}

T = TypeVar("T", bound=Term)


def parse(kind: type[T], text: str) -> T:
    """The term of ``kind`` that ``text`` names, by identifier or label, in any case; ``ValueError`` names what was expected."""
    wanted = " ".join(text.replace("_", " ").replace("-", " ").split()).casefold()
    for term in kind:
        if wanted in (term.value.replace("_", " "), term.label.casefold()):
            return term
    known = ", ".join(term.value for term in kind)
    raise ValueError(f"“{text}” is none of: {known}")
