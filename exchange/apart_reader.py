"""The process that reads one document: its media type, its seconds and its bytes come in, its text goes out, and it ends.

It bounds itself before it loads any library: memory, time of the processor, no file written, no core left behind. Where the
system keeps no such bounds, whoever started it ends it when its time is over.
"""

from __future__ import annotations

import dataclasses
import json
import sys

from exchange.apart import BROKEN
from exchange.document import UnreadableDocument, read_here

MEMORY = 900 << 20


def main() -> None:
    """Read what standard input holds and answer on standard output."""
    kind, seconds = sys.stdin.buffer.readline().decode().split()
    bound(int(seconds))
    sys.stdout.buffer.write(json.dumps(read(sys.stdin.buffer.read(), kind)).encode())
    sys.stdout.buffer.flush()


def read(data: bytes, kind: str) -> dict[str, object]:
    """What is answered: the document, or why there is none."""
    try:
        return dataclasses.asdict(read_here(data, kind))
    except UnreadableDocument as refusal:
        return {"refused": str(refusal)}
    except (MemoryError, RecursionError):
        return {"refused": BROKEN}


def bound(seconds: int) -> None:
    """Take no more than a bounded share of the machine, where the system can hold a process to it."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    main()
