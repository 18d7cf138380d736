"""Cases into sentences: bold clause, who counts, then the gap; never more certain than the figures, in any language.

Templates avoid auxiliary verbs beside numbers, so that one and many read alike, and names of parties stay in the nominative
where a language would have to decline them.
"""

from __future__ import annotations

from briefing.content import Finding
from briefing.findings import Case
from briefing.naming import Naming
from briefing.telling_asides import Asides
from briefing.telling_values import Facts, Values
from briefing.text import Marks, Name, Number, Run, Text, Words, figures_of, say
from figures.count import Count
from figures.line import Line
from figures.vocabulary import Role, Verdict


class Teller:
    """Puts cases into sentences; where the briefing has ``several`` agreements or events, each case names its own."""

    def __init__(self, naming: Naming, *, several: bool = False) -> None:
        self.naming = naming
        self.several = several
        self.tr = naming.language.tr
        self.facts = Facts(naming)
        self.asides = Asides(naming)

    def finding(self, case: Case) -> Finding:
        """The case as a finding: label in the margin, bold clause, the rest."""
        line = case.line
        lead, rest = self._sentence(case)
        contested = any(r is not None and r.contested for r in (line.observed, line.stated))
        alone = case.kind == 3
        label = self.tr("presented only") if alone else self.naming.language.label(line.verdict)
        begins = bool(lead) and isinstance(lead[-1], Words | Name) and lead[-1].text.rstrip().endswith(".")
        return Finding(
            label=label[:1].upper() + label[1:],
            second="; ".join(part for part in (self.tr("contested") if contested else "", self._about(line)) if part),
            verdict=None if alone else line.verdict,
            role=Role.PRESENTED if alone else None,
            lead=_capital(lead),
            rest=_capital(rest) if begins else rest,
        )

    def _about(self, line: Line) -> str:
        """Which agreement, or which event outside agreements, a line belongs to."""
        if not self.several:
            return ""
        agreement = self.naming.agreement_of(line)
        if agreement is not None:
            return self.naming.casebook.agreement[agreement].title
        return "" if line.event is None else self.naming.casebook.event[line.event].title

    def _sentence(self, case: Case) -> tuple[Text, Text]:
        match case.line.verdict:
            case Verdict.SHORT | Verdict.OUTSTANDING:
                return self._fewer(case)
            case Verdict.EXCEEDED:
                return self._more(case)
            case Verdict.MET | Verdict.MET_EXACTLY | Verdict.MET_OR_EXCEEDED:
                return self._met(case)
            case Verdict.NOTHING_OBSERVED | Verdict.AWAITED:
                return self._unobserved(case)
            case Verdict.INCOMPARABLE:
                return self._incomparable(case)
            case Verdict.CANNOT_TELL:
                return self._undecided(case)
        return self._unstated(case)

    def _fewer(self, case: Case) -> tuple[Text, Text]:
        values, tr = self.facts.values(case), self.tr
        if values["o_by"]:
            lead = tr("{o_by} counts {o_n} received{o:m} of the {s} {stage}{s:m}{when}:")
        else:
            lead = tr("{o_n} received{in_at}{o:m} of the {s} {stage}{s:m}{when}:")
        rest = tr(" {gap} fewer than promised.") if case.line.verdict is Verdict.SHORT else tr(" {gap} still outstanding.")
        return say(lead, values), (*say(rest, values), *self.asides.tail(case, values))

    def _more(self, case: Case) -> tuple[Text, Text]:
        values, tr = self.facts.values(case), self.tr
        if values["at"]:
            lead = tr("{at} received more {what} than were {stage}{when}.")
        else:
            lead = tr("More {what} changed hands than were {stage}{when}.")
        if self.facts.own_offices(case):
            rest = tr(" Its own offices count {o}{o:m} against {s}{s:m}: {gap} more.")
        elif values["o_by"]:
            rest = tr(" {o_by} counts {o}{o:m} against {s}{s:m}: {gap} more.")
        else:
            rest = tr(" The count is {o}{o:m} against {s}{s:m}: {gap} more.")
        return say(lead, values), (*say(rest, values), *self.asides.tail(case, values))

    def _met(self, case: Case) -> tuple[Text, Text]:
        values, tr = self.facts.values(case), self.tr
        rest = tr(" {o_n}{o:m} against {s}{s:m}.")
        if case.line.verdict is Verdict.MET_EXACTLY:
            some = tr("{at} received as many {what} as were {stage}{when}:")
            lead = some if values["at"] else tr("As many {what} changed hands as were {stage}{when}:")
            rest = tr(" {o}{o:m} of {s}{s:m}.")
        elif case.line.verdict is Verdict.MET:
            lead = tr("What was {stage} was received{in_at}{when}:")
        else:
            lead = tr("At least what was {stage} was received{in_at}{when}:")
        return say(lead, values), (*say(rest, values), *self.asides.tail(case, values))

    def _unobserved(self, case: Case) -> tuple[Text, Text]:
        values, tr = self.facts.values(case), self.tr
        stated = case.line.stated
        if stated is not None and self.naming.numberless(stated):
            lead = tr("What was {stage}{s:m}{when} is not known to have arrived{in_at}.")
            rest = say(tr(" The promise gives no number: {s}."), values)
        elif case.line.verdict is Verdict.AWAITED:
            lead = tr("Of {s_n} {stage}{s:m}{when}, none is known to have arrived{in_at} so far.")
            rest = say(tr(" There is still time."), values) if self._due(case.line) else ()
        else:
            lead = tr("Of {s_n} {stage}{s:m}{when}, none is known to have arrived{in_at}.")
            rest = say(tr(" The term is over."), values)
        return say(lead, values), (*rest, *self.asides.parts(case), *self.asides.tail(case, values))

    def _due(self, line: Line) -> bool:
        agreement = self.naming.agreement_of(line)
        return agreement is not None and bool(self.naming.casebook.agreement[agreement].due)

    def _incomparable(self, case: Case) -> tuple[Text, Text]:
        values, tr = self.facts.values(case), self.tr
        lead = tr("What was {stage} and what arrived{in_at}{when} cannot be compared.")
        rest = tr(" {s_n} {stage}{s:m}, {o_n} received{o:m}: the units differ.")
        if "o" not in values:
            rest = tr(" {s_n} {stage}{s:m}; what came was counted in another unit.")
        return say(lead, values), (*say(rest, values), *self.asides.tail(case, values))

    def _undecided(self, case: Case) -> tuple[Text, Text]:
        values, line, tr = self.facts.values(case), case.line, self.tr
        if line.observed is not None and self.naming.numberless(line.observed):
            somewhere, anywhere = (
                tr("How many {what} arrived{in_at} is not known."),
                tr("How many {what} changed hands is not known."),
            )
            lead = somewhere if values["at"] else anywhere
            untold = say(tr(" Whether the promise was kept cannot be told."), values)
            rest = (*say(tr(" {s} {stage}{s:m}; "), values), *self.asides.dates(case), *untold)
            return say(lead, values), rest
        lead = tr("Whether the promise was kept{when} cannot be told.")
        if line.observed is None:
            rest = say(tr(" {s_n} {stage}{s:m}."), values)
        elif line.stated is not None and self.naming.numberless(line.stated):
            rest = say(tr(" {o_n} received{in_at}{o:m}, and no number {stage}{s:m} to hold against it."), values)
        else:
            rest = say(tr(" {o_n} received{in_at}{o:m} against {s} {stage}{s:m}."), values)
        return say(lead, values), (*rest, *self.asides.tail(case, values))

    def _unstated(self, case: Case) -> tuple[Text, Text]:
        values, line, tr = self.facts.values(case), case.line, self.tr
        if case.kind == 3:
            lead = tr("{p_n} presented{to_at}{when} and not received{p:m}.")
            said = tr(" By {p_by}’s account they were brought to the handover point; they are not counted here as handed over.")
            plain = tr(" They were brought to the handover point, and are not counted here as handed over.")
            return say(lead, values), say(said if values["p_by"] else plain, values)
        if case.ways is not None:
            return self._adding_up(case, values)
        if case.kind == 4 and line.observed and line.reported:
            return self._parting(case, values)
        if line.observed is None:
            lead = tr("{r_n} reported handed over{to_at}{when}{r:m}.")
            return say(lead, values), say(tr(" Nobody who could count on arrival has given a number."), values)
        if self.naming.numberless(line.observed):
            lead = tr("A handover took place{when}{o:m}, and no number was given.")
        else:
            counts = tr("{o_by} counts {o_n} received{when}{o:m}.")
            lead = counts if values["o_by"] else tr("{o_n} received{in_at}{when}{o:m}.")
        return say(lead, values), (*say(tr(" Nothing had been stated beforehand."), values), *self.asides.tail(case, values))

    def _adding_up(self, case: Case, values: Values) -> tuple[Text, Text]:
        """Two directions and the number given for both."""
        one, other = case.ways or (case.line, case.line)
        language, naming = self.naming.language, self.naming
        date = "" if case.line.event is None else naming.casebook.event[case.line.event].date
        values = {**values, "date": language.date(date) if date else self.tr("undated")}
        for name, line in (("a", one), ("b", other)):
            if line.observed is not None:
                number = naming.reading(line.observed)
                noun = Name(naming.noun(line.observed.count, line.category, line.observed.unit))
                values[name] = (number, Words(" "), noun) if name == "a" else (number,)
                values[f"{name}_at"] = naming.party(line.receiver)
        lead = self.tr("The counts of one exchange agree.")
        rest = self.tr(" {date}: {a} received in {a_at}{a:m} and {b} in {b_at}{b:m}, {o} in all{o:m}.")
        rest += self.tr(" Nothing had been stated beforehand.")
        return say(lead, values), say(rest, values)

    def _parting(self, case: Case, values: Values) -> tuple[Text, Text]:
        """Receiver against sender."""
        line, tr = case.line, self.tr
        if line.observed is None or line.reported is None:
            return (), ()
        figures = (*figures_of(values["o"]), *figures_of(values["r"]))
        values["apart"] = Number(self.naming.apart(*_between(line.observed.count, line.reported.count)), figures)
        lead = tr("Receiver and sender part on one handover.")
        named = values["o_by"] and values["r_by"]
        rest = tr(" {o_by} counts {o_n} received{when}{o:m}, where {r_by} reports {r} handed over{r:m}: {apart} apart.")
        plain = tr(" {o_n} received{in_at}{when}{o:m}, where {r} are reported handed over{r:m}: {apart} apart.")
        return say(lead, values), say(rest if named else plain, values)


def _capital(text: Text) -> Text:
    """The text with its first letter raised, after any space."""
    for at, run in enumerate(text):
        if isinstance(run, Marks):
            continue
        body = run.text.lstrip(" ")
        if body:
            raised = run.text[: len(run.text) - len(body)] + body[:1].upper() + body[1:]
            new: Run = Number(raised, run.figures) if isinstance(run, Number) else type(run)(raised)
            return (*text[:at], new, *text[at + 1 :])
    return text


def _between(one: Count, other: Count) -> tuple[int | None, int | None]:
    """How far two counts that share no value lie apart."""
    low, high = (one, other) if one.low <= other.low else (other, one)
    nearest = 0 if low.high is None else max(0, high.low - low.high)
    return nearest, None if high.high is None else high.high - low.low
