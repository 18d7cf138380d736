"""What a researcher says of the columns of a table under headings of its own, made into a mapping.

Each column is given a part: a heading of ours, one of the parts of a number, or a direction. What a heading usually means is
only proposed; the researcher sees it and decides. Values that are none of our words are given their meaning one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from exchange.definition import is_term
from exchange.heading import COLUMNS, NEEDED, as_ours, plain
from exchange.mapping import NumberParts, Split, Translation, compared
from figures.category import CategoryTree

LOW, BEST, HIGH, BOUND, DIRECTION = "number: lowest", "number: best", "number: highest", "number: bound", "direction"
PARTS = (LOW, BEST, HIGH, BOUND, DIRECTION)
"""What a column can be besides one of ours."""

LEFT_OUT = ""
ARROW = Split(("->", " to ", " – ", " - "), ("from", "to"))
HEADINGS_WITHIN = 15
USUAL = {
    "event_date": "date|day|when|event day|date of event|дата|день",
    "event_kind": "event type|what kind|type|kind|type of event|тип|вид",
    "event": "event|event name|event title|подія|событие",
    "agreement": "agreement|deal|угода|соглашение",
    DIRECTION: "direction|way|from to|from → to|from->to|from / to|напрям|направление",
    "from": "from|sender|handed over by|від|от|звідки",
    "to": "to|receiver|received by|кому|куди",
    "category": "category|who|group|persons|категорія|категория",
    "unit": "unit|counted in|units|одиниця|единица",
    "stage": "stage|stance|status|phase|стадія|стадия",
    LOW: "low|min|minimum|lowest|from number",
    BEST: "best|best estimate|estimate",
    HIGH: "high|max|maximum|highest",
    BOUND: "bound|precision|exactness",
    "number": "number|figure|count|how many|quantity|total|n|кількість|число|количество",
    "claimant": "claimant|said by|who said|claimed by|speaker|хто сказав|кто сказал",
    "said_on": "said on|date said|statement date",
    "source_title": "source title|title|headline|article|source|заголовок|джерело|источник",
    "source_url": "source url|url|link|address|посилання|ссылка",
    "publisher": "publisher|outlet|medium|media|newspaper|видання|издание",
    "published": "published|published on|publication date|date published",
    "quote": "quote|quotation|text|words|цитата",
    "where": "where|page|paragraph|place in source",
    "note": "note|notes|comment|comments|remark|примітка|примечание",
    "language": "language|lang|мова|язык",
    "reliability": "reliability|source reliability",
    "credibility": "credibility",
}
BY_USE = {name: part for part, names in USUAL.items() for name in names.split("|")}


@dataclass(frozen=True, slots=True)
class Match:
    """What was said of a table: the part of each heading, what its values mean, and what stands in every row.

    ``meanings``: by heading and value as compared, the cells of ours that it becomes. ``beside`` are our columns that a mapping
    gives in ways that are not asked for here.
    """

    parts: Mapping[str, str]
    meanings: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    beside: frozenset[str] = frozenset()

    def heading_of(self, part: str) -> str:
        """The heading that has this part; empty where none has."""
        return next((heading for heading, given in self.parts.items() if given == part), "")

    @property
    def missing(self) -> tuple[str, ...]:
        """What every figure needs and no column, value or constant gives yet."""
        given = {
            *self.parts.values(),
            *self.constants,
            *self.beside,
            *(name for cells in self.meanings.values() for name in cells),
        }
        if {LOW, BEST, HIGH} & given:
            given.add("number")
        if "source_url" in given:
            given.add("source_title")
        lacking = [column for column in NEEDED if column not in given]
        about = {"event", "agreement"} & given or "event_date" in given
        return tuple(lacking if about else [*lacking, "event"])

    def translation(self, parties: Mapping[str, Mapping[str, str]] | None = None) -> Translation:
        """The mapping that this amounts to; ``parties`` are those of the table that are known under another name."""
        columns = {plain(h): part for h, part in self.parts.items() if part in COLUMNS and as_ours(h) != part}
        unread = [plain(h) for h, part in self.parts.items() if part == LEFT_OUT and as_ours(h) in COLUMNS]
        ends = {part: plain(self.heading_of(part)) for part in (LOW, BEST, HIGH, BOUND)}
        number = None
        if ends[LOW] or ends[BEST] or ends[HIGH]:
            number = NumberParts(low=ends[LOW], best=ends[BEST], high=ends[HIGH], bound=ends[BOUND])
        sets: dict[str, dict[str, Mapping[str, str]]] = {}
        for (heading, value), cells in self.meanings.items():
            sets.setdefault(plain(heading), {})[compared(value)] = cells
        for name, called in (parties or {}).items():
            for column in ("from", "to", "claimant"):
                cells = {column if ours == "party" else f"{column}_{ours}": text for ours, text in called.items()}
                sets.setdefault(column, {})[compared(name)] = cells
        way = self.heading_of(DIRECTION)
        return Translation(
            columns=columns,
            constants={ours: text for ours, text in self.constants.items() if text},
            sets=sets,
            splits={plain(way): ARROW} if way else {},
            built=self._built(),
            number=number,
            ignored=frozenset(unread),
        )

    def _built(self) -> Mapping[str, str]:
        """A title for events that have none: kind, sides and day; the address for sources that have none."""
        built: dict[str, str] = {}
        given = {*self.parts.values(), *self.constants}
        day, kind = self.heading_of("event_date"), self.heading_of("event_kind")
        if not {"event", "agreement"} & given and day:
            built["event"] = ", ".join(f"{{{name}}}" for name in (plain(kind), "sides", plain(day)) if name)
        if "source_title" not in given and "source_url" in given:
            built["source_title"] = f"{{{plain(self.heading_of('source_url'))}}}"
        return built


def headings_among(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The row that looks like headings: the first, among those at the top, that is about as wide as the widest."""
    widths = [sum(bool(cell.strip()) for cell in row) for row in rows[:HEADINGS_WITHIN]]
    place = next((i for i, width in enumerate(widths) if width * 2 > max(widths)), 0)
    return tuple(rows[place]) if rows else ()


def likely(headings: Iterable[str]) -> dict[str, str]:
    """What each heading usually means; each part is proposed once, the rest is left out."""
    parts: dict[str, str] = {}
    for heading in (heading for heading in headings if heading.strip()):
        ours = as_ours(heading)
        part = ours if ours in COLUMNS else BY_USE.get(plain(heading), LEFT_OUT)
        parts[heading] = LEFT_OUT if part in parts.values() else part
    return parts


def unknown_values(part: str, values: Iterable[str], tree: CategoryTree, *, with_unit: bool) -> tuple[str, ...]:
    """The values of a column that are none of our words, each once; only of columns that take certain words.

    Without a unit of its own the table has it from what is counted, so every category needs its meaning.
    """
    found = dict.fromkeys(text.strip() for text in values if text.strip())
    if part == "category" and not with_unit:
        return tuple(found)
    if part == "category":
        return tuple(text for text in found if not _is_category(text, tree))
    if part == DIRECTION:
        return tuple(text for text in found if not any(sign in compared(text) for sign in ("->", " to ")))
    return tuple(text for text in found if _takes_terms(part) and not is_term(part, text))


def _takes_terms(part: str) -> bool:
    return part in ("unit", "stage", "event_kind", "accumulation", "source_kind", "vantage")


def _is_category(text: str, tree: CategoryTree) -> bool:
    try:
        tree.parse(text)
    except ValueError:
        return False
    return True


def ways(values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The directions that a column names with an arrow or a word, and each of them the other way."""
    found: dict[tuple[str, str], None] = {}
    for text in values:
        cells = Translation(splits={DIRECTION: ARROW}).translated({DIRECTION: text})
        if "from" in cells and "to" in cells:
            found |= dict.fromkeys(((cells["from"], cells["to"]), (cells["to"], cells["from"])))
    return tuple(found)


def usual_parties(usual: Translation, names: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """The parties among these names that usually go by another: what they are called, their kind and whom they belong to."""
    known = {**usual.sets.get("from", {}), **usual.sets.get("claimant", {})}
    found: dict[str, Mapping[str, str]] = {}
    for name in dict.fromkeys(names):
        cells = known.get(compared(name), {})
        called = {key.partition("_")[2] or "party": text for key, text in cells.items()}
        if called:
            found[name] = called
    return found


def usual_meaning(usual: Translation, part: str, value: str) -> Mapping[str, str] | None:
    """What a value usually means in a column of this part; None where nothing is usual."""
    for column, several in usual.sets.items():
        cells = several.get(compared(value))
        if cells is not None and (part in cells or (part == DIRECTION and column == "direction")):
            return cells
    for column, renamed in usual.values.items():
        if usual.heading(column) == part and compared(value) in renamed:
            return {part: renamed[compared(value)]}
    return None
