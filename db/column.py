"""The columns and constraints that the tables are made of, each kind of them said once."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "%(constraint_name)s",
    }
)
Number = BigInteger().with_variant(Integer(), "sqlite")


def among(column: str, values: Iterable[object], name: str, *, or_null: bool = False) -> CheckConstraint:
    """The column takes only these values."""
    listed = ", ".join(f"'{value}'" if isinstance(value, str) else str(value) for value in values)
    return CheckConstraint(f"{column} IS NULL OR {column} IN ({listed})" if or_null else f"{column} IN ({listed})", name=name)


def yes_or_no(column: str, name: str) -> CheckConstraint:
    """The column is yes or no."""
    return CheckConstraint(f"{column} IN (0, 1)", name=name)


def said(column: str, name: str) -> CheckConstraint:
    """The column is not left blank."""
    return CheckConstraint(f"trim({column}) <> ''", name=name)


def words(name: str) -> Column[str]:
    """A column of text; what was not said is empty, never null."""
    return Column(name, Text, nullable=False)


def flag(name: str) -> Column[int]:
    """A column for yes or no."""
    return Column(name, Integer, nullable=False)


def reference(name: str, target: str, *, needed: bool = False) -> Column[int]:
    """A column that names a record of another table."""
    link = ForeignKey(target, deferrable=True, initially="DEFERRED")
    return Column(name, Integer, link, nullable=not needed, index=True)


def digest_reference(name: str, target: str, *, needed: bool = False) -> Column[str]:
    """A column that names kept bytes or a kept text by its digest."""
    link = ForeignKey(target, deferrable=True, initially="DEFERRED")
    return Column(name, Text, link, nullable=not needed, index=True)


def record(name: str, *columns: Column[int] | Column[str] | CheckConstraint | ForeignKeyConstraint) -> Table:
    """A table of records: its own key, never used twice, and an identity that no other casefile shares."""
    identity = Column("uid", Text, nullable=False, unique=True)
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        identity,
        *columns,
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )


def links(name: str, owner: str, member: str) -> Table:
    """A table that keeps a record's list of other records, in order."""
    return Table(
        name,
        metadata,
        Column("owner", Integer, ForeignKey(f"{owner}.id", deferrable=True, initially="DEFERRED"), primary_key=True),
        Column("position", Integer, primary_key=True),
        reference("member", f"{member}.id", needed=True),
        CheckConstraint("position >= 0", name=f"{name}_in_order"),
        UniqueConstraint("owner", "member", name=f"{name}_named_once"),
        sqlite_strict=True,
    )


def category_reference() -> ForeignKeyConstraint:
    """The category together with its root, so that other laws can rely on the root."""
    return ForeignKeyConstraint(
        ["category", "category_root"], ["category.key", "category.root"], deferrable=True, initially="DEFERRED"
    )


def about_and_direction(table: str) -> tuple[CheckConstraint, ...]:
    """What a figure and a pin share: they are about one thing, and have both ends of a direction or neither."""
    return (
        CheckConstraint("(agreement IS NULL) <> (event IS NULL)", name=f"{table}_about_one"),
        CheckConstraint("(sender IS NULL) = (receiver IS NULL)", name=f"{table}_direction_both_or_neither"),
        CheckConstraint("sender IS NULL OR sender <> receiver", name=f"{table}_not_to_itself"),
    )
