"""What the comparison of a promise with what was observed says (method, section 4)."""

from __future__ import annotations

from figures.count import Count
from figures.line import Reading
from figures.vocabulary import Verdict

KEPT = frozenset({Verdict.MET, Verdict.MET_EXACTLY, Verdict.MET_OR_EXCEEDED, Verdict.EXCEEDED})


def verdict_of_counts(stated: Count, observed: Count, *, is_open: bool) -> Verdict:
    """The first verdict that fits two counts; ``is_open`` where the line is open and not past due."""
    if stated.high is not None and observed.low > stated.high:
        return Verdict.EXCEEDED
    if stated.is_exact and observed == stated:
        return Verdict.MET_EXACTLY
    if observed.within(stated):
        return Verdict.MET
    if observed.low >= stated.low:
        return Verdict.MET_OR_EXCEEDED
    if observed.high is not None and observed.high < stated.low:
        return Verdict.OUTSTANDING if is_open else Verdict.SHORT
    return Verdict.CANNOT_TELL


def verdict_of(stated: Reading, observed: Reading, *, is_open: bool) -> Verdict:
    """The verdict on two readings in one unit; where one is contested, each agreeing group is asked in turn."""
    if stated.numberless:
        return Verdict.CANNOT_TELL
    if len(stated.groups) == 1 == len(observed.groups):
        return verdict_of_counts(stated.groups[0], observed.groups[0], is_open=is_open)
    given = {verdict_of_counts(s, o, is_open=is_open) for s in stated.groups for o in observed.groups}
    if len(given) == 1:
        return given.pop()
    return Verdict.MET_OR_EXCEEDED if not stated.contested and given <= KEPT else Verdict.CANNOT_TELL
