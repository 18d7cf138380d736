"""The drawn signs: one mark a role, the badge of a grade, the hatch of a contested count. IBM Plex has none of them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF

from figures.vocabulary import Role, Verdict

VERDICT_ICON = {
    Verdict.MET_EXACTLY: "equal",
    Verdict.MET: "check",
    Verdict.MET_OR_EXCEEDED: "check",
    Verdict.EXCEEDED: "arrow-up",
    Verdict.SHORT: "arrow-down",
    Verdict.OUTSTANDING: "hourglass",
    Verdict.AWAITED: "circle-dashed",
    Verdict.NOTHING_OBSERVED: "circle-slash-2",
    Verdict.NOTHING_STATED: "minus",
    Verdict.CANNOT_TELL: "circle-question-mark",
    Verdict.INCOMPARABLE: "equal-not",
}
ALARMING = frozenset({Verdict.SHORT, Verdict.NOTHING_OBSERVED})
UNDECIDED = frozenset({Verdict.AWAITED, Verdict.CANNOT_TELL, Verdict.INCOMPARABLE})


def verdict_tone(verdict: Verdict) -> str:
    """The token in which a verdict is written: danger for the two that found less, paler while nothing is decided."""
    if verdict in ALARMING:
        return "danger"
    if verdict in UNDECIDED:
        return "ink2"
    return "ink3" if verdict is Verdict.NOTHING_STATED else "ink"


def draw_role(painter: QPainter, role: Role, centre: QPointF, size: float, colour: QColor, *, stroke: float = 0.17) -> None:
    """The mark of a role, ``size`` across: square, half disc, disc, arrowhead, diamond; figures in no role get a short dash."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = size / 2
    pen = QPen(colour, size * stroke)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = half - size * stroke / 2
    box = QRectF(centre.x() - inset, centre.y() - inset, inset * 2, inset * 2)
    match role:
        case Role.STATED:
            painter.drawRect(box)
        case Role.REPORTED:
            painter.drawEllipse(box)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPie(box, 90 * 16, 180 * 16)
        case Role.OBSERVED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(centre, half, half)
        case Role.PRESENTED:
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(centre.x() - inset * 0.8, centre.y() - inset),
                        QPointF(centre.x() + inset, centre.y()),
                        QPointF(centre.x() - inset * 0.8, centre.y() + inset),
                    ]
                )
            )
        case Role.AFTERMATH:
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(centre.x(), centre.y() - inset * 1.15),
                        QPointF(centre.x() + inset * 1.15, centre.y()),
                        QPointF(centre.x(), centre.y() + inset * 1.15),
                        QPointF(centre.x() - inset * 1.15, centre.y()),
                    ]
                )
            )
        case _:
            painter.drawLine(QPointF(centre.x() - inset, centre.y()), QPointF(centre.x() + inset, centre.y()))
    painter.restore()


def draw_suggestion(painter: QPainter, centre: QPointF, size: float, colour: QColor) -> None:
    """The dotted ring of a figure that is suggested and not kept."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, size * 0.16)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1.3, 1.2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, size * 0.44, size * 0.44)
    painter.restore()


def draw_hatch(painter: QPainter, box: QRectF, colour: QColor, ground: QColor, *, framed: bool = True) -> None:
    """The 45° hatch that says *contested*, and nothing else ever does; step 4, on its own ground."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(box)
    painter.fillRect(box, ground)
    painter.setPen(QPen(colour, 1.2))
    at = box.left() - box.height()
    while at < box.right():
        painter.drawLine(QPointF(at, box.bottom()), QPointF(at + box.height(), box.top()))
        at += 4
    if framed:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.6, 0.6, -0.6, -0.6))
    painter.restore()


def draw_grade(painter: QPainter, box: QRectF, grade: str, ink: QColor, faint: QColor, font: QFont) -> None:
    """The badge of an Admiralty grade; dashed and faint where neither half could be judged."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unjudged = grade in ("F6", "F")
    colour = faint if unjudged else ink
    pen = QPen(colour, 1)
    if unjudged:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(QBrush(Qt.BrushStyle.NoBrush))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(colour)
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, grade)
    painter.restore()
