"""The JSON Schema of a whole casefile as JSON, made from the descriptions that read and write it, and published in docs."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from exchange.casebook_json import DRAFTS, LIKENED, REFERENCES, TERMS, VERSION
from figures.record import CREDIBILITIES, RELIABILITIES

DATES = frozenset({"date", "due", "status_on", "said_on", "as_of", "retracted_on", "published", "accessed"})
SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
TEXT = {"type": "string"}
WHOLE = {"type": "integer", "minimum": 0}


def _closed(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


OBJECTS: dict[str, Any] = {
    "count": _closed(low=WHOLE, high={"type": ["integer", "null"], "minimum": 0}),
    "anchor": _closed(start=WHOLE, end=WHOLE, before=TEXT, after=TEXT),
    "copy": _closed(sha256=SHA256, media_type=TEXT, size=WHOLE, file_name=TEXT),
}


def casebook_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of what ``handover export FILE OUT.json`` writes."""
    category = _closed(id=TEXT, parent={"type": ["string", "null"]}, label=TEXT)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Handover casefile",
        "description": "Every record of a casefile. Records name one another by their uid.",
        **_closed(
            handover={"const": VERSION},
            categories={"type": "array", "items": category},
            observing={"type": "string", "description": "The vantages that count as observing; empty: the method's own."},
            likeness={
                "type": "array",
                "items": _closed(kind={"enum": list(LIKENED)}, one=TEXT, other=TEXT, same={"type": "boolean"}),
                "description": "Of two records, by their uid: that they are not the same, or that the one became the other.",
            },
            **{kind: {"type": "array", "items": _record(kind)} for kind in DRAFTS},
            texts={"type": "object", "additionalProperties": TEXT, "description": "Texts of sources, by the source's uid."},
            copies={
                "type": "object",
                "propertyNames": {"pattern": SHA256["pattern"]},
                "additionalProperties": {
                    "oneOf": [{"type": "string", "contentEncoding": "base64"}, _closed(file={"type": "string", "minLength": 1})]
                },
                "description": "Stored copies by their SHA-256: in the document, or the name of a file beside it.",
            },
        ),
    }


def _record(kind: str) -> dict[str, Any]:
    fields = dataclasses.fields(DRAFTS[kind])
    return _closed(uid=TEXT, **{field.name: _field(kind, field) for field in fields})


def _field(kind: str, field: dataclasses.Field[Any]) -> dict[str, Any]:
    name, default = field.name, field.default
    if (kind, name) in TERMS:
        schema: dict[str, Any] = {"enum": [*TERMS[kind, name], *([None] if default is None else [])]}
    elif name in OBJECTS:
        schema = OBJECTS[name] if default is dataclasses.MISSING else {"anyOf": [OBJECTS[name], {"type": "null"}]}
    elif name in REFERENCES[kind] and not isinstance(default, tuple):
        schema = {
            "type": ["string", "null"] if default is None else "string",
            "description": f"uid among {REFERENCES[kind][name]}",
        }
    elif isinstance(default, tuple):
        schema = {"type": "array", "items": TEXT}
    elif isinstance(default, bool):
        schema = {"type": "boolean"}
    elif name == "credibility":
        schema = {"enum": list(CREDIBILITIES)}
    elif name == "reliability":
        schema = {"enum": list(RELIABILITIES)}
    elif name in DATES:
        schema = {"type": "string", "description": "An EDTF date (level 1), or empty."}
    else:
        schema = {"type": ["string", "null"] if default is None else "string"}
    return schema


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(casebook_schema(), ensure_ascii=False, indent=2) + "\n"
