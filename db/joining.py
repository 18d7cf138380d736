"""Two records that are one: field by field into the older of them, to which all that named the other moves.

The older identity always stays, so that two researchers who find the same pair each by themselves come to the same record.
That the younger became part of it is kept as a mark: what a colleague still hangs on it follows at the next merge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING, Any

from db import law, reader
from db.error import Missing
from db.field_group import JOINABLE, both, differing, groups, plain
from db.kept import KEPT, RESTING_ON, Row
from db.kind import RecordKind
from db.mark import Pair, distinct_key, distinct_pairs, joined, joined_key
from db.merge_result import Said, Take
from db.row import record_of
from db.sqlite.file import raw
from figures.anchor import anchor, locate
from figures.record import Anchor, FigureDraft, Unfit

if TYPE_CHECKING:
    from db.act import Act
    from db.casefile import Casefile
    from db.sqlite.connection import Connection

_SETTINGS = "SELECT key, value FROM setting"
_RESTING = Template('SELECT t."$owner" FROM "$table" AS t WHERE t."$member" = ?')
_UNSAID = frozenset({"category_root", "anchor_end", "anchor_before", "anchor_after", "copy_media_type", "low", "high", "bound"})
_SAYS_NOTHING = frozenset({("kind", "unknown"), ("kind", "other"), ("place_role", "not_said"), ("reliability", "F")})


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of the two, with all that goes with it, in words; ``first`` is the older record's."""

    field: str
    first: Said
    second: Said
    joinable: bool

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return self.first != self.second

    @property
    def suggested(self) -> Take:
        """Whose value stands unless something else is chosen: what is there before what is not, both where both can be."""
        if not self.first or any(pair in _SAYS_NOTHING for pair in self.first):
            return Take.THEIRS
        return Take.BOTH if self.joinable and self.second else Take.OURS


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two records of a kind, the older first: their ids, their fields, and how many records rest on each."""

    kind: RecordKind
    first: int
    second: int
    fields: tuple[FieldPair, ...]
    rests_on_first: int
    rests_on_second: int


def side_by_side(casefile: Casefile, kind: RecordKind, one: int, other: int) -> SideBySide:
    """The two as they are now; ``Missing`` where one of them is gone."""
    with casefile.connected() as connection:
        older, younger = _in_age(connection, kind, one, other)
        pairs = []
        names = _Names(connection)
        for group in groups(kind, older):
            differs = group in differing(kind, older, younger)
            first, second = names.said(kind, group, older), names.said(kind, group, younger)
            if differs or first:
                pairs.append(FieldPair(group[0], first, second, differs and group[0] in JOINABLE))
        first_id, second_id = int(older["id"]), int(younger["id"])
        rests = [sum(1 for _ in _resting(connection, kind, id)) for id in (first_id, second_id)]
    return SideBySide(kind, first_id, second_id, tuple(pairs), *rests)


def join(casefile: Casefile, kind: RecordKind, one: int, other: int, chosen: Mapping[str, Take], label: str) -> int:
    """Make one record of two, in one act, and return its id.

    ``chosen`` says for each field that differs whose value stands: ``OURS`` the older record's, ``THEIRS`` the younger's.
    ``Unfit`` where the two name one another, or where what would come of it breaks a law.
    """
    with casefile.act(label) as act, casefile.connected() as connection:
        older, younger = _in_age(connection, kind, one, other)
        _check_apart(kind, older, younger)
        kept = _chosen(kind, older, younger, chosen)
        changed = [(kind, older, kept), *_moved(connection, kind, older, younger, kept)]
        for of, before, after in changed:
            _check_form(of, after)
            act.replace(of, int(before["id"]), before, after)
        act.take(kind, int(younger["id"]), younger)
        _check_laws(connection, [(kind, kept), *_resting_rows(connection, kind, older["id"])])
        keep_became(act, kind, str(younger["uid"]), str(older["uid"]))
    return int(older["id"])


def keep_apart(act: Act, kind: RecordKind, one: str, other: str) -> None:
    """Remember that the records with these identities are two."""
    act.set_setting(distinct_key(kind, one, other), "yes")


def kept_apart(casefile: Casefile) -> frozenset[Pair]:
    """The pairs that were said to be two."""
    return distinct_pairs(_settings(casefile))


def became(casefile: Casefile) -> dict[tuple[RecordKind, str], str]:
    """For each record that became part of another, by its kind and identity, that other one's identity."""
    return joined(_settings(casefile))


def keep_became(act: Act, kind: RecordKind, gone: str, kept: str) -> None:
    """Remember that the record with one identity became part of another, as where both are already one."""
    act.set_setting(joined_key(kind, gone), kept)


def _settings(casefile: Casefile) -> dict[str, str]:
    with casefile.asked() as database:
        return dict(database.execute(_SETTINGS))


def _in_age(connection: Connection, kind: RecordKind, one: int, other: int) -> tuple[dict[str, Any], dict[str, Any]]:
    found = reader.rows_of(raw(connection), [(kind, one), (kind, other)])
    rows = sorted((row for row in found.values() if row is not None), key=lambda row: str(row["uid"]))
    if len(rows) < 2:
        raise Missing(f"One of the two is no longer in the casefile as a {kind.value}. Look for duplicates again.")
    return rows[0], rows[1]


def _check_apart(kind: RecordKind, older: Row, younger: Row) -> None:
    for name, named in KEPT[kind].references.items():
        if named is kind and (older[name] == younger["id"] or younger[name] == older["id"]):
            raise Unfit(name, f"One of the two names the other as “{name.replace('_', ' ')}”, so they are not the same {kind}.")


def _chosen(kind: RecordKind, older: Row, younger: Row, chosen: Mapping[str, Take]) -> dict[str, Any]:
    kept: dict[str, Any] = dict(older)
    for group in differing(kind, older, younger):
        take = chosen.get(group[0], Take.OURS)
        for name in group:
            if take is Take.THEIRS:
                kept[name] = younger[name]
            elif take is Take.BOTH and name in JOINABLE:
                kept[name] = both(name, older[name], younger[name])
    return kept


Changed = tuple[RecordKind, dict[str, Any], dict[str, Any]]
"""A record before and after."""


def _moved(connection: Connection, kind: RecordKind, older: Row, younger: Row, kept: Row) -> Iterator[Changed]:
    """Every record that named the younger, naming the older; quotes are found again where the text is another."""
    texts_differ = kind is RecordKind.SOURCE and kept["text_sha256"] != younger["text_sha256"]
    old_text_gone = kind is RecordKind.SOURCE and kept["text_sha256"] != older["text_sha256"]
    for of, row in _resting_rows(connection, kind, younger["id"]):
        after = dict(row)
        for name, named in KEPT[of].references.items():
            if named is kind:
                after[name] = _instead(row[name], younger["id"], older["id"])
        if texts_differ and of is RecordKind.FIGURE:
            _anchor_again(connection, after, kept["text_sha256"])
        yield of, row, after
    if old_text_gone:
        for of, row in _resting_rows(connection, kind, older["id"]):
            after = dict(row)
            if of is RecordKind.FIGURE:
                _anchor_again(connection, after, kept["text_sha256"])
                yield of, row, after


def _instead(value: Any, old: Any, new: Any) -> Any:
    if isinstance(value, list):
        return list(dict.fromkeys(new if member == old else member for member in value))
    return new if value == old else value


def _anchor_again(connection: Connection, figure: dict[str, Any], text_sha256: Any) -> None:
    """Find the quote in another text; where it cannot be told, it keeps its place and is adrift there, and said to be so."""
    if figure["anchor_start"] is None:
        return
    at = Anchor(figure["anchor_start"], figure["anchor_end"], figure["anchor_before"], figure["anchor_after"])
    text = reader.text(raw(connection), text_sha256)
    found = locate(text, figure["quote"], at)
    if found is not None:
        fresh = anchor(text, found.start, found.end)
        figure |= {
            "anchor_start": fresh.start,
            "anchor_end": fresh.end,
            "anchor_before": fresh.before,
            "anchor_after": fresh.after,
        }


def _resting(connection: Connection, kind: RecordKind, id: int) -> set[tuple[RecordKind, int]]:
    found: set[tuple[RecordKind, int]] = set()
    for rest in RESTING_ON[kind]:
        linked = KEPT[rest.kind].lists.get(rest.field)
        table, owner, member = (KEPT[rest.kind].table, "id", rest.field) if linked is None else (linked, "owner", "member")
        query = _RESTING.substitute(table=table, owner=owner, member=member)
        found |= {(rest.kind, key) for (key,) in raw(connection).execute(query, (id,)).fetchall()}
    return found


def _resting_rows(connection: Connection, kind: RecordKind, id: Any) -> list[tuple[RecordKind, dict[str, Any]]]:
    rows = reader.rows_of(raw(connection), sorted(_resting(connection, kind, id)))
    return [(of, dict(row)) for (of, _), row in rows.items() if row is not None]


def _check_form(kind: RecordKind, row: Mapping[str, Any]) -> None:
    """A direction from a party to itself would come of joining its two ends."""
    if row.get("sender") is not None and row.get("sender") == row.get("receiver"):
        raise Unfit("sender", "A figure goes from the one to the other of the two, so they are not the same party.")
    if any(row.get(name) == row["id"] for name, named in KEPT[kind].references.items() if named is kind):
        raise Unfit("id", "One of the two would come to name itself. Change what stands between them first.")


def _check_laws(connection: Connection, changed: list[tuple[RecordKind, dict[str, Any]]]) -> None:
    references, tree = law.References(raw(connection)), reader.categories(raw(connection))
    for kind, row in changed:
        references.check(kind, int(row["id"]), row)
        record = record_of(kind, row)
        if isinstance(record, FigureDraft):
            law.check_draft(record, tree)


class _Names:
    """What a field says, with the names of the records that it names."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def said(self, kind: RecordKind, group: tuple[str, ...], row: Row) -> Said:
        """The values of a group of fields, the empty ones left out."""
        values = ((name, self._value(kind, name, row[name])) for name in group if name not in _UNSAID)
        return tuple((name, value) for name, value in values if value)

    def _value(self, kind: RecordKind, name: str, value: Any) -> str:
        named = KEPT[kind].references.get(name)
        if value is None:
            return ""
        if named is None:
            return plain(name, value)
        members = value if isinstance(value, list) else [value]
        rows = reader.rows_of(raw(self._connection), [(named, member) for member in members])
        return "; ".join(KEPT[named].name_of(row) for row in rows.values() if row is not None)
