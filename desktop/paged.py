"""A long list of which only what is looked at is read: the keys in their order, and pages of rows, the last used kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

R = TypeVar("R")
PAGE = 64
"""Rows read together: about a screen."""
KEPT = 40
"""Pages held; what was scrolled past long ago is read again when it is looked at again."""


class Paged(Generic[R]):
    """The rows behind ``keys``, read by the page; a row is None where its record is gone meanwhile."""

    def __init__(self, keys: Sequence[int], read: Callable[[Sequence[int]], Mapping[int, R]], page: int = PAGE) -> None:
        self.keys, self._size = keys, page
        self._read = read
        self._pages: OrderedDict[int, list[R | None]] = OrderedDict()

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, number: int) -> R | None:
        return self._page(number // self._size)[number % self._size]

    def place_of(self, key: int) -> int:
        """The number of the row behind ``key``, or −1."""
        try:
            return self.keys.index(key)
        except ValueError:
            return -1

    def forget(self) -> None:
        """Read again whatever is looked at next."""
        self._pages.clear()

    def _page(self, number: int) -> list[R | None]:
        page = self._pages.get(number)
        if page is None:
            keys = self.keys[number * self._size : (number + 1) * self._size]
            found = self._read(keys)
            page = self._pages[number] = [found.get(key) for key in keys]
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page
