"""The look as one live object: colours, type sizes and icons, which follow the system's scheme or one that was chosen.

Rooms take the ``Theme`` once and ask it whenever they paint, so a change of scheme reaches every screen at once.
Sizes are given in pixels at 100 % and come back in the system's own points, so that text grows with the system's.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, QTemporaryDir, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

import resources
from desktop.look.style import style_sheet
from desktop.look.token import DARK, LIGHT, Tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QApplication

    from figures.vocabulary import Role

RESOURCES = Path(resources.__file__).parent
SANS = "IBM Plex Sans"
SERIF = "IBM Plex Serif"
NORMAL, MEDIUM, SEMIBOLD = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold
UPRIGHT = ("IBMPlexSans-Regular.ttf", "IBMPlexSans-Medium.ttf", "IBMPlexSans-SemiBold.ttf")
"""The typefaces that every screen needs."""
OTHERS = ("IBMPlexSans-Italic.ttf", "IBMPlexSerif-Regular.ttf", "IBMPlexSerif-Italic.ttf", "IBMPlexSerif-SemiBold.ttf")
"""The typefaces that are loaded when the first text is set in one of them."""
SYSTEM_POINTS = {"win32": 9.0, "darwin": 13.0}
"""The system font's size where the user has not changed it; 10 points elsewhere."""


class Scheme(StrEnum):
    """Which set of colours the user asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The tokens, type and icons in force.

    Signals: ``changed()`` after the colours have changed; palette and style sheet are set by then.
    """

    changed = Signal()

    def __init__(self, application: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._scheme = scheme
        self._drawings = QTemporaryDir()
        self._dressed: list[tuple[QAction | QAbstractButton, str, str, int]] = []
        self._colours: dict[str, QColor] = {}
        self._faces: dict[tuple[float, int, bool, bool, bool], tuple[QFont, QFontMetricsF]] = {}
        self._icons: dict[tuple[str, str, int, int, float], QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int, float, float, int], QPixmap] = {}
        self._load_typefaces(UPRIGHT)
        self._points = _points_per_pixel(application)
        application.setStyle("fusion")
        application.setFont(self.font(13))
        self.scale = max(1.0, QFontMetricsF(self.font(13)).height() / 17.0)
        self._tokens = self._wanted()
        self._put_on()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return self._tokens

    @property
    def scheme(self) -> Scheme:
        """What the user asked for: light, dark, or as the system."""
        return self._scheme

    def choose(self, scheme: Scheme) -> None:
        """Put on the scheme that the user asked for."""
        self._scheme = scheme
        self._refresh()

    def colour(self, token: str) -> QColor:
        """The colour of that name, such as ``ink2`` or ``stated_tint``; to be read only, as whoever asks gets the same."""
        if token not in self._colours:
            self._colours[token] = QColor(getattr(self._tokens, token))
        return self._colours[token]

    def fill(self, painter: QPainter, box: QRectF, token: str) -> None:
        """Fill the box with the colour of that name; the painter has neither pen nor brush afterwards.

        ``QPainter.fillRect`` would have Python make two hundred names of gradients before the first picture.
        """
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour(token))
        painter.drawRect(box)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def face(
        self,
        pixels: float = 13,
        weight: QFont.Weight = NORMAL,
        *,
        serif: bool = False,
        italic: bool = False,
        struck: bool = False,
    ) -> tuple[QFont, QFontMetricsF]:
        """A font and its measures, to be read only; made once, as every cell of a table asks for them."""
        key = (pixels, weight.value, serif, italic, struck)
        if key not in self._faces:
            font = self.font(pixels, weight, serif=serif, italic=italic)
            font.setStrikeOut(struck)
            self._faces[key] = font, QFontMetricsF(font)
        return self._faces[key]

    def role(self, role: Role) -> QColor:
        """The ink of a role."""
        return QColor(self._tokens.role(role))

    def tint(self, role: Role) -> QColor:
        """The ground of a role."""
        return QColor(self._tokens.tint(role))

    def scaled(self, pixels: float) -> int:
        """A length given at 100 % as pixels beside the user's own text size."""
        return round(pixels * self.scale)

    def points(self, pixels: float) -> float:
        """A text size given in pixels at 100 % as points."""
        return pixels * self._points

    def font(self, pixels: float = 13, weight: QFont.Weight = NORMAL, *, serif: bool = False, italic: bool = False) -> QFont:
        """The face for a text of that size in pixels at 100 %; serif for the words of a source, sans for ours."""
        if serif or italic:
            self._load_typefaces(OTHERS)
        font = QFont(SERIF if serif else SANS)
        font.setPointSizeF(self.points(pixels))
        font.setWeight(weight)
        font.setItalic(italic)
        return font

    def pixmap(
        self, name: str, ink: str = "ink2", size: int = 16, *, stroke: float = 1.75, ratio: float = 0.0, gap: int = 0
    ) -> QPixmap:
        """A Lucide drawing in one of our colours, sharp at the screen's own ratio; ``gap`` is empty space at its right."""
        ratio = ratio or self._application.devicePixelRatio()
        colour = getattr(self._tokens, ink)
        key = (name, colour, size, stroke, ratio, gap)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._drawn_pixmap(_svg(name, colour, stroke), size, ratio, gap)
        return self._pixmaps[key]

    def _drawn_pixmap(self, drawing: str, size: int, ratio: float, gap: int) -> QPixmap:
        side = round(self.scaled(size) * ratio)
        pixmap = QPixmap(side + round(self.scaled(gap) * ratio), side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def icon(self, name: str, ink: str = "ink2", size: int = 16, gap: int = 0) -> QIcon:
        """A Lucide drawing as an icon; for a control that stays on the screen use ``dress``."""
        key = (name, getattr(self._tokens, ink), size, gap, self._application.devicePixelRatio())
        if key not in self._icons:
            icon = QIcon()
            for ratio in sorted({1.0, 2.0, key[4]}):
                icon.addPixmap(self.pixmap(name, ink, size, ratio=ratio, gap=gap))
                icon.addPixmap(self.pixmap(name, "ctl", size, ratio=ratio, gap=gap), QIcon.Mode.Disabled)
            self._icons[key] = icon
        return self._icons[key]

    def dress(self, control: QAction | QAbstractButton, name: str, ink: str = "ink2", size: int = 16) -> None:
        """Give a button or an action its icon, and a new one whenever the colours change."""
        self._give_icon(control, name, ink, size)
        entry = (control, name, ink, size)
        self._dressed = [kept for kept in self._dressed if kept[0] is not control]
        self._dressed.append(entry)
        control.destroyed.connect(partial(self._undress, entry))

    def _give_icon(self, control: QAction | QAbstractButton, name: str, ink: str, size: int) -> None:
        """Beside words the drawing has a little empty space at its right, which Qt leaves too narrow."""
        gap = 4 if isinstance(control, QAbstractButton) and control.text() else 0
        control.setIcon(self.icon(name, ink, size, gap))
        if isinstance(control, QAbstractButton):
            control.setIconSize(QSize(self.scaled(size + gap), self.scaled(size)))

    def _undress(self, entry: tuple[QAction | QAbstractButton, str, str, int], _gone: QObject | None = None) -> None:
        self._dressed = [kept for kept in self._dressed if kept is not entry]

    def _load_typefaces(self, names: tuple[str, ...]) -> None:
        """Load these typefaces, once for the whole application."""
        if self._application.property(names[0]):
            return
        self._application.setProperty(names[0], True)
        for name in names:
            QFontDatabase.addApplicationFontFromData(QByteArray((RESOURCES / "fonts" / name).read_bytes()))

    def _wanted(self) -> Tokens:
        if self._scheme is Scheme.SYSTEM:
            return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._scheme is Scheme.DARK else LIGHT

    def _system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._refresh()

    def _refresh(self) -> None:
        wanted = self._wanted()
        if wanted is self._tokens:
            return
        self._tokens = wanted
        self._colours.clear()
        self._put_on()
        for control, name, ink, size in self._dressed:
            self._give_icon(control, name, ink, size)
        self.changed.emit()

    def _put_on(self) -> None:
        self._application.setPalette(palette(self._tokens))
        self._application.setStyleSheet(
            style_sheet(self._tokens, {n: self.points(n) for n in (11, 12, 13, 15, 18)}, self.scaled, self._drawn)
        )

    def _drawn(self, name: str, token: str) -> str:
        """Where a coloured copy of an icon lies, for the style sheet, which can only name files."""
        colour: str = getattr(self._tokens, token)
        path = Path(self._drawings.path()) / f"{name}-{colour[1:]}.svg"
        if not path.exists():
            path.write_text(_svg(name, colour, 1.75), encoding="utf-8")
        return path.as_posix()


def palette(tokens: Tokens) -> QPalette:
    """The tokens as Qt's palette, with nothing left to Qt's own guess."""
    roles = {
        QPalette.ColorRole.Window: tokens.window,
        QPalette.ColorRole.WindowText: tokens.ink,
        QPalette.ColorRole.Base: tokens.sheet,
        QPalette.ColorRole.AlternateBase: tokens.window,
        QPalette.ColorRole.Text: tokens.ink,
        QPalette.ColorRole.PlaceholderText: tokens.ink3,
        QPalette.ColorRole.Button: tokens.sheet,
        QPalette.ColorRole.ButtonText: tokens.ink,
        QPalette.ColorRole.BrightText: tokens.danger,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.LinkVisited: tokens.accent,
        QPalette.ColorRole.ToolTipBase: tokens.sheet,
        QPalette.ColorRole.ToolTipText: tokens.ink,
        QPalette.ColorRole.Light: tokens.sheet,
        QPalette.ColorRole.Midlight: tokens.hover,
        QPalette.ColorRole.Mid: tokens.rule,
        QPalette.ColorRole.Dark: tokens.ctl,
        QPalette.ColorRole.Shadow: tokens.rule,
    }
    made = QPalette()
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.ink3))
    return made


def _points_per_pixel(application: QApplication) -> float:
    """Points for one pixel at 100 %, larger where the user made the system's text larger."""
    system = application.font().pointSizeF()
    usual = SYSTEM_POINTS.get(sys.platform, 10.0)
    grown = max(1.0, system / usual) if system > 0 else 1.0
    return grown * (1.0 if sys.platform == "darwin" else 0.75)


@cache
def _lucide(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _svg(name: str, colour: str, stroke: float) -> str:
    return _lucide(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"')
