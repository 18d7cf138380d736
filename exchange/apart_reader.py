"""The process that reads one file: what to read comes in as a line of JSON, its text goes out as JSON, and it ends.

It bounds itself before it loads any library: memory, time of the processor, no file written, no core left behind. Where the
system keeps no such bounds, whoever started it ends it when its time is over.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from exchange.apart import BROKEN, LENGTH_DIGITS
from exchange.document import UnreadableDocument, read_here
from exchange.heading import NoTable

MEMORY = 900 << 20
WRITE = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def main() -> None:
    """Read what standard input says and answer on standard output."""
    asked = json.loads(sys.stdin.buffer.readline())
    bound(asked["seconds"])
    out = sys.stdout.buffer
    if "document" in asked:
        out.write(json.dumps(document(sys.stdin.buffer.read(), asked["document"])).encode())
    else:
        out.writelines(workbook(Path(asked["workbook"])))
    out.flush()


def document(data: bytes, kind: str) -> dict[str, object]:
    """What is answered: the document, or why there is none."""
    try:
        return dataclasses.asdict(read_here(data, kind))
    except UnreadableDocument as refusal:
        return {"refused": str(refusal)}
    except (MemoryError, RecursionError):
        return {"refused": BROKEN}


def workbook(path: Path) -> Iterator[bytes]:
    """The records of every sheet, a line each; then what the sheets are, or why there are none, and how long that line is."""
    from exchange import open_document
    from exchange import workbook as excel

    heads: list[dict[str, object]] = []
    told: dict[str, object] = {"sheets": heads}
    try:
        for sheet in open_document.sheets(path) if path.suffix.lower() == ".ods" else excel.sheets(path):
            size = 0
            for record in sheet.records:
                line = _line(record)
                size += len(line)
                yield line
            troubles = [[*cell, why] for cell, why in sheet.troubles.items()]
            heads.append({"bytes": size, "read_as": sheet.read_as, "repeated": sorted(sheet.repeated), "troubles": troubles})
    except NoTable as refusal:
        told = {"refused": str(refusal)}
    line = _line(told)
    yield line
    yield str(len(line)).rjust(LENGTH_DIGITS).encode()


def _line(said: object) -> bytes:
    return WRITE(said).encode(errors="replace") + b"\n"


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
