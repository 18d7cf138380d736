"""Work goes on where it stood when the casefile was left, and the preferences know it by keys and no words."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.casefile import Casefile
from db.kind import RecordKind
from desktop.main_window import MainWindow
from desktop.preference import PLACES, Place, Preference
from desktop.register.room import RegisterRoom
from desktop.sample import make_sample


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "cases.handover"
    with make_sample(path):
        pass
    return path


def register(window: MainWindow) -> RegisterRoom:
    room = window.show_room("register")
    assert isinstance(room, RegisterRoom)
    return room


def test_the_register_opens_at_the_record_where_it_was_left(window: MainWindow, place: Path, tmp_path: Path) -> None:
    assert window.session.open(place)
    room, event = register(window), window.session.casebook.events[2]
    room.show_record(RecordKind.EVENT, event.id)
    assert room.record.key == (RecordKind.EVENT, event.id)
    window.files.close()
    assert window.session.open(place)
    assert register(window).record.key == (RecordKind.EVENT, event.id)
    window.show_room("compare")
    window.files.close()
    assert window.session.open(place)
    assert window.current_room is window.show_room("compare")
    window.preference.sync()
    kept = (tmp_path / "preferences" / "handover.ini").read_text(encoding="utf-8")
    for word in (event.title, "Istanbul", "Belarus"):
        assert word not in kept


def test_a_record_that_is_gone_is_no_place_to_go_to(window: MainWindow, place: Path) -> None:
    window.preference.keep_place(place, Place("register", "event", 99_999))
    assert window.session.open(place)
    assert register(window).record.key is not None


def test_places_that_nobody_here_wrote_are_passed_over(window: MainWindow, place: Path) -> None:
    for wrong in (Place("nowhere", "event", 1), Place("register", "weather", 1)):
        window.preference.keep_place(place, wrong)
        assert window.session.open(place)
        window.files.close()


def test_each_casefile_has_its_own_place_and_the_oldest_are_forgotten(tmp_path: Path) -> None:
    preference = Preference(tmp_path)
    for number in range(PLACES + 5):
        preference.keep_place(tmp_path / f"{number}.handover", Place("register", "event", number + 1))
    assert preference.place_in(tmp_path / "0.handover") is None
    assert preference.place_in(tmp_path / "30.handover") == Place("register", "event", 31)


def test_a_casefile_is_read_whole_once_when_it_is_opened(window: MainWindow, place: Path) -> None:
    assert window.session.open(place)
    book = window.session.casebook
    assert window.session.casebook is book
    with Casefile.open(place, read_only=True) as casefile:
        assert casefile.casebook() == book
