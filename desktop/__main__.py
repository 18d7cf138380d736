"""``handover``: the window at once where only the window is asked for, else the command line.

Whoever opens the program waits for its first picture, so nothing is loaded on the way there that the picture does not need;
the command line with all its commands is loaded where a command is given. Garbage is collected again once the window stands, or
the command line: while modules are loaded there is none, and looking for it takes a tenth of the time.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from db import SUFFIX


def asks_for_window(arguments: Sequence[str]) -> bool:
    """Whether only the window is asked for: alone, or on one casefile."""
    return not arguments or (len(arguments) == 1 and not arguments[0].startswith("-") and arguments[0].endswith(SUFFIX))


def main() -> None:
    """Open the window, or do what the command says."""
    arguments = sys.argv[1:]
    gc.disable()
    if asks_for_window(arguments):
        from desktop.plain_import import import_plainly

        import_plainly()
        from desktop.application import run

        sys.exit(run(Path(arguments[0]) if arguments else None))
    from desktop.command_line import main as command_line

    gc.freeze()
    gc.enable()
    try:
        command_line(prog_name="handover")
    except SystemExit as done:
        leave(done)


def leave(done: SystemExit) -> None:
    """End a command's process without taking its modules apart one by one, which takes a fifth of its time.

    What the command did is on the disk by then. A window, and output that cannot be written, end as Python ends.
    """
    if not isinstance(done.code, int | None) or "PySide6" in sys.modules:
        raise done
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        raise done from None
    os._exit(done.code or 0)


if __name__ == "__main__":
    main()
