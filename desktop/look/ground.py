"""Grounds: rectangles of one colour.

``QPainter.fillRect`` has Python make every name of its gradients, two hundred of them, when it is first called. A window that
is to be seen at once does without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QPainter


def fill(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Fill the box; the painter has neither pen nor brush afterwards."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(box)
    painter.setBrush(Qt.BrushStyle.NoBrush)
