"""PySide6 6.12.0 lost one reference to None per void call on Python 3.11; this release must not."""

from __future__ import annotations

import sys

from PySide6.QtCore import QPointF


def test_a_thousand_void_calls_leave_the_count_of_none_where_it_was() -> None:
    point = QPointF()
    before = sys.getrefcount(None)
    for _ in range(1000):
        point.setX(1.0)
    assert abs(sys.getrefcount(None) - before) < 50
