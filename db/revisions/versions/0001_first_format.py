"""The first format of a casefile: every table of the method, the journal, and the search index.

A revision says in its own words what it does and imports nothing of ours, so that it still does so in ten years.
"""

from __future__ import annotations

from collections.abc import Iterable

from alembic import op
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

revision = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None

METHOD_CATEGORIES = (
    ("person", None, "persons", "person"),
    ("prisoner_of_war", "person", "prisoners of war", "person"),
    ("seriously_wounded_or_sick", "prisoner_of_war", "seriously wounded or sick", "person"),
    ("aged_18_25", "prisoner_of_war", "aged 18–25", "person"),
    ("medical_or_religious", "prisoner_of_war", "medical or religious personnel", "person"),
    ("civilian", "person", "civilians", "person"),
    ("civilian_detainee", "civilian", "civilian detainees", "person"),
    ("child", "civilian", "children", "person"),
    ("deceased", None, "deceased", "deceased"),
    ("deceased_combatant", "deceased", "deceased combatants", "deceased"),
    ("deceased_civilian", "deceased", "deceased civilians", "deceased"),
    ("died_in_captivity", "deceased", "died in captivity", "deceased"),
)
PARTY_KINDS = ("state", "armed_group", "organ", "person", "international_organisation", "ngo", "media", "unknown")
SOURCE_KINDS = (
    "wire_report",
    "official_statement",
    "ngo_report",
    "court_document",
    "social_post",
    "interview",
    "image_or_video",
    "dataset",
)
AGREEMENT_STATUSES = ("proposed", "agreed", "under_way", "completed", "collapsed")
EVENT_KINDS = (
    "prisoner_exchange",
    "unilateral_release",
    "direct_repatriation",
    "end_of_hostilities",
    "return_of_remains",
    "return_of_civilians",
    "return_of_children",
    "list_transmission",
    "identification",
    "other",
)
PLACE_ROLES = ("not_said", "handover_point", "departure", "arrival", "transit", "talks")
EVENT_STATUSES = ("announced", "under_way", "completed", "partly_completed", "postponed", "refused", "cancelled")
BOUNDS = (
    "exact",
    "at_least",
    "more_than",
    "nearly",
    "about",
    "up_to",
    "fewer_than",
    "range",
    "vague",
    "all",
    "not_given",
    "unknown",
)
UNITS = ("person", "body", "remains_set", "body_bag", "casket", "fragment", "dna_profile", "name")
STAGES = (
    "demanded",
    "listed",
    "offered",
    "agreed",
    "scheduled",
    "dispatched",
    "presented",
    "refused",
    "transferred",
    "examined",
    "matched",
    "identified",
    "misattributed",
    "sent_back",
    "given_to_family",
)
VANTAGES = ("sender", "receiver", "mediator", "witness", "document", "researcher", "unattributed")
ACCUMULATIONS = ("increment", "cumulative", "stock")
HANDOVER_STAGES = ("dispatched", "presented", "refused", "transferred")
RELIABILITIES = ("A", "B", "C", "D", "E", "F")
CREDIBILITIES = (1, 2, 3, 4, 5, 6)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "%(constraint_name)s",
    }
)
Number = BigInteger().with_variant(Integer(), "sqlite")


def _among(column: str, values: Iterable[object], name: str, *, or_null: bool = False) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" if isinstance(value, str) else str(value) for value in values)
    return CheckConstraint(f"{column} IS NULL OR {column} IN ({listed})" if or_null else f"{column} IN ({listed})", name=name)


def _yes_or_no(column: str, name: str) -> CheckConstraint:
    return CheckConstraint(f"{column} IN (0, 1)", name=name)


def _said(column: str, name: str) -> CheckConstraint:
    return CheckConstraint(f"trim({column}) <> ''", name=name)


def _words(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _flag(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _reference(name: str, target: str, *, needed: bool = False, indexed: bool = True) -> Column[int]:
    link = ForeignKey(target, deferrable=True, initially="DEFERRED")
    return Column(name, Integer, link, nullable=not needed, index=indexed)


def _digest_reference(name: str, target: str, *, needed: bool = False) -> Column[str]:
    link = ForeignKey(target, deferrable=True, initially="DEFERRED")
    return Column(name, Text, link, nullable=not needed, index=True)


def _record(name: str, *columns: Column[int] | Column[str] | CheckConstraint | ForeignKeyConstraint) -> Table:
    """A table of records: its own key, never used twice, and an identity that no other casefile shares."""
    identity = Column("uid", Text, nullable=False, unique=True)
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        identity,
        *columns,
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )


def _links(name: str, owner: str, member: str) -> Table:
    """A table that keeps a record's list of other records, in order."""
    return Table(
        name,
        metadata,
        Column("owner", Integer, ForeignKey(f"{owner}.id", deferrable=True, initially="DEFERRED"), primary_key=True),
        Column("position", Integer, primary_key=True),
        _reference("member", f"{member}.id", needed=True),
        CheckConstraint("position >= 0", name=f"{name}_in_order"),
        UniqueConstraint("owner", "member", name=f"{name}_named_once"),
        sqlite_strict=True,
    )


category = Table(
    "category",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("parent", Text, nullable=True),
    _words("label"),
    _words("root"),
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
    _said("label", "category_labelled"),
    sqlite_autoincrement=True,
    sqlite_strict=True,
)
setting = Table(
    "setting",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    _words("value"),
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
    _words("content"),
    CheckConstraint("length(sha256) = 64", name="kept_text_named_by_digest"),
    sqlite_strict=True,
)
publisher = _record(
    "publisher",
    _words("name"),
    _words("reliability"),
    _said("name", "publisher_named"),
    _among("reliability", RELIABILITIES, "publisher_reliability"),
)
party = _record(
    "party",
    _words("name"),
    _words("native_name"),
    _words("kind"),
    _reference("belongs_to", "party.id"),
    _said("name", "party_named"),
    _among("kind", PARTY_KINDS, "party_kind_known"),
    CheckConstraint("belongs_to IS NULL OR belongs_to <> id", name="party_not_its_own_side"),
)
source = _record(
    "source",
    _reference("publisher", "publisher.id"),
    _words("title"),
    _words("authors"),
    _words("kind"),
    _words("address"),
    _words("archived_address"),
    _words("language"),
    _words("published"),
    _words("accessed"),
    _reference("reprint_of", "source.id"),
    _flag("confidential"),
    _digest_reference("copy_sha256", "kept_bytes.sha256"),
    _words("copy_media_type"),
    _words("copy_file_name"),
    _digest_reference("text_sha256", "kept_text.sha256"),
    _words("note"),
    _words("ref"),
    _said("title", "source_titled"),
    _among("kind", SOURCE_KINDS, "source_kind_known"),
    _yes_or_no("confidential", "source_confidential_or_not"),
    CheckConstraint("reprint_of IS NULL OR reprint_of <> id", name="source_no_reprint_of_itself"),
)
agreement = _record(
    "agreement",
    _words("title"),
    _words("date"),
    _words("place"),
    _words("due"),
    _words("status"),
    _words("status_on"),
    _flag("tranches_missing"),
    _words("undertakings"),
    _words("note"),
    _said("title", "agreement_titled"),
    _among("status", AGREEMENT_STATUSES, "agreement_status_known"),
    _yes_or_no("tranches_missing", "agreement_tranches_missing_or_not"),
)
event = _record(
    "event",
    _reference("agreement", "agreement.id"),
    _words("kind"),
    _words("title"),
    _words("date"),
    _words("place"),
    _words("place_role"),
    _words("status"),
    _words("note"),
    _said("title", "event_titled"),
    _among("kind", EVENT_KINDS, "event_kind_known"),
    _among("place_role", PLACE_ROLES, "event_place_role_known"),
    _among("status", EVENT_STATUSES, "event_status_known"),
)
agreement_party = _links("agreement_party", "agreement", "party")
agreement_mediator = _links("agreement_mediator", "agreement", "party")
event_mediator = _links("event_mediator", "event", "party")


def _category_reference() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["category", "category_root"], ["category.key", "category.root"], deferrable=True, initially="DEFERRED"
    )


def _about_and_direction(table: str) -> tuple[CheckConstraint, ...]:
    """What a figure and a pin share: they are about one thing, and have both ends of a direction or neither."""
    return (
        CheckConstraint("(agreement IS NULL) <> (event IS NULL)", name=f"{table}_about_one"),
        CheckConstraint("(sender IS NULL) = (receiver IS NULL)", name=f"{table}_direction_both_or_neither"),
        CheckConstraint("sender IS NULL OR sender <> receiver", name=f"{table}_not_to_itself"),
    )


_PERSON_STAGES = "'matched', 'identified', 'given_to_family'"
_HANDOVER = ", ".join(f"'{stage}'" for stage in HANDOVER_STAGES)
figure = _record(
    "figure",
    _reference("agreement", "agreement.id"),
    _reference("event", "event.id"),
    _words("words"),
    Column("low", Number, nullable=False),
    Column("high", Number, nullable=True),
    _words("bound"),
    _words("unit"),
    _words("category"),
    _words("category_root"),
    _reference("sender", "party.id"),
    _reference("receiver", "party.id"),
    _words("stage"),
    _reference("claimant", "party.id"),
    Column("vantage", Text, nullable=True),
    _words("vantage_reason"),
    _words("accumulation"),
    _words("said_on"),
    _words("as_of"),
    _reference("source", "source.id", needed=True),
    _words("quote"),
    Column("anchor_start", Integer, nullable=True),
    Column("anchor_end", Integer, nullable=True),
    _words("anchor_before"),
    _words("anchor_after"),
    _words("where"),
    Column("credibility", Integer, nullable=False),
    _reference("part_of", "figure.id"),
    _reference("relative_to", "figure.id"),
    Column("portion", Text, nullable=True),
    _reference("corrects", "figure.id"),
    _flag("retracted"),
    _words("retracted_on"),
    _words("retracted_reason"),
    _words("note"),
    _words("ref"),
    *_about_and_direction("figure"),
    _category_reference(),
    _said("words", "figure_in_words"),
    CheckConstraint("low >= 0 AND (high IS NULL OR low <= high)", name="figure_low_to_high"),
    _among("bound", BOUNDS, "figure_bound_known"),
    _among("unit", UNITS, "figure_unit_known"),
    CheckConstraint(
        "(category_root = 'person' AND unit = 'person') OR "
        f"(category_root = 'deceased' AND (unit <> 'person' OR stage IN ({_PERSON_STAGES})))",
        name="figure_unit_fits_category",
    ),
    _among("stage", STAGES, "figure_stage_known"),
    _among("vantage", VANTAGES, "figure_vantage_known", or_null=True),
    CheckConstraint("vantage IS NULL OR trim(vantage_reason) <> ''", name="figure_vantage_with_reason"),
    _among("accumulation", ACCUMULATIONS, "figure_accumulation_known"),
    CheckConstraint(
        f"NOT (accumulation = 'increment' AND event IS NULL AND stage IN ({_HANDOVER}))", name="figure_increment_names_event"
    ),
    CheckConstraint(
        "(anchor_start IS NULL AND anchor_end IS NULL) OR "
        "(anchor_start IS NOT NULL AND anchor_end IS NOT NULL AND 0 <= anchor_start AND anchor_start < anchor_end)",
        name="figure_anchor_whole",
    ),
    _among("credibility", CREDIBILITIES, "figure_credibility"),
    CheckConstraint("(relative_to IS NULL) = (portion IS NULL)", name="figure_share_with_base"),
    CheckConstraint(
        "(part_of IS NULL OR part_of <> id) AND (relative_to IS NULL OR relative_to <> id) "
        "AND (corrects IS NULL OR corrects <> id)",
        name="figure_not_of_itself",
    ),
    _yes_or_no("retracted", "figure_retracted_or_not"),
)
pin = _record(
    "pin",
    _reference("agreement", "agreement.id"),
    _reference("event", "event.id"),
    _words("category"),
    _words("category_root"),
    _reference("sender", "party.id"),
    _reference("receiver", "party.id"),
    _reference("figure", "figure.id", needed=True),
    _words("reason"),
    *_about_and_direction("pin"),
    _category_reference(),
    _said("reason", "pin_with_reason"),
)
briefing = _record(
    "briefing",
    _words("title"),
    _words("label"),
    _words("as_of"),
    _words("issued_at"),
    _words("fingerprint"),
    _words("options"),
    _digest_reference("snapshot_sha256", "kept_text.sha256", needed=True),
    Column("pages", Integer, nullable=False),
    _digest_reference("pdf_sha256", "kept_bytes.sha256", needed=True),
    _said("title", "briefing_titled"),
    CheckConstraint("pages > 0", name="briefing_has_pages"),
)
journal = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True),
    _words("at"),
    _words("author"),
    _words("label"),
    _words("reason"),
    _words("turn"),
    _reference("of_entry", "journal.id"),
    _words("previous"),
    Column("sha256", Text, nullable=False, unique=True),
    CheckConstraint("turn IN ('act', 'undo', 'redo')", name="journal_turn_known"),
    CheckConstraint("(turn = 'act') = (of_entry IS NULL)", name="journal_reversal_names_act"),
    CheckConstraint("of_entry IS NULL OR of_entry < id", name="journal_reversal_comes_after"),
    _said("label", "journal_labelled"),
    sqlite_autoincrement=True,
    sqlite_strict=True,
)
journal_change = Table(
    "journal_change",
    metadata,
    Column("entry", Integer, ForeignKey("journal.id", deferrable=True, initially="DEFERRED"), primary_key=True),
    Column("position", Integer, primary_key=True),
    _words("kind"),
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
    _words("content"),
    _words("kept_at"),
    sqlite_strict=True,
)
dismissal = Table(
    "dismissal",
    metadata,
    Column("source", Integer, primary_key=True),
    Column("key", Text, primary_key=True),
    sqlite_strict=True,
)


def upgrade() -> None:
    """Make the tables, then the method's own categories, then the search index."""
    metadata.create_all(op.get_bind(), checkfirst=False)
    rows = [{"key": key, "parent": parent, "label": label, "root": root} for key, parent, label, root in METHOD_CATEGORIES]
    op.bulk_insert(category, rows)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3')"
        )


def downgrade() -> None:
    """There is nothing before the first format."""
    raise NotImplementedError("the first format has none before it")
