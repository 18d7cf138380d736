"""The tables of a casefile, each law of the method's first section repeated as a named constraint.

Portable SQL only; what SQLite alone can do lives in ``db.sqlite``. A change here needs a revision in ``db/revisions``,
which repeats it in its own words; a test holds the two against each other. Columns bear the names of the fields of
``figures.record`` wherever a field is one column.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from db.column import (
    Number,
    about_and_direction,
    among,
    category_reference,
    digest_reference,
    flag,
    links,
    metadata,
    record,
    reference,
    said,
    words,
    yes_or_no,
)
from figures.record import CREDIBILITIES, RELIABILITIES
from figures.vocabulary import (
    HANDOVER_STAGES,
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

category = Table(
    "category",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("parent", Text, nullable=True),
    words("label"),
    words("root"),
    UniqueConstraint("key", "root", name="uq_category_key_root"),
    ForeignKeyConstraint(
        ["parent", "root"],
        ["category.key", "category.root"],
        name="category_shares_root",
        deferrable=True,
        initially="DEFERRED",
    ),
    CheckConstraint("root IN ('person', 'deceased')", name="category_root_known"),
    CheckConstraint("(parent IS NULL) = (key = root)", name="category_stands_under_one"),
    said("label", "category_labelled"),
    sqlite_autoincrement=True,
    sqlite_strict=True,
)
setting = Table(
    "setting",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    words("value"),
    sqlite_autoincrement=True,
    sqlite_strict=True,
)
kept_bytes = Table(
    "kept_bytes",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Number, nullable=False),
    Column("content", LargeBinary, nullable=False),
    CheckConstraint("length(sha256) = 64", name="kept_bytes_named_by_digest"),
    CheckConstraint("size = length(content)", name="kept_bytes_whole"),
    sqlite_strict=True,
)
kept_text = Table(
    "kept_text",
    metadata,
    Column("sha256", Text, primary_key=True),
    words("content"),
    CheckConstraint("length(sha256) = 64", name="kept_text_named_by_digest"),
    sqlite_strict=True,
)
publisher = record(
    "publisher",
    words("name"),
    words("reliability"),
    said("name", "publisher_named"),
    among("reliability", RELIABILITIES, "publisher_reliability"),
)
party = record(
    "party",
    words("name"),
    words("native_name"),
    words("kind"),
    reference("belongs_to", "party.id"),
    said("name", "party_named"),
    among("kind", PartyKind, "party_kind_known"),
    CheckConstraint("belongs_to IS NULL OR belongs_to <> id", name="party_not_its_own_side"),
)
source = record(
    "source",
    reference("publisher", "publisher.id"),
    words("title"),
    words("authors"),
    words("kind"),
    words("address"),
    words("archived_address"),
    words("language"),
    words("published"),
    words("accessed"),
    reference("reprint_of", "source.id"),
    flag("confidential"),
    digest_reference("copy_sha256", "kept_bytes.sha256"),
    words("copy_media_type"),
    words("copy_file_name"),
    digest_reference("text_sha256", "kept_text.sha256"),
    words("note"),
    words("ref"),
    said("title", "source_titled"),
    among("kind", SourceKind, "source_kind_known"),
    yes_or_no("confidential", "source_confidential_or_not"),
    CheckConstraint("reprint_of IS NULL OR reprint_of <> id", name="source_no_reprint_of_itself"),
)
agreement = record(
    "agreement",
    words("title"),
    words("date"),
    words("place"),
    words("due"),
    words("status"),
    words("status_on"),
    flag("tranches_missing"),
    words("undertakings"),
    words("note"),
    said("title", "agreement_titled"),
    among("status", AgreementStatus, "agreement_status_known"),
    yes_or_no("tranches_missing", "agreement_tranches_missing_or_not"),
)
event = record(
    "event",
    reference("agreement", "agreement.id"),
    words("kind"),
    words("title"),
    words("date"),
    words("place"),
    words("place_role"),
    words("status"),
    words("note"),
    said("title", "event_titled"),
    among("kind", EventKind, "event_kind_known"),
    among("place_role", PlaceRole, "event_place_role_known"),
    among("status", EventStatus, "event_status_known"),
)
agreement_party = links("agreement_party", "agreement", "party")
agreement_mediator = links("agreement_mediator", "agreement", "party")
event_mediator = links("event_mediator", "event", "party")


_PERSON_STAGES = "'matched', 'identified', 'given_to_family'"
_HANDOVER = ", ".join(f"'{stage}'" for stage in HANDOVER_STAGES)
figure = record(
    "figure",
    reference("agreement", "agreement.id"),
    reference("event", "event.id"),
    words("words"),
    Column("low", Number, nullable=False),
    Column("high", Number, nullable=True),
    words("bound"),
    words("unit"),
    words("category"),
    words("category_root"),
    reference("sender", "party.id"),
    reference("receiver", "party.id"),
    words("stage"),
    reference("claimant", "party.id"),
    Column("vantage", Text, nullable=True),
    words("vantage_reason"),
    words("accumulation"),
    words("said_on"),
    words("as_of"),
    reference("source", "source.id", needed=True),
    words("quote"),
    Column("anchor_start", Integer, nullable=True),
    Column("anchor_end", Integer, nullable=True),
    words("anchor_before"),
    words("anchor_after"),
    words("where"),
    Column("credibility", Integer, nullable=False),
    reference("part_of", "figure.id"),
    reference("relative_to", "figure.id"),
    Column("portion", Text, nullable=True),
    reference("corrects", "figure.id"),
    flag("retracted"),
    words("retracted_on"),
    words("retracted_reason"),
    words("note"),
    words("ref"),
    *about_and_direction("figure"),
    category_reference(),
    said("words", "figure_in_words"),
    CheckConstraint("low >= 0 AND (high IS NULL OR low <= high)", name="figure_low_to_high"),
    among("bound", Bound, "figure_bound_known"),
    among("unit", Unit, "figure_unit_known"),
    CheckConstraint(
        "(category_root = 'person' AND unit = 'person') OR "
        f"(category_root = 'deceased' AND (unit <> 'person' OR stage IN ({_PERSON_STAGES})))",
        name="figure_unit_fits_category",
    ),
    among("stage", Stage, "figure_stage_known"),
    among("vantage", Vantage, "figure_vantage_known", or_null=True),
    CheckConstraint("vantage IS NULL OR trim(vantage_reason) <> ''", name="figure_vantage_with_reason"),
    among("accumulation", Accumulation, "figure_accumulation_known"),
    CheckConstraint(
        f"NOT (accumulation = 'increment' AND event IS NULL AND stage IN ({_HANDOVER}))", name="figure_increment_names_event"
    ),
    CheckConstraint(
        "(anchor_start IS NULL AND anchor_end IS NULL) OR "
        "(anchor_start IS NOT NULL AND anchor_end IS NOT NULL AND 0 <= anchor_start AND anchor_start < anchor_end)",
        name="figure_anchor_whole",
    ),
    among("credibility", CREDIBILITIES, "figure_credibility"),
    CheckConstraint("(relative_to IS NULL) = (portion IS NULL)", name="figure_share_with_base"),
    CheckConstraint(
        "(part_of IS NULL OR part_of <> id) AND (relative_to IS NULL OR relative_to <> id) "
        "AND (corrects IS NULL OR corrects <> id)",
        name="figure_not_of_itself",
    ),
    yes_or_no("retracted", "figure_retracted_or_not"),
)
pin = record(
    "pin",
    reference("agreement", "agreement.id"),
    reference("event", "event.id"),
    words("category"),
    words("category_root"),
    reference("sender", "party.id"),
    reference("receiver", "party.id"),
    reference("figure", "figure.id", needed=True),
    words("reason"),
    *about_and_direction("pin"),
    category_reference(),
    said("reason", "pin_with_reason"),
)
briefing = record(
    "briefing",
    words("title"),
    words("label"),
    words("as_of"),
    words("issued_at"),
    words("fingerprint"),
    words("options"),
    digest_reference("snapshot_sha256", "kept_text.sha256", needed=True),
    Column("pages", Integer, nullable=False),
    digest_reference("pdf_sha256", "kept_bytes.sha256", needed=True),
    said("title", "briefing_titled"),
    CheckConstraint("pages > 0", name="briefing_has_pages"),
)
journal = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True),
    words("at"),
    words("author"),
    words("label"),
    words("reason"),
    words("turn"),
    reference("of_entry", "journal.id"),
    words("previous"),
    Column("sha256", Text, nullable=False, unique=True),
    CheckConstraint("turn IN ('act', 'undo', 'redo')", name="journal_turn_known"),
    CheckConstraint("(turn = 'act') = (of_entry IS NULL)", name="journal_reversal_names_act"),
    CheckConstraint("of_entry IS NULL OR of_entry < id", name="journal_reversal_comes_after"),
    said("label", "journal_labelled"),
    sqlite_autoincrement=True,
    sqlite_strict=True,
)
journal_change = Table(
    "journal_change",
    metadata,
    Column("entry", Integer, ForeignKey("journal.id", deferrable=True, initially="DEFERRED"), primary_key=True),
    Column("position", Integer, primary_key=True),
    words("kind"),
    Column("record", Integer, nullable=False),
    Column("before", Text, nullable=True),
    Column("after", Text, nullable=True),
    CheckConstraint("before IS NOT NULL OR after IS NOT NULL", name="journal_change_of_something"),
    Index("ix_journal_change_record", "kind", "record"),
    sqlite_strict=True,
)
form_draft = Table(
    "form_draft",
    metadata,
    Column("form", Text, primary_key=True),
    words("content"),
    words("kept_at"),
    sqlite_strict=True,
)
dismissal = Table(
    "dismissal",
    metadata,
    Column("source", Integer, primary_key=True),
    Column("key", Text, primary_key=True),
    sqlite_strict=True,
)
TABLES = metadata.tables
"""Every table by its name."""
