"""One try to keep a planned table in a casefile, in one act; what the casefile refuses becomes a fault at its row.

Each thing is made when the first row comes that needs it, and all that has to be remembered of it is its key. What the table
adds to records that are there already is written last, because a change ends the writing of many records at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from db.act import Act
from db.casefile import Casefile, RecordKind
from desktop.thing_draft import completed, new_draft
from exchange.heading import Fault
from exchange.image import Link
from exchange.quoted import anchor_of
from exchange.roster import Complaint, Group
from exchange.saying import Fact, Thing
from exchange.table import ROWS_BETWEEN_LOOKS, Reached
from exchange.table_plan import NAMING, Needed, Plan, PlannedFigure, resolved
from exchange.table_row import SILENT
from exchange.voice import Voice
from figures.count import Count
from figures.record import Casebook, Draft, FigureDraft, PinDraft, Unfit

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


class Withdrawn(Exception):
    """Raised inside an act so that nothing of it is kept."""


class Keeper:
    """Keeps a plan; where there are ``faults`` afterwards, nothing was kept. ``made`` counts the new records by kind."""

    def __init__(
        self, casefile: Casefile, casebook: Casebook, planned: Plan, texts: Mapping[str, str], new_uid: NewUid | None
    ) -> None:
        self.casefile, self.casebook, self.plan, self.new_uid = casefile, casebook, planned, new_uid or _any_uid
        self.made: dict[str, int] = {}
        self._texts = texts
        self._text: dict[int, str] = {}
        self._thing_faults: list[Complaint] = []
        self._figure_faults: list[Fault] = []
        self._changes: list[tuple[Group, int, Draft]] = []
        self._key = array("Q", bytes(8 * len(planned.rows.voices)))
        """The key of what each voice means; 0 where it was not made."""
        self._key_of_group: dict[int, int] = {}
        self._figure_key: dict[int, int] = {}
        self._count: dict[int, Count] = {}
        self._measures: list[tuple[PlannedFigure, int]] = []
        self.faults: list[Fault] = []

    def keep(self, label: str, reached: Reached, *, withdraw: bool) -> None:
        """Keep everything in one act; nothing where the casefile refuses any of it, or ``withdraw`` says so."""
        if not len(self.plan.figures):
            return
        self._read_texts()
        try:
            with self.casefile.act(label, reached=partial(reached, len(self.plan.figures))) as act:
                self._keep_all(act, reached)
                self.faults = self._told()
                if self.faults or withdraw:
                    raise Withdrawn
        except Withdrawn:
            pass

    def _keep_all(self, act: Act, reached: Reached) -> None:
        figures = self.plan.figures
        act.expect(RecordKind.SOURCE, self.plan.rows.voices.several(Thing.SOURCE))
        act.expect(RecordKind.EVENT, self.plan.rows.voices.several(Thing.EVENT))
        act.expect(RecordKind.FIGURE, len(figures))
        needed = Needed(self.plan.roster, len(self.plan.rows.voices))
        for step, planned in enumerate(figures):
            if step % ROWS_BETWEEN_LOOKS == 0:
                reached(step)
            for group in needed.by(planned.figure):
                self._keep_thing(act, group)
            if not self._thing_faults:
                self._keep_figure(act, planned)
        for group, known, draft in self._changes:
            self._try_thing(group, partial(act.change, known, draft))
        if not self._thing_faults:
            for planned, key in sorted(self._measures, key=lambda measure: measure[0].number):
                self._keep_measure(act, planned, key)

    def _told(self) -> list[Fault]:
        """What is wrong with things, at each row that speaks of them; else what is wrong with figures."""
        if not self._thing_faults:
            return self._figure_faults
        return self.plan.rows.told(self._thing_faults)

    def _read_texts(self) -> None:
        """Read the texts of the sources that are there already, in which quotes may stand."""
        for group in self.plan.roster.groups:
            record = None if group.record is None else group.record.record
            if group.thing is Thing.SOURCE and record is not None and group.said:
                self._text[record] = self.casefile.source_text(record)

    def _add(self, act: Act, kind: str, name: str, draft: Draft) -> int:
        self.made[kind] = self.made.get(kind, 0) + 1
        return act.add_later(draft, uid=self.new_uid(kind, name))

    def _keep_thing(self, act: Act, group: Group) -> None:
        known = None if group.record is None else group.record.record
        if known is not None:
            self._key_of_group[group.number] = known
        said = {
            name: self._value(group, name, voice, fact) if name in NAMING else fact.value
            for name, (voice, fact) in group.merged().items()
            if group.record is None or name not in group.record.facts
        }
        if known is None:
            self._try_thing(group, partial(self._make, act, group, said))
            return
        draft = completed(group, known, said, self.casebook)
        if draft is not None:
            self._changes.append((group, known, draft))

    def _try_thing(self, group: Group, do: Callable[[], None]) -> None:
        try:
            do()
        except Unfit as wrong:
            column = COLUMN_OF_THING[group.thing]
            self._thing_faults.append(Complaint({voice.number: (column, None) for voice in group.said}, str(wrong)))

    def _make(self, act: Act, group: Group, said: Mapping[str, Any]) -> None:
        draft = new_draft(group, said, self.plan.event_status(group))
        key = self._add(act, group.thing, group.ref or f"{group.name} {group.marks}", draft)
        self._key_of(group, key)
        text = self._texts.get(group.ref, "") if group.thing is Thing.SOURCE else ""
        if text:
            self._text[key] = text
            act.keep_text(key, text)

    def _key_of(self, group: Group, key: int) -> None:
        if self.plan.roster.settled(group.heard[0].number) is None:
            self._key[group.number] = key
        else:
            self._key_of_group[group.number] = key

    def _value(self, group: Group, name: str, voice: Voice, fact: Fact) -> Any:
        """The value of a field, with names of other things as their keys."""
        if name == "mediators" and isinstance(fact.value, tuple):
            keys = (self._key_of_group.get(self.plan.roster.named(Thing.PARTY, member).number) for member in fact.value)
            return tuple(dict.fromkeys(keys))
        named = resolved(self.plan.roster, group.thing, name, voice, fact)
        return fact.value if named is None else self._key_of_group.get(named.number)

    def _keep_figure(self, act: Act, planned: PlannedFigure) -> None:
        links = (planned.links.part_of, planned.links.relative_to, planned.links.corrects)
        if any(link is not None and link.row is not None and link.row not in self._figure_key for link in links):
            return
        try:
            draft = self._draft(planned)
            key = self._add(act, "figure", planned.figure.ref or str(planned.number), draft)
        except Unfit as wrong:
            row = planned.figure.row
            column = COLUMN_OF_FIELD.get(wrong.field, wrong.field)
            self._figure_faults.append(Fault(row.number, column, row[column], str(wrong)))
            return
        if planned.number in self.plan.figures.referred:
            self._figure_key[planned.number], self._count[key] = key, draft.count
        if planned.figure.measure:
            self._measures.append((planned, key))

    def _draft(self, planned: PlannedFigure) -> FigureDraft:
        row, links = planned.figure, planned.links
        base = self._linked(links.relative_to)
        portion = row.wording.portion
        count = row.wording.count if portion is None or base is None else portion.of(self._count_of(base))
        agreement, event, sender, receiver, claimant, source_voice, *_ = row.voices
        source = self._thing(source_voice) or 0
        return FigureDraft(
            agreement=None if row.on_event else self._thing(agreement),
            event=self._thing(event),
            words=row.wording.words,
            count=count,
            bound=row.wording.bound,
            unit=row.unit,
            category=row.category,
            sender=self._thing(sender),
            receiver=self._thing(receiver),
            stage=row.stage,
            claimant=self._thing(claimant),
            vantage=row.vantage,
            vantage_reason=row.vantage_reason,
            accumulation=row.accumulation,
            said_on=row.said_on,
            as_of=row.as_of,
            source=source,
            quote=row.quote,
            anchor=anchor_of(self._text.get(source, ""), row.quote),
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

    def _thing(self, voice: int) -> int | None:
        if voice == SILENT:
            return None
        key = self._key[voice]
        if not key:
            settled = self.plan.roster.settled(voice)
            key = self._key[voice] = 0 if settled is None else self._key_of_group[settled.number]
        return key

    def _linked(self, link: Link | None) -> int | None:
        if link is None:
            return None
        return link.figure if link.row is None else self._figure_key[link.row]

    def _count_of(self, figure: int) -> Count:
        known = self._count.get(figure)
        if known is None:
            known = self._count[figure] = next(f.count for f in self.casebook.figures if f.id == figure)
        return known

    def _keep_measure(self, act: Act, planned: PlannedFigure, key: int) -> None:
        row = planned.figure
        agreement, event, sender, receiver, *_ = row.voices
        draft = PinDraft(
            agreement=None if row.on_event else self._thing(agreement),
            event=self._thing(event),
            category=row.category,
            sender=self._thing(sender),
            receiver=self._thing(receiver),
            figure=key,
            reason=row.measure,
        )
        try:
            self._add(act, "pin", row.ref or str(planned.number), draft)
        except Unfit as wrong:
            self._figure_faults.append(Fault(planned.number, "measure", row.measure, str(wrong)))


def _any_uid(_kind: str, _name: str) -> str:
    """No identity of its own: the casefile gives a new one."""
    return ""
