"""The casefiles to measure with are casefiles: the program finds nothing wrong with them, and they say what was asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from db.casefile import Casefile

BENCH = Path(__file__).parents[2] / "bench"


@pytest.fixture(scope="module")
def data() -> ModuleType:
    sys.path.insert(0, str(BENCH))
    try:
        import data as module
    finally:
        sys.path.remove(str(BENCH))
    return module


def test_a_made_casefile_has_nothing_wrong_and_the_figures_asked_for(data: ModuleType, tmp_path: Path) -> None:
    with Casefile.open(data.made(1000, tmp_path), read_only=True) as made:
        assert made.tally().figures == 1000
        assert (made.tally().events, made.tally().sources) == (200, 300)
        assert made.verify() == ()
        assert made.find("полонених") or made.find("тіл")


def test_it_is_made_once_and_again_only_where_it_is_gone(data: ModuleType, tmp_path: Path) -> None:
    first = data.made(1000, tmp_path)
    written = first.stat().st_mtime_ns
    assert data.made(1000, tmp_path).stat().st_mtime_ns == written
    with Casefile.open(first, read_only=True) as made:
        said = made.fingerprint()
    first.unlink()
    with Casefile.open(data.made(1000, tmp_path), read_only=True) as made:
        assert made.fingerprint() == said
