"""An import on its way: kept in a thread, called off when asked, and nothing of it kept unless all of it is."""

from __future__ import annotations

from desktop.background import Background
from desktop.tables.import_work import Keeping


class ImportRun(Background):
    """Keeps a table: tells how far it is, from 0 to 1, and answers with what was ``Kept``, or None where it was called off."""

    def start(self, keeping: Keeping) -> None:
        """Keep this table."""
        self.ask(lambda asked: keeping.keep(asked.tell))
