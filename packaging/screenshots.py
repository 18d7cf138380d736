"""Takes a picture of every room with the sample casefile, light and dark, and of its briefing, into out/screenshots.

Run by ``make screenshots``; the pictures are looked at before anything is called done. Needs no screen.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pypdfium2
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from db.casefile import Casefile
from db.kind import RecordKind
from desktop.briefing_commands import brief
from desktop.look.theme import Scheme, Theme
from desktop.main_window import MainWindow
from desktop.preference import Preference
from desktop.register.room import RegisterRoom
from desktop.room import ROOMS
from desktop.sample import make_sample
from desktop.session import Session
from desktop.shortcuts import ShortcutSheet
from figures.record import PartyDraft
from figures.vocabulary import PROMISE_STAGES

SIZES = ((1280, 720), (1920, 1080))
OUT = Path(__file__).resolve().parent.parent / "out" / "screenshots"
SLOW = frozenset({"briefings", "merge", "share", "duplicates"})
CHART, CHART_HEIGHT = "How they came: bodies", 204
SETTLE = 400
"""Milliseconds in which a room may finish what it does in the background."""


def wait(milliseconds: int) -> None:
    """Let the window work."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def take(window: QWidget, name: str) -> None:
    """One picture."""
    window.grab().save(str(OUT / f"{name}.png"))


def register(window: MainWindow) -> None:
    """The register with an event of which several claimants speak."""
    room = window.show_room("register")
    figures = window.session.casebook.figures
    voices = Counter(event for event, _, _ in {(f.event, f.stage, f.claimant) for f in figures if f.event is not None})
    if room is not None and voices:
        room.show_record(RecordKind.EVENT, max(voices, key=lambda event: (voices[event], -event)))


def most_told(window: MainWindow) -> int:
    """The figure of a contested total: the line and the source that show most of what the program does."""
    lines = window.session.comparison().lines
    contested = [line.observed for line in lines if line.observed is not None and line.observed.contested and line.sender]
    return max(max(contested, key=lambda reading: reading.count.low).figures)


def compare(window: MainWindow) -> None:
    """The lines, with a contested one opened."""
    room = window.show_room("compare")
    if room is not None:
        room.show_record(RecordKind.FIGURE, most_told(window))


def sources(window: MainWindow) -> None:
    """The source of most promises, opened at the words of one."""
    room = window.show_room("sources")
    figures = window.session.casebook.figures
    told = Counter(figure.source for figure in figures if figure.stage in PROMISE_STAGES)
    fullest = max(told, key=lambda source: (told[source], -source))
    if room is not None:
        room.show_record(RecordKind.FIGURE, min(figure.id for figure in figures if figure.source == fullest))


def new_figure(window: MainWindow) -> None:
    """The figure form, with a number in it."""
    register(window)
    window.acts.new_figure.trigger()
    room = window.current_room
    if isinstance(room, RegisterRoom):
        room.figure.form.c.number.entry.setText("more than 6,000")


def directory(window: MainWindow) -> QWidget:
    """Parties, publishers, categories."""
    return window.parts.dialogs.show_directory()


def keys(window: MainWindow) -> QWidget:
    """The sheet of keys."""
    window.acts.shortcuts.trigger()
    return next(sheet for sheet in window.findChildren(ShortcutSheet) if sheet.isVisible())


def colleague(ours: Path) -> Path:
    """A colleague's copy of the casefile that went its own way, while ours did too."""
    theirs = ours.with_name("Олена Ковальчук, друга частина.handover")
    theirs.unlink(missing_ok=True)
    with Casefile.open(ours, read_only=True) as casefile:
        casefile.backup(theirs)
    for path, author, place, note in (
        (theirs, "Олена Ковальчук", "Homel, Novaya Huta", "Said by the Red Cross on the same day."),
        (ours, "Ірина Савчук", "Новояблонівка", "Seen on video."),
    ):
        with Casefile.open(path, author=author) as casefile:
            event, figure = casefile.events()[0], casefile.figures()[0]
            with casefile.act("Change event", reason="The headquarters corrected its own release.") as act:
                act.change(event.id, replace(event, place=place, note=note))
                act.change(figure.id, replace(figure, note=note))
                if path is theirs:
                    act.add(PartyDraft(name="Міжнародний комітет Червоного Хреста, представництво в Україні"))
                else:
                    act.add(PartyDraft(name="Volodymyr Zelensky"))
    return theirs


def merging(window: MainWindow) -> QWidget:
    """A merge with conflicts."""
    path = window.session.casefile.path
    window.session.close()
    theirs = colleague(path)
    window.open_path(path)
    return window.parts.merging.merge_from(theirs)


def pages(folder: Path) -> None:
    """The first page of the sample's briefing, and its chart of the dead of Istanbul, as the README shows them."""
    with make_sample(folder / "pages.handover"):
        pass
    brief.main(args=[str(folder / "pages.handover"), "-o", str(folder / "pages.pdf")], standalone_mode=False)
    with pypdfium2.PdfDocument(folder / "pages.pdf") as pdf:
        pdf[0].render(scale=1.5).to_pil().save(OUT / "briefing-page.png")
        for page in pdf:
            found = page.get_textpage().search(CHART).get_next()
            if found is not None:
                top = page.get_textpage().get_charbox(found[0])[3]
                crop = (0, top - CHART_HEIGHT, 0, page.get_height() - top - 8)
                page.render(scale=1.5, crop=crop).to_pil().save(OUT / "briefing-chart.png")


def main(wanted: list[str]) -> int:
    """Take the pictures; names on the command line choose among rooms."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        pages(Path(folder))
    application = QApplication(sys.argv[:1])
    theme = Theme(application, Scheme.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "sample.handover"
        with make_sample(sample):
            pass
        preference = Preference(Path(folder))
        session = Session()
        window = MainWindow(theme, session, preference)
        window.show()
        screens: dict[str, Callable[[], object]] = {name: (lambda room=name: window.show_room(room)) for name in ROOMS}
        screens["compare"] = lambda: compare(window)
        screens["sources"] = lambda: sources(window)
        screens["register"] = lambda: register(window)
        screens["figure"] = lambda: new_figure(window)
        screens["directory"] = lambda: directory(window)
        screens["merge"] = lambda: merging(window)
        screens["share"] = window.parts.merging.show_sharing
        screens["duplicates"] = window.parts.look_for_duplicates
        screens["keys"] = lambda: keys(window)
        for width, height in SIZES:
            window.resize(width, height)
            for scheme in (Scheme.LIGHT, Scheme.DARK):
                theme.choose(scheme)
                session.close()
                if not wanted or "welcome" in wanted:
                    wait(50)
                    take(window, f"welcome-{scheme}-{width}")
                window.open_path(Path(shutil.copy(sample, Path(folder) / "istanbul-2025.handover")))
                for name, show in screens.items():
                    if wanted and name not in wanted:
                        continue
                    started = time.monotonic()
                    shown = show()
                    wait(4 * SETTLE if name in SLOW else SETTLE)
                    dialog = shown if isinstance(shown, QDialog) else None
                    take(dialog or window, f"{name}-{scheme}-{width}")
                    if dialog is not None:
                        dialog.close()
                    print(f"{name}-{scheme}-{width}: {time.monotonic() - started:.1f} s")
        window.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
