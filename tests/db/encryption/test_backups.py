"""Backups and merges of encrypted casefiles: nothing becomes plain on the way, and each opens with the passphrase it had."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db import backup, bringing_back, keyring, protection
from db.casefile import Casefile
from db.error import PassphraseNeeded
from db.keyring import Guard
from db.merge import merge


def test_backups_are_encrypted_too_and_come_back_with_the_same_passphrase(
    opened: Path, add_party: Callable[[Path, str], None], fingerprint: Callable[[Path], str]
) -> None:
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


def test_a_backup_from_before_the_passphrase_was_changed_needs_the_older_one(
    opened: Path, words: str, add_party: Callable[[Path, str], None], fingerprint: Callable[[Path], str]
) -> None:
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
    keyring.unlock(made.path, words)
    bringing_back.restore(made.path, opened)
    keyring.forget()
    keyring.unlock(opened, "newer")
    assert fingerprint(opened) == before


def test_a_backup_that_is_not_encrypted_comes_back_encrypted(
    prepared: Any, tmp_path: Path, add_party: Callable[[Path, str], None], fingerprint: Callable[[Path], str]
) -> None:
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


def test_a_damaged_casefile_is_replaced_by_a_backup_and_stays_encrypted(
    opened: Path, fingerprint: Callable[[Path], str], flip: Callable[[Path, int], None]
) -> None:
    with Casefile.open(opened) as casefile:
        made = backup.keep(casefile)
    flip(opened, 100)
    restored = bringing_back.restore(made.path, opened)
    assert restored.kept is not None
    assert "damaged" in restored.kept.name
    assert keyring.guard(opened) is Guard.KNOWN
    assert fingerprint(opened) == fingerprint(made.path)


def test_where_nothing_plain_is_wanted_the_old_file_goes_and_backups_are_encrypted(
    prepared: Any, tmp_path: Path, fingerprint: Callable[[Path], str]
) -> None:
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
    opened: Path, prepared: Any, tmp_path: Path, add_party: Callable[[Path, str], None], fingerprint: Callable[[Path], str]
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
