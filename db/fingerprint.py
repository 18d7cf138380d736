"""The fingerprint of a casefile: one digest of all that it says, whatever keys its records have and however it came to say it.

Records stand in the order of their ``uid`` and name one another by it; texts and stored copies stand by their own digests.
The journal, drafts, issued briefings and settings that change no verdict are no part of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from string import Template
from typing import TYPE_CHECKING, Any

from db import reader
from db.kept import KEPT, Kept
from db.kind import RecordKind
from db.row import RECORDED
from db.setting import OBSERVING
from db.writer import canonical

if TYPE_CHECKING:
    from db.sqlite.driver import Driver

_UIDS = Template('SELECT id, uid FROM "$table"')


def fingerprint(database: Driver) -> str:
    """SHA-256 of the casefile's content in hexadecimal."""
    uids = {kind: _uids(database, KEPT[kind]) for kind in RECORDED}
    digest = hashlib.sha256()
    for kind in RECORDED:
        for row in sorted(reader.rows(database, kind), key=lambda row: str(row["uid"])):
            digest.update(canonical([kind.value, _by_uid(KEPT[kind], row, uids)]).encode())
            digest.update(b"\n")
    added = sorted((category.id, category.parent, category.label) for category in reader.categories(database).added)
    observing = " ".join(sorted(reader.setting(database, OBSERVING).split()))
    digest.update(canonical([added, observing]).encode())
    return digest.hexdigest()


def _uids(database: Driver, kept: Kept) -> Mapping[int, str]:
    return dict(database.execute(_UIDS.substitute(table=kept.table)))


def _by_uid(kept: Kept, row: Mapping[str, Any], uids: Mapping[RecordKind, Mapping[int, str]]) -> dict[str, Any]:
    said = {name: value for name, value in row.items() if name != "id"}
    for name, kind in kept.references.items():
        value = said[name]
        if isinstance(value, list):
            said[name] = [uids[kind].get(member) for member in value]
        elif value is not None:
            said[name] = uids[kind].get(value)
    return said
