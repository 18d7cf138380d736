"""What the comparison of a promise with what was observed says (method, section 4)."""

from __future__ import annotations

from collections.abc import Sequence

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
    """The verdict on two readings in one unit; where one is contested, each agreeing group is asked in turn.

    No promise is summed, so the groups of a contested one share no value, and a count cannot lie in two of them: they all give
    the same only where all that was observed lies beyond them all.
    """
    if stated.numberless:
        return Verdict.CANNOT_TELL
    if len(stated.groups) > 1:
        return _beyond(stated.groups, observed.groups, is_open=is_open)
    if len(observed.groups) == 1:
        return verdict_of_counts(stated.groups[0], observed.groups[0], is_open=is_open)
    given = {verdict_of_counts(stated.groups[0], group, is_open=is_open) for group in observed.groups}
    if len(given) == 1:
        return given.pop()
    return Verdict.MET_OR_EXCEEDED if given <= KEPT else Verdict.CANNOT_TELL


def _beyond(stated: Sequence[Count], observed: Sequence[Count], *, is_open: bool) -> Verdict:
    """The verdict of counts that lie wholly above all these groups of a promise, or wholly below them."""
    stated_highs, observed_highs = [s.high for s in stated], [o.high for o in observed]
    if None not in stated_highs and min([o.low for o in observed]) > max([high for high in stated_highs if high is not None]):
        return Verdict.EXCEEDED
    if None not in observed_highs and max([high for high in observed_highs if high is not None]) < min([s.low for s in stated]):
        return Verdict.OUTSTANDING if is_open else Verdict.SHORT
    return Verdict.CANNOT_TELL
