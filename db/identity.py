"""Identities that two casefiles never share by accident: UUID version 7 (RFC 9562), in ascending order within a process.

The time in front keeps records in the order in which they were made, whoever made them.
"""

from __future__ import annotations

import secrets
import threading
import time

_TAIL_BITS = 74
_STEP_BITS = 32


class _Sequence:
    """Hands out identities of which each is greater than the one before, even when the clock stands or goes back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._millisecond = 0
        self._tail = 0

    def next(self) -> int:
        """The next identity as a number: 48 bits of time, then 74 bits that are random or a random step above the last."""
        with self._lock:
            now = time.time_ns() // 1_000_000
            if now > self._millisecond:
                self._millisecond, self._tail = now, secrets.randbits(_TAIL_BITS - 1)
            else:
                self._tail += 1 + secrets.randbits(_STEP_BITS)
                if self._tail >> _TAIL_BITS:
                    self._millisecond, self._tail = self._millisecond + 1, secrets.randbits(_TAIL_BITS - 1)
            high, low = divmod(self._tail, 1 << 62)
            return self._millisecond << 80 | 7 << 76 | high << 64 | 2 << 62 | low


_sequence = _Sequence()


def new_uid() -> str:
    """A new identity in the usual 36 characters."""
    figures = f"{_sequence.next():032x}"
    return f"{figures[:8]}-{figures[8:12]}-{figures[12:16]}-{figures[16:20]}-{figures[20:]}"
