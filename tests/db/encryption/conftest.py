"""A casefile encrypted once and copied for each test, and what is done to encrypted files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db import keyring, protection
from db.casefile import Casefile
from figures.record import PartyDraft


@pytest.fixture(scope="session")
def words() -> str:
    """The passphrase."""
    return 'п\'ять слів; "обрав" випадок -- 5'


@pytest.fixture(scope="session")
def sealed(tmp_path_factory: pytest.TempPathFactory, prepared: Any, words: str) -> Path:
    """The prepared casefile, encrypted once and copied for each test."""
    path = tmp_path_factory.mktemp("sealed") / "swaps.handover"
    shutil.copy(prepared[1], path)
    protection.encrypt(path, words, keep_original=False)
    return path


@pytest.fixture
def place(tmp_path: Path, sealed: Path) -> Iterator[Path]:
    path = tmp_path / "swaps.handover"
    shutil.copy(sealed, path)
    keyring.forget()
    yield path
    keyring.forget()


@pytest.fixture
def opened(place: Path, words: str) -> Path:
    keyring.unlock(place, words)
    return place


@pytest.fixture(scope="session")
def fingerprint() -> Callable[[Path], str]:
    def told(path: Path) -> str:
        with Casefile.open(path, read_only=True) as casefile:
            return casefile.fingerprint()

    return told


@pytest.fixture(scope="session")
def add_party() -> Callable[[Path, str], None]:
    def add(path: Path, name: str) -> None:
        with Casefile.open(path, author="Olena") as casefile, casefile.act("Add party") as act:
            act.add(PartyDraft(name=name))

    return add


@pytest.fixture(scope="session")
def flip() -> Callable[[Path, int], None]:
    """Turn one bit of a file over."""

    def flipped(path: Path, offset: int) -> None:
        data = bytearray(path.read_bytes())
        data[offset] ^= 0x10
        path.write_bytes(data)

    return flipped
