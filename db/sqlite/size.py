"""How long the values of an encrypted casefile may be, asked before any of them is read.

SQLite itself holds the values of a plain one to their bound; SQLCipher's driver has no word for that. A value is never longer
than its file, so only large files have to be looked through, and SQLite knows a length without reading what is that long.
"""

from __future__ import annotations

from pathlib import Path
from string import Template

from sqlalchemy import Connection

from db.error import Damaged
from db.sqlite.file import LONGEST_ROW, LONGEST_VALUE, key_of

_MAY_BE_LONG = frozenset({"kept_bytes", "kept_text"})
_OF_SEARCH = "search"
_LENGTH = Template('ifnull(octet_length("$column"), 0)')
_LONGER = Template('SELECT 1 FROM "$table" WHERE $whole > ? LIMIT 1')


def check(connection: Connection, path: Path) -> None:
    """Raise ``Damaged`` where a row of an encrypted casefile is longer than any that is kept."""
    if key_of(connection) is None or path.stat().st_size <= LONGEST_ROW:
        return
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
    for table in connection.exec_driver_sql(named).scalars().all():
        most = LONGEST_VALUE if table in _MAY_BE_LONG or table.startswith(_OF_SEARCH) else LONGEST_ROW
        columns = connection.exec_driver_sql("SELECT name FROM pragma_table_info(?)", (table,)).scalars().all()
        whole = " + ".join(_LENGTH.substitute(column=column) for column in columns)
        if connection.exec_driver_sql(_LONGER.substitute(table=table, whole=whole), (most,)).first() is not None:
            said = f"“{path.name}” holds in its table “{table}” a value longer than any that is kept, so it was not opened."
            raise Damaged(f"{said} Open a backup of it.")
