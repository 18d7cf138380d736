"""A comparison as plain data for other programs: the shape that ``handover compare --format json`` prints.

Identifiers are those of the command line's contract; figures are called by the table's own identifier where there was one.
An open end is None, and so is whatever cannot be said. Where more than ``MOST_PAIRS`` pairs of a reading disagree, the line
also has ``contested_pairs``, how many there are, and ``contested_groups``, in which each figure of one side disagrees with each
of the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from figures.contest import Disagreement
from figures.count import Gap, Share
from figures.line import Comparison, FigureState, Line, Reading, plain
from figures.record import Casebook, Figure

Json = dict[str, Any]

MOST_PAIRS = 10_000
"""So many pairs that disagree are told of one reading: a hundred and forty numbers that all differ."""


def comparison_json(casebook: Casebook, comparison: Comparison, *, agreements: frozenset[int] | None = None) -> Json:
    """The whole comparison as one JSON document; with ``agreements``, only their lines and those of their events."""
    names = {figure.id: figure.name for figure in casebook.figures}
    lines = [line for line in comparison.lines if agreements is None or _agreement_of(casebook, line) in agreements]
    figures = [f for f in casebook.figures if agreements is None or _about(casebook, f.agreement, f.event) in agreements]
    return {
        "method": comparison.method,
        "as_of": comparison.as_of.isoformat() if comparison.as_of else None,
        "lines": [_line(casebook, names, line) for line in lines],
        "figures": [_figure(casebook, names, f, comparison.states[f.id]) for f in figures if f.id in comparison.states],
    }


def _about(casebook: Casebook, agreement: int | None, event: int | None) -> int | None:
    return agreement if event is None else casebook.event[event].agreement


def _agreement_of(casebook: Casebook, line: Line) -> int | None:
    return _about(casebook, line.agreement, line.event)


def _line(casebook: Casebook, names: dict[int, str], line: Line) -> Json:
    agreement = _agreement_of(casebook, line)
    return {
        "agreement": None if agreement is None else casebook.agreement[agreement].title,
        "event": None if line.event is None else casebook.event[line.event].title,
        "category": line.category,
        "from": _party(casebook, line.sender),
        "to": _party(casebook, line.receiver),
        "unit": line.unit,
        "stated": _reading(names, line.stated),
        "reported": _reading(names, line.reported),
        "observed": _reading(names, line.observed),
        "presented": _reading(names, line.presented),
        "aftermath": {str(r.stage): _reading(names, r) for r in line.aftermath},
        "others": [_reading(names, r) for r in line.others],
        "difference": _gap(line.difference),
        "fulfilment": _share(line.fulfilment),
        "verdict": line.verdict,
        "reported_verdict": line.reported_verdict,
        "sentence": plain(line.sentence),
        "open": line.open,
        **_contested(names, line),
        "corroboration": line.corroboration,
        "flags": [{"kind": f.kind, "figures": _called(names, f.figures), "text": f.text} for f in line.flags],
    }


def _contested(names: dict[int, str], line: Line) -> Json:
    """The pairs that disagree; of more than anybody reads the first, how many they are, and all of them in groups."""
    readings = (line.stated, line.reported, line.observed, line.presented, *line.aftermath, *line.others)
    contests = [reading.contested for reading in readings if reading is not None and reading.contested is not None]
    told: Json = {"contested": [_sides(names, pair) for one in contests for pair in islice(one.pairs(), MOST_PAIRS)]}
    numbers = [one.number for one in contests]
    if max(numbers, default=0) > MOST_PAIRS:
        told["contested_pairs"] = sum(numbers)
        told["contested_groups"] = [_sides(names, group) for one in contests for group in one.groups()]
    return told


def _sides(names: dict[int, str], pair: Disagreement) -> list[list[str]]:
    return [_called(names, pair.one), _called(names, pair.other)]


def _reading(names: dict[int, str], reading: Reading | None) -> Json | None:
    if reading is None:
        return None
    return {
        "low": reading.count.low,
        "high": reading.count.high,
        "unit": reading.unit,
        "stage": reading.stage,
        "contested": bool(reading.contested),
        "figures": _called(names, reading.figures),
        "origins": len(reading.origins),
        "grade": reading.grade,
        "basis": reading.basis,
    }


def _gap(gap: Gap | None) -> Json | None:
    return None if gap is None else {"low": gap.low, "high": gap.high}


def _share(share: Share | None) -> Json | None:
    if share is None:
        return None
    return {
        "low": None if share.low is None else float(share.low),
        "high": None if share.high is None else float(share.high),
    }


def _figure(casebook: Casebook, names: dict[int, str], figure: Figure, state: FigureState) -> Json:
    return {
        "id": figure.name,
        "words": figure.words,
        "low": state.count.low,
        "high": state.count.high,
        "unit": figure.unit,
        "stage": figure.stage,
        "claimant": _party(casebook, figure.claimant),
        "vantage": state.vantage,
        "said_on": casebook.said_on(figure) or None,
        "source": casebook.source[figure.source].title,
        "standing": state.standing,
        "replaced_by": None if state.replaced_by is None else names[state.replaced_by],
    }


def _party(casebook: Casebook, party: int | None) -> str | None:
    return None if party is None else casebook.party[party].name


def _called(names: dict[int, str], figures: Iterable[int]) -> list[str]:
    return [names[figure] for figure in figures]
