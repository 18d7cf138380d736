"""Encrypted casefiles: nothing of them can be read without the passphrase, and everything works as it does without one."""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from db import backup, bringing_back, keyring, protection
from db.casefile import Casefile
from db.error import (
    AlreadySo,
    CasefileError,
    Damaged,
    Interrupted,
    InUse,
    NoEncryption,
    NotACasefile,
    PassphraseNeeded,
    WrongPassphrase,
)
from db.keyring import Guard
from db.merge import merge
from db.result import FaultKind
from db.sqlite.key import PAGE, derive
from figures.record import PartyDraft

ROOT = Path(__file__).parents[2]
WORDS = 'п\'ять слів; "обрав" випадок -- 5'
SEALED = b"sealed words of a stored copy"


@pytest.fixture(scope="session")
def sealed(tmp_path_factory: pytest.TempPathFactory, prepared: Any) -> Path:
    """The prepared casefile, encrypted once and copied for each test."""
    path = tmp_path_factory.mktemp("sealed") / "swaps.handover"
    shutil.copy(prepared[1], path)
    protection.encrypt(path, WORDS, keep_original=False)
    return path


@pytest.fixture
def place(tmp_path: Path, sealed: Path) -> Iterator[Path]:
    path = tmp_path / "swaps.handover"
    shutil.copy(sealed, path)
    keyring.forget()
    yield path
    keyring.forget()


@pytest.fixture
def opened(place: Path) -> Path:
    keyring.unlock(place, WORDS)
    return place


def fingerprint(path: Path) -> str:
    with Casefile.open(path, read_only=True) as casefile:
        return casefile.fingerprint()


def add_party(path: Path, name: str) -> None:
    with Casefile.open(path, author="Olena") as casefile, casefile.act("Add party") as act:
        act.add(PartyDraft(name=name))


def test_an_encrypted_casefile_opens_with_its_passphrase_only(place: Path, prepared: Any) -> None:
    with pytest.raises(PassphraseNeeded, match="may be an encrypted casefile") as needed:
        Casefile.open(place)
    assert needed.value.path == place
    with pytest.raises(WrongPassphrase, match="does not open “swaps"):
        keyring.unlock(place, WORDS + " ")
    assert keyring.guard(place) is Guard.UNKNOWN
    keyring.unlock(place, WORDS)
    assert keyring.guard(place) is Guard.KNOWN
    assert fingerprint(place) == fingerprint(prepared[1])
    with Casefile.open(place) as casefile:
        assert casefile.encrypted
        assert not casefile.verify()


def test_a_key_that_is_forgotten_is_asked_for_again(opened: Path, tmp_path: Path) -> None:
    keyring.keep_only(opened)
    Casefile.open(opened).close()
    keyring.forget()
    with pytest.raises(PassphraseNeeded):
        Casefile.open(opened)


def test_what_is_open_stays_open_to_its_own_readers_when_the_key_is_forgotten(opened: Path) -> None:
    with Casefile.open(opened) as casefile:
        keyring.forget()
        with casefile.reader() as reader:
            assert reader.tally() == casefile.tally()
        with pytest.raises(WrongPassphrase):
            keyring.unlock(opened, "another")
        keyring.unlock(opened, WORDS)
        with casefile.act("Add party") as act:
            act.add(PartyDraft(name="Ukraine again"))


@pytest.mark.parametrize("passphrase", ["", "\ud800 alone"])
def test_no_key_is_made_of_nothing_or_of_what_is_no_letter(place: Path, tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(WrongPassphrase):
        keyring.unlock(place, passphrase)
    with pytest.raises(WrongPassphrase):
        Casefile.create(tmp_path / "new.handover", passphrase=passphrase)
    assert not (tmp_path / "new.handover").exists()


def test_composed_and_decomposed_letters_are_one_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "new.handover"
    typed = "Її й ґ Ärger"
    Casefile.create(path, passphrase=unicodedata.normalize("NFD", typed)).close()
    keyring.forget()
    keyring.unlock(path, unicodedata.normalize("NFC", typed))
    Casefile.open(path).close()


def test_any_sqlcipher_opens_it_with_the_same_passphrase(place: Path) -> None:
    from sqlcipher3 import dbapi2

    quoted = WORDS.replace("'", "''")
    database = dbapi2.connect(str(place))
    database.execute(f"PRAGMA key = '{quoted}'")
    assert database.execute("SELECT count(*) FROM party").fetchone() == (2,)
    settings = {row[0] for row in database.execute("PRAGMA cipher_settings")}
    assert {"PRAGMA kdf_iter = 256000;", "PRAGMA cipher_hmac_algorithm = HMAC_SHA512;"} <= settings
    assert {"PRAGMA cipher_page_size = 4096;", "PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA512;"} <= settings
    database.close()


def test_a_file_of_chance_may_be_an_encrypted_casefile_and_a_letter_is_none(tmp_path: Path) -> None:
    path = tmp_path / "strange.handover"
    path.write_bytes(random.Random(3).randbytes(5 * PAGE))
    with pytest.raises(PassphraseNeeded, match="may be"):
        Casefile.open(path)
    with pytest.raises(WrongPassphrase):
        keyring.unlock(path, "anything")
    path.write_bytes(random.Random(3).randbytes(5 * PAGE + 17))
    with pytest.raises(NotACasefile, match="a part is missing"):
        Casefile.open(path)
    path.write_bytes(b"Dear editor, " * 1000)
    assert keyring.guard(path) is Guard.PLAIN


def test_another_encrypted_database_is_no_casefile(tmp_path: Path) -> None:
    from sqlcipher3 import dbapi2

    path = tmp_path / "other.handover"
    database = dbapi2.connect(str(path), isolation_level=None)
    database.execute("PRAGMA key = 'ours'")
    database.execute("CREATE TABLE figure (id INTEGER)")
    database.close()
    keyring.unlock(path, "ours")
    with pytest.raises(NotACasefile, match="is encrypted, but not a casefile"):
        Casefile.open(path)


def test_a_stranger_who_shares_the_passphrase_runs_nothing(opened: Path) -> None:
    from sqlcipher3 import dbapi2

    database = dbapi2.connect(str(opened), isolation_level=None)
    database.execute(f"PRAGMA key = '{WORDS.replace(chr(39), chr(39) * 2)}'")
    database.execute("CREATE TRIGGER strange AFTER INSERT ON figure BEGIN DELETE FROM source; END")
    database.close()
    with pytest.raises(Damaged, match="“strange”"):
        Casefile.open(opened)


HUGE = """
import resource, sys
from pathlib import Path
from db import keyring
from db.casefile import Casefile
from db.error import Damaged

path = Path(sys.argv[1])
keyring.unlock(path, sys.argv[2])
with Casefile.open(path) as casefile:
    try:
        casefile.casebook()
    except Damaged as said:
        print(said)
    assert casefile.verify()
assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1 << 20
"""


def test_a_field_of_a_hundred_megabytes_is_refused_by_name_and_takes_little_room(opened: Path) -> None:
    """SQLCipher's driver cannot bound what is read, as the other does; a value is never longer than its file."""
    from sqlcipher3 import dbapi2

    database = dbapi2.connect(str(opened), isolation_level=None)
    database.execute(f"PRAGMA key = '{WORDS.replace(chr(39), chr(39) * 2)}'")
    database.execute("PRAGMA ignore_check_constraints = ON")
    database.execute("UPDATE party SET native_name = printf('%.*c', 100000000, 'x') WHERE id = 1")
    database.execute("UPDATE journal_change SET after = printf('%.*c', 100000000, 'x') WHERE entry = 1 AND position = 0")
    database.close()
    words = [sys.executable, "-c", HUGE, str(opened), WORDS]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "longer than any form allows" in done.stdout


def flipped(path: Path, offset: int) -> None:
    data = bytearray(path.read_bytes())
    data[offset] ^= 0x10
    path.write_bytes(data)


@pytest.mark.parametrize("offset", [20, 2000, PAGE - 1])
def test_a_damaged_first_page_is_told_from_a_wrong_passphrase(place: Path, offset: int) -> None:
    flipped(place, offset)
    with pytest.raises(WrongPassphrase):
        keyring.unlock(place, "wrong")
    with pytest.raises(Damaged, match="The beginning of the encrypted casefile"):
        keyring.unlock(place, WORDS)
    with pytest.raises(Damaged, match="The beginning of the encrypted casefile"):
        Casefile.open(place)


def test_a_damaged_salt_cannot_be_told_from_a_wrong_passphrase(place: Path) -> None:
    flipped(place, 3)
    with pytest.raises(WrongPassphrase):
        keyring.unlock(place, WORDS)


def test_no_flipped_bit_goes_unnoticed(opened: Path, tmp_path: Path) -> None:
    """Every page carries a seal, so that even a bit in a page that nobody uses is found."""
    whole = opened.read_bytes()
    chance = random.Random(11)
    for number in range(1, len(whole) // PAGE, 9):
        damaged = tmp_path / "damaged.handover"
        damaged.write_bytes(whole)
        flipped(damaged, number * PAGE + chance.randrange(PAGE))
        with suppress(Damaged), Casefile.open(damaged, read_only=True) as casefile:
            named = [fault for fault in casefile.verify() if fault.kind is FaultKind.PAGES]
            assert f"page {number + 1}" in named[0].text


@pytest.mark.parametrize("pages", [1, 7, 60])
def test_one_that_was_cut_off_is_damaged(opened: Path, pages: int) -> None:
    opened.write_bytes(opened.read_bytes()[: pages * PAGE])
    with pytest.raises(Damaged):
        Casefile.open(opened)


def test_a_casefile_is_encrypted_and_opened_up_again_with_the_same_content(field: Any, tmp_path: Path) -> None:
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


def test_a_conversion_that_is_called_off_leaves_the_casefile_alone(opened: Path, tmp_path: Path) -> None:
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
    opened: Path, prepared: Any, tmp_path: Path, encrypted: bool
) -> None:
    if not encrypted:
        shutil.copy(prepared[1], opened)
    before = fingerprint(opened)
    for at in ("0.05", "0.35", "0.62", "0.95"):
        done = subprocess.run([sys.executable, "-c", KILLED, str(opened), WORDS, at], cwd=ROOT, check=False)
        assert done.returncode == -9
        assert keyring.guard(opened) is (Guard.KNOWN if encrypted else Guard.PLAIN)
        with Casefile.open(opened) as casefile:
            assert casefile.fingerprint() == before
            assert not casefile.verify()
        assert sorted(path.name for path in tmp_path.iterdir() if ".in-use" not in path.name) == ["swaps.handover"]


@pytest.mark.skipif(sys.platform == "win32", reason="file-size limits are POSIX")
def test_a_full_disk_leaves_the_casefile_as_it_was(opened: Path, tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys; from pathlib import Path; from db import keyring, protection; from db.error import *;"
        "path = Path(sys.argv[1]); keyring.unlock(path, sys.argv[2]); signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200000, 200000));\n"
        "try: protection.change(path, 'new')\n"
        "except (DiskFault, DiskFull) as said: print(said)"
    )
    words = [sys.executable, "-c", script, str(opened), WORDS]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith(".")
    assert fingerprint(opened)
    assert [path.name for path in tmp_path.iterdir()] == ["swaps.handover"]


def test_backups_are_encrypted_too_and_come_back_with_the_same_passphrase(opened: Path) -> None:
    with Casefile.open(opened) as casefile:
        made = backup.keep(casefile)
    before = fingerprint(opened)
    assert keyring.guard(made.path) is Guard.KNOWN
    add_party(opened, "Kholodnyi Yar")
    difference = bringing_back.difference(opened, made.path)
    assert [named.name for named in difference.added.first] == ["Kholodnyi Yar"]
    bringing_back.restore(made.path, opened)
    assert fingerprint(opened) == before
    assert keyring.guard(opened) is Guard.KNOWN


def test_a_backup_from_before_the_passphrase_was_changed_needs_the_older_one(opened: Path) -> None:
    with Casefile.open(opened) as casefile:
        made = backup.keep(casefile)
    before = fingerprint(opened)
    protection.change(opened, "newer")
    keyring.forget()
    keyring.unlock(opened, "newer")
    add_party(opened, "Kholodnyi Yar")
    with pytest.raises(PassphraseNeeded) as needed:
        bringing_back.restore(made.path, opened)
    assert needed.value.path == made.path
    keyring.unlock(made.path, WORDS)
    bringing_back.restore(made.path, opened)
    keyring.forget()
    keyring.unlock(opened, "newer")
    assert fingerprint(opened) == before


def test_a_backup_that_is_not_encrypted_comes_back_encrypted(prepared: Any, tmp_path: Path) -> None:
    path = tmp_path / "swaps.handover"
    shutil.copy(prepared[1], path)
    with Casefile.open(path) as casefile:
        made = backup.keep(casefile)
    before = fingerprint(path)
    done = protection.encrypt(path, "one", keep_original=True)
    assert made.path in done.plain
    add_party(path, "Kholodnyi Yar")
    for one, other, added in ((made.path, path, 1), (path, made.path, 0)):
        told = bringing_back.difference(other, one)
        assert (told.added.number, told.removed.number, told.same_origin) == (added, 1 - added, True)
    bringing_back.restore(made.path, path)
    assert fingerprint(path) == before
    assert keyring.guard(path) is Guard.KNOWN
    assert b"Istanbul" not in path.read_bytes()


def test_a_damaged_casefile_is_replaced_by_a_backup_and_stays_encrypted(opened: Path) -> None:
    with Casefile.open(opened) as casefile:
        made = backup.keep(casefile)
    flipped(opened, 100)
    restored = bringing_back.restore(made.path, opened)
    assert restored.kept is not None
    assert "damaged" in restored.kept.name
    assert keyring.guard(opened) is Guard.KNOWN
    assert fingerprint(opened) == fingerprint(made.path)


def test_where_nothing_plain_is_wanted_the_old_file_goes_and_backups_are_encrypted(prepared: Any, tmp_path: Path) -> None:
    path = tmp_path / "swaps.handover"
    shutil.copy(prepared[1], path)
    with Casefile.open(path) as casefile:
        made = backup.keep(casefile)
    before = fingerprint(made.path)
    protection.encrypt(path, "one")
    assert len(protection.plain_copies(path)) == 2
    protection.leave_no_plain(path)
    assert not protection.plain_copies(path)
    assert sorted(found.name for found in tmp_path.iterdir()) == ["swaps backups", "swaps.handover"]
    keyring.forget()
    keyring.unlock(made.path, "one")
    assert fingerprint(made.path) == before


def test_an_encrypted_casefile_is_merged_into_a_plain_one_and_the_other_way(
    opened: Path, prepared: Any, tmp_path: Path
) -> None:
    plain = tmp_path / "plain.handover"
    shutil.copy(prepared[1], plain)
    add_party(opened, "Kholodnyi Yar")
    with Casefile.open(plain) as casefile:
        assert [record.name for record in merge(casefile, opened).added] == ["Kholodnyi Yar"]
    add_party(plain, "Kvitneve")
    with Casefile.open(opened) as casefile:
        assert [record.name for record in merge(casefile, plain).added] == ["Kvitneve"]
    assert fingerprint(opened) == fingerprint(plain)


def test_a_plain_casefile_needs_no_sqlcipher(prepared: Any, tmp_path: Path) -> None:
    path = tmp_path / "plain.handover"
    shutil.copy(prepared[1], path)
    script = (
        "import sys; from db.casefile import Casefile; from db import backup\n"
        "with Casefile.open(sys.argv[1]) as casefile: casefile.casebook(); backup.keep(casefile)\n"
        "assert 'sqlcipher3' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], cwd=ROOT, check=True)


def test_where_sqlcipher_is_missing_one_sentence_says_so(place: Path) -> None:
    script = (
        "import sys; sys.modules['sqlcipher3'] = None; from pathlib import Path; from db import keyring\n"
        "from db.error import NoEncryption\n"
        "try: keyring.unlock(Path(sys.argv[1]), 'x')\n"
        "except NoEncryption as said: print(said)"
    )
    words = [sys.executable, "-c", script, str(place)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "without SQLCipher" in done.stdout
    assert done.stdout.count("\n") == 1
    assert issubclass(NoEncryption, CasefileError)


def test_a_key_is_never_shown() -> None:
    found = derive("x", bytes(16))
    assert found.secret.hex() not in repr(found)
    assert repr(found.secret) not in repr(found)
