"""The fulfilment chart beside who says what: the briefing's own drawing, at the size of the screen's text."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from briefing.drawing import DARK, LIGHT
from briefing.fulfilment_chart import Chart, draw_chart
from desktop.look.control import label
from desktop.look.painter import ScreenPainter
from desktop.look.panel import sheet
from desktop.look.theme import SEMIBOLD, Theme

ENLARGED = 1.57
"""The chart's own text is 7 units high; on the screen that is 11 pixels."""
HEAD_ROOM = 24.0
"""What the drawing leaves above itself for a title, which stands in a label here."""


class ChartView(QWidget):
    """One chart, drawn anew whenever it is painted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._chart: Chart | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_chart(self, chart: Chart | None) -> None:
        """Show this chart; in words too, for who cannot see it."""
        self._chart = chart
        self.setAccessibleName(self.tr("Fulfilment over time"))
        self.setAccessibleDescription("" if chart is None else spoken(chart))
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Small enough for a small screen."""
        return QSize(self._theme.scaled(260), self._theme.scaled(150))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart in the colours of the scheme in force."""
        del event
        if self._chart is None:
            return
        painter = QPainter(self)
        scale = ENLARGED * self._theme.scale
        painter.scale(scale, scale)
        screen = ScreenPainter(painter, DARK if self._theme.tokens.dark else LIGHT)
        draw_chart(screen, self._chart, 4, -HEAD_ROOM, self.width() / scale - 8, self.height() / scale + HEAD_ROOM - 2)
        painter.end()


class ChartPanel(QWidget):
    """The chart under its title."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.view = ChartView(theme)
        self._title = label(theme, self.tr("Fulfilment over time"), weight=SEMIBOLD)
        self._subtitle = label(theme, "", tone="ink2", size=12)
        ground = sheet()
        inner = QVBoxLayout(ground)
        inner.setContentsMargins(theme.scaled(12), theme.scaled(16), theme.scaled(12), theme.scaled(8))
        inner.setSpacing(theme.scaled(2))
        inner.addWidget(self._title)
        inner.addWidget(self._subtitle)
        inner.addWidget(self.view, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)

    def show_chart(self, chart: Chart | None) -> None:
        """Show this chart; the panel gives its room away where there is none."""
        self.setVisible(chart is not None)
        self.view.show_chart(chart)
        if chart is not None:
            panel = chart.panels[0]
            self._subtitle.setText(", ".join(part for part in (panel.title, panel.subtitle.text) if part))


def spoken(chart: Chart) -> str:
    """The chart in words: promise, each step, what was presented, the end."""
    parts: list[str] = []
    for panel in chart.panels:
        if panel.promise is not None:
            parts.append(panel.promise.caption.text)
        parts += [f"{step.day.isoformat()}: {step.caption.text}" for step in panel.steps]
        parts += [f"{each.day.isoformat()}: {' '.join(caption.text for caption in each.captions)}" for each in panel.columns]
        if panel.end is not None:
            parts.append(" ".join(caption.text for caption in panel.end.captions))
    return "; ".join(parts)
