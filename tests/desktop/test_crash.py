"""A fault of ours is reported by its place in the program, and with nothing of what a casefile holds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from db.casefile import Casefile
from figures.record import AgreementDraft

ROOT = Path(__file__).parents[2]
KNOWN = "Незабудка-4711"
FAILING = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import threading
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.crash import CrashGuard
from desktop.crash_dialog import CrashDialog
from desktop.look.theme import Scheme, Theme
from desktop.main_window import MainWindow
from desktop.preference import Preference
from desktop.session import Session
from figures.record import PartyDraft

application = QApplication([])
theme = Theme(application, Scheme.LIGHT)
path = Path(sys.argv[1])
window = MainWindow(theme, Session("A"), Preference(path.parent / "preferences"))
CrashGuard(theme, window).install()
window.show()
window.open_path(path)

def fail():
    title = window.session.casebook.agreements[0].title
    local = {"title": title}
    try:
        raise KeyError(title)
    except KeyError as first:
        raise ValueError(f"cannot show {title}: {local}") from first

def in_a_thread():
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()

def look():
    dialog = window.findChildren(CrashDialog)[0]
    dialog.copy.click()
    print(dialog.text.toPlainText())
    print(QApplication.clipboard().text())
    dialog.close_button.click()
    window.session.run("Add party", lambda act: act.add(PartyDraft(name="Belarus")))
    print("parties", len(window.session.casebook.parties))
    window.close()
    application.quit()

QTimer.singleShot(0, fail)
QTimer.singleShot(50, in_a_thread)
QTimer.singleShot(400, look)
application.exec()
"""


def test_a_report_holds_no_word_of_the_casefile_and_the_window_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "secret.handover"
    with Casefile.create(path) as casefile, casefile.act("Add agreement") as act:
        act.add(AgreementDraft(title=KNOWN))
    done = subprocess.run([sys.executable, "-c", FAILING, str(path)], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.count("builtins.ValueError") == 2
    assert done.stderr.count("builtins.ValueError") == 2
    assert " in fail" in done.stdout
    assert "parties 1" in done.stdout
    for word in (KNOWN, "Незабудка", "4711", "KeyError", "secret.handover"):
        assert word not in done.stdout + done.stderr
