"""The published schema is that of what is written, and what is written fits it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from exchange.casebook_json import casebook_json
from exchange.casebook_schema import casebook_schema, schema_text
from figures.count import Count
from figures.record import Anchor, Casebook, Event, Figure, Party, Pin, Publisher, Source, StoredCopy
from figures.vocabulary import Accumulation, Stage, Unit

PUBLISHED = Path(__file__).parents[2] / "docs" / "casefile.schema.json"
BOOK = Casebook(
    publishers=(Publisher(id=1, uid="p", name="P"),),
    parties=(Party(id=1, uid="a", name="A"), Party(id=2, uid="b", name="B", belongs_to=1)),
    sources=(Source(id=1, uid="s", title="S", publisher=1, authors=("X",), copy=StoredCopy("0" * 64, "text/html", 3)),),
    events=(Event(id=1, uid="e", title="E", mediators=(2,)),),
    figures=(
        Figure(
            id=1,
            uid="f",
            event=1,
            words="5 or more",
            count=Count(5, None),
            unit=Unit.PERSON,
            category="person",
            stage=Stage.AGREED,
            accumulation=Accumulation.INCREMENT,
            source=1,
            quote="5",
            anchor=Anchor(0, 1),
        ),
    ),
    pins=(Pin(id=1, uid="m", event=1, category="person", figure=1, reason="signed"),),
)


def fits(document: Any, schema: Any) -> bool:
    return bool(Draft202012Validator(schema).is_valid(document))


def test_the_schema_is_one_itself() -> None:
    Draft202012Validator.check_schema(casebook_schema())


@pytest.mark.parametrize("held", [b"abc", "out copies/abc"])
def test_a_copy_stands_in_the_document_or_beside_it(held: bytes | str) -> None:
    assert fits(casebook_json(BOOK, {}, {"0" * 64: held}, ""), casebook_schema())


def test_the_published_schema_is_the_one_that_the_program_writes_by() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text()


def test_what_is_written_fits_the_schema() -> None:
    document = casebook_json(BOOK, {"s": "text"}, {"0" * 64: b"abc"}, "")
    assert fits(document, casebook_schema())


@pytest.mark.parametrize(
    ("kind", "field", "value"), [("figures", "stage", "given"), ("figures", "count", 5), ("sources", "x", "")]
)
def test_what_is_never_written_does_not_fit(kind: str, field: str, value: Any) -> None:
    document = casebook_json(BOOK, {}, {}, "")
    document[kind][0][field] = value
    assert not fits(document, casebook_schema())
