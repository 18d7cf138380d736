"""Sources go to Zotero and come back, and those that are there already are not doubled."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from db.casefile import Casefile
from desktop.command_line import main
from figures.record import PublisherDraft, SourceDraft


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.handover"
    with Casefile.create(path) as casefile, casefile.act("Begin") as act:
        publisher = act.add(PublisherDraft(name="Суспільне"))
        act.add(SourceDraft(title="Тіла", publisher=publisher, address="https://a.example/1", published="2025-06-16"))
        act.add(SourceDraft(title="Полонені", authors=("Г. Мельник",), published="2025-06"))
    return path


@pytest.mark.parametrize("name", ["out.ris", "out.csl.json"])
def test_sources_that_go_out_come_in_again_once(file: Path, tmp_path: Path, name: str) -> None:
    run = CliRunner()
    out, new = tmp_path / name, tmp_path / "b.handover"
    assert run.invoke(main, ["export", str(file), str(out)]).stdout == f"Wrote 2 sources to {out}.\n"
    Casefile.create(new).close()
    for kept, there in ((2, 0), (0, 2)):
        done = run.invoke(main, ["import", str(new), str(out)])
        assert done.exit_code == 0
        assert f"{kept} kept, {there} already there, 0 refused" in done.stdout
    with Casefile.open(new, read_only=True) as casefile:
        assert [(s.title, s.published) for s in casefile.sources()] == [("Тіла", "2025-06-16"), ("Полонені", "2025-06")]
        assert [p.name for p in casefile.publishers()] == ["Суспільне"]


def test_bibtex_is_written(file: Path, tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["export", str(file), str(tmp_path / "out.bib")]).exit_code == 0
    assert "title = {{Тіла}}" in (tmp_path / "out.bib").read_text(encoding="utf-8")


def test_a_casefile_is_never_written_over_by_what_is_exported_from_it(file: Path) -> None:
    ris = file.with_suffix(".ris")
    file.rename(ris)
    done = CliRunner().invoke(main, ["export", str(ris), str(ris)])
    assert done.exit_code == 1
    assert "the casefile itself" in done.stderr
