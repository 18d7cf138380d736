"""What a fair reader must be told beside the verdict: other reports, parts, conventions, days without a number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from briefing.findings import Case
from briefing.naming import Naming
from briefing.telling_values import Values
from briefing.text import Marks, Name, Number, Run, Text, Words, say
from figures.line import Line
from figures.vocabulary import AgreementStatus, Bound, Role, Verdict


@dataclass(frozen=True)
class Asides:
    """Asides to a sentence, in the words of one naming."""

    naming: Naming

    def dates(self, case: Case) -> Text:
        """The days on which something was handed over without a number."""
        casebook, language = self.naming.casebook, self.naming.language
        days: dict[tuple[str, int], list[int]] = defaultdict(list)
        figures = tuple(f for reading in case.readings(Role.OBSERVED) for f in reading.figures)
        for figure in figures:
            event = casebook.figure[figure].event
            if event is not None:
                days[casebook.event[event].date, event].append(figure)
        if not days or len(days) > 4:
            return say(self.naming.language.tr("handovers took place{m}, and no number was given."), {"m": (Marks(figures),)})
        named: list[Run] = []
        for at, ((date, _), held) in enumerate(sorted(days.items())):
            if at:
                named.append(Words(self.naming.language.tr(" and ") if at == len(days) - 1 else ", "))
            named += [Name(language.date(date)), Marks(tuple(held))]
        return say(self.naming.language.tr("handovers took place on {days}, and no number was given."), {"days": tuple(named)})

    def parts(self, case: Case) -> Text:
        """What is known of the parts of a promise, and how many are unaccounted for."""
        line, naming = case.line, self.naming
        if line.unaccounted is None or line.stated is None:
            return ()
        parts = [naming.casebook.figure[f] for f in line.listed if naming.casebook.figure[f].part_of is not None]
        figures = tuple(dict.fromkeys((*naming.core(line.stated), *(part.id for part in parts))))
        named: list[Run] = []
        for at, part in enumerate(parts[:3]):
            named += [Words(self.naming.language.tr(" and ") if at == len(parts[:3]) - 1 else ", ")] if at else []
            named += [naming.figure_number(part), Marks((part.id,))]
        rest = tuple(part.id for part in parts[3:])
        number = Number(naming.language.interval(line.unaccounted), figures)
        values: Values = {"n": number, "parts": tuple(named), "m": (Marks(rest),) if rest else ()}
        return say(
            self.naming.language.tr(" Of these, {parts} are given as parts{m}, which leaves {n} unaccounted for."), values
        )

    def tail(self, case: Case, values: Values) -> Text:
        """What a fair reader must be told beside the verdict: other reports, what was presented, how the agreement ended."""
        line, tr = case.line, self.naming.language.tr
        found: list[Run] = []
        if "r" in values:
            if line.reported is not None and self.naming.numberless(line.reported):
                by = tr(" A handover is reported, without a number{r:m}.")
            else:
                by = tr(" {r_by} reports {r} handed over{r:m}.") if values["r_by"] else tr(" Reported handed over: {r}{r:m}.")
            found += say(by, values)
        if "p" in values and "s" in values and line.event is not None:
            found += say(tr(" Presented and not received: {p}{p:m}."), values)
        if line.observed is not None and line.observed.contested:
            found += say(tr(" The counts have not been reconciled."), values)
        if line.from_parent:
            found += say(tr(" What arrived is read from the wider category."), values)
        found += self._conventions(line)
        if line.verdict in (Verdict.SHORT, Verdict.NOTHING_OBSERVED) and line.agreement is not None and line.event is None:
            status = self.naming.casebook.agreement[line.agreement].status
            if status in (AgreementStatus.COMPLETED, AgreementStatus.COLLAPSED):
                label = self.naming.language.label(status)
                found += say(tr(" The agreement is recorded as {status}."), {"status": label})
        return tuple(found)

    def _conventions(self, line: Line) -> Text:
        """How vague words were read, where the verdict rests on that convention."""
        found: list[Run] = []
        states = self.naming.comparison.states
        for reading in (line.stated, line.observed):
            for figure in () if reading is None or not reading.conventional else self.naming.core(reading):
                record = self.naming.casebook.figure[figure]
                if record.bound is Bound.VAGUE and not self.naming.withheld(record):
                    number = Number(self.naming.language.interval(states[figure].count), (figure,))
                    values: Values = {"words": record.words, "n": (number,)}
                    found += say(self.naming.language.tr(" “{words}” is read as {n} by convention{n:m}."), values)
        return tuple(found)
