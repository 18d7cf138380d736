"""Encrypting a casefile, taking the encryption away, and giving it another passphrase.

Each makes a new file beside the casefile, holds it against the old one, and only then lets it take the old one's place, in one
step of the file system: whatever happens before leaves the casefile as it was. The old file of a casefile that was not
encrypted stays, under another name, unless it is not wanted: it holds all that the new one is to hide.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from db import backup, bringing_back, hold, keyring, opening
from db.casefile import Casefile
from db.error import AlreadySo, Damaged, DiskFault, InUse, Locked, ReadOnly
from db.format import CURRENT
from db.keyring import Guard
from db.result import Progress
from db.sqlite import copy, file, header
from db.sqlite.fault import told
from db.sqlite.key import Key

_NOT_ENCRYPTED = "not encrypted"


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of a casefile; ``plain`` are the copies of it that Handover knows of and that are not encrypted."""

    path: Path
    plain: tuple[Path, ...] = ()


def encrypt(
    casefile: Path,
    passphrase: str,
    *,
    author: str = "",
    keep_original: bool = True,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> Converted:
    """Encrypt a casefile that nobody has open; its old file stays beside it under another name, where it is wanted.

    Without ``keep_original`` the old file goes, and the backups made before are encrypted too, in their places. ``folder`` is
    where the backups lie, None for beside the casefile.
    """
    check_plain(casefile)
    aside = _unused(casefile) if keep_original else None
    _convert(casefile, keyring.new_key(passphrase), author, aside, progress)
    if not keep_original:
        leave_no_plain(casefile, folder=folder, progress=progress)
    return Converted(casefile, plain_copies(casefile, folder=folder))


def decrypt(casefile: Path, *, author: str = "", progress: Progress | None = None) -> Converted:
    """Take the encryption away from a casefile that nobody has open and whose key is known; its backups stay as they are."""
    check_encrypted(casefile)
    _convert(casefile, None, author, None, progress)
    return Converted(casefile)


def change(casefile: Path, passphrase: str, *, author: str = "", progress: Progress | None = None) -> Converted:
    """Give a casefile that nobody has open, and whose key is known, another passphrase; backups keep the one that they have."""
    check_encrypted(casefile)
    _convert(casefile, keyring.new_key(passphrase), author, None, progress)
    return Converted(casefile)


def check_plain(casefile: Path) -> None:
    """Raise where the casefile is encrypted, or none at all, before anybody chooses a passphrase in vain."""
    if header.salt_of(casefile) is not None:
        raise AlreadySo(f"“{casefile.name}” is encrypted already. Change its passphrase instead.")
    Casefile.open(casefile, read_only=True).close()


def check_encrypted(casefile: Path) -> None:
    """Raise where the casefile is not encrypted, or its passphrase is not known, before anybody chooses another in vain."""
    if header.salt_of(casefile) is None:
        raise AlreadySo(f"“{casefile.name}” is not encrypted, so it has no passphrase.")
    Casefile.open(casefile, read_only=True).close()


def plain_copies(casefile: Path, *, folder: Path | None = None) -> tuple[Path, ...]:
    """The copies of an encrypted casefile that are not: its old file, what was kept before an upgrade, and its backups."""
    beside = re.compile(
        rf"{re.escape(casefile.stem)}( {_NOT_ENCRYPTED}( \d+)?|\.format-\d+(-\d+)?){re.escape(casefile.suffix)}"
    )
    with suppress(OSError):
        found = [path for path in sorted(casefile.parent.iterdir()) if beside.fullmatch(path.name)]
    found += [kept.path for kept in backup.backups(casefile, folder=folder)]
    return tuple(path for path in found if _is_plain(path))


def _is_plain(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0 and keyring.guard(path) is Guard.PLAIN


def leave_no_plain(casefile: Path, *, folder: Path | None = None, progress: Progress | None = None) -> None:
    """Encrypt every known copy of an encrypted casefile with the casefile's own key, in its place; its old file goes.

    A file that was deleted or written over can still be found on many disks; nothing here can change that.
    """
    key = header.read_header(casefile, CURRENT.number).key
    for path in plain_copies(casefile, folder=folder):
        if f" {_NOT_ENCRYPTED}" in path.name and path.parent == casefile.parent:
            path.unlink()
            continue
        with opening.unfinished(path) as begun, told(path):
            copy.write_under(path, None, begun, key, progress)
            copy.check_same(path, None, begun, key)
            _replace(begun, path)


def _convert(casefile: Path, key: Key | None, author: str, aside: Path | None, progress: Progress | None) -> None:
    """Put the casefile under another key; ``aside`` is the name that its old file gets, None where it goes."""
    held = hold.take_alone(casefile, author)
    try:
        opening.clear_unfinished(casefile)
        with Casefile.open(casefile, author=author) as present:
            if present.read_only:
                raise ReadOnly(present.read_only_reason)
            old, before = _said(present)
        _alone(casefile, old)
        with opening.unfinished(casefile) as begun:
            with told(casefile):
                copy.write_under(casefile, old, begun, key, _part(progress, 0.0, 0.4))
            _check(begun, casefile, before, _part(progress, 0.4, 0.6))
            _replace(begun, casefile, aside)
    except OSError as fault:
        raise DiskFault(f"“{casefile.name}” could not be replaced ({fault.strerror}). Nothing was changed.") from fault
    finally:
        hold.give_back(held)


def _part(progress: Progress | None, start: float, share: float) -> Progress | None:
    """The progress of one step, as part of the whole."""
    return None if progress is None else lambda done: progress(start + share * done)


def _said(casefile: Casefile) -> tuple[Key | None, object]:
    """The key of a casefile, and all that it says in few words."""
    with casefile.connected() as connection:
        return file.key_of(connection), (copy.state(connection), casefile.fingerprint(), casefile.moment(), casefile.drafts())


def _check(made: Path, casefile: Path, before: object, progress: Progress | None) -> None:
    """Raise ``Damaged`` where the new file says anything else, or is not sound, as then the old one was not."""
    with Casefile.open(made, read_only=True) as new:
        if _said(new)[1] != before:
            raise Damaged(f"The new file of “{casefile.name}” is not the same and was thrown away. Check the disk.")
        wrong = bringing_back.first_harm(new, progress)
    if wrong:
        raise Damaged(f"“{casefile.name}” is damaged and was left as it is: {wrong} Bring back a backup first.")


def _alone(casefile: Path, key: Key | None) -> None:
    """Bring everything into the one file, which SQLite does only where nobody else reads it."""
    connection = file.connect(casefile, write=True, key=key)
    try:
        with told(casefile):
            file.settle_whole(connection)
    except Locked as fault:
        said = f"“{casefile.name}” is open in another window or program. Close it there first; nothing was changed."
        raise InUse(said) from fault
    finally:
        file.close(connection)


def _replace(finished: Path, path: Path, aside: Path | None = None) -> None:
    """Let a finished file take the place of another in one step, on the disk for good; the other keeps the name ``aside``."""
    with finished.open("rb+") as made:
        os.fsync(made.fileno())
    if aside is not None:
        try:
            os.link(path, aside)
        except OSError:
            path.rename(aside)
    finished.replace(path)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _unused(casefile: Path) -> Path:
    """The name that the file which is not encrypted gets: no other file has it."""
    name, again = casefile.with_name(f"{casefile.stem} {_NOT_ENCRYPTED}{casefile.suffix}"), 1
    while name.exists():
        again += 1
        name = casefile.with_name(f"{casefile.stem} {_NOT_ENCRYPTED} {again}{casefile.suffix}")
    return name
