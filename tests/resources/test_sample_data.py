"""The sample's data, before anything is made of it."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

FILES = sorted(file.name for file in (files("resources") / "sample").iterdir() if file.name.endswith(".toml"))
FIELDS = {
    "party": {"name", "native_name", "kind", "belongs_to"},
    "source": {
        "id", "title", "publisher", "reliability", "authors", "kind", "language", "published", "url", "reprint_of", "note",
        "text", "figures",
    },
}  # fmt: skip


def content(name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((files("resources") / "sample" / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_no_field_is_misspelt(name: str) -> None:
    for kind, known in FIELDS.items():
        for entry in content(name).get(kind, []):
            assert set(entry) <= known, entry


@pytest.mark.parametrize("name", FILES)
def test_every_quote_stands_once_in_its_text(name: str) -> None:
    for source in content(name)["source"]:
        for figure in source["figures"]:
            assert source["text"].count(figure["quote"]) == 1, figure["id"]


def test_every_identifier_is_given_once() -> None:
    every = [
        entry["id"] for name in FILES for kind in ("agreement", "event", "source") for entry in content(name).get(kind, [])
    ]
    figures = [figure["id"] for name in FILES for source in content(name)["source"] for figure in source["figures"]]
    assert len(set(every)) == len(every)
    assert len(set(figures)) == len(figures)


def test_made_up_numbers_say_so() -> None:
    made_up = content("4-illustrations.toml")
    about = {agreement["id"]: agreement for agreement in made_up["agreement"]}
    invented = next(source for source in made_up["source"] if source["id"] == "worked-examples")
    for figure in invented["figures"]:
        agreement = about[figure["about"]]
        assert agreement["title"].startswith("Illustration")
        assert "Made-up numbers" in agreement["note"]
