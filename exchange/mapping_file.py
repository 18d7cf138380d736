"""A mapping as a TOML file, in and out. What says anything but ``docs/mapping.md`` is refused."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from exchange.habit import DayOrder, Digits
from exchange.heading import COLUMNS, NoTable, plain
from exchange.mapping import PLACE, NumberParts, Split, Translation, compared
from figures.vocabulary import Bound, parse

TABLES = ("columns", "constants", "values", "split", "built", "number", "dates", "digits")
LISTS = ("ignore", "optional")
PARTS = ("low", "best", "high", "bound", "words")


def read_translation(path: Path) -> Translation:
    """The mapping in a file; ``NoTable`` says where it cannot be read."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise NoTable(f"The mapping file {path.name} cannot be read: {wrong}.") from None
    return _File(path.name, content).translation()


class _File:
    """A mapping file while it is read, so that each complaint can name it."""

    def __init__(self, name: str, content: Mapping[str, Any]) -> None:
        self.name, self.content = name, content

    def translation(self) -> Translation:
        unknown = [key for key in self.content if key not in (*TABLES, *LISTS)]
        if unknown:
            raise self._wrong(
                f"“{unknown[0]}” is none of its tables, which are {', '.join(TABLES)}, or its lists {' and '.join(LISTS)}"
            )
        values, sets = self._values()
        return Translation(
            columns={plain(theirs): self._ours(ours, "columns") for theirs, ours in self._texts("columns").items()},
            constants={self._ours(ours, "constants"): text for ours, text in self._texts("constants").items()},
            values=values,
            sets=sets,
            splits={plain(theirs): self._split(theirs, said) for theirs, said in self._table("split").items()},
            built={self._ours(ours, "built"): text for ours, text in self._texts("built").items()},
            number=self._number(),
            dates={plain(column): self._order(text) for column, text in self._texts("dates").items()},
            digits={plain(column): self._digits(column, said) for column, said in self._table("digits").items()},
            ignored=self._list("ignore"),
            optional=self._list("optional"),
        )

    def _wrong(self, why: str) -> NoTable:
        return NoTable(f"The mapping file {self.name} cannot be used: {why}.")

    def _table(self, name: str) -> Mapping[str, Any]:
        found = self.content.get(name, {})
        if not isinstance(found, dict):
            raise self._wrong(f"“{name}” should be a table: [{name}]")
        return found

    def _texts(self, name: str) -> Mapping[str, str]:
        return {key: self._text(value, f"[{name}] {key}") for key, value in self._table(name).items()}

    def _text(self, value: Any, where: str) -> str:
        match value:
            case bool():
                return "yes" if value else "no"
            case str():
                return value
            case int():
                return str(value)
            case _ if hasattr(value, "isoformat"):
                return str(value.isoformat())
            case _:
                raise self._wrong(f"{where} should be a text in quotes")

    def _list(self, name: str) -> frozenset[str]:
        found = self.content.get(name, [])
        if not isinstance(found, list):
            raise self._wrong(f"“{name}” should be a list of headings in square brackets, above the tables")
        return frozenset(plain(str(heading)) for heading in found)

    def _ours(self, text: str, where: str) -> str:
        if text not in COLUMNS:
            raise self._wrong(f"[{where}] speaks of “{text}”, which is no heading of a table of figures")
        return text

    def _values(self) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, dict[str, str]]]]:
        """Values that become another text, and values that become several cells, each by their column."""
        renamed: dict[str, dict[str, str]] = {}
        several: dict[str, dict[str, dict[str, str]]] = {}
        for column, said in self._table("values").items():
            if not isinstance(said, dict):
                raise self._wrong(f"[values.{column}] should be a table of their values")
            for theirs, ours in said.items():
                where = f"[values.{column}] {theirs}"
                if isinstance(ours, dict):
                    cells = {self._given(name, column): self._text(text, where) for name, text in ours.items()}
                    several.setdefault(plain(column), {})[compared(theirs)] = cells
                else:
                    renamed.setdefault(plain(column), {})[compared(theirs)] = self._text(ours, where)
        return renamed, several

    def _given(self, name: str, column: str) -> str:
        """A heading of ours, or a name that a template has in braces."""
        braced = [plain(found) for text in self._texts("built").values() for found in PLACE.findall(text)]
        return name if plain(name) in braced else self._ours(name, f"values.{column}")

    def _split(self, theirs: str, said: Any) -> Split:
        if not isinstance(said, dict) or set(said) != {"at", "into"} or not isinstance(said["into"], list) or not said["at"]:
            raise self._wrong(f'[split] {theirs} should read {{ at = "->", into = ["from", "to"] }}')
        at = said["at"] if isinstance(said["at"], list) else [said["at"]]
        return Split(tuple(map(str, at)), tuple(self._ours(str(name), "split") for name in said["into"]))

    def _number(self) -> NumberParts | None:
        if "number" not in self.content:
            return None
        said = dict(self._table("number"))
        bounds = said.pop("bounds", {})
        if not isinstance(bounds, dict) or set(said) - set(PARTS) or not set(said) & {"low", "best", "high", "words"}:
            raise self._wrong(
                f"[number] names their columns for {', '.join(PARTS)}, and [number.bounds] their words for bounds"
            )
        names = {part: plain(self._text(heading, f"[number] {part}")) for part, heading in said.items()}
        return NumberParts(**names, bounds={compared(word): self._bound(str(bound)) for word, bound in bounds.items()})

    def _bound(self, text: str) -> Bound:
        try:
            return parse(Bound, text)
        except ValueError as wrong:
            raise self._wrong(f"[number.bounds]: {wrong}") from None

    def _order(self, text: str) -> DayOrder:
        folded = " ".join(text.replace("_", " ").replace("-", " ").casefold().split())
        known = {"day first": DayOrder.DAY_FIRST, "month first": DayOrder.MONTH_FIRST, "year first": DayOrder.UNSAID}
        if folded not in known:
            raise self._wrong(f'[dates] takes "day first", "month first" or "year first", not “{text}”')
        return known[folded]

    def _digits(self, column: str, said: Any) -> Digits:
        fits = isinstance(said, dict) and said and set(said) <= {"thousands", "decimal"}
        if not fits or not all(isinstance(sign, str) and len(sign) <= 1 for sign in said.values()):
            raise self._wrong(f'[digits] {column} should read {{ thousands = ".", decimal = "," }}')
        habit = Digits(**said)
        if habit.thousands and habit.thousands == habit.decimal:
            raise self._wrong(f"[digits] {column} has one sign for thousands and for fractions")
        return habit


def mapping_text(mapping: Translation) -> str:
    """The mapping as a TOML file that reads back to the same."""
    said: list[str] = []
    for name, headings in (("ignore", mapping.ignored), ("optional", mapping.optional)):
        if headings:
            said.append(f"{name} = [{', '.join(map(_quoted, sorted(headings)))}]")
    for name, texts in (("columns", mapping.columns), ("constants", mapping.constants), ("built", mapping.built)):
        _add(said, name, {key: _quoted(text) for key, text in texts.items()})
    _add(said, "dates", {column: _quoted(order or "year first") for column, order in mapping.dates.items()})
    habits = {c: {"thousands": h.thousands, "decimal": h.decimal} for c, h in mapping.digits.items()}
    _add(said, "digits", {column: _inline({k: v for k, v in signs.items() if v}) for column, signs in habits.items()})
    splits = mapping.splits.items()
    _add(said, "split", {c: f"{{ at = {_several(s.at)}, into = {_several(s.into)} }}" for c, s in splits})
    if mapping.number is not None:
        named = {part: getattr(mapping.number, part) for part in PARTS}
        _add(said, "number", {part: _quoted(heading) for part, heading in named.items() if heading})
        _add(said, "number.bounds", {word: _quoted(bound) for word, bound in mapping.number.bounds.items()})
    for column in dict.fromkeys((*mapping.values, *mapping.sets)):
        texts = {theirs: _quoted(ours) for theirs, ours in mapping.values.get(column, {}).items()}
        cells = {theirs: _inline(ours) for theirs, ours in mapping.sets.get(column, {}).items()}
        _add(said, f"values.{_quoted(column)}", {**texts, **cells})
    return "\n".join(said) + "\n"


def _add(said: list[str], name: str, lines: Mapping[str, str]) -> None:
    if lines:
        said += ["", f"[{name}]", *(f"{_quoted(key)} = {text}" for key, text in lines.items())]


def _inline(texts: Mapping[str, str]) -> str:
    return "{ " + ", ".join(f"{_quoted(key)} = {_quoted(text)}" for key, text in texts.items()) + " }"


def _several(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    """A TOML basic string; JSON escapes are among those of TOML."""
    return json.dumps(str(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def heading_key(headings: tuple[str, ...]) -> str:
    """What a set of headings is known by, whatever its order, so that the mapping of one table serves the next like it."""
    return "\n".join(sorted({plain(heading) for heading in headings if heading.strip()}))
