"""Key findings: sentences that a careful writer would sign, made from the lines, never more certain than the figures.

Which lines are told, and in which order, is decided by rules and by nothing else:

1. Lines of one agreement or event, category and unit that say the same in both directions are told once; so is an event's
   line for both directions with the two lines that add up to it.
2. Each line belongs to the first class that fits: nothing observed though the term is over, or short; exceeded; cannot tell
   or incomparable; presented and not received; roles disagree; outstanding; awaited; met; nothing stated but observed.
3. Within a class an agreement's line goes before an event's, and the greater size before the smaller: size is the number of
   digits of the distance that is certain, or of what was promised or presented and nothing came of. Of one size the line goes
   first on which more sources speak, then the greater distance, then a contested reading, then the order of the comparison.
4. The best of each class is chosen first, then the second of each, until there are seven, in three rounds. The first leaves
   for later what has no promise and no quarrel, what one place in one source says alone, promise and outcome alike, since
   nothing was held against it there, and whatever would be a fourth finding on one agreement or event. The second takes up
   all but those fourth findings, the third takes up everything. What was chosen is printed in the order of the classes.
5. An event of an agreement is left to its agreement unless it promised something of its own, its roles disagree, or what was
   presented there was not received.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefing.naming import Naming
from figures.count import Count
from figures.line import Line, Reading
from figures.vocabulary import FlagKind, Role, Verdict

MOST = 7
MOST_OF_ONE = 3
"""So many findings on one agreement, or one event outside agreements, while another has something to tell."""
ONLY_OBSERVED = 8
"""The class of what had no promise to hold it against."""
MET = (Verdict.MET, Verdict.MET_EXACTLY, Verdict.MET_OR_EXCEEDED)


@dataclass(frozen=True, slots=True)
class Case:
    """A line to be told, with the line of the other direction where that says the same.

    ``ways`` are the two directed lines that add up to a line without direction.
    """

    line: Line
    twin: Line | None
    place: int
    kind: int
    ways: tuple[Line, Line] | None = None

    def readings(self, role: Role) -> list[Reading]:
        """The readings of one role on the line and its twin."""
        held = [reading_of(line, role) for line in (self.line, self.twin) if line is not None]
        return [reading for reading in held if reading is not None]


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
    return ONLY_OBSERVED if line.observed or line.reported else None


def told(naming: Naming, line: Line) -> bool:
    """Rule 5: whether an event's line of an agreement has something of its own to tell."""
    if line.event is None or naming.agreement_of(line) is None:
        return True
    alone = line.presented is not None and line.observed is None and line.stated is None
    return line.stated is not None or alone or any(flag.kind is FlagKind.ROLES_DISAGREE for flag in line.flags)


def cases(naming: Naming, lines: Iterable[Line]) -> list[Case]:
    """The lines to be told, those that say the same in both directions as one."""
    found: list[Case] = []
    taken: set[int] = set()
    held = list(lines)
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, line in enumerate(held):
        alike[_about(line)].append(place)
    for place, line in enumerate(held):
        kind = class_of(line)
        if place in taken or kind is None or not told(naming, line):
            continue
        others = {at: held[at] for at in alike[_about(line)] if at not in taken and at != place}
        ways = _adding_up(line, others)
        if ways is not None:
            taken.update(ways)
            found.append(Case(line, None, place, kind, (held[ways[0]], held[ways[1]])))
            continue
        twin = next((at for at in others if at > place and _same(line, held[at])), None)
        if twin is not None:
            taken.add(twin)
        found.append(Case(line, None if twin is None else held[twin], place, kind))
    return found


def _about(line: Line) -> tuple[object, ...]:
    return (line.agreement, line.event, line.category, line.unit)


def _adding_up(line: Line, others: Mapping[int, Line]) -> tuple[int, int] | None:
    """The places of the two directed lines of an event whose exact counts make the count given for both directions."""
    if line.receiver is not None or line.event is None or line.stated is not None or line.observed is None:
        return None
    ways = {at: x.observed.count for at, x in others.items() if x.observed is not None and x.stated is None}
    counts = list(ways.values())
    if len(ways) != 2 or not all(c.is_exact for c in counts) or counts[0].plus(counts[1]) != line.observed.count:
        return None
    one, other = ways
    return one, other


def _same(one: Line, other: Line) -> bool:
    """Whether the two are the two directions of one line and say the same."""
    ends = one.receiver is not None and (one.sender, one.receiver) == (other.receiver, other.sender)
    counts = [(_counted(one, r), _counted(other, r)) for r in (Role.STATED, Role.OBSERVED, Role.REPORTED, Role.PRESENTED)]
    same = all(a == b for a, b in counts)
    return ends and same and one.verdict is other.verdict


def _counted(line: Line, role: Role) -> tuple[Count, bool] | None:
    reading = reading_of(line, role)
    return None if reading is None else (reading.count, bool(reading.contested))


def key_cases(naming: Naming, lines: Iterable[Line]) -> list[Case]:
    """Rules 3 and 4: at most seven cases in the order in which they are printed."""
    classes: dict[int, list[Case]] = defaultdict(list)
    for case in cases(naming, lines):
        classes[case.kind].append(case)
    weights = {case.place: _weight(naming, case) for held in classes.values() for case in held}
    for held in classes.values():
        held.sort(key=lambda case: weights[case.place])
    chosen: list[Case] = []
    told_of: Counter[tuple[int | None, int | None]] = Counter()
    for most, every in ((MOST_OF_ONE, False), (MOST_OF_ONE, True), (MOST, True)):
        for case in _in_turns(classes):
            about = _scope_of(naming, case.line)
            waits = case in chosen or told_of[about] >= most or not (every or _compares(naming, case))
            if len(chosen) < MOST and not waits:
                chosen.append(case)
                told_of[about] += 1
    return sorted(chosen, key=lambda case: (case.kind, weights[case.place]))


def _in_turns(classes: Mapping[int, list[Case]]) -> Iterator[Case]:
    """The best of each class, then the second of each, and so on."""
    for turn in range(max((len(held) for held in classes.values()), default=0)):
        for kind in sorted(classes):
            if turn < len(classes[kind]):
                yield classes[kind][turn]


def _scope_of(naming: Naming, line: Line) -> tuple[int | None, int | None]:
    """The agreement that a line belongs to, else its event."""
    agreement = naming.agreement_of(line)
    return agreement, line.event if agreement is None else None


def _compares(naming: Naming, case: Case) -> bool:
    """Whether the case holds what one place says against another: rule 4, first round."""
    promise, outcome = case.line.stated, case.line.observed
    if case.kind == ONLY_OBSERVED:
        return False
    return promise is None or outcome is None or len(_places(naming, (*promise.figures, *outcome.figures))) > 1


def _places(naming: Naming, figures: Iterable[int]) -> set[tuple[int, str]]:
    """The places in sources that figures stand in."""
    held = [naming.casebook.figure[figure] for figure in figures]
    return {(figure.source, figure.where.strip()) for figure in held}


def _weight(naming: Naming, case: Case) -> tuple[bool, int, int, int, bool, int]:
    line, size = case.line, _certain(case.line)
    contested = any(r is not None and r.contested for r in (line.observed, line.stated))
    sources = len({source for source, _ in _places(naming, line.listed)})
    return (line.event is not None, -len(str(size)), -sources, -size, not contested, case.place)


def _certain(line: Line) -> int:
    """The distance that is certain whatever the true numbers are; where nothing came, what was promised or presented."""
    if line.observed is None:
        waiting = line.stated or line.presented
        return 0 if waiting is None else waiting.count.low
    if line.difference is None:
        return 0
    low, high = line.difference.low, line.difference.high
    return max(low or 0, -(high or 0) if high is not None else 0, 0)
