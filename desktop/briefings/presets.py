"""Presets: options under a name, kept in the casefile as one of its settings, so that every briefing of a series looks alike.

What belongs to one briefing alone is left out: the day, and the briefing that it is held against.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from briefing.options import BriefingOptions, WrongOptions

KEY = "briefing_presets"


def read_presets(text: str) -> dict[str, BriefingOptions]:
    """The presets that the setting holds, by name; one that cannot be read is left out."""
    try:
        held = json.loads(text or "{}")
    except ValueError:
        return {}
    found: dict[str, BriefingOptions] = {}
    for name, options in held.items() if isinstance(held, dict) else ():
        try:
            found[str(name)] = BriefingOptions.from_json(json.dumps(options))
        except WrongOptions:
            continue
    return dict(sorted(found.items()))


def written(presets: Mapping[str, BriefingOptions]) -> str:
    """The setting's text."""
    plain = {name: json.loads(replace(options, as_of=None, since=None).to_json()) for name, options in presets.items()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)
