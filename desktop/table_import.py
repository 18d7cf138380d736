"""Keeping a table of figures in a casefile: all of its rows in one act, or, where that is asked for, all but the refused.

The table and the casefile do not know each other; here what the one says is put into the drafts of the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from db.act import Act
from db.backup import Why, keep
from db.casefile import Casefile, RecordKind
from db.error import Interrupted
from db.result import Progress
from exchange.image import Link
from exchange.quoted import anchor_of
from exchange.roster import Group
from exchange.saying import Fact, Saying, Thing
from exchange.table import ROWS_BETWEEN_LOOKS, Fault, Reached, Row, Table
from exchange.table_plan import Plan, PlannedFigure, plan, resolved
from figures.count import Count
from figures.record import (
    AgreementDraft,
    Casebook,
    Draft,
    EventDraft,
    FigureDraft,
    PartyDraft,
    PinDraft,
    PublisherDraft,
    SourceDraft,
    Unfit,
)
from figures.uncollected import uncollected
from figures.vocabulary import EventKind

COLUMN_OF_FIELD = {
    "words": "number",
    "about": "event",
    "direction": "from",
    "sender": "from",
    "receiver": "to",
    "source": "source_title",
    "ref": "figure_id",
    "retracted_reason": "reason",
    "vantage_reason": "reason",
    "figure": "measure",
    "anchor": "quote",
}
COLUMN_OF_THING = {
    Thing.PUBLISHER: "publisher",
    Thing.PARTY: "claimant",
    Thing.SOURCE: "source_title",
    Thing.AGREEMENT: "agreement",
    Thing.EVENT: "event",
}
NewUid = Callable[[str, str], str]
PLANNED = 0.4
"""How much of the work is done once it is known what would be kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What keeping a table did, row by row where something is wrong. ``made`` counts the new records by kind.

    ``cells`` are the cells of the faults as a spreadsheet calls them, in their order; empty where no one column is at fault.
    """

    read: int
    kept: int
    duplicates: int
    faults: tuple[Fault, ...]
    made: Mapping[str, int] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    read_as: str = ""
    cells: tuple[str, ...] = ()

    @property
    def refused(self) -> int:
        """How many rows were refused, each for one fault or several."""
        return len({fault.row for fault in self.faults})


class _Way:
    """How far an import is, told to whoever waits for it."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress

    def along(self, start: float, end: float, steps: int) -> Reached:
        """What is to be told, step by step, between two parts of the whole."""

        def reached(step: int) -> None:
            if self._progress is not None and not self._progress(start + (end - start) * step / max(steps, 1)):
                raise Interrupted("The import was called off. Nothing of it was kept.")

        return reached


class _Withdrawn(Exception):
    """Raised inside an act so that nothing of it is kept."""


@uncollected()
def import_table(
    casefile: Casefile,
    table: Table,
    *,
    label: str = "Import a table of figures",
    skip_bad: bool = False,
    dry_run: bool = False,
    texts: Mapping[str, str] | None = None,
    new_uid: NewUid | None = None,
    progress: Progress | None = None,
    backup_folder: Path | None = None,
) -> ImportReport:
    """Keep the table's figures in one act; with ``dry_run`` or a fault nothing, with ``skip_bad`` what has no fault.

    A backup is made first where there is anything to lose, in ``backup_folder`` or beside the casefile. ``texts`` are texts of
    sources by their ``source_id``. ``new_uid`` gives a new record, by kind and name, its identity. ``progress`` is told how far
    this is and may call it off: then ``Interrupted`` is raised and nothing is kept.
    """
    way = _Way(progress)
    refused: tuple[Fault, ...] = ()
    backed_up = dry_run or casefile.tally().is_empty
    while True:
        casebook = casefile.casebook()
        planned = plan(table, casebook, refused, way.along(0.0, PLANNED, len(table.rows)))
        if planned.faults and not skip_bad:
            return _report(table, planned, planned.faults)
        if planned.figures and not backed_up:
            keep(casefile, Why.IMPORT, folder=backup_folder)
            backed_up = True
        keeper = _Keeper(casefile, casebook, planned, dict(texts or {}), new_uid or _any_uid)
        keeper.keep(label, way.along(PLANNED, 1.0, len(planned.things) + len(planned.figures)), withdraw=dry_run)
        if not keeper.faults:
            return _report(table, planned, planned.faults, kept=len(planned.figures), made=keeper.made)
        if not skip_bad:
            return _report(table, planned, keeper.faults)
        refused = (*refused, *keeper.faults)


def _look(reached: Reached, step: int) -> None:
    if step % ROWS_BETWEEN_LOOKS == 0:
        reached(step)


def _any_uid(_kind: str, _name: str) -> str:
    """No identity of its own: the casefile gives a new one."""
    return ""


def _report(
    table: Table, planned: Plan, faults: list[Fault], kept: int = 0, made: Mapping[str, int] | None = None
) -> ImportReport:
    return ImportReport(
        read=planned.read,
        kept=kept,
        duplicates=len(planned.duplicates),
        faults=tuple(faults),
        made=dict(made or {}),
        unused=table.unused,
        read_as=table.read_as,
        cells=tuple(table.cell(fault) for fault in faults),
    )


class _Keeper:
    """One try to keep a plan; what the casefile refuses becomes a fault at its row, and then nothing is kept."""

    def __init__(self, casefile: Casefile, casebook: Casebook, planned: Plan, texts: dict[str, str], new_uid: NewUid) -> None:
        self.casefile, self.casebook, self.plan, self.new_uid = casefile, casebook, planned, new_uid
        self.faults: list[Fault] = []
        self.made: dict[str, int] = {}
        self.thing_id: dict[int, int] = {}
        self.figure_id: dict[int, int] = {}
        self.count: dict[int, Count] = {figure.id: figure.count for figure in casebook.figures}
        self.text: dict[int, str] = {}
        self.texts = texts
        for group in planned.things:
            if group.thing is Thing.SOURCE and group.record is not None and group.record.record is not None:
                self.text[group.record.record] = casefile.source_text(group.record.record)

    def keep(self, label: str, reached: Reached, *, withdraw: bool) -> None:
        """Keep everything in one act; nothing where the casefile refuses any of it, or ``withdraw`` says so."""
        if not self.plan.figures:
            return
        try:
            done = len(self.plan.things) + len(self.plan.figures)
            with self.casefile.act(label, reached=partial(reached, done)) as act:
                self._expect(act)
                for step, group in enumerate(self.plan.things):
                    _look(reached, step)
                    self._keep_thing(act, group)
                if not self.faults:
                    for step, planned in enumerate(self.plan.figures, start=len(self.plan.things)):
                        _look(reached, step)
                        self._keep_figure(act, planned)
                    for planned in sorted(self.plan.figures, key=lambda p: p.number):
                        self._keep_measure(act, planned)
                if self.faults or withdraw:
                    raise _Withdrawn
        except _Withdrawn:
            pass

    def _expect(self, act: Act) -> None:
        new = Counter(group.thing for group in self.plan.things if group.record is None)
        for thing in (Thing.SOURCE, Thing.EVENT):
            act.expect(RecordKind(thing), new[thing])
        act.expect(RecordKind.FIGURE, len(self.plan.figures))

    def _add(self, act: Act, kind: str, name: str, draft: Draft) -> int:
        self.made[kind] = self.made.get(kind, 0) + 1
        return act.add_later(draft, uid=self.new_uid(kind, name))

    def _keep_thing(self, act: Act, group: Group) -> None:
        known = None if group.record is None else group.record.record
        said = {
            name: self._value(group, name, row, fact)
            for name, (row, fact) in group.merged().items()
            if group.record is None or name not in group.record.facts
        }
        try:
            if known is None:
                draft = self._draft(group, said)
                self.thing_id[id(group)] = self._add(act, group.thing, group.ref or f"{group.name} {group.marks}", draft)
                self._keep_text(act, group)
                return
            self.thing_id[id(group)] = known
            completed = self._completed(group, known, said)
            if completed is not None:
                act.change(known, completed)
        except Unfit as wrong:
            column = COLUMN_OF_THING[group.thing]
            self.faults.extend(Fault(row.number, column, row[column], str(wrong)) for row, _ in group.said)

    def _keep_text(self, act: Act, group: Group) -> None:
        text = self.texts.get(group.ref, "") if group.thing is Thing.SOURCE else ""
        if text:
            self.text[self.thing_id[id(group)]] = text
            act.keep_text(self.thing_id[id(group)], text)

    def _value(self, group: Group, name: str, row: Row, fact: Fact) -> Any:
        """The value of a field, with names of other things as their ids."""
        if name == "mediators" and isinstance(fact.value, tuple):
            ids = (self.thing_id[id(self.plan.roster.named(Thing.PARTY, member))] for member in fact.value)
            return tuple(dict.fromkeys(ids))
        named = resolved(self.plan.roster, group.thing, name, row, fact)
        return fact.value if named is None else self.thing_id[id(named)]

    def _draft(self, group: Group, said: Mapping[str, Any]) -> Draft:
        name, values = group.name, dict(said)
        match group.thing:
            case Thing.PUBLISHER:
                return replace(PublisherDraft(name=name), **values)
            case Thing.PARTY:
                return replace(PartyDraft(name=name), **values)
            case Thing.SOURCE:
                return replace(SourceDraft(title=name, ref=group.ref), **values)
            case Thing.AGREEMENT:
                return replace(AgreementDraft(title=name, date=group.marks[0]), **values)
            case Thing.EVENT:
                values.setdefault("status", self.plan.event_status(group))
                values.setdefault("kind", EventKind.OTHER)
                return replace(EventDraft(title=name, date=group.marks[0]), **values)

    def _completed(self, group: Group, known: int, said: Mapping[str, Any]) -> Draft | None:
        """The record with what it left empty filled in; None where there is nothing to fill."""
        values = dict(said)
        match group.thing:
            case Thing.PUBLISHER:
                return replace(self.casebook.publisher[known], **values) if values else None
            case Thing.PARTY:
                return replace(self.casebook.party[known], **values) if values else None
            case Thing.SOURCE:
                if group.ref and not self.casebook.source[known].ref:
                    values["ref"] = group.ref
                return replace(self.casebook.source[known], **values) if values else None
            case Thing.AGREEMENT:
                if group.marks[0] and not self.casebook.agreement[known].date:
                    values["date"] = group.marks[0]
                return replace(self.casebook.agreement[known], **values) if values else None
            case Thing.EVENT:
                if group.marks[0] and not self.casebook.event[known].date:
                    values["date"] = group.marks[0]
                return replace(self.casebook.event[known], **values) if values else None

    def _keep_figure(self, act: Act, planned: PlannedFigure) -> None:
        links = (planned.links.part_of, planned.links.relative_to, planned.links.corrects)
        if any(link is not None and link.row is not None and link.row not in self.figure_id for link in links):
            return
        try:
            draft = self._figure_draft(planned)
            key = self._add(act, "figure", planned.figure.ref or str(planned.number), draft)
        except Unfit as wrong:
            row = planned.figure.row
            column = COLUMN_OF_FIELD.get(wrong.field, wrong.field)
            self.faults.append(Fault(row.number, column, row[column], str(wrong)))
            return
        self.figure_id[planned.number], self.count[key] = key, draft.count

    def _figure_draft(self, planned: PlannedFigure) -> FigureDraft:
        row, links = planned.figure, planned.links
        base = self._linked(links.relative_to)
        portion = row.wording.portion
        count = row.wording.count if portion is None or base is None else portion.of(self.count[base])
        source = self._thing(row.source) or 0
        return FigureDraft(
            agreement=None if row.event is not None else self._thing(row.agreement),
            event=self._thing(row.event),
            words=row.wording.words,
            count=count,
            bound=row.wording.bound,
            unit=row.unit,
            category=row.category,
            sender=self._thing(row.sender),
            receiver=self._thing(row.receiver),
            stage=row.stage,
            claimant=self._thing(row.claimant),
            vantage=row.vantage,
            vantage_reason=row.vantage_reason,
            accumulation=row.accumulation,
            said_on=row.said_on,
            as_of=row.as_of,
            source=source,
            quote=row.quote,
            anchor=anchor_of(self.text.get(source, ""), row.quote),
            where=row.where,
            credibility=row.credibility,
            part_of=self._linked(links.part_of),
            relative_to=base,
            portion=portion,
            corrects=self._linked(links.corrects),
            retracted=row.retracted,
            retracted_on=row.retracted_on,
            retracted_reason=row.retracted_reason,
            note=row.note,
            ref=row.ref,
        )

    def _thing(self, saying: Saying | None) -> int | None:
        return None if saying is None else self.thing_id[id(self.plan.roster.group(saying))]

    def _linked(self, link: Link | None) -> int | None:
        if link is None:
            return None
        return link.figure if link.row is None else self.figure_id[link.row]

    def _keep_measure(self, act: Act, planned: PlannedFigure) -> None:
        row, key = planned.figure, self.figure_id.get(planned.number)
        if not row.measure or key is None:
            return
        draft = PinDraft(
            agreement=None if row.event is not None else self._thing(row.agreement),
            event=self._thing(row.event),
            category=row.category,
            sender=self._thing(row.sender),
            receiver=self._thing(row.receiver),
            figure=key,
            reason=row.measure,
        )
        try:
            self._add(act, "pin", row.ref or str(planned.number), draft)
        except Unfit as wrong:
            self.faults.append(Fault(planned.number, "measure", row.measure, str(wrong)))
