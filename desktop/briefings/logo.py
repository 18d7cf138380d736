"""The logo of a briefing: a PNG as it is, or an SVG drawn once, large enough for print, and kept as PNG.

The page knows only PNG, so a briefing made from the same options has the same bytes whatever draws an SVG that day.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from briefing.options import LARGEST_LOGO
from desktop.look.control import label, link_button
from desktop.look.theme import Theme

DRAWN = 1200
"""Pixels of an SVG's longer side: at the size of the page's margin column far finer than print needs."""
PNG = b"\x89PNG\r\n\x1a\n"
LARGEST_FILE = 20_000_000


class UnusableLogo(ValueError):
    """A picture that cannot be printed as a logo; the message says why and what to choose."""


def read_logo(path: Path) -> bytes:
    """The logo in a file as the bytes of a PNG; ``UnusableLogo`` or ``OSError``."""
    if path.stat().st_size > LARGEST_FILE:
        raise UnusableLogo(f"“{path.name}” is too large for a logo; choose a smaller picture.")
    data = path.read_bytes()
    if data.startswith(PNG):
        image = QImage.fromData(QByteArray(data))
        if image.isNull():
            raise UnusableLogo(f"“{path.name}” is damaged; choose another PNG or SVG.")
        return data if len(data) <= LARGEST_LOGO else _png(_no_larger(image), path)
    if path.suffix.lower() == ".svg" or b"<svg" in data[:2000]:
        return _png(_drawn(data, path), path)
    raise UnusableLogo(f"“{path.name}” is neither PNG nor SVG; save the logo as one of them.")


def _drawn(data: bytes, path: Path) -> QImage:
    renderer = QSvgRenderer(QByteArray(data))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        raise UnusableLogo(f"“{path.name}” cannot be drawn; choose another SVG, or a PNG.")
    image = QImage(size.scaled(QSize(DRAWN, DRAWN), Qt.AspectRatioMode.KeepAspectRatio), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def _no_larger(image: QImage) -> QImage:
    aspect, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(QSize(DRAWN, DRAWN), aspect, smooth)


def _png(image: QImage, path: Path) -> bytes:
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(held, QByteArray(b"png")).write(image)
    data = bytes(held.data().data())
    if not data or len(data) > LARGEST_LOGO:
        raise UnusableLogo(f"“{path.name}” has too much detail for a logo; choose a simpler picture.")
    return data


class LogoField(QWidget):
    """The logo's state in words, with what can be done.

    Signals: ``changed()`` when another is chosen or it is taken away; ``refused(str)`` with the reason.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.logo = b""
        self.state = label(theme, "", tone="ink2", size=13)
        self.choose = link_button(theme, self.tr("Choose…"))
        self.remove = link_button(theme, self.tr("Remove"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.scaled(10))
        for widget in (self.state, self.choose, self.remove):
            row.addWidget(widget)
        row.addStretch(1)
        self.setFocusProxy(self.choose)
        self.choose.clicked.connect(self._ask)
        self.remove.clicked.connect(self._remove)
        self.show_logo(b"")

    def show_logo(self, logo: bytes) -> None:
        """Take this logo; empty is none."""
        self.logo = logo
        size = QImage.fromData(QByteArray(logo)).size() if logo else QSize()
        words = self.tr("{w} × {h} pixels").format(w=size.width(), h=size.height())
        self.state.setText(words if logo else self.tr("none"))
        self.remove.setVisible(bool(logo))

    def take(self, path: Path) -> None:
        """Take the logo in this file, or say why not."""
        try:
            logo = read_logo(path)
        except OSError as wrong:
            self.refused.emit(self.tr("“{name}” cannot be read: {why}.").format(name=path.name, why=wrong.strerror or wrong))
            return
        except UnusableLogo as wrong:
            self.refused.emit(str(wrong))
            return
        self.show_logo(logo)
        self.changed.emit()

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a logo"))
        dialog.setNameFilter(self.tr("PNG or SVG (*.png *.svg)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.take(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _remove(self) -> None:
        self.show_logo(b"")
        self.changed.emit()
