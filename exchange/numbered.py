"""Numbers by a digest of what they are the number of, in twelve bytes each where a dict would take a hundred.

A table of a million figures names half a million things; what each is known by is remembered here, and its words are not.
"""

from __future__ import annotations

from array import array

NONE = -1
MASK = (1 << 64) - 1
_SMALLEST = 1 << 10
_FULL = 2 / 3


def digest(value: object) -> int:
    """64 bits by which a value is looked up; they are others in every run of the program."""
    return hash(value) & MASK


class Numbered:
    """Numbers from 0 by digests of 64 bits, found by looking on from where a digest would stand until a place is empty."""

    def __init__(self) -> None:
        self._count = 0
        self._make(_SMALLEST)

    def _make(self, size: int) -> None:
        self._mask = size - 1
        self._digests = array("Q", bytes(8 * size))
        self._numbers = array("I", bytes(4 * size))

    def __len__(self) -> int:
        return self._count

    def get(self, digest: int) -> int:
        """The number of this digest; ``NONE`` where it has none."""
        place = self._place(digest)
        return self._numbers[place] - 1

    def put(self, digest: int, number: int) -> None:
        """Give a digest its number, in place of any other."""
        if self._count >= len(self._numbers) * _FULL:
            self._grow()
        place = self._place(digest)
        self._count += not self._numbers[place]
        self._digests[place], self._numbers[place] = digest, number + 1

    def _place(self, digest: int) -> int:
        numbers, digests, mask = self._numbers, self._digests, self._mask
        place = digest & mask
        while numbers[place] and digests[place] != digest:
            place = (place + 1) & mask
        return place

    def _grow(self) -> None:
        digests, numbers = self._digests, self._numbers
        self._make(2 * len(numbers))
        for digest, number in zip(digests, numbers, strict=True):
            if number:
                place = self._place(digest)
                self._digests[place], self._numbers[place] = digest, number
