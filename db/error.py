"""What the world can do to a casefile: each kind says in one plain sentence what happened and what to do.

These are the world's faults, caught by name at one edge. Anything else that is raised here is ours, and rises.
"""

from __future__ import annotations

from pathlib import Path


class CasefileError(Exception):
    """A casefile could not be opened, read or written; the only argument is one sentence for the researcher."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class NotACasefile(CasefileError):
    """The file is something else: another program's database, a document, nothing at all."""


class Damaged(CasefileError):
    """The file was a casefile, but what it holds can no longer be trusted."""


class NewerFormat(CasefileError):
    """The casefile was written by a later Handover than this one."""


class Locked(CasefileError):
    """Another process is writing to the casefile."""


class AlreadyThere(CasefileError):
    """A file of this name exists, and nothing is ever overwritten."""


class DiskFull(CasefileError):
    """There was no room for the act; nothing of it was kept."""


class DiskFault(CasefileError):
    """The disk could not be read or written: pulled out, failing, or gone from the network."""


class ReadOnly(CasefileError):
    """The casefile was opened to read, or its file or folder may not be written."""


class Missing(CasefileError):
    """There is no such file, record or stored copy."""


class Moved(CasefileError):
    """The file at the casefile's place is no longer the one that was opened: moved, deleted or replaced."""


class InUse(CasefileError):
    """Somebody has the casefile open to change it, so its file may not be replaced."""


class ChangedMeanwhile(CasefileError):
    """The record is no longer what the form showed when it was opened; nothing was overwritten."""


class NothingToUndo(CasefileError):
    """There is no act that could be undone or done again."""


class Interrupted(CasefileError):
    """A read was called off before it ended, because its answer was no longer wanted."""


class PassphraseNeeded(CasefileError):
    """The file at ``path`` may be an encrypted casefile, and nobody gave its passphrase to this program yet."""

    def __init__(self, said: str, path: Path) -> None:
        super().__init__(said)
        self.path = path


class WrongPassphrase(CasefileError):
    """The passphrase does not open the casefile, or none can be made of it."""


class NoEncryption(CasefileError):
    """What encrypts casefiles is not installed with this program."""


class AlreadySo(CasefileError):
    """The casefile is what it was to become: encrypted already, or not encrypted."""
