"""A casefile that is open to read, or whose file is no longer where it was: said in the frame for as long as it is so."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.safety.banner import Banner, Step
from desktop.safety.sight import Place
from desktop.safety.watch import FileWatch
from desktop.session import Session

if TYPE_CHECKING:
    from db.casefile import Casefile
    from desktop.look.theme import Theme

MOST_NAMED = 2


class Reading(QObject):
    """Fills the two banners of the frame: what lasts, and what happened to the file.

    Signals: ``reload_asked_for()`` to open the casefile again as it may be opened now; ``copy_asked_for()`` to save a copy;
    ``merge_asked_for(Path)`` to bring in a copy that a conflict left; ``noted(str)`` when it was read anew.
    """

    reload_asked_for = Signal()
    copy_asked_for = Signal()
    merge_asked_for = Signal(object)
    noted = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.reason = Banner(theme, "lock")
        self.trouble = Banner(theme, "triangle-alert")
        self.watch = FileWatch(session, self)
        self.watch.place_changed.connect(self._place_changed)
        self.watch.conflicts_found.connect(self._conflicts_found)
        self.watch.reread.connect(self._reread)

    def begin(self, casefile: Casefile) -> None:
        """A casefile was opened: say why it may only be read, and watch its file."""
        self.watch.begin(casefile)
        self.trouble.hush()
        if not casefile.read_only:
            self.reason.hush()
            return
        again = self.tr("Reload") if casefile.holder is not None else self.tr("Try to change it")
        steps: list[Step] = [(again, self.reload_asked_for.emit), (self.tr("Save a copy…"), self.copy_asked_for.emit)]
        self.reason.say(casefile.read_only_reason, steps)

    def stop(self) -> None:
        """The casefile is closed: there is nothing to say any more."""
        self.watch.stop()
        self.reason.hush()
        self.trouble.hush()

    def _place_changed(self, place: Place) -> None:
        if not self._session.is_open:
            return
        path = self._session.casefile.path
        said = {
            Place.GONE: self.tr("“{name}” is no longer in “{folder}”: it was moved, renamed or deleted, or its disk is gone."),
            Place.ANOTHER: self.tr("Another file lies in the place of “{name}” in “{folder}” since it was opened here."),
            Place.UNREACHABLE: self.tr("“{name}” cannot be reached in “{folder}”. Is its disk still there?"),
        }
        if place is Place.SAME:
            self.trouble.say(self.tr("“{name}” is in its place again.").format(name=path.name), lasting=False)
            return
        still = self.tr("What is open here can still be read and copied; until the file is back nothing can be kept in it.")
        sentence = said[place].format(name=path.name, folder=path.parent)
        self.trouble.say(f"{sentence} {still}", [(self.tr("Save a copy…"), self.copy_asked_for.emit)])

    def _conflicts_found(self, names: tuple[str, ...]) -> None:
        named = ", ".join(f"“{name}”" for name in names[:MOST_NAMED])
        more = len(names) - MOST_NAMED
        named += self.tr(" and {more} more").format(more=more) if more > 0 else ""
        text = self.tr(
            "A program that keeps this folder the same on several computers left {names} beside this casefile, because it was"
            " changed on two at once. Nothing is lost: bring in what the copy holds."
        )
        casefile = self._session.casefile
        merge = partial(self.merge_asked_for.emit, casefile.path.resolve().with_name(names[0]))
        steps = [] if casefile.read_only else [(self.tr("Merge…"), merge)]
        self.trouble.say(text.format(names=named), steps, lasting=False)

    def _reread(self) -> None:
        self.noted.emit(self.tr("Read anew {time}").format(time=dt.datetime.now().strftime("%H:%M:%S")))
