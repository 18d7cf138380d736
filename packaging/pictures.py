"""Every size of the two icons from their drawings: PNG for Linux, ICO for Windows, ICNS for macOS.

python packaging/pictures.py OUT
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWINGS = Path(__file__).resolve().parent / "linux"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
KINDS = {"handover": "apps", "handover-casefile": "mimetypes"}
"""The drawings, and the folder in which an icon theme keeps each."""


def draw(drawing: Path, size: int, out: Path) -> None:
    """One PNG of that many pixels a side."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(drawing)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    out.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(out)):
        raise OSError(f"{out} could not be written")


def main(out: Path) -> None:
    """Write hicolor/ and an .ico and .icns of each drawing."""
    application = QGuiApplication(sys.argv[:1])
    for name, kind in KINDS.items():
        drawing = DRAWINGS / f"{name}.svg"
        for size in SIZES:
            draw(drawing, size, out / "hicolor" / f"{size}x{size}" / kind / f"{name}.png")
        scalable = out / "hicolor" / "scalable" / kind / f"{name}.svg"
        scalable.parent.mkdir(parents=True, exist_ok=True)
        scalable.write_bytes(drawing.read_bytes())
        with Image.open(out / "hicolor" / "512x512" / kind / f"{name}.png") as largest:
            largest.save(out / f"{name}.ico", sizes=[(size, size) for size in (16, 24, 32, 48, 64, 256)])
            largest.save(out / f"{name}.icns")
    application.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
