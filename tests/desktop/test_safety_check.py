"""The check of a casefile from the window: sound or not, every fault with what can be done, the search index made anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from db.casefile import Casefile
from db.kind import RecordKind
from db.result import Fault, FaultKind, IssuedDraft
from desktop.command_line import main
from desktop.look.theme import Theme
from desktop.main_window import MainWindow
from desktop.safety.checking import Checking
from desktop.safety.fault_dialog import FaultDialog
from desktop.sample import make_sample
from desktop.session import Session
from desktop.whole_check import check_whole


@pytest.fixture
def opened(window: MainWindow, tmp_path: Path) -> MainWindow:
    with make_sample(tmp_path / "sample.handover"):
        pass
    assert window.session.open(tmp_path / "sample.handover")
    return window


def checked(window: MainWindow, qtbot: Any) -> FaultDialog:
    window.acts.verify.trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(FaultDialog)), timeout=20_000)
    return window.findChildren(FaultDialog)[0]


def test_a_sound_casefile_is_said_to_be_sound(opened: MainWindow, qtbot: Any) -> None:
    dialog = checked(opened, qtbot)
    assert dialog.title.text() == "“sample.handover” is sound."
    assert not dialog.index.isVisible()
    assert not dialog.backups.isVisible()


def test_a_damaged_search_index_is_made_anew_from_the_window(opened: MainWindow, qtbot: Any) -> None:
    casefile = opened.session.casefile
    casefile._driver.execute("UPDATE search_content SET c1 = 'other'")
    assert {fault.kind for fault in casefile.verify()} == {FaultKind.SEARCH}
    dialog = checked(opened, qtbot)
    assert dialog.index.isVisible()
    dialog.index.click()
    assert casefile.verify() == ()
    assert "made anew" in opened.status.right.text()


def test_a_fault_leads_to_its_record(session: Session, theme: Theme, seed: Any, window: MainWindow, qtbot: Any) -> None:
    checking = Checking(window, session, theme)
    fault = Fault(FaultKind.QUOTE, "A quote is gone.", "Select the words again.", (RecordKind.SOURCE, seed.source))
    checking._checked((fault,))
    with qtbot.waitSignal(checking.record_asked_for) as asked:
        window.findChildren(FaultDialog)[0].table.opened.emit(fault)
    assert asked.args == [RecordKind.SOURCE, seed.source]


def test_an_issued_briefing_that_is_none_is_named_with_its_title(tmp_path: Path) -> None:
    with Casefile.create(tmp_path / "a.handover") as casefile:
        with casefile.act("Issue briefing") as act:
            act.keep_briefing(IssuedDraft(title="June", fingerprint="0" * 64, pages=1, pdf=b"no PDF"))
        faults = check_whole(casefile)
    assert len(faults) == 1
    assert "“June”" in faults[0].text
    assert faults[0].remedy.endswith(".")


def test_the_command_line_finds_a_damaged_search_index_too(tmp_path: Path) -> None:
    path = tmp_path / "a.handover"
    with make_sample(path) as casefile:
        casefile._driver.execute("UPDATE search_content SET c1 = 'other'")
    said = CliRunner().invoke(main, ["verify", str(path)])
    assert said.exit_code == 1
    assert "search index" in said.stderr
