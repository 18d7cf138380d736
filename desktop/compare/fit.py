"""Columns that share a table's width: fixed ones as wide as they ask, one that takes what is left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHeaderView, QTableView


def share_width(table: QTableView, widths: Sequence[int], flexible: int, least: int) -> None:
    """Give each column its width in pixels and ``flexible`` the rest, at least ``least``.

    Qt's own stretching reckons with the old widths while a view is being resized.
    """
    header = table.horizontalHeader()
    if header.sectionResizeMode(flexible) is not QHeaderView.ResizeMode.Interactive:
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    rest = table.viewport().width() - sum(width for number, width in enumerate(widths) if number != flexible)
    for number, width in enumerate(widths):
        wanted = max(rest, least) if number == flexible else width
        if table.columnWidth(number) != wanted:
            table.setColumnWidth(number, wanted)
