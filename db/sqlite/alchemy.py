"""SQLite's connections as SQLAlchemy knows them; imported only when something is asked in SQLAlchemy's words."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool


def connected(opened: Callable[[], Any], through: ModuleType) -> Connection:
    """Reach SQLite through SQLAlchemy; its dialect for SQLCipher would put a passphrase into SQL, so the plain one serves."""
    engine = create_engine(
        "sqlite://",
        module=through,
        creator=opened,
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
    )
    return engine.connect()
