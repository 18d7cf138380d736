"""Opening what is encrypted: a passphrase is turned into a key, the key is tried, and from then on this process knows it.

Only the key is kept, in memory, until it is forgotten; the passphrase is not. Whatever opens a casefile by its path, in any
thread, finds the key here: its readers, its backups, and the comparison with one of them.
"""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path

from db.error import CasefileError, WrongPassphrase
from db.sqlite import header, key
from db.sqlite.connection import Connection
from db.sqlite.fault import told
from db.sqlite.key import Key


class Guard(StrEnum):
    """How a file is kept from strangers: not at all, by a key that this process knows, or by one that it does not know."""

    PLAIN = "plain"
    KNOWN = "known"
    UNKNOWN = "unknown"


def guard(path: Path) -> Guard:
    """How the file is kept; one that cannot be read, or is no casefile, counts as plain."""
    try:
        salt = header.salt_of(path)
    except CasefileError:
        return Guard.PLAIN
    if salt is None:
        return Guard.PLAIN
    return Guard.UNKNOWN if key.known(salt) is None else Guard.KNOWN


def unlock(path: Path, passphrase: str) -> None:
    """Know the key of the encrypted casefile at ``path`` from now on; of a plain one there is nothing to know.

    ``WrongPassphrase`` where it does not open it, ``Damaged`` where it would if the file were whole. It takes a third of a
    second and may be called in any thread.
    """
    salt = header.salt_of(path)
    if salt is None:
        return
    found, known = key.derive(passphrase, salt), header.key_here(path) or key.known(salt)
    if known is None:
        _try(path, found)
    elif known != found:
        raise _wrong(path)
    key.remember(found)


def new_key(passphrase: str) -> Key:
    """A key for a casefile that is yet to be made, with a salt that no other has; this process knows it from now on."""
    made = key.derive(passphrase, os.urandom(key.SALT))
    key.remember(made)
    return made


def check_new(passphrase: str) -> None:
    """Raise ``WrongPassphrase`` where no key can be made of this, as before a casefile is encrypted with it."""
    key.typed(passphrase)


def keep_only(path: Path) -> None:
    """Forget every key but that of this file and its backups."""
    salt = header.salt_of(path)
    key.forget(() if salt is None else (salt,))


def forget() -> None:
    """Forget every key; what is open stays open."""
    key.forget()


def _try(path: Path, found: Key) -> None:
    """Read the first page with the key; a wrong key and a damaged first page look the same there, but not on later pages."""
    connection = Connection(path, write=False, key=found, still=True)
    try:
        with told(path):
            opened = header.opens(connection.database)
    finally:
        connection.close()
    if not opened:
        if not header.has_sealed_page(path, found):
            raise _wrong(path)
        key.remember(found)
        raise header.first_page_damaged(path)


def _wrong(path: Path) -> WrongPassphrase:
    said = f"The passphrase does not open “{path.name}”."
    return WrongPassphrase(f"{said} Check the keyboard's language and Caps Lock, and type it again.")
