"""One open file of SQLite's, reached through the driver; and through SQLAlchemy where tables are made or made anew.

SQLAlchemy takes longer to import than a casefile to open and to be read, so nothing else is asked in its words.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from db.sqlite import driver
from db.sqlite.driver import Driver
from db.sqlite.header import held
from db.sqlite.key import Key

if TYPE_CHECKING:
    import sqlalchemy


class Connection:
    """A file, open; ``database`` is the driver's connection, which begins a transaction only when asked to.

    ``key`` opens an encrypted one. ``still`` reads a file that nobody can change, from a folder where SQLite may not write
    beside it. ``through_cipher`` reaches a plain file through SQLCipher, so that an encrypted one can be attached.
    """

    def __init__(
        self, path: Path, *, write: bool, key: Key | None = None, still: bool = False, through_cipher: bool = False
    ) -> None:
        self.key = key
        self.closed = False
        whole = path.resolve()
        self.beside = whole.with_name(f"{whole.name}-wal")
        self.log: tuple[int, int] | None = None
        self.other: tuple[int, int] | None = None
        self._through = driver.cipher() if through_cipher else driver.module(key)
        self.place = held.take(path, key)
        try:
            uri = driver.uri(path, "rw" if write else "ro", still=still)
            self.database: Driver = driver.connect(uri, key, through_cipher=through_cipher)
            driver.harden(self.database)
        except BaseException:
            held.give_back(self.place)
            raise

    @cached_property
    def alchemy(self) -> sqlalchemy.Connection:
        """The same connection as SQLAlchemy knows it; never made within a transaction, because making it would end that."""
        if self.database.in_transaction:
            raise RuntimeError("SQLAlchemy was asked for in the midst of a transaction")
        from db.sqlite.alchemy import connected

        return connected(lambda: self.database, self._through)

    def close(self) -> None:
        """Let go of the file; a second time does nothing."""
        if self.closed:
            return
        self.closed = True
        made: sqlalchemy.Connection | None = self.__dict__.get("alchemy")
        if made is None:
            self.database.close()
        else:
            made.close()
            made.engine.dispose()
        held.give_back(self.place)
