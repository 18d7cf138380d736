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

from exchange.apart import BROKEN
from exchange.document import UnreadableDocument, read_here
from exchange.heading import NoTable

MEMORY = 900 << 20


def main() -> None:
    """Read what standard input says and answer on standard output."""
    asked = json.loads(sys.stdin.buffer.readline())
    bound(asked["seconds"])
    out = sys.stdout.buffer
    if "document" in asked:
        out.write(json.dumps(document(sys.stdin.buffer.read(), asked["document"])).encode())
    else:
        out.writelines(json.dumps(line).encode() + b"\n" for line in workbook(Path(asked["workbook"])))
    out.flush()


def document(data: bytes, kind: str) -> dict[str, object]:
    """What is answered: the document, or why there is none."""
    try:
        return dataclasses.asdict(read_here(data, kind))
    except UnreadableDocument as refusal:
        return {"refused": str(refusal)}
    except (MemoryError, RecursionError):
        return {"refused": BROKEN}


def workbook(path: Path) -> Iterator[object]:
    """The records of every sheet, a line each, and in the last line what the sheets are, or why there are none."""
    from exchange import open_document
    from exchange import workbook as excel

    heads: list[dict[str, object]] = []
    try:
        for sheet in open_document.sheets(path) if path.suffix.lower() == ".ods" else excel.sheets(path):
            records = list(sheet.records)
            yield from records
            troubles = [[*cell, why] for cell, why in sheet.troubles.items()]
            heads.append(
                {"records": len(records), "read_as": sheet.read_as, "repeated": sorted(sheet.repeated), "troubles": troubles}
            )
    except NoTable as refusal:
        yield {"refused": str(refusal)}
    else:
        yield {"sheets": heads}


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
