"""Looking for garbage less often, and as often as before afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

from figures.uncollected import seldom_collected


def stream() -> Iterator[None]:
    with seldom_collected():
        yield
        yield


def test_two_streams_that_begin_and_end_by_turns_leave_garbage_to_be_looked_for_as_before() -> None:
    before = gc.get_threshold()
    one, other = stream(), stream()
    next(one)
    next(other)
    assert gc.get_threshold()[0] > before[0]
    one.close()
    assert gc.get_threshold()[0] > before[0]
    other.close()
    assert gc.get_threshold() == before
