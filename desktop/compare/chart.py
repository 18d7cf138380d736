"""One line's fulfilment over time as the chart's plain data: the promise, the running sum, what was presented, the end.

The drawing is the briefing's own; on the screen its captions carry no note numbers, because the figures stand beside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from briefing.fulfilment_chart import Caption, Chart, Column, End, Panel, Promise, Step, Tick
from desktop.compare.phrase import count_text, long_day, number, reading_text
from desktop.compare.tranche import Tranches
from desktop.word import term
from figures.date import first_day, last_day
from figures.line import Comparison, Line, Reading
from figures.record import Casebook
from figures.vocabulary import Role, Unit, Verdict


def chart_of(casebook: Casebook, comparison: Comparison, line: Line, tranches: Tranches) -> Chart | None:
    """The chart of an agreement's line; None where nothing in it has a day, or nothing in it can be drawn on one scale."""
    if line.event is not None or line.unit is None or comparison.as_of is None:
        return None
    reading = line.observed or line.reported
    role = Role.OBSERVED if reading is None else reading.role
    steps = tuple(_steps(tranches, role))
    if steps and reading is not None:
        steps = (*steps[:-1], replace(steps[-1], caption=Caption()))
    columns = tuple(_columns(tranches))
    promise = _promise(casebook, line)
    days = sorted(
        {step.day for step in steps} | {c.day for c in columns} | ({promise.since} if promise and promise.since else set())
    )
    if not days or not (steps or columns):
        return None
    due = _due(casebook, line)
    panel = Panel(
        title=_title(line),
        subtitle=Caption(_subtitle(role)),
        role=role,
        promise=promise,
        steps=steps,
        columns=columns,
        end=None if reading is None else _end(casebook, reading),
        missing=_missing(line),
        missing_word=term(line.verdict) if _missing(line) else "",
    )
    caption = Caption(QCoreApplication.translate("Compare", "due {0}").format(long_day(due[1]))) if due else Caption()
    return Chart(
        panels=(panel,),
        ticks=tuple(_tick(day) for day in days),
        as_of=Tick(comparison.as_of, _short(comparison.as_of), QCoreApplication.translate("Compare", "as of")),
        due=due,
        due_caption=caption,
    )


def _steps(tranches: Tranches, role: Role) -> Iterator[Step]:
    """The running sum of what the events add, by day; from the first one that gave no number on it is a floor."""
    for at, part in enumerate(tranches.of(role)):
        day = first_day(part.event.date)
        if day is not None and part.reading is not None:
            total = tranches.added(role, at + 1)
            yield Step(day, total, Caption(count_text(total)))


def _columns(tranches: Tranches) -> Iterator[Column]:
    """What was brought to each event and not received."""
    for part in tranches.of(Role.PRESENTED):
        day = first_day(part.event.date)
        if day is not None and part.reading is not None:
            words = (Caption(count_text(part.reading.count)), Caption(QCoreApplication.translate("Compare", "presented")))
            yield Column(day, part.reading.count, words)


def _promise(casebook: Casebook, line: Line) -> Promise | None:
    stated = line.stated
    if stated is None or stated.numberless or stated.unit is not line.unit:
        return None
    days = [day for id_ in stated.figures if (day := first_day(casebook.said_on(casebook.figure[id_])))]
    stage = term(stated.stage) if stated.stage else ""
    return Promise(stated.count, Caption(f"{stage} {reading_text(stated, casebook)}".strip()), min(days, default=None))


def _end(casebook: Casebook, reading: Reading) -> End:
    words = reading_text(reading, casebook)
    contested = QCoreApplication.translate("Compare", "contested")
    return End(reading.count, bool(reading.contested), (Caption(f"{words}, {contested}" if reading.contested else words),))


def _missing(line: Line) -> Caption | None:
    gap = line.difference
    if line.verdict not in (Verdict.SHORT, Verdict.OUTSTANDING) or gap is None or gap.high is None:
        return None
    exact = gap.low == gap.high
    words = number(-gap.high) if exact else QCoreApplication.translate("Compare", "at least {0}").format(number(-gap.high))
    return Caption(words)


def _due(casebook: Casebook, line: Line) -> tuple[dt.date, dt.date] | None:
    due = "" if line.agreement is None else casebook.agreement[line.agreement].due
    first, last = (first_day(due), last_day(due)) if due else (None, None)
    return None if first is None or last is None else (first, last)


def _title(line: Line) -> str:
    unit = term(line.unit) if line.unit else term(Unit.PERSON)
    return unit[:1].upper() + unit[1:]


def _subtitle(role: Role) -> str:
    if role is Role.REPORTED:
        return QCoreApplication.translate("Compare", "handed over by the sender’s account, running sum")
    return QCoreApplication.translate("Compare", "received, running sum")


def _tick(day: dt.date) -> Tick:
    return Tick(day, str(day.day), QLocale().toString(QDate(day.year, day.month, 1), "MMMM yyyy"))


def _short(day: dt.date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")
