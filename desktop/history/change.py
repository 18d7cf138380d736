"""One act's changes in the reader's words: which record, which fields, from what to what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from db.kind import RecordKind
from db.mark import is_mark
from db.result import RecordChange
from desktop.history.field_word import ORDER, TERMS, field_word
from desktop.word import term, word
from figures.category import METHOD_CATEGORIES
from figures.count import Count
from figures.vocabulary import Stage
from figures.wording import in_words

ANCHOR = frozenset({"anchor_start", "anchor_end", "anchor_before", "anchor_after"})
READ = frozenset({"low", "high"})
CATEGORIES = {category.id: category.label for category in METHOD_CATEGORIES}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field from what to what; empty text where there was nothing."""

    label: str
    before: str
    after: str


def value_words(field: str, value: str) -> str:
    """A value as the forms have it: terms by their labels, categories by their names, yes and no in words."""
    for kind in TERMS.get(field, ()):
        if value in kind._value2member_map_:
            return term(kind(value))
    if field == "category":
        return word(CATEGORIES.get(value, value))
    if value in ("yes", "no"):
        return word(value)
    return value


def field_changes(change: RecordChange) -> tuple[FieldChange, ...]:
    """The fields that differ, in the forms' order; what a number was read as is one field, and so is a quote's place."""
    if is_likeness(change):
        return ()
    before, after = change.before or {}, change.after or {}
    names = sorted({*before, *after}, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))
    found: dict[str, FieldChange] = {}
    for name in names:
        if name in READ:
            pair = FieldChange(field_word("count"), read_as(before), read_as(after))
        elif name in ANCHOR:
            pair = FieldChange(field_word("anchor"), _place(before), _place(after))
        else:
            pair = FieldChange(
                field_word(name), value_words(name, before.get(name, "")), value_words(name, after.get(name, ""))
            )
        if pair.before != pair.after and not _says_nothing(change, pair):
            found.setdefault(pair.label, pair)
    return tuple(found.values())


def is_likeness(change: RecordChange) -> bool:
    """Whether the change only notes that two records are one, or are not: it is kept by identities that say nothing."""
    return change.kind is RecordKind.SETTING and is_mark(change.name)


def _says_nothing(change: RecordChange, pair: FieldChange) -> bool:
    """Of a record that is new or gone, a plain *no* is no news."""
    return (change.before is None or change.after is None) and {pair.before, pair.after} == {"", word("no")}


def read_as(fields: Mapping[str, str]) -> str:
    """What a number was read as: *6,001 or more*."""
    low, high = fields.get("low", ""), fields.get("high", "")
    if not low.isdigit() or (high and not high.isdigit()):
        return ""
    return in_words(Count(int(low), int(high) if high else None))


def _place(fields: Mapping[str, str]) -> str:
    start, end = fields.get("anchor_start", ""), fields.get("anchor_end", "")
    if not start or not end:
        return ""
    return QCoreApplication.translate("History", "characters {start} to {end}").format(start=start, end=end)


def record_name(change: RecordChange) -> str:
    """A record's name; a figure's number alone would say too little, so its stage and what it is about stand beside it."""
    if is_likeness(change):
        return QCoreApplication.translate("History", "whether two records are one")
    if change.kind is not RecordKind.FIGURE:
        return change.name or kind_word(change.kind)
    fields = change.after or change.before or {}
    stage = value_words("stage", fields["stage"]) if fields.get("stage") in Stage._value2member_map_ else ""
    about = fields.get("event") or fields.get("agreement") or ""
    return ", ".join(part for part in (f"{change.name} {stage}".strip(), about) if part)


def kind_word(kind: RecordKind) -> str:
    """What a record of that kind is called."""
    tr = QCoreApplication.translate
    return {
        RecordKind.PUBLISHER: tr("History", "publisher"),
        RecordKind.PARTY: tr("History", "party"),
        RecordKind.SOURCE: tr("History", "source"),
        RecordKind.AGREEMENT: tr("History", "agreement"),
        RecordKind.EVENT: tr("History", "event"),
        RecordKind.FIGURE: tr("History", "figure"),
        RecordKind.PIN: tr("History", "measure"),
        RecordKind.CATEGORY: tr("History", "category"),
        RecordKind.SETTING: tr("History", "setting"),
        RecordKind.BRIEFING: tr("History", "briefing"),
    }[kind]


def summary(change: RecordChange, fields: Mapping[str, str]) -> str:
    """What a record that came or went amounts to, in one cell."""
    tr = QCoreApplication.translate
    match change.kind:
        case RecordKind.FIGURE:
            return read_as(fields)
        case RecordKind.AGREEMENT | RecordKind.EVENT:
            return fields.get("date", "")
        case RecordKind.SOURCE:
            return fields.get("publisher", "")
        case RecordKind.BRIEFING:
            pages, print_ = fields.get("pages", ""), fields.get("fingerprint", "")
            return tr("History", "{pages} pages, {fingerprint}").format(pages=pages, fingerprint=print_[:12]) if pages else ""
    return ""
