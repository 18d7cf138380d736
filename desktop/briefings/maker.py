"""The work behind the preview: from frozen records to the bytes of a briefing, in a thread of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from briefing.options import BriefingOptions, WrongOptions
from db.casefile import Casefile
from db.result import IssuedBriefing
from desktop.briefings.snapshot import Changed, changed_since, snapshot_of
from desktop.records import Records
from figures.line import Comparison
from figures.record import Casebook

ONE_AT_A_TIME = Lock()
"""The PDF library keeps one set of typefaces a process: two briefings drawn at once would mix their letters."""


@dataclass(frozen=True, slots=True)
class Page:
    """A finished briefing, what it was made with, and what it would keep if it were issued."""

    options: BriefingOptions
    pdf: bytes
    pages: int
    notes: int
    fingerprint: str
    as_of: dt.date | None
    title: str
    snapshot: str
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Job:
    """One briefing to be made; ``reader`` opens the casefile again for this thread, ``held`` is a comparison made before.

    Without a ``casebook`` the thread reads one.
    """

    casebook: Casebook | None
    options: BriefingOptions
    reader: Callable[[], Casefile]
    held: Comparison | None

    def __call__(self, unwanted: Callable[[], bool]) -> Page | None:
        """The briefing; None where it was no longer wanted before it was begun."""
        from briefing.pdf import make
        from desktop.briefing_file import files_of
        from figures.comparison import compare

        with self.reader() as casefile:
            fingerprint = casefile.fingerprint()
            casebook = casefile.casebook() if self.casebook is None else self.casebook
        if unwanted():
            return None
        comparison = self.held or compare(casebook, self.options.as_of)
        if unwanted():
            return None
        with ONE_AT_A_TIME:
            if unwanted():
                return None
            made = make(casebook, comparison, self.options, fingerprint, files_of)
        snapshot = snapshot_of(casebook, comparison, self.options)
        return Page(
            self.options,
            made.pdf,
            made.pages,
            made.notes,
            fingerprint,
            comparison.as_of,
            self.options.title.strip(),
            snapshot,
            comparison,
        )


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed since each issued briefing; ``comparison`` of the day is made once for all that share it."""

    records: Records
    issued: tuple[IssuedBriefing, ...]
    held: Comparison | None

    def __call__(self, unwanted: Callable[[], bool]) -> dict[int, Changed]:
        """By id of the issued briefing; those not reached when it was no longer wanted are left out."""
        from figures.comparison import compare

        casebook = self.records()
        comparisons: dict[dt.date | None, Comparison] = {} if self.held is None else {None: self.held}
        found: dict[int, Changed] = {}
        for briefing in self.issued:
            if unwanted():
                break
            try:
                options = BriefingOptions.from_json(briefing.options)
            except WrongOptions:
                found[briefing.id] = Changed(None)
                continue
            if options.as_of not in comparisons:
                comparisons[options.as_of] = compare(casebook, options.as_of)
            found[briefing.id] = changed_since(briefing.snapshot, casebook, comparisons[options.as_of], options)
        return found
