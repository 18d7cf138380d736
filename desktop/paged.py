"""A long list of which only what is looked at is read: the keys in their order, and the rows that were looked at last."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

R = TypeVar("R")
PAGE = 64
"""Rows read together where only one is asked for."""
KEPT = 2560
"""Rows held; what was scrolled past long ago is read again when it is looked at again."""
LOOKED_THROUGH = 50_000
"""Keys looked through for one of them before other threads have their turn: a millisecond."""


def place_in(keys: array[int], key: int | None) -> int:
    """The place of a key in a very long list, or −1; for a thread, which holds nobody up meanwhile."""
    if key is not None:
        for begin in range(0, len(keys), LOOKED_THROUGH):
            with suppress(ValueError):
                return keys.index(key, begin, begin + LOOKED_THROUGH)
    return -1


class Paged(Generic[R]):
    """The rows behind ``keys``, read some together; a row is None where its record is gone meanwhile.

    ``known`` is the place of a key where somebody has found it already.
    """

    def __init__(
        self,
        keys: Sequence[int],
        read: Callable[[Sequence[int]], Mapping[int, R]],
        page: int = PAGE,
        known: tuple[int, int] | None = None,
    ) -> None:
        self.keys, self._size, self._known = keys, page, known
        self._read = read
        self._held: dict[int, R | None] = {}

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, number: int) -> R | None:
        if number not in self._held:
            first = number - number % self._size
            self._fetch(range(first, min(first + self._size, len(self.keys))))
        return self._held[number]

    def look(self, first: int, last: int) -> None:
        """Read at once what is about to be asked for: after a jump just these rows, while one scrolls a few more that way."""
        missing = [number for number in range(first, min(last + 1, len(self.keys))) if number not in self._held]
        if not missing:
            return
        begin, end = missing[0], missing[-1] + 1
        if first in self._held:
            end = max(end, begin + self._size)
        elif last in self._held:
            begin = min(begin, end - self._size)
        self._fetch(range(max(0, begin), min(end, len(self.keys))))

    def place_of(self, key: int) -> int:
        """The number of the row behind ``key``, or −1."""
        if self._known is not None and self._known[0] == key:
            return self._known[1]
        try:
            return self.keys.index(key)
        except ValueError:
            return -1

    def forget(self) -> None:
        """Read again whatever is looked at next."""
        self._held.clear()

    def _fetch(self, numbers: range) -> None:
        if len(self._held) + len(numbers) > KEPT:
            self._held = dict(list(self._held.items())[len(self._held) // 2 :])
        wanted = {number: self.keys[number] for number in numbers if number not in self._held}
        found = self._read(list(wanted.values()))
        self._held.update((number, found.get(key)) for number, key in wanted.items())
