"""Readings, differences and dates as a reader of the table meets them.

Numbers keep the bound that they were read with: a floor never prints as if it were the number.
"""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from figures.count import Count, Gap
from figures.date import PLAIN_DAY
from figures.line import Line, Reading, plain
from figures.record import Casebook
from figures.vocabulary import Bound, Corroboration, FlagKind, Verdict
from figures.wording import mark

NONE = "–"
MINUS = "−"


def number(value: int) -> str:
    """A whole number with its thousands parted, as the sources of this program write it."""
    return f"{value:,}".replace("-", MINUS)


def count_text(count: Count) -> str:
    """A count without the words it was read from: ``6,057``, ``6,057–6,060``, ``≥ 1,000``."""
    if count.high is None:
        return QCoreApplication.translate("Compare", "≥ {0}").format(number(count.low)) if count.low else "≥ 0"
    return number(count.low) if count.is_exact else f"{number(count.low)}–{number(count.high)}"


def reading_text(reading: Reading | None, casebook: Casebook) -> str:
    """A reading in one cell; where every figure that gives it is worded alike, in those words (``> 6,000``, *not given*)."""
    if reading is None:
        return NONE
    marks = set()
    for id_ in reading.figures:
        figure = casebook.figure[id_]
        if figure.count != reading.count or figure.relative_to is not None:
            break
        marks.add(mark(figure.count, figure.bound, figure.words))
    else:
        if len(marks) == 1:
            return marks.pop()
    if reading.numberless and reading.count.high is None:
        return QCoreApplication.translate("Compare", "not given") if reading.count.low else Bound.UNKNOWN.label
    return count_text(reading.count)


def gap_text(gap: Gap | None) -> str:
    """Observed less stated, signed: ``+57 to +60``, ``−5,922``, ``≥ +57``; a dash where neither end can be computed."""
    if gap is None or (gap.low is None and gap.high is None):
        return NONE
    if gap.low is None:
        return f"≤ {_signed(gap.high or 0)}"
    if gap.high is None:
        return f"≥ {_signed(gap.low)}"
    if gap.low == gap.high:
        return _signed(gap.low)
    return QCoreApplication.translate("Compare", "{0} to {1}").format(_signed(gap.low), _signed(gap.high))


def _signed(value: int) -> str:
    return f"+{number(value)}" if value > 0 else number(value)


def verdict_word(verdict: Verdict) -> str:
    """The verdict with a capital, as it stands beside its mark."""
    label = verdict.label
    return label[:1].upper() + label[1:]


def headline(line: Line) -> str:
    """The verdict and, where it is decided, by how much: *Exceeded by 57 to 60*."""
    word, gap = verdict_word(line.verdict), line.difference
    if gap is None or line.verdict not in (Verdict.EXCEEDED, Verdict.SHORT, Verdict.OUTSTANDING):
        return word
    ends = sorted(abs(end) for end in (gap.low, gap.high) if end is not None)
    if not ends:
        return word
    if len(ends) == 1:
        amount = QCoreApplication.translate("Compare", "at least {0}").format(number(ends[0]))
    elif ends[0] == ends[1]:
        amount = number(ends[0])
    else:
        amount = QCoreApplication.translate("Compare", "{0} to {1}").format(number(ends[0]), number(ends[1]))
    if line.verdict is Verdict.OUTSTANDING:
        return f"{word}: {amount}"
    return QCoreApplication.translate("Compare", "{0} by {1}").format(word, amount)


def sentence_text(line: Line) -> str:
    """The line's sentence with a capital."""
    text = plain(line.sentence)
    return text[:1].upper() + text[1:]


def measured_reading(line: Line) -> Reading | None:
    """The reading that the line's corroboration is about: the observed, else the reported, else the stated, else another."""
    aftermath = line.aftermath[0] if line.aftermath else None
    return line.observed or line.reported or line.stated or line.presented or aftermath


def corroboration_text(line: Line) -> str:
    """How many origins stand behind the line, in words."""
    reading = measured_reading(line)
    found = Corroboration.NONE if reading is None else reading.corroboration
    if found is Corroboration.CONTESTED:
        return QCoreApplication.translate("Compare", "Contested")
    if found is Corroboration.NONE or reading is None:
        return QCoreApplication.translate("Compare", "No origin")
    if found is Corroboration.SINGLE:
        return QCoreApplication.translate("Compare", "Single origin")
    return QCoreApplication.translate("Compare", "{0} origins").format(number(len(reading.origins)))


def flag_word(kind: FlagKind) -> str:
    """A flag's name with a capital."""
    return kind.label[:1].upper() + kind.label[1:]


def direction_text(line: Line, casebook: Casebook) -> str:
    """*Russia → Ukraine*, or *both directions*."""
    if line.sender is None or line.receiver is None:
        return QCoreApplication.translate("Compare", "both directions")
    return f"{casebook.party[line.sender].name} → {casebook.party[line.receiver].name}"


def category_text(line: Line, casebook: Casebook) -> str:
    """The category with a capital, and the unit where the unit is not the plain one of its branch."""
    label = casebook.categories.label(line.category)
    return label[:1].upper() + label[1:]


def day_text(edtf: str) -> str:
    """A plain day in words (*2 June 2025*); every other date as it was typed."""
    if not PLAIN_DAY.match(edtf):
        return edtf
    return long_day(dt.date.fromisoformat(edtf))


def long_day(day: dt.date) -> str:
    """A day in words: *2 June 2025*."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")


def short_day(edtf: str) -> str:
    """A plain day without its year (*11 Jun*), where the year stands beside it; every other date as it was typed."""
    if not PLAIN_DAY.match(edtf):
        return edtf
    day = dt.date.fromisoformat(edtf)
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM")
