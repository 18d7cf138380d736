"""Encrypted casefiles: nothing of them can be read without the passphrase, and everything works as it does without one."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from db import keyring
from db.casefile import Casefile
from db.error import CasefileError, Damaged, NoEncryption, NotACasefile, PassphraseNeeded, WrongPassphrase
from db.keyring import Guard
from db.result import FaultKind
from db.sqlite.key import PAGE, derive
from figures.record import PartyDraft

ROOT = Path(__file__).parents[3]


def test_an_encrypted_casefile_opens_with_its_passphrase_only(
    place: Path, prepared: Any, words: str, fingerprint: Callable[[Path], str]
) -> None:
    with pytest.raises(PassphraseNeeded, match="may be an encrypted casefile") as needed:
        Casefile.open(place)
    assert needed.value.path == place
    with pytest.raises(WrongPassphrase, match="does not open “swaps"):
        keyring.unlock(place, words + " ")
    assert keyring.guard(place) is Guard.UNKNOWN
    keyring.unlock(place, words)
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


def test_what_is_open_stays_open_to_its_own_readers_when_the_key_is_forgotten(opened: Path, words: str) -> None:
    with Casefile.open(opened) as casefile:
        keyring.forget()
        with casefile.reader() as reader:
            assert reader.tally() == casefile.tally()
        with pytest.raises(WrongPassphrase):
            keyring.unlock(opened, "another")
        keyring.unlock(opened, words)
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


def test_any_sqlcipher_opens_it_with_the_same_passphrase(place: Path, words: str) -> None:
    from sqlcipher3 import dbapi2

    quoted = words.replace("'", "''")
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


def test_a_stranger_who_shares_the_passphrase_runs_nothing(opened: Path, words: str) -> None:
    from sqlcipher3 import dbapi2

    database = dbapi2.connect(str(opened), isolation_level=None)
    database.execute(f"PRAGMA key = '{words.replace(chr(39), chr(39) * 2)}'")
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


def test_a_field_of_a_hundred_megabytes_is_refused_by_name_and_takes_little_room(opened: Path, words: str) -> None:
    """SQLCipher's driver cannot bound what is read, as the other does; a value is never longer than its file."""
    from sqlcipher3 import dbapi2

    database = dbapi2.connect(str(opened), isolation_level=None)
    database.execute(f"PRAGMA key = '{words.replace(chr(39), chr(39) * 2)}'")
    database.execute("PRAGMA ignore_check_constraints = ON")
    database.execute("UPDATE party SET native_name = printf('%.*c', 100000000, 'x') WHERE id = 1")
    database.execute("UPDATE journal_change SET after = printf('%.*c', 100000000, 'x') WHERE entry = 1 AND position = 0")
    database.close()
    command = [sys.executable, "-c", HUGE, str(opened), words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "longer than any form allows" in done.stdout


@pytest.mark.parametrize("offset", [20, 2000, PAGE - 1])
def test_a_damaged_first_page_is_told_from_a_wrong_passphrase(
    place: Path, offset: int, words: str, flip: Callable[[Path, int], None]
) -> None:
    flip(place, offset)
    with pytest.raises(WrongPassphrase):
        keyring.unlock(place, "wrong")
    with pytest.raises(Damaged, match="The beginning of the encrypted casefile"):
        keyring.unlock(place, words)
    with pytest.raises(Damaged, match="The beginning of the encrypted casefile"):
        Casefile.open(place)


def test_a_damaged_salt_cannot_be_told_from_a_wrong_passphrase(
    place: Path, words: str, flip: Callable[[Path, int], None]
) -> None:
    flip(place, 3)
    with pytest.raises(WrongPassphrase):
        keyring.unlock(place, words)


def test_no_flipped_bit_goes_unnoticed(opened: Path, tmp_path: Path, flip: Callable[[Path, int], None]) -> None:
    """Every page carries a seal, so that even a bit in a page that nobody uses is found."""
    whole = opened.read_bytes()
    chance = random.Random(11)
    for number in range(1, len(whole) // PAGE, 9):
        damaged = tmp_path / "damaged.handover"
        damaged.write_bytes(whole)
        flip(damaged, number * PAGE + chance.randrange(PAGE))
        with suppress(Damaged), Casefile.open(damaged, read_only=True) as casefile:
            named = [fault for fault in casefile.verify() if fault.kind is FaultKind.PAGES]
            assert f"page {number + 1}" in named[0].text


@pytest.mark.parametrize("pages", [1, 7, 60])
def test_one_that_was_cut_off_is_damaged(opened: Path, pages: int) -> None:
    opened.write_bytes(opened.read_bytes()[: pages * PAGE])
    with pytest.raises(Damaged):
        Casefile.open(opened)


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
    command = [sys.executable, "-c", script, str(place)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "without SQLCipher" in done.stdout
    assert done.stdout.count("\n") == 1
    assert issubclass(NoEncryption, CasefileError)


def test_a_key_is_never_shown() -> None:
    found = derive("x", bytes(16))
    assert found.secret.hex() not in repr(found)
    assert repr(found.secret) not in repr(found)
