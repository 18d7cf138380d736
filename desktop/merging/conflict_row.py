"""The conflicts of a merge as rows of a list, and what they are in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from db.kind import RecordKind
from db.merge_result import Clash, Conflict, Decisions, FieldApart, Merged, Take, Touched
from db.result import Entry
from desktop.history.change import kind_word
from desktop.history.field_word import field_word
from desktop.history.row import local, shortened
from desktop.look.cell import Cell, Text
from desktop.look.table import Column, Group
from desktop.merging.field_choice import FieldRow, said_words
from desktop.word import counted

WHOLE = ""
"""The name under which a record is decided as a whole."""


def merging_tr(text: str) -> str:
    """A text of these dialogs in the language of the user."""
    return QCoreApplication.translate("Merging", text)


def kinds_word(kind: RecordKind, number: int) -> str:
    """So many records of a kind."""
    words: Mapping[RecordKind, tuple[str, str]] = {
        RecordKind.PUBLISHER: (merging_tr("1 publisher"), merging_tr("{n} publishers")),
        RecordKind.PARTY: (merging_tr("1 party"), merging_tr("{n} parties")),
        RecordKind.SOURCE: (merging_tr("1 source"), merging_tr("{n} sources")),
        RecordKind.AGREEMENT: (merging_tr("1 agreement"), merging_tr("{n} agreements")),
        RecordKind.EVENT: (merging_tr("1 event"), merging_tr("{n} events")),
        RecordKind.FIGURE: (merging_tr("1 figure"), merging_tr("{n} figures")),
        RecordKind.PIN: (merging_tr("1 measure"), merging_tr("{n} measures")),
        RecordKind.CATEGORY: (merging_tr("1 category"), merging_tr("{n} categories")),
        RecordKind.SETTING: (
            merging_tr("1 decision on likeness or counting"),
            merging_tr("{n} decisions on likeness or counting"),
        ),
    }
    one, many = words.get(kind, (kind_word(kind), kind_word(kind)))
    return counted(number, one, many)


def clash_word(clash: Clash) -> str:
    """What the two did, in a few words."""
    return {
        Clash.BOTH_CHANGED: merging_tr("changed on both sides"),
        Clash.REMOVED_HERE: merging_tr("removed here, changed there"),
        Clash.REMOVED_THERE: merging_tr("changed here, removed there"),
        Clash.LAW: merging_tr("cannot stand together"),
    }[clash]


def decided_word(conflict: Conflict, decisions: Decisions) -> str:
    """How a conflict is decided; empty while it is open."""
    decision = decisions.get(conflict.key)
    if not conflict.is_decided_by(decision):
        return ""
    takes = {decision} if isinstance(decision, Take) else set((decision or {}).values())
    if takes == {Take.OURS}:
        return merging_tr("as here")
    return merging_tr("as there") if takes == {Take.THEIRS} else merging_tr("some of each")


def conflict_columns(decisions: Callable[[], Decisions]) -> tuple[Column[Conflict], ...]:
    """The record, what happened to it, how it is decided."""

    def decided(conflict: Conflict) -> Cell:
        word = decided_word(conflict, decisions())
        return Text(word, tone="accent", weight=500) if word else Text(merging_tr("open"), tone="ink3")

    return (
        Column(merging_tr("Record"), lambda conflict: Text(conflict.name or "–", middle=True), 200, stretch=True, least=120),
        Column(merging_tr("What happened"), lambda conflict: Text(clash_word(conflict.clash), tone="ink2"), 172, least=110),
        Column(merging_tr("Decision"), decided, 92),
    )


def grouped(conflicts: Sequence[Conflict]) -> list[Conflict | Group]:
    """The conflicts under the names of their kinds."""
    order = list(RecordKind)
    rows: list[Conflict | Group] = []
    for kind, those in groupby(sorted(conflicts, key=lambda c: order.index(c.kind)), key=lambda c: c.kind):
        listed = list(those)
        rows += [Group(Text(kinds_word(kind, len(listed)), tone="ink2", weight=500, size=12)), *listed]
    return rows


def touched_columns() -> tuple[Column[tuple[str, Touched]], ...]:
    """What comes in: what becomes of each record, its kind, its name."""
    return (
        Column(merging_tr("What"), lambda row: Text(row[0], tone="ink2"), 96),
        Column(merging_tr("Kind"), lambda row: Text(kind_word(row[1].kind), tone="ink2"), 110),
        Column(merging_tr("Record"), lambda row: Text(row[1].name or "–", middle=True), 320, stretch=True, least=140),
    )


def touched_rows(told: Merged) -> list[tuple[str, Touched]]:
    """Every record that a merge brings in, changes or takes out."""
    ways = ((merging_tr("new"), told.added), (merging_tr("changed"), told.changed), (merging_tr("removed"), told.removed))
    return [(way, record) for way, records in ways for record in records]


def summary(told: Merged) -> str:
    """What a merge would do, in one line."""
    counts = (
        (told.added, merging_tr("1 new"), merging_tr("{n} new")),
        (told.changed, merging_tr("1 changed there"), merging_tr("{n} changed there")),
        (told.removed, merging_tr("1 removed there"), merging_tr("{n} removed there")),
    )
    parts = [counted(len(records), one, many) for records, one, many in counts if records]
    parts.append(counted(told.same, merging_tr("1 the same"), merging_tr("{n} the same")))
    if told.conflicts:
        kinds = Counter(conflict.kind for conflict in told.conflicts)
        named = ", ".join(kinds_word(kind, kinds[kind]) for kind in RecordKind if kinds[kind])
        found = counted(len(told.conflicts), merging_tr("1 conflict"), merging_tr("{n} conflicts"))
        removals = sum(c.clash in (Clash.REMOVED_HERE, Clash.REMOVED_THERE) for c in told.conflicts)
        if removals:
            against = counted(removals, merging_tr("1 a removal against a change"), merging_tr("{n} removals against changes"))
            named = f"{named}; {against}"
        parts.append(f"{found} ({named})")
    return "  ·  ".join(parts)


def field_rows(conflict: Conflict) -> list[FieldRow]:
    """What there is to choose in a conflict: its fields, or the record as a whole."""
    if conflict.clash is Clash.BOTH_CHANGED and conflict.fields:
        return [_field_row(apart) for apart in conflict.fields]
    here, there = _whole_words(conflict)
    return [FieldRow(WHOLE, merging_tr("The {kind}").format(kind=kind_word(conflict.kind)), here, there)]


def _field_row(apart: FieldApart) -> FieldRow:
    hints = {Take.OURS: merging_tr("changed only here"), Take.THEIRS: merging_tr("changed only there"), None: ""}
    hint = hints[apart.only]
    if not hint and apart.base_said is not None:
        hint = merging_tr("was: {value}").format(value=shortened(said_words(apart.base_said), 60) or merging_tr("empty"))
    here, there = said_words(apart.ours_said), said_words(apart.theirs_said)
    return FieldRow(apart.field, field_word(apart.field.removesuffix("_sha256")), here, there, apart.joinable, hint)


def _whole_words(conflict: Conflict) -> tuple[str, str]:
    match conflict.clash:
        case Clash.REMOVED_HERE:
            return merging_tr("it stays removed; the change made there is dropped"), merging_tr("it comes back, as it is there")
        case Clash.REMOVED_THERE:
            return merging_tr("it stays, as it is here"), merging_tr("it is removed; the change made here is dropped")
        case Clash.LAW if conflict.id is None:
            return merging_tr("it is left out"), merging_tr("it comes in, and all that it rests on becomes as it is there")
    return merging_tr("it stays as it is here"), merging_tr("it becomes as it is there, with all that rests on it")


def act_lines(acts: Sequence[Entry]) -> list[str]:
    """Who did what, when and why, an act a line."""
    lines = []
    for act in acts:
        line = f"{local(act).strftime('%Y-%m-%d %H:%M')}  {act.author or merging_tr('No name')}: {act.label}"
        lines.append(f"{line}. {act.reason}" if act.reason else line)
    return lines
