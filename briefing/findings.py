"""Key findings: sentences that a careful writer would sign, made from the lines, never more certain than the figures.

Which lines are told, and in which order, is decided by rules and by nothing else:

1. Lines of one agreement or event, category and unit that say the same in both directions are told once.
2. Each line belongs to the first class that fits: nothing observed though the term is over, or short; exceeded; cannot tell
   or incomparable; presented and not received; roles disagree; outstanding; awaited; met; nothing stated but observed.
3. Within a class an agreement's line goes before an event's, a greater certain distance before a smaller one, a contested
   reading before another, and then the order of the comparison decides.
4. The best of each class is told first, then the second of each, until there are seven; what was chosen is then printed in
   the order of the classes. An event of an agreement is left to its agreement unless it promised something of its own, its
   roles disagree, or what was presented there was not received.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.content import Finding
from briefing.naming import Naming
from briefing.text import Marks, Name, Number, Run, Text, Words, say
from figures.count import Count
from figures.line import Line, Reading
from figures.vocabulary import AgreementStatus, FlagKind, Role, Verdict

MOST = 7
MET = (Verdict.MET, Verdict.MET_EXACTLY, Verdict.MET_OR_EXCEEDED)


@dataclass(frozen=True, slots=True)
class Case:
    """A line to be told, with the line of the other direction where that says the same."""

    line: Line
    twin: Line | None
    place: int
    kind: int

    def union(self, role: Role) -> tuple[int, ...]:
        """The figures of one role on both lines."""
        found = [self.line, *([self.twin] if self.twin else [])]
        held = [reading_of(line, role) for line in found]
        return tuple(dict.fromkeys(f for reading in held if reading is not None for f in reading.figures))


def reading_of(line: Line, role: Role) -> Reading | None:
    """The line's reading in a role."""
    return {
        Role.STATED: line.stated,
        Role.REPORTED: line.reported,
        Role.OBSERVED: line.observed,
        Role.PRESENTED: line.presented,
    }.get(role)


def class_of(line: Line) -> int | None:
    """The class of rule 2, from 0; None for a line that has nothing to tell."""
    roles = any(flag.kind is FlagKind.ROLES_DISAGREE for flag in line.flags)
    match line.verdict:
        case Verdict.SHORT | Verdict.NOTHING_OBSERVED:
            return 0
        case Verdict.EXCEEDED:
            return 1
        case Verdict.CANNOT_TELL | Verdict.INCOMPARABLE:
            return 2
        case Verdict.NOTHING_STATED if line.presented and not line.observed:
            return 3
        case _ if roles:
            return 4
        case Verdict.OUTSTANDING:
            return 5
        case Verdict.AWAITED:
            return 6
        case verdict if verdict in MET:
            return 7
    return 8 if line.observed or line.reported else None


def told(line: Line) -> bool:
    """Rule 4: whether an event's line of an agreement has something of its own to tell."""
    if line.event is None or line.agreement is None:
        return True
    alone = line.presented is not None and line.observed is None and line.stated is None
    return line.stated is not None or alone or any(flag.kind is FlagKind.ROLES_DISAGREE for flag in line.flags)


def cases(lines: Iterable[Line]) -> list[Case]:
    """The lines to be told, those that say the same in both directions as one."""
    found: list[Case] = []
    taken: set[int] = set()
    held = list(lines)
    for place, line in enumerate(held):
        kind = class_of(line)
        if place in taken or kind is None or not told(line):
            continue
        twin = next((at for at in range(place + 1, len(held)) if at not in taken and _same(line, held[at])), None)
        if twin is not None:
            taken.add(twin)
        found.append(Case(line, None if twin is None else held[twin], place, kind))
    return found


def _same(one: Line, other: Line) -> bool:
    """Whether the two are the two directions of one line and say the same."""
    ends = one.receiver is not None and (one.sender, one.receiver) == (other.receiver, other.sender)
    about = (one.agreement, one.event, one.category, one.unit, one.verdict)
    counts = [(_counted(one, r), _counted(other, r)) for r in (Role.STATED, Role.OBSERVED, Role.REPORTED, Role.PRESENTED)]
    same = all(a == b for a, b in counts)
    return ends and same and about == (other.agreement, other.event, other.category, other.unit, other.verdict)


def _counted(line: Line, role: Role) -> tuple[Count, bool] | None:
    reading = reading_of(line, role)
    return None if reading is None else (reading.count, bool(reading.contested))


def key_cases(lines: Iterable[Line]) -> list[Case]:
    """Rules 3 and 4: at most seven cases in the order in which they are printed."""
    classes: dict[int, list[Case]] = defaultdict(list)
    for case in cases(lines):
        classes[case.kind].append(case)
    for held in classes.values():
        held.sort(key=_weight)
    chosen: list[Case] = []
    for turn in range(MOST):
        for kind in sorted(classes):
            if turn < len(classes[kind]) and len(chosen) < MOST:
                chosen.append(classes[kind][turn])
    return sorted(chosen, key=lambda case: (case.kind, _weight(case)))


def _weight(case: Case) -> tuple[bool, int, bool, int]:
    line = case.line
    contested = any(r is not None and r.contested for r in (line.observed, line.stated))
    return (line.event is not None, -_certain(line), not contested, case.place)


def _certain(line: Line) -> int:
    """The distance that is certain whatever the true numbers are."""
    if line.verdict is Verdict.NOTHING_OBSERVED and line.stated is not None:
        return line.stated.count.low
    if line.difference is None:
        return 0
    low, high = line.difference.low, line.difference.high
    return max(low or 0, -(high or 0) if high is not None else 0, 0)


class Teller:
    """Puts cases into sentences, in the briefing's language."""

    def __init__(self, naming: Naming) -> None:
        self.naming = naming
        self.tr = naming.language.tr

    def finding(self, case: Case) -> Finding:
        """The case as a finding: label in the margin, bold clause, the rest."""
        line = case.line
        lead, rest = self.sentence(case)
        contested = any(r is not None and r.contested for r in (line.observed, line.stated))
        alone = case.kind == 3
        label = self.tr("presented only") if alone else self.naming.language.label(line.verdict)
        return Finding(
            label=label[:1].upper() + label[1:],
            second=self.tr("contested") if contested else "",
            verdict=None if alone else line.verdict,
            role=Role.PRESENTED if alone else None,
            lead=lead,
            rest=rest,
        )

    def sentence(self, case: Case) -> tuple[Text, Text]:
        """The bold clause and the rest."""
        line = case.line
        match line.verdict:
            case Verdict.SHORT | Verdict.OUTSTANDING | Verdict.EXCEEDED | Verdict.MET | Verdict.MET_EXACTLY:
                return self._measured(case)
            case Verdict.MET_OR_EXCEEDED:
                return self._measured(case)
            case Verdict.NOTHING_OBSERVED | Verdict.AWAITED:
                return self._unobserved(case)
            case Verdict.INCOMPARABLE:
                return self._incomparable(case)
            case Verdict.CANNOT_TELL:
                return self._undecided(case)
        return self._unstated(case)

    def _values(self, case: Case) -> dict[str, Run | Text | str]:
        line, naming = case.line, self.naming
        values: dict[str, Run | Text | str] = {
            "what": self._what(line),
            "whither": self._whither(case),
            "when": self._when(line),
        }
        for name, role in (("s", Role.STATED), ("o", Role.OBSERVED), ("r", Role.REPORTED), ("p", Role.PRESENTED)):
            reading = reading_of(line, role)
            if reading is None:
                continue
            figures = case.union(role)
            number = Number(naming.reading_text(reading, either=True), figures)
            values[name] = self._each(case, (number,))
            noun = Name(naming.noun(reading.count, line.category, reading.unit))
            values[f"{name}_n"] = (number,) if reading.numberless else self._each(case, (number, Words(" "), noun))
            values[f"{name}_by"] = self._claimants(reading)
        if line.stated is not None:
            values["stage"] = naming.stage(line.stated)
        if line.difference is not None:
            values["gap"] = Number(self._distance(line), (*case.union(Role.STATED), *case.union(Role.OBSERVED)))
        return values

    def _each(self, case: Case, text: Text) -> Text:
        return (*text, Words(self.tr(" a side"))) if case.twin else text

    def _what(self, line: Line) -> str:
        return self.naming.what(line.category, line.unit or (line.stated.unit if line.stated else None))

    def _whither(self, case: Case) -> str:
        receiver = None if case.twin else case.line.receiver
        return "" if receiver is None else self.tr(" to {receiver}").format(receiver=self.naming.party(receiver))

    def _when(self, line: Line) -> str:
        language = self.naming.language
        if line.event is not None:
            date = self.naming.casebook.event[line.event].date
            return self.tr(" on {date}").format(date=language.date(date)) if date else ""
        return ""

    def _distance(self, line: Line) -> str:
        gap = line.difference
        if gap is None:
            return ""
        if gap.high is not None and gap.high <= 0:
            return self.naming.apart(-gap.high, None if gap.low is None else -gap.low)
        return self.naming.apart(gap.low, gap.high)

    def _claimants(self, reading: Reading) -> str:
        """Who counts, as a subject: one name, a side's own offices, both sides; empty where nobody is named."""
        casebook = self.naming.casebook
        figures = [casebook.figure[f] for f in reading.figures]
        if any(self.naming.withheld(f) or f.claimant is None for f in figures):
            return ""
        claimants = list(dict.fromkeys(f.claimant for f in figures))
        if len(claimants) == 1:
            return self.naming.party(claimants[0])
        sides = list(dict.fromkeys(casebook.side(c) for c in claimants))
        return self.naming.party(sides[0]) if len(sides) == 1 else ""

    def _measured(self, case: Case) -> tuple[Text, Text]:
        """Both numbers are there and the verdict is certain."""
        values, line, tr = self._values(case), case.line, self.tr
        counts = tr("{o_by} counts {o_n} received{o:m} of the {s} {stage}{s:m}{when}:")
        passive = tr("{o_n} were received{whither}{o:m} of the {s} {stage}{s:m}{when}:")
        lead = counts if values.get("o_by") and not case.twin else passive
        match line.verdict:
            case Verdict.SHORT:
                rest = tr(" {gap} fewer than promised.")
            case Verdict.OUTSTANDING:
                rest = tr(" {gap} still outstanding.")
            case Verdict.EXCEEDED:
                lead = tr("More {what} were received{whither} than were {stage}{when}.")
                by = values.get("o_by") and not case.twin
                rest = (
                    tr(" {o_by} counts {o}{o:m} against {s}{s:m}: {gap} more.")
                    if by
                    else tr(" {o}{o:m} against {s}{s:m}: {gap} more.")
                )
            case Verdict.MET_EXACTLY:
                lead = tr("As many {what} were received{whither} as were {stage}{when}:")
                rest = tr(" {o}{o:m} of {s}{s:m}.")
            case Verdict.MET:
                lead = tr("What was {stage} was received{whither}{when}:")
                rest = tr(" {o_n}{o:m} against {s}{s:m}.")
            case _:
                lead = tr("At least what was {stage} was received{whither}{when}:")
                rest = tr(" {o_n}{o:m} against {s}{s:m}.")
        return say(lead, values), (*say(rest, values), *self._tail(case))

    def _unobserved(self, case: Case) -> tuple[Text, Text]:
        values, line, tr = self._values(case), case.line, self.tr
        if line.verdict is Verdict.AWAITED:
            lead = tr("{s_n} {stage}{whither}{s:m}{when} are awaited.")
            rest = tr(" No return has been observed.")
        else:
            lead = tr("Of {s_n} {stage}{whither}{s:m}{when}, none has been observed.")
            rest = tr(" The term is over.")
        return say(lead, values), (*say(rest, values), *self._parts(case), *self._tail(case))

    def _incomparable(self, case: Case) -> tuple[Text, Text]:
        values, tr = self._values(case), self.tr
        lead = say(tr("What was {stage} and what came{whither}{when} cannot be compared."), values)
        rest = (
            tr(" {s_n} {stage}{s:m}, {o_n} received{o:m}: the units differ.")
            if "o" in values
            else tr(" {s_n} {stage}{s:m}: the units differ.")
        )
        return lead, (*say(rest, values), *self._tail(case))

    def _undecided(self, case: Case) -> tuple[Text, Text]:
        values, line, tr = self._values(case), case.line, self.tr
        stated, observed = line.stated, line.observed
        if stated is not None and observed is not None and observed.numberless:
            lead = (
                tr("How many {what} changed hands{whither} is not known.")
                if case.twin
                else tr("How many {what} were received{whither} is not known.")
            )
            first = say(tr(" {s} {stage}{s:m}; "), {**values, "s": self._capital(values["s"])})
            rest = (*first, *self._dates(case), *say(tr(" Whether the promise was kept cannot be told."), values))
            return say(lead, values), (*rest, *self._tail(case, reported=False))
        lead = tr("Whether the promise was kept{whither}{when} cannot be told.")
        if observed is None:
            rest_words = tr(" {s_n} {stage}{s:m}.")
        elif stated is not None and stated.numberless:
            rest_words = tr(" {o_n} received{o:m}, and no number was {stage}{s:m} to hold them against.")
        else:
            rest_words = tr(" {o_n} received{o:m} against {s} {stage}{s:m}.")
        return say(lead, values), (*say(rest_words, values), *self._tail(case))

    def _capital(self, value: Run | Text | str) -> Text:
        runs = value if isinstance(value, tuple) else ()
        first = runs[0] if runs else None
        if isinstance(first, Number):
            return (Number(first.text[:1].upper() + first.text[1:], first.figures), *runs[1:])
        return runs

    def _dates(self, case: Case) -> Text:
        """The days on which something was handed over without a number."""
        casebook, language = self.naming.casebook, self.naming.language
        days: dict[tuple[str, int], list[int]] = defaultdict(list)
        for figure in case.union(Role.OBSERVED):
            event = casebook.figure[figure].event
            if event is not None:
                days[casebook.event[event].date, event].append(figure)
        if not days or len(days) > 4:
            return say(
                self.tr("handovers took place{o:m}, and no number was given."), {"o": (Marks(case.union(Role.OBSERVED)),)}
            )
        named: list[Run] = []
        for at, ((date, _), figures) in enumerate(sorted(days.items())):
            if at:
                named.append(Words(self.tr(" and ") if at == len(days) - 1 else ", "))
            named += [Name(language.date(date)), Marks(tuple(figures))]
        return say(self.tr("handovers took place on {days}, and no number was given."), {"days": tuple(named)})

    def _unstated(self, case: Case) -> tuple[Text, Text]:
        values, line, tr = self._values(case), case.line, self.tr
        if case.kind == 3:
            lead = tr("{p_n} were presented{whither}{when} and not received{p:m}.")
            said = tr(" {p_by} says that they were brought to the handover point; they are not counted here as handed over.")
            plain = tr(" They were brought to the handover point, and are not counted here as handed over.")
            return say(lead, values), say(said if values["p_by"] else plain, values)
        if case.kind == 4 and line.observed and line.reported:
            apart = self.naming.apart(*_between(line.observed.count, line.reported.count))
            values["apart"] = Number(apart, (*line.observed.figures, *line.reported.figures))
            lead = tr("Receiver and sender part on one handover{when}.")
            named = values["o_by"] and values["r_by"]
            rest = tr(" {o_by} counts {o_n} received{whither}{o:m}, where {r_by} reports {r} handed over{r:m}: {apart} apart.")
            plain = tr(" {o_n} received{whither}{o:m}, where {r} are reported handed over{r:m}: {apart} apart.")
            return say(lead, values), say(rest if named else plain, values)
        if line.observed is not None:
            lead = tr("{o_n} were received{whither}{when}{o:m}.")
            return say(lead, values), say(tr(" Nothing had been stated beforehand."), values)
        lead = tr("{r_n} are reported handed over{whither}{when}{r:m}.")
        return say(lead, values), say(tr(" Nobody who could count on arrival has given a number."), values)

    def _parts(self, case: Case) -> Text:
        """What is known of the parts of a promise: at most so many, so many unaccounted for."""
        line, naming = case.line, self.naming
        if line.unaccounted is None or line.stated is None:
            return ()
        parts = [f for f in line.listed if naming.casebook.figure[f].part_of is not None]
        figures = tuple(dict.fromkeys((*line.stated.figures, *parts)))
        number = Number(naming.language.interval(line.unaccounted), figures)
        fresh = tuple(f for f in figures if f not in line.stated.figures)
        values: dict[str, Run | Text | str] = {"n": number, "m": (Marks(fresh),) if fresh else ()}
        return say(self.tr(" Unaccounted for among its parts: {n}{m}."), values)

    def _tail(self, case: Case, *, reported: bool = True) -> Text:
        """What a fair reader must be told beside the verdict: other reports, what was presented, how the agreement ended."""
        line, tr = case.line, self.tr
        values = self._values(case)
        found: list[Run] = []
        if reported and "r" in values and not (line.reported and line.observed and line.reported.count == line.observed.count):
            by = (
                tr(" {r_by} reports {r} handed over{r:m}.")
                if values["r_by"] and not case.twin
                else tr(" Reported handed over: {r}{r:m}.")
            )
            found += say(by, values)
        if "p" in values:
            found += say(tr(" Presented and not received: {p}{p:m}."), values)
        if line.observed is not None and line.observed.contested:
            found += say(tr(" The counts have not been reconciled."), values)
        if line.verdict in (Verdict.SHORT, Verdict.NOTHING_OBSERVED) and line.agreement is not None and line.event is None:
            status = self.naming.casebook.agreement[line.agreement].status
            if status in (AgreementStatus.COMPLETED, AgreementStatus.COLLAPSED):
                words = {"status": self.naming.language.label(status)}
                found += say(tr(" The agreement is recorded as {status}."), words)
        return tuple(found)


def _between(one: Count, other: Count) -> tuple[int | None, int | None]:
    """How far two counts that share no value lie apart."""
    low, high = (one, other) if one.low <= other.low else (other, one)
    nearest = 0 if low.high is None else max(0, high.low - low.high)
    return nearest, None if high.high is None else high.high - low.low
