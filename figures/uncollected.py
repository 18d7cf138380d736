"""Work during which no garbage is looked for, or only seldom."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_BETWEEN_COLLECTIONS = 70_000


@contextmanager
def uncollected() -> Iterator[None]:
    """While a briefing or a table grows nothing in it is waste; looking for it again would take a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class _Seldom:
    """How many do such work just now, and how often garbage is looked for when nobody does."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.working = 0
        self.usual = gc.get_threshold()


_seldom = _Seldom()


@contextmanager
def seldom_collected() -> Iterator[None]:
    """While lines stream almost nothing is waste that does not go by itself, so it is looked for a hundred times less often.

    It was a sixth of the time. Whoever has the lines still gets rid of its own waste; and with the last of several streams,
    in whatever order they begin and end, all is as it was.
    """
    with _seldom.lock:
        if not _seldom.working:
            _seldom.usual = gc.get_threshold()
            gc.set_threshold(_BETWEEN_COLLECTIONS, *_seldom.usual[1:])
        _seldom.working += 1
    try:
        yield
    finally:
        with _seldom.lock:
            _seldom.working -= 1
            if not _seldom.working:
                gc.set_threshold(*_seldom.usual)
