"""What differs between two documents of lines and figures, in a sentence each: as a briefing holds them, and computed again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from desktop.briefing_file import FIGURES_FILE, LINES_FILE

Json = dict[str, Any]
KEY = ("agreement", "event", "category", "from", "to", "unit")
CALLED = ("figures", "contested", "contested_groups")
"""Parts of a line that name figures; a table calls only those figures by name that another figure refers to."""


def key_of(line: Json) -> tuple[object, ...]:
    """What tells a line from the others of its document."""
    return tuple(line.get(name) for name in KEY)


def plain(document: Json) -> Json:
    """The document as it is when it has been written and read."""
    read: Json = json.loads(json.dumps(document))
    return read


def bare(lines: Iterable[Json]) -> list[Json]:
    """The lines without what names figures in them."""
    return [_without(line, CALLED) for line in lines]


def _without(value: Any, names: tuple[str, ...]) -> Any:
    if isinstance(value, dict):
        return {name: _without(held, names) for name, held in value.items() if name not in names}
    return [_without(held, names) for held in value] if isinstance(value, list) else value


def differences(held: list[Json], again: list[Json], where: str, skip: frozenset[tuple[object, ...]]) -> Iterator[str]:
    """Every difference between the lines that the briefing holds and those computed again, in a sentence each."""
    found, due = _by_key(held), _by_key(again)
    for key in [key for key in dict.fromkeys((*found, *due)) if key not in skip]:
        name = _called(key)
        for at in range(max(len(found.get(key, ())), len(due.get(key, ())))):
            if at >= len(due.get(key, ())):
                yield f"{name}: {LINES_FILE} has this line, {where} does not give it."
            elif at >= len(found.get(key, ())):
                yield f"{name}: {where} gives this line, {LINES_FILE} does not have it."
            else:
                for path, said, given in _parts(found[key][at], due[key][at]):
                    yield f"{name}, {path}: {LINES_FILE} says {_shown(said)}, {where} gives {_shown(given)}."


def _by_key(lines: Iterable[Json]) -> Mapping[tuple[object, ...], list[Json]]:
    found: dict[tuple[object, ...], list[Json]] = {}
    for line in lines:
        found.setdefault(key_of(line), []).append(line)
    for held in found.values():
        held.sort(key=lambda line: json.dumps(line, sort_keys=True))
    return found


def _called(key: tuple[object, ...]) -> str:
    agreement, event, category, _, receiver, unit = key
    about = ", ".join(f"“{part}”" for part in (agreement, event) if part)
    to = f" to {receiver}" if receiver else ", both directions"
    return f"{about}: {category}{to}" + (f" ({unit})" if unit else "")


def _parts(found: Any, due: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Where two documents differ, down to the single values."""
    if isinstance(found, dict) and isinstance(due, dict):
        for name in dict.fromkeys((*found, *due)):
            yield from _parts(found.get(name), due.get(name), f"{path} {name}".strip())
    elif found != due:
        yield path, found, due


def _shown(value: Any) -> str:
    return "nothing" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def figures_differ(held: list[Json], again: list[Json], where: str = FIGURES_FILE) -> Iterator[str]:
    """The figures that stand in one of the two only; their names are left aside, since a table does not name all."""

    def known(figures: list[Json]) -> dict[str, Json]:
        return {json.dumps(_without(f, ("id", "replaced_by")), sort_keys=True): f for f in figures}

    found, due = known(held), known(again)
    for text in found.keys() - due.keys():
        figure = found[text]
        yield f"{LINES_FILE} has the figure “{figure.get('words')}” from “{figure.get('source')}” otherwise than {where}."
    for text in due.keys() - found.keys():
        figure = due[text]
        yield f"{where} has the figure “{figure.get('words')}” from “{figure.get('source')}” otherwise than {LINES_FILE}."
