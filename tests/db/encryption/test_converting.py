"""A casefile is encrypted and opened up again: compared before it takes its place, and whole whatever happens meanwhile."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db import keyring, protection
from db.casefile import Casefile
from db.error import AlreadySo, Damaged, Interrupted, InUse, WrongPassphrase
from db.keyring import Guard
from db.sqlite.key import PAGE

ROOT = Path(__file__).parents[3]


SEALED = b"sealed words of a stored copy"


def test_a_casefile_is_encrypted_and_opened_up_again_with_the_same_content(
    field: Any, tmp_path: Path, fingerprint: Callable[[Path], str]
) -> None:
    field.add(field.figure())
    with field.casefile.act("Keep copy") as act:
        act.keep_copy(SEALED, "text/plain", "copy.txt")
    field.casefile.keep_draft("figure", "half typed")
    before, path = field.casefile.fingerprint(), tmp_path / "swaps.handover"
    field.casefile.close()
    plain = path.read_bytes()
    done = protection.encrypt(path, "one")
    assert done.plain == (tmp_path / "swaps not encrypted.handover",)
    assert done.plain[0].read_bytes()[100:] == plain[100:]
    assert fingerprint(path) == before
    protection.change(path, "two")
    keyring.forget()
    with pytest.raises(WrongPassphrase):
        keyring.unlock(path, "one")
    keyring.unlock(path, "two")
    with Casefile.open(path) as casefile:
        assert casefile.undo_label == "Add"
        assert casefile.drafts()[0].content == "half typed"
        assert casefile.stored_copy(hashlib.sha256(SEALED).hexdigest()) == SEALED
    protection.decrypt(path)
    keyring.forget()
    with Casefile.open(path) as casefile:
        assert not casefile.encrypted
        assert casefile.fingerprint() == before
        assert not casefile.verify()


def test_what_is_so_already_is_said(opened: Path, prepared: Any, tmp_path: Path) -> None:
    plain = tmp_path / "plain.handover"
    shutil.copy(prepared[1], plain)
    with pytest.raises(AlreadySo):
        protection.encrypt(opened, "x")
    for convert in (lambda: protection.decrypt(plain), lambda: protection.change(plain, "x")):
        with pytest.raises(AlreadySo):
            convert()


def test_nothing_is_converted_while_anybody_has_it_open(opened: Path) -> None:
    before = opened.read_bytes()
    with Casefile.open(opened), pytest.raises(InUse, match="is open here"):
        protection.decrypt(opened)
    with Casefile.open(opened, read_only=True), pytest.raises(InUse, match="another window or program"):
        protection.decrypt(opened)
    assert opened.read_bytes()[PAGE:] == before[PAGE:]


def test_a_conversion_that_is_called_off_leaves_the_casefile_alone(
    opened: Path, tmp_path: Path, fingerprint: Callable[[Path], str]
) -> None:
    before = fingerprint(opened)
    for stop in (0.1, 0.4, 0.7):
        with pytest.raises(Interrupted):
            protection.decrypt(opened, progress=stop.__gt__)
        assert [path.name for path in tmp_path.iterdir()] == ["swaps.handover"]
        assert fingerprint(opened) == before


def test_a_damaged_casefile_is_not_converted(field: Any, tmp_path: Path) -> None:
    path = tmp_path / "swaps.handover"
    field.add(field.figure())
    field.casefile.close()
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("UPDATE figure SET low = 9, high = 9")
    database.close()
    with pytest.raises(Damaged, match="was left as it is"):
        protection.encrypt(path, "x")
    assert keyring.guard(path) is Guard.PLAIN


KILLED = """
import os, signal, sys
from pathlib import Path
from db import keyring, protection

path, passphrase, at = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
keyring.unlock(path, passphrase)

def progress(part):
    if part >= at:
        os.kill(os.getpid(), signal.SIGKILL)
    return True

if keyring.guard(path) is keyring.Guard.PLAIN:
    protection.encrypt(path, passphrase, progress=progress)
else:
    protection.decrypt(path, progress=progress)
"""


@pytest.mark.parametrize("encrypted", [True, False])
def test_killed_in_the_middle_it_is_whole_and_nothing_stays_behind(
    opened: Path, prepared: Any, tmp_path: Path, encrypted: bool, words: str, fingerprint: Callable[[Path], str]
) -> None:
    if not encrypted:
        shutil.copy(prepared[1], opened)
    before = fingerprint(opened)
    for at in ("0.05", "0.35", "0.62", "0.95"):
        done = subprocess.run([sys.executable, "-c", KILLED, str(opened), words, at], cwd=ROOT, check=False)
        assert done.returncode == -9
        assert keyring.guard(opened) is (Guard.KNOWN if encrypted else Guard.PLAIN)
        with Casefile.open(opened) as casefile:
            assert casefile.fingerprint() == before
            assert not casefile.verify()
        assert sorted(path.name for path in tmp_path.iterdir() if ".in-use" not in path.name) == ["swaps.handover"]


@pytest.mark.skipif(sys.platform == "win32", reason="file-size limits are POSIX")
def test_a_full_disk_leaves_the_casefile_as_it_was(
    opened: Path, tmp_path: Path, words: str, fingerprint: Callable[[Path], str]
) -> None:
    script = (
        "import resource, signal, sys; from pathlib import Path; from db import keyring, protection; from db.error import *;"
        "path = Path(sys.argv[1]); keyring.unlock(path, sys.argv[2]); signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200000, 200000));\n"
        "try: protection.change(path, 'new')\n"
        "except (DiskFault, DiskFull) as said: print(said)"
    )
    command = [sys.executable, "-c", script, str(opened), words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith(".")
    assert fingerprint(opened)
    assert [path.name for path in tmp_path.iterdir()] == ["swaps.handover"]
