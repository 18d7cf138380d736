"""What a sentence about a case may say: its numbers with their nouns, who gives them, where, when, and the gap between them."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.findings import Case
from briefing.naming import Naming
from briefing.text import Name, Number, Run, Text, Words, figures_of
from figures.line import Line, Reading
from figures.vocabulary import Role

Values = dict[str, Run | Text | str]
LONGEST_SUBJECT = 36
ROLE_FIELDS = (("s", Role.STATED), ("o", Role.OBSERVED), ("r", Role.REPORTED), ("p", Role.PRESENTED))


@dataclass(frozen=True)
class Facts:
    """Values for the fields of sentences, in the words of one naming."""

    naming: Naming

    def values(self, case: Case) -> Values:
        """Every value that a sentence on this case may use: numbers by role, who counts, where, when, and the gap."""
        line, naming = case.line, self.naming
        receiver = "" if case.twin or line.receiver is None else naming.party(line.receiver)
        unit = line.unit or (line.stated.unit if line.stated else None)
        values: Values = {
            "what": naming.what(line.category, unit),
            "at": receiver,
            "in_at": self.naming.language.tr(" in {place}").format(place=receiver) if receiver else "",
            "to_at": self.naming.language.tr(" to {place}").format(place=receiver) if receiver else "",
            "when": self._when(line),
        }
        for name, role in ROLE_FIELDS:
            held = case.readings(role)
            if held:
                values[name] = self._number(case, held)
                values[f"{name}_n"] = self._number(case, held, noun=True)
                values[f"{name}_by"] = "" if case.twin else self._subject(held[0])
        if line.stated is not None:
            values["stage"] = naming.stage(line.stated)
        if line.difference is not None:
            figures = (*figures_of(values.get("s", ())), *figures_of(values.get("o", ())))
            values["gap"] = Number(self._distance(line), figures)
        return values

    def _number(self, case: Case, held: list[Reading], *, noun: bool = False) -> Text:
        """A number of one role, with its noun and *a side* where both directions say the same."""
        first = held[0]
        figures = tuple(dict.fromkeys(f for reading in held for f in self.naming.core(reading)))
        runs: list[Run] = [Number(self.naming.reading_text(first, either=True), figures)]
        if self.naming.splits(first) and not case.twin:
            runs = list(self.naming.voices(first))
        if noun and not self.naming.numberless(first):
            runs += [Words(" "), Name(self.naming.noun(first.count, case.line.category, first.unit))]
        return (*runs, Words(self.naming.language.tr(" a side"))) if case.twin else tuple(runs)

    def _when(self, line: Line) -> str:
        date = "" if line.event is None else self.naming.casebook.event[line.event].date
        return self.naming.language.tr(" on {date}").format(date=self.naming.language.date(date)) if date else ""

    def _distance(self, line: Line) -> str:
        gap = line.difference
        if gap is None:
            return ""
        if gap.high is not None and gap.high <= 0:
            return self.naming.apart(-gap.high, None if gap.low is None else -gap.low)
        return self.naming.apart(gap.low, gap.high)

    def _claimants(self, reading: Reading) -> list[int]:
        """Who gives the reading's own count; none where one of them is not named or withheld."""
        figures = [self.naming.casebook.figure[f] for f in self.naming.core(reading)]
        if any(self.naming.withheld(f) or f.claimant is None for f in figures):
            return []
        return list(dict.fromkeys(f.claimant for f in figures if f.claimant is not None))

    def _subject(self, reading: Reading) -> str:
        """Who counts: one claimant by a short name, else the side that they are all on; empty where neither can be said."""
        claimants = self._claimants(reading)
        sides = list(dict.fromkeys(self.naming.casebook.side(c) for c in claimants))
        if len(sides) != 1:
            return ""
        own = self.naming.party(claimants[0])
        short = len(claimants) == 1 and len(own) <= LONGEST_SUBJECT and "," not in own
        return own if short else self.naming.party(sides[0])

    def own_offices(self, case: Case) -> bool:
        """Whether several offices of the receiving side are who counts."""
        reading = case.line.observed
        if reading is None or case.twin or case.line.receiver is None:
            return False
        claimants = self._claimants(reading)
        return len(claimants) > 1 and {self.naming.casebook.side(c) for c in claimants} == {case.line.receiver}
