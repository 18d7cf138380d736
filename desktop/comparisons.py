"""The comparisons of a casefile that is read whole: each computed once, and that on the latest day followed through acts."""

from __future__ import annotations

import datetime as dt

from db.casefile import Casefile
from db.following import Followed
from figures.line import Comparison
from figures.record import Casebook


class Comparisons:
    """Of one casefile, by the day as of which they are; None is the latest."""

    def __init__(self, casefile: Casefile) -> None:
        self._casefile = casefile
        self._held: dict[dt.date | None, Comparison] = {}
        self._followed: Followed | None = None

    def held(self, as_of: dt.date | None) -> Comparison | None:
        """The comparison as of a day where it was computed already."""
        return self._held.get(as_of)

    def hold(self, casebook: Casebook, as_of: dt.date | None, comparison: Comparison) -> None:
        """Keep a comparison of this casebook, which is the casefile as it is now."""
        self._held[as_of] = comparison
        if as_of is None:
            self._followed = Followed(self._casefile, casebook, comparison)

    def forget(self) -> None:
        """Everything may have changed."""
        self._held.clear()
        self._followed = None

    def follow(self, casebook: Casebook) -> None:
        """Bring the one on the latest day up to what acts have left, so that nobody compares everything; drop the others."""
        followed = self._followed
        self.forget()
        comparison = None if followed is None else followed.follow(casebook)
        if comparison is not None:
            self._followed, self._held[None] = followed, comparison
