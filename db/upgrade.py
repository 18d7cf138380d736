"""Making a casefile and bringing an older one up to date: Alembic's revisions, run from code inside one transaction.

Alembic takes longer to import than a casefile to open, so it is imported only when there is something to revise. A revision
that must make a table anew writes it out: Alembic's batch mode puts the constraints in an order of chance and forgets that
keys are never used twice, and the shape of the file would not be known again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from db.format import APPLICATION_ID, CURRENT, revision
from db.sqlite.file import writing

if TYPE_CHECKING:
    from db.sqlite.connection import Connection


def revise(connection: Connection, number: int = CURRENT.number, revisions: Path = CURRENT.revisions) -> None:
    """Bring the tables to the format with this number and mark the file with it; on any fault it stays what it was."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(revisions).replace("%", "%%"))
    database, alchemy = connection.database, connection.alchemy
    config.attributes["connection"] = alchemy
    alchemy.exec_driver_sql("PRAGMA foreign_keys = OFF")  # SQLAlchemy has begun by this, so Alembic ends no transaction
    with writing(connection):
        command.upgrade(config, revision(number))
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {number}")
        if database.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise RuntimeError(f"revision {revision(number)} leaves references that lead nowhere")
    database.execute("PRAGMA foreign_keys = ON")
