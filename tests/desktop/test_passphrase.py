"""Encrypted casefiles as the window and the command line meet them, and the proof that nothing of one lies about in plain."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from db import keyring
from db.backup import keep
from db.casefile import Casefile
from db.keyring import Guard
from desktop.ask import Question
from desktop.command_line import main
from desktop.main_window import MainWindow
from desktop.passphrase.acts import KeptDialog
from desktop.passphrase.advice import is_weak
from desktop.passphrase.asking import AskPassphrase
from desktop.passphrase.choosing import ChangeDialog, EncryptDialog
from figures.record import PartyDraft

ROOT = Path(__file__).parents[2]
WORDS = "п'ять слів обрав випадок"
PATIENCE = 20_000


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "Обмін.handover"
    with Casefile.create(path, passphrase=WORDS) as casefile, casefile.act("Add party") as act:
        act.add(PartyDraft(name="Ukraine"))
    keyring.forget()
    yield path
    keyring.forget()


def dialog(window: MainWindow, kind: type[Any], qtbot: Any) -> Any:
    qtbot.waitUntil(lambda: any(found.isVisible() for found in window.findChildren(kind)), timeout=PATIENCE)
    return next(found for found in window.findChildren(kind) if found.isVisible())


def answer(asked: AskPassphrase, words: str, qtbot: Any) -> None:
    asked.field.entry.clear()
    asked.field.entry.insert(words)
    qtbot.keyClick(asked.field.entry, Qt.Key.Key_Return)


def test_a_wrong_passphrase_is_said_and_asked_for_again(window: MainWindow, sealed: Path, qtbot: Any) -> None:
    window.open_path(sealed)
    asked = dialog(window, AskPassphrase, qtbot)
    assert not asked.act.isEnabled()
    assert asked.field.entry.echoMode() is QLineEdit.EchoMode.Password
    answer(asked, "wrong", qtbot)
    qtbot.waitUntil(lambda: bool(asked.field.field.problem), timeout=PATIENCE)
    assert "does not open" in asked.field.field.problem
    assert asked.isVisible()
    assert asked.field.entry.selectedText() == "wrong" or asked.field.entry.hasSelectedText()
    answer(asked, WORDS, qtbot)
    qtbot.waitUntil(lambda: window.session.is_open, timeout=PATIENCE)
    assert window.session.casefile.encrypted


def test_cancelled_it_leaves_everything_as_it_was(window: MainWindow, sealed: Path, qtbot: Any) -> None:
    window.open_path(sealed)
    asked = dialog(window, AskPassphrase, qtbot)
    asked.field.entry.setText("something")
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert not window.session.is_open
    assert keyring.guard(sealed) is Guard.UNKNOWN


def test_what_is_typed_is_shown_on_request_only(window: MainWindow, sealed: Path, qtbot: Any) -> None:
    window.open_path(sealed)
    field = dialog(window, AskPassphrase, qtbot).field
    field.show_typed.click()
    assert field.entry.echoMode() is QLineEdit.EchoMode.Normal
    assert field.show_typed.text() == "Hide"
    field.show_typed.click()
    assert field.entry.echoMode() is QLineEdit.EchoMode.Password


def test_closing_the_casefile_forgets_its_key(window: MainWindow, sealed: Path) -> None:
    keyring.unlock(sealed, WORDS)
    window.open_path(sealed)
    assert window.session.is_open
    window.acts.close.trigger()
    assert keyring.guard(sealed) is Guard.UNKNOWN


def chosen(asked: Any, words: str, qtbot: Any) -> None:
    for field in (asked.new, asked.again):
        field.entry.insert(words)
    asked.act.click()


def reopened(window: MainWindow, qtbot: Any, *, encrypted: bool) -> None:
    qtbot.waitUntil(lambda: window.session.is_open and window.session.casefile.encrypted is encrypted, timeout=PATIENCE)


def test_a_casefile_is_encrypted_changed_and_opened_up_from_the_menu(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    path = tmp_path / "plain.handover"
    assert window.session.create(path)
    window.session.run("Add party", lambda act: act.add(PartyDraft(name="Ukraine")))
    before = window.session.casefile.fingerprint()
    window.acts.passphrase.trigger()
    asked = dialog(window, EncryptDialog, qtbot)
    asked.new.entry.insert("short")
    assert "easy to guess" in asked.advice.text()
    asked.again.entry.insert("shorn")
    asked.act.click()
    assert "not the same" in asked.again.field.problem
    asked.new.entry.clear()
    asked.again.entry.clear()
    chosen(asked, WORDS, qtbot)
    reopened(window, qtbot, encrypted=True)
    assert window.session.casefile.fingerprint() == before
    told = dialog(window, Question, qtbot)
    assert "plain not encrypted.handover" in told.body.text()
    told.accept()

    window.acts.passphrase.trigger()
    dialog(window, KeptDialog, qtbot).act.click()
    change = dialog(window, ChangeDialog, qtbot)
    change.present.entry.insert("wrong")
    chosen(change, "another one, long enough", qtbot)
    qtbot.waitUntil(lambda: bool(change.present.field.problem), timeout=PATIENCE)
    change.present.entry.clear()
    change.present.entry.insert(WORDS)
    with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
        change.act.click()

    window.acts.passphrase.trigger()
    dialog(window, KeptDialog, qtbot).remove.click()
    answer(dialog(window, AskPassphrase, qtbot), "another one, long enough", qtbot)
    reopened(window, qtbot, encrypted=False)
    assert window.session.casefile.fingerprint() == before


def test_nothing_plain_is_left_where_the_user_says_so(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    path = tmp_path / "plain.handover"
    assert window.session.create(path)
    window.session.run("Add party", lambda act: act.add(PartyDraft(name="Ukraine")))
    made = keep(window.session.casefile)
    window.acts.passphrase.trigger()
    asked = dialog(window, EncryptDialog, qtbot)
    asked.remove.click()
    chosen(asked, WORDS, qtbot)
    reopened(window, qtbot, encrypted=True)
    assert keyring.guard(made.path) is Guard.KNOWN
    assert not path.with_name("plain not encrypted.handover").exists()


@pytest.mark.parametrize(
    ("words", "weak"),
    [("Сонце", True), ("12345678901234567890", True), ("aaaaaaaaaaaaaaaaaaaaaa", True), ("коні їдять мокре сіно", False)],
)
def test_a_passphrase_is_weak_when_it_is_short_or_of_few_letters(words: str, weak: bool) -> None:
    assert is_weak(words) is weak


def run(*words: object, typed: str = "") -> Result:
    keyring.forget()
    return CliRunner().invoke(main, [str(word) for word in words], input=typed)


def test_every_command_reads_the_passphrase_from_a_file_that_is_named(sealed: Path, tmp_path: Path) -> None:
    given = tmp_path / "passphrase.txt"
    given.write_text(f"\ufeff{WORDS}\r\n", encoding="utf-8")
    for words in (["info", sealed], ["verify", sealed], ["backup", sealed], ["compare", sealed, "--format", "json"]):
        done = run(*words, "--passphrase-file", given)
        assert (done.exit_code, done.stderr) == (0, ""), words
    assert run("info", sealed, "--passphrase-file", "-", typed=f"{WORDS}\n").exit_code == 0


def test_a_wrong_passphrase_is_one_sentence_and_exit_1(sealed: Path) -> None:
    done = run("info", sealed, "--passphrase-file", "-", typed="wrong\n")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "wrong" not in done.stderr


def test_where_nobody_can_be_asked_it_is_said_how_to_give_it(sealed: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "info", str(sealed)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "--passphrase-file" in done.stderr
    assert done.stderr.count("\n") == 1


def test_no_command_takes_a_passphrase_as_an_argument_or_from_the_environment() -> None:
    for command in main.commands.values():
        for parameter in command.params:
            if "passphrase" in (parameter.name or "") or "password" in (parameter.name or ""):
                assert parameter.name == "passphrase_file"
            assert parameter.envvar is None


def test_a_casefile_is_encrypted_and_opened_up_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "case.handover"
    assert run("sample", path).exit_code == 0
    before = run("info", path).stdout
    assert run("backup", path).exit_code == 0
    done = run("encrypt", path, "--passphrase-file", "-", typed=f"{WORDS}\n")
    assert done.exit_code == 0
    assert "case not encrypted.handover" in done.stdout
    assert run("encrypt", path, "--passphrase-file", "-", typed=f"{WORDS}\n").exit_code == 1
    done = run("encrypt", path, "--remove-plain", "--passphrase-file", "-", typed=f"{WORDS}\n")
    assert done.exit_code == 0
    assert not path.with_name("case not encrypted.handover").exists()
    assert all(keyring.guard(found) is not Guard.PLAIN for found in tmp_path.rglob("*.handover"))
    assert run("passphrase", path, "--passphrase-file", "-", typed=f"{WORDS}\nnew\n").exit_code == 0
    assert run("info", path, "--passphrase-file", "-", typed=f"{WORDS}\n").exit_code == 1
    assert run("decrypt", path, "--passphrase-file", "-", typed="new\n").exit_code == 0
    assert run("info", path).stdout == before


def test_two_encrypted_casefiles_are_merged_with_a_passphrase_each(sealed: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.handover"
    assert run("new", other, "--encrypted", "--passphrase-file", "-", typed="theirs\n").exit_code == 0
    done = run("merge", other, sealed, "--passphrase-file", "-", typed=f"theirs\n{WORDS}\n")
    assert done.exit_code == 0
    assert "party 1" in done.stdout


SESSION = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from db import keyring
from db.backup import keep
from db.casefile import Casefile
from desktop.look.theme import Scheme, Theme
from desktop.main_window import MainWindow
from desktop.preference import Preference
from desktop.session import Session
from figures.count import Count
from figures.record import AgreementDraft, EventDraft, FigureDraft, PartyDraft, PublisherDraft, SourceDraft
from figures.vocabulary import Accumulation, EventKind, PartyKind, Stage, Unit

path, passphrase = Path(sys.argv[1]), sys.stdin.readline().rstrip("\\n") or None
Casefile.create(path, author="Olena", passphrase=passphrase).close()
application = QApplication(sys.argv[:1])
window = MainWindow(Theme(application, Scheme.LIGHT), Session("Olena"), Preference())
window.show()
window.open_path(path)

def begin(act):
    ukraine = act.add(PartyDraft(name="Zhovtoperska", native_name="Жовтоперська", kind=PartyKind.STATE))
    russia = act.add(PartyDraft(name="Other side", kind=PartyKind.STATE))
    publisher = act.add(PublisherDraft(name="Nestorwire", reliability="B"))
    source = act.add(SourceDraft(title="Bluzhdannia", publisher=publisher, published="2025-06-11", confidential=True))
    act.keep_text(source, "The Krasnohirka column carried 1,212 bodies. " * 400)
    act.keep_copy(b"Sealedcopywords " * 9000, "text/plain", "copy.txt")
    agreement = act.add(AgreementDraft(title="Tretyakivka", date="2025-06-02", parties=(ukraine, russia)))
    event = act.add(EventDraft(title="Kvitneve", agreement=agreement, kind=EventKind.RETURN_OF_REMAINS, date="2025-06-11"))
    for number in range(200):
        act.add(FigureDraft(event=event, words=f"{number + 1}", count=Count.exactly(number + 1), unit=Unit.BODY,
            category="deceased", sender=russia,
            receiver=ukraine, stage=Stage.TRANSFERRED, claimant=ukraine, accumulation=Accumulation.INCREMENT,
            source=source, quote="Krasnohirka column", note=f"Hryhorenkova {number}"))

def work(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        application.processEvents()
        time.sleep(0.01)

def until(done):
    end = time.monotonic() + 30
    while not done():
        assert time.monotonic() < end
        work(0.02)

def is_kept():
    return any("Zelenohaiska" in draft.content for draft in window.session.casefile.drafts())

window.session.run("Add Ihnativka", begin)
for room in ("sources", "register", "compare", "briefings", "history"):
    window.show_room(room)
    work(0.2)
window.show_room("register").new_event()
form = window.current_room.record.event_form
form.controls()["title"].setText("Zelenohaiska half typed")
form.touch("title")
until(is_kept)
window.bar.finder.setText("Krasnohirka")
window.results.search_soon("Krasnohirka")
work(0.5)
window.session.run("Change", lambda act: act.add(PartyDraft(name="Vesnianka")))
keep(window.session.casefile)
assert not window.session.casefile.verify()
print("typed", flush=True)
if sys.argv[2] == "killed":
    time.sleep(600)
window.close()
print("closed", flush=True)
"""
SAID = """
Zhovtoperska Жовтоперська Nestorwire Bluzhdannia Krasnohirka Sealedcopywords Tretyakivka Kvitneve Hryhorenkova Ihnativka
Zelenohaiska Vesnianka
"""
TYPED = tuple(SAID.split())


def found_in(folder: Path, words: tuple[str, ...]) -> dict[str, set[str]]:
    """The words that stand in any file below the folder, in any of the ways in which a program would write them."""
    found: dict[str, set[str]] = {}
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for word in words:
                spelled = {form.encode(code) for form in (word, word.lower()) for code in ("utf-8", "utf-16-le", "utf-32-le")}
                if any(one in content for one in spelled):
                    found.setdefault(word, set()).add(path.name)
    return found


def worked(place: Path, passphrase: str, end: str) -> None:
    """A session in the window, in a process whose every folder lies below ``place``."""
    names = {"HOME": "home", "TMPDIR": "temporary", "SQLITE_TMPDIR": "temporary", "XDG_RUNTIME_DIR": "run"}
    names |= {f"XDG_{name}_HOME": f"home/{name.lower()}" for name in ("CONFIG", "CACHE", "DATA", "STATE")}
    folders = {name: place / folder for name, folder in names.items()}
    for folder in folders.values():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (place / "casefiles").mkdir()
    environment = {**os.environ, **{name: str(folder) for name, folder in folders.items()}, "QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, "-c", SESSION, str(place / "casefiles" / "case.handover"), end]
    errors = place / "errors.txt"
    with (
        errors.open("w") as to,
        subprocess.Popen(
            words, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=to, text=True
        ) as program,
    ):
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write(passphrase + "\n")
        program.stdin.close()
        assert program.stdout.readline() == "typed\n", errors.read_text()
        if end == "killed":
            program.kill()
        assert program.stdout.read() == ("" if end == "killed" else "closed\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed")
@pytest.mark.parametrize("end", ["closed", "killed"])
def test_nothing_that_was_typed_stands_anywhere_in_plain_after_a_session(tmp_path: Path, end: str) -> None:
    worked(tmp_path, WORDS, end)
    casefiles = tmp_path / "casefiles"
    assert (casefiles / "case.handover").stat().st_size > 100_000
    assert any((casefiles / "case backups").iterdir())
    assert (casefiles / "case.handover-wal").exists() is (end == "killed")
    assert found_in(tmp_path, (*TYPED, WORDS, "SQLite format 3")) == {}
    keyring.forget()
    keyring.unlock(casefiles / "case.handover", WORDS)
    with Casefile.open(casefiles / "case.handover") as casefile:
        assert any("Zelenohaiska" in draft.content for draft in casefile.drafts())
        assert casefile.undo_label == "Change"
    keyring.forget()


def test_the_search_of_the_disk_finds_what_is_not_encrypted(tmp_path: Path) -> None:
    worked(tmp_path, "", "closed")
    assert found_in(tmp_path, TYPED).keys() == set(TYPED)
