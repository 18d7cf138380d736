"""Four columns of one number, low, best, high and how it is bounded, put into the words that a form would take.

The words say no more than the columns do: where they disagree with one another the number is refused, and where a range says
more than the best estimate the range is what is kept, and the best estimate goes into the note.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from figures.count import Count
from figures.vocabulary import Bound
from figures.wording import Unreadable, read

WORDS = {
    Bound.EXACT: "{}",
    Bound.AT_LEAST: "at least {}",
    Bound.MORE_THAN: "more than {}",
    Bound.NEARLY: "nearly {}",
    Bound.ABOUT: "about {}",
    Bound.UP_TO: "up to {}",
    Bound.FEWER_THAN: "fewer than {}",
    Bound.RANGE: "{}",
    Bound.VAGUE: "about {}",
    Bound.ALL: "all {}",
}
WITHOUT_NUMBER = {
    Bound.ALL: "all",
    Bound.NOT_GIVEN: "not given",
    Bound.VAGUE: "not given",
    Bound.UNKNOWN: "unknown",
}
CALLED: Mapping[Bound, str] = {
    Bound.EXACT: "exact|exactly|precise|precisely|point|point estimate|equal|equals|eq|=|==|точно|точное|точна|рівно|ровно",
    Bound.AT_LEAST: "at least|min|min.|minimum|lower|lower bound|lower limit|floor|no fewer than|no less than|not less than|"
    "or more|and more|and up|open|ge|gte|geq|≥|>=|=>|+|не менее|не менше|щонайменше|минимум|мінімум",
    Bound.MORE_THAN: "more than|over|above|greater than|greater|exceeds|exceeding|gt|>|более|больше|более чем|понад|більше|"
    "більш ніж",
    Bound.NEARLY: "nearly|almost|just under|close to|почти|майже",
    Bound.ABOUT: "about|around|approx|approx.|approximate|approximately|approximation|circa|ca|ca.|"
    "c.|estimate|estimated|est|est.|roughly|rounded|some|~|≈|≃|около|примерно|приблизительно|близько|приблизно",
    Bound.UP_TO: "up to|at most|max|max.|maximum|upper|upper bound|upper limit|ceiling|no more than|not more than|as many as|"
    "le|lte|leq|≤|<=|=<|не более|до|не більше|максимум",
    Bound.FEWER_THAN: "fewer than|less than|fewer|less|under|below|lt|<|менее|менше|меньше|менш ніж",
    Bound.RANGE: "range|ranged|between|interval|low-high|from to|от до|від до|диапазон|діапазон",
    Bound.VAGUE: "vague|order of magnitude|dozens|hundreds|несколько|кілька",
    Bound.ALL: "all|every|все|всі|усі",
    Bound.NOT_GIVEN: "not given|unspecified|not specified|none given|n/a|na|not stated|не указано|не вказано",
    Bound.UNKNOWN: "unknown|?|неизвестно|невідомо",
}
BY_NAME = {name: bound for bound, names in CALLED.items() for name in names.split("|")}
BLANKS = frozenset({"", "-", "–", "—", "n/a", "na", "n.a.", "nan", "null", "."})
"""What stands in a cell of numbers that says nothing."""

ENDLESS = frozenset({"∞", "+∞", "inf", "infinity", "unbounded", "no upper bound", "open"})
"""What stands under *high* where there is no upper end."""

OPEN_ABOVE = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
OPEN_BELOW = frozenset({Bound.UP_TO, Bound.FEWER_THAN})


@dataclass(frozen=True, slots=True)
class Worded:
    """The number in words, and what the columns say beside it."""

    words: str
    note: str = ""


def bound_named(text: str) -> Bound | None:
    """The bound that a cell names in the usual ways; None where it is none of them."""
    folded = " ".join(text.replace("_", " ").split()).casefold()
    return next((b for b in Bound if folded == b.value.replace("_", " ")), BY_NAME.get(folded))


def blank(text: str) -> bool:
    """Whether a cell of a number says nothing, in one of the ways in which that is written."""
    return text.strip().casefold() in BLANKS


def endless(text: str) -> bool:
    """Whether a cell says that there is no upper end."""
    return text.strip().casefold() in ENDLESS


def in_words(low: int | None, best: int | None, high: int | None, bound: Bound | None) -> Worded:
    """The words of a number given in columns; ``ValueError`` where they contradict each other or there is no number."""
    if low is not None and high is not None and low > high:
        raise ValueError(f"The low ({low}) is above the high ({high}).")
    number = _number(low, best, high, bound)
    if bound in (Bound.NOT_GIVEN, Bound.UNKNOWN) and not (best is None and high is None and (low or 0) <= 1):
        raise ValueError(
            f"The number is said to be {bound.label}, and yet one stands here: empty its cells, or mend the bound."
        )
    if bound in (Bound.NOT_GIVEN, Bound.UNKNOWN) or (bound in WITHOUT_NUMBER and best is None and high is None and not low):
        return Worded(WITHOUT_NUMBER[bound], _note(best, None))
    if number is not None:
        words = WORDS[bound or Bound.EXACT].format(number)
        count = _count(words)
        if count is not None and bound is not Bound.RANGE and _agree(count, number, low, high):
            return Worded(words)
    elif low is None and high is None:
        raise ValueError("There is no number here: fill low, best or high, or say that it was not given.")
    if best is not None and not ((low is None or low <= best) and (high is None or best <= high)):
        raise ValueError(f"The best estimate ({best}) does not lie between the low and the high.")
    words = _span(low, best, high, bound)
    return Worded(words, " ".join(filter(None, (_note(best, bound), _unsaid(words, low, high)))))


def _number(low: int | None, best: int | None, high: int | None, bound: Bound | None) -> int | None:
    """The number that the bound speaks of: the best estimate, else an end that is certain to be it."""
    if best is not None:
        return best
    match bound:
        case Bound.AT_LEAST:
            return low
        case Bound.UP_TO:
            return high
        case Bound.EXACT | Bound.ALL:
            return high if low is None else low
        case _:
            return None


def _count(words: str) -> Count | None:
    try:
        return read(words).count
    except Unreadable:
        return None


def _agree(count: Count, number: int, low: int | None, high: int | None) -> bool:
    """Whether low and high say nothing else than the words: they are empty, the number itself, or the count's own ends."""
    return (low is None or low in (count.low, number)) and (high is None or high in (count.high, number))


def _span(low: int | None, best: int | None, high: int | None, bound: Bound | None) -> str:
    if low is None and high is None:
        return f"about {best}"
    if high is None or (bound in OPEN_ABOVE and low is not None):
        return f"at least {low}"
    if low is None or bound in OPEN_BELOW:
        return f"up to {high}"
    return f"between {low} and {high}" if low < high else str(low)


def _unsaid(words: str, low: int | None, high: int | None) -> str:
    """The end that the columns give and the words leave out, for the note."""
    count = _count(words)
    if count is not None and count.high is None and high is not None:
        return f"Highest in the imported table: {high}."
    return f"Lowest in the imported table: {low}." if count is not None and low is not None and count.low < low else ""


def _note(best: int | None, bound: Bound | None) -> str:
    if best is None:
        return ""
    return f"Best estimate in the imported table: {WORDS[bound or Bound.EXACT].format(best)}."
