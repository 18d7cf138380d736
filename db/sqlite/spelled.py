"""Statements spelled out once: SQLAlchemy writes them, and the driver runs them as they are.

What every act waits for goes this way, because SQLAlchemy would take longer over each statement than SQLite does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement

from db.sqlite.file import raw, write

_DIALECT: Any = sqlite.dialect()


@dataclass(frozen=True, slots=True)
class Spelled:
    """A statement in SQLite's words, and the names of the values that it takes, in order."""

    sql: str
    names: tuple[str, ...]

    def read(self, connection: Connection, *values: object) -> Any:
        """Ask for rows; the values in order."""
        return raw(connection).execute(self.sql, values)

    def write(self, connection: Connection, values: Mapping[str, object]) -> Any:
        """Write a row; ``Unfit`` where it is larger than any record may be."""
        return write(connection, self.sql, [values[name] for name in self.names])


def spelled(statement: ClauseElement, names: Iterable[str] | None = None) -> Spelled:
    """The statement spelled out; ``names`` are the columns that it writes, where it does not write all."""
    compiled = statement.compile(dialect=_DIALECT, column_keys=None if names is None else list(names))
    return Spelled(str(compiled), tuple(getattr(compiled, "positiontup", None) or ()))
