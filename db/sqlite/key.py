"""The keys of encrypted casefiles: made from a passphrase and the salt of a file, and known to this process for a while.

A casefile is encrypted as SQLCipher 4 does it, so that any program with SQLCipher opens it with the same passphrase. The key is
reckoned here and not by SQLCipher, so that it is done once for a casefile and not for every connection, in a thread of its own,
and so that no passphrase ever stands in SQL or is kept. A backup has the salt of its casefile, and so the same key.
"""

from __future__ import annotations

import hashlib
import hmac
import threading
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field

from db.error import WrongPassphrase

ITERATIONS = 256_000
"""Rounds of PBKDF2 with HMAC-SHA512, as SQLCipher 4 makes them."""

PAGE = 4096
"""Bytes in a page of an encrypted casefile."""

SALT = 16
"""Bytes of salt, with which the file begins."""

_KEY = 32
_SEAL = 64
_VECTOR = 16
_SEAL_ROUNDS = 2
_SEAL_MASK = 0x3A


@dataclass(frozen=True, slots=True)
class Key:
    """What opens one casefile and its backups; never shown, as a traceback or a report could."""

    salt: bytes
    secret: bytes = field(repr=False)

    @property
    def spelled(self) -> str:
        """The key as SQLCipher takes one that was reckoned already: hexadecimal, so nothing in it has to be quoted."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"

    def seals(self, page: bytes, number: int) -> bool:
        """Whether this page, the first being number 1, was written with this key and has not changed since."""
        sealing = hashlib.pbkdf2_hmac("sha512", self.secret, bytes(b ^ _SEAL_MASK for b in self.salt), _SEAL_ROUNDS, _KEY)
        said = page[SALT if number == 1 else 0 : PAGE - _SEAL]
        seal = hmac.new(sealing, said + number.to_bytes(4, "little"), hashlib.sha512).digest()
        return hmac.compare_digest(seal, page[PAGE - _SEAL : PAGE])


def typed(passphrase: str) -> bytes:
    """What was typed, as it goes into the key; ``WrongPassphrase`` where it is nothing, or holds what is no letter at all.

    Composed and decomposed letters are the same: keyboards and systems differ in which they give.
    """
    if not passphrase:
        raise WrongPassphrase("The passphrase is empty. Type one.")
    try:
        return unicodedata.normalize("NFC", passphrase).encode()
    except UnicodeEncodeError:
        raise WrongPassphrase("The passphrase holds a character that no keyboard has. Type it anew.") from None


def derive(passphrase: str, salt: bytes) -> Key:
    """The key that this passphrase gives with this salt; takes a third of a second, on purpose."""
    return Key(salt, hashlib.pbkdf2_hmac("sha512", typed(passphrase), salt, ITERATIONS, _KEY))


class _Ring:
    """The keys that this process knows, by their salts."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.keys: dict[bytes, Key] = {}


_ring = _Ring()


def remember(key: Key) -> None:
    """Know a key from now on."""
    with _ring.lock:
        _ring.keys[key.salt] = key


def known(salt: bytes) -> Key | None:
    """The key for files with this salt, if this process knows it."""
    with _ring.lock:
        return _ring.keys.get(salt)


def forget(but: Collection[bytes] = ()) -> None:
    """Know no key any more, except those for these salts."""
    with _ring.lock:
        _ring.keys = {salt: key for salt, key in _ring.keys.items() if salt in but}
