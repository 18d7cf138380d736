"""The guide is read without a browser and without leaving its folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget

from desktop.guide import Guide
from desktop.look.theme import Theme


def test_links_lead_from_page_to_page_and_never_out(theme: Theme, tmp_path: Path, qtbot: Any) -> None:
    (tmp_path / "index.md").write_text("# Guide\n\n[Next](next.md) [Out](https://example.org) [Up](../secret.md)\n")
    (tmp_path / "next.md").write_text("# Next page\n")
    (tmp_path.parent / "secret.md").write_text("# Not of the guide\n")
    parent = QWidget()
    qtbot.addWidget(parent)
    guide = Guide(theme, parent, tmp_path / "index.md")
    assert "Guide" in guide.page.toPlainText()
    for link in ("https://example.org", "../secret.md"):
        guide.page.anchorClicked.emit(QUrl(link))
        assert "Guide" in guide.page.toPlainText()
    guide.page.anchorClicked.emit(QUrl("next.md"))
    assert "Next page" in guide.page.toPlainText()
    guide.back.click()
    assert "Guide" in guide.page.toPlainText()
