"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def write_beside(out: Path, data: bytes) -> None:
    """Write ``data`` to a file beside ``out`` and put it in its place at once; what stood there stays until then."""
    with written_beside(out) as file:
        file.write(data)


@contextmanager
def written_beside(out: Path) -> Iterator[BinaryIO]:
    """A file beside ``out`` to be written piece by piece, which takes its place at the end of the block.

    What is no file, such as a device, is written to and never replaced.
    ``OSError`` names ``out``, whatever file it was that could not be written.
    """
    beside: Path | None = None
    try:
        if out.exists() and not out.is_file():
            with out.open("wb") as device:
                yield device
            return
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}-")
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o666 & ~_umask())
        beside.replace(out)
        beside = None
    except OSError as wrong:
        raise OSError(wrong.errno, wrong.strerror, str(out)) from None
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
