"""Values put away in the order in which they come, and gone through again as often as is needed, without being held.

They lie in memory while they are few, else in a file without a name, enciphered with a key that only this process has and
that goes with it: whatever is left of them on a disk, nobody reads it again.
"""

from __future__ import annotations

import marshal
import secrets
import sys
import tempfile
import threading
import weakref
from array import array
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from hashlib import shake_256
from itertools import groupby
from typing import Generic, TypeVar

from exchange.heading import NoTable

TOGETHER = 128
"""So many values are put away in one piece, in which equal texts of one identity stand once."""
HELD = 1 << 20
"""So many bytes are held in memory."""
NAMELESS = partial(tempfile.SpooledTemporaryFile, max_size=HELD)
_KEY = 32
_Kept = TypeVar("_Kept")


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as wrong:
        why = wrong.strerror or str(wrong)
        raise NoTable(f"The rows of this table find no place in {tempfile.gettempdir()}: {why}. Make room there.") from None


class Spool(Generic[_Kept]):
    """Tuples of texts, numbers and tuples by their place from 0; all are to be added before the first is asked for."""

    def __init__(self) -> None:
        kept = ExitStack()
        self._file = kept.enter_context(NAMELESS())
        weakref.finalize(self, kept.close)
        self._key = secrets.token_bytes(_KEY)
        self._ends = array("Q", [0])
        self._waiting: list[_Kept] = []
        self._size = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return self._size

    def add(self, kept: _Kept) -> None:
        """Put a value behind the others."""
        self._waiting.append(kept)
        self._size += 1
        if len(self._waiting) == TOGETHER:
            piece = self._ciphered(len(self._ends), marshal.dumps(self._waiting))
            with _told():
                self._file.write(piece)
            self._ends.append(self._ends[-1] + len(piece))
            self._waiting = []

    def __iter__(self) -> Iterator[_Kept]:
        for piece in range(len(self._ends)):
            yield from self._piece(piece)

    def picked(self, places: Iterable[int]) -> Iterator[_Kept]:
        """The values at these places, which go up."""
        for piece, several in groupby(places, lambda place: place // TOGETHER):
            kept = self._piece(piece)
            yield from (kept[place % TOGETHER] for place in several)

    def _piece(self, number: int) -> list[_Kept]:
        """So many values that lie together; the last are those that wait for others."""
        if number == len(self._ends) - 1:
            return self._waiting
        begin, end = self._ends[number], self._ends[number + 1]
        with self._lock, _told():
            self._file.seek(begin)
            piece = self._file.read(end - begin)
        kept: list[_Kept] = marshal.loads(self._ciphered(number + 1, piece))  # noqa: S302, nobody else can write it
        return kept

    def _ciphered(self, number: int, piece: bytes) -> bytes:
        """A piece as nobody reads it, or as it was: combined with as many bytes that only the key and its number give."""
        stream = shake_256(self._key + number.to_bytes(_KEY, "big")).digest(len(piece))
        mixed = int.from_bytes(piece, sys.byteorder) ^ int.from_bytes(stream, sys.byteorder)
        return mixed.to_bytes(len(piece), sys.byteorder)
